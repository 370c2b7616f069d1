import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { measureCompiler } from "../../scripts/bench-types/measure-compiler.ts";
import { withModulePairs, withPayloadModule } from "../../scripts/bench-types/write-modules.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Instantiations are a function of the sources, so a bound on them holds on every machine; times would not. */
const measure = (folder: string): number => measureCompiler(root, folder, { singleThreaded: true }).instantiations;

const bench = suite("cost of the types");
bench("a further module of usual size costs few instantiations", () => {
  const [few, many] = [4, 24].map((count) => withModulePairs(root, count, ({ ours }) => measure(ours))) as [
    number,
    number,
  ];
  const perModule = (many - few) / 20;
  assert.ok(perModule > 100, `${perModule} instantiations a module: nothing was measured`);
  assert.ok(perModule < 1_000, `${perModule} instantiations a module`);
});
bench("completion behind `github.event.` costs little more than the language itself", () => {
  const nothing = withPayloadModule(root, "gollum", measure);
  const most = withPayloadModule(root, "pull_request", measure);
  assert.ok(most - nothing < 1_000, `${most - nothing} instantiations for the biggest payload`);
  assert.ok(most < 40_000, `${most} instantiations in all`);
});
bench("both languages get the same workflows", () => {
  withModulePairs(root, 4, ({ theirs }) => assert.ok(measure(theirs) > 0));
});
bench.run();
