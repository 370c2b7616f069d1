import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runYardmaster } from "@yardmaster/cli";
import { nodeFiles } from "@yardmaster/compiler";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { viewRepository } from "../../scripts/check-docs/repository-view.ts";

// docs/language.md: every output stands below the example that made it, and is what `yardmaster gen` makes of it.

const test = suite("docs/language.md");
const page = viewRepository(process.cwd()).pages.find(({ path }) => path === "docs/language.md");
const fences = page?.fences ?? [];
const examples = fences.flatMap((fence, index) => {
  if (fence.language !== "ts" || fence.meta !== "compile") return [];
  const end = fences.findIndex((other, position) => position > index && other.language === "ts");
  const outputs = fences.slice(index + 1, end < 0 ? undefined : end).filter((other) => other.meta === "output");
  return [{ line: fence.line, text: fence.text, outputs }];
});

/** Runs `gen` on one example. @returns what it wrote, and what it said. */
async function generate(text: string): Promise<{ files: readonly string[]; said: string }> {
  const root = mkdtempSync(join(tmpdir(), "language-example-"));
  try {
    mkdirSync(join(root, "workflows-src"));
    writeFileSync(join(root, "workflows-src/example.workflow.ts"), `${text}\n`);
    mkdirSync(join(root, "ops")); // the file that an example takes a script from
    writeFileSync(join(root, "ops/deploy.sh"), 'set -e\n./deploy --to "$TARGET"\n');
    cpSync("workflows-src/actions.lock.json", join(root, "workflows-src/actions.lock.json"));
    cpSync("generated/actions.ts", join(root, "generated/actions.ts"));
    symlinkSync(join(process.cwd(), "node_modules"), join(root, "node_modules"));
    const said: string[] = [];
    const output = { write: (line: string) => void said.push(line), isTerminal: false };
    const silent = { write: () => undefined, isTerminal: false };
    await runYardmaster(["gen"], {
      cwd: root,
      env: {},
      stdout: silent,
      stderr: output,
      files: nodeFiles,
      now: () => new Date(0),
    });
    // Not through the link to node_modules, where other tests come and go.
    const written = readdirSync(root)
      .filter((folder) => folder !== "node_modules")
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
      )
      .filter((path) => /\.yml$|^generated\/.*\.json$/.test(path));
    return { files: written.map((path) => readFileSync(join(root, path), "utf8")), said: said.join("") };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

test("has examples with outputs", () => {
  assert.ok(examples.length >= 16, `${examples.length} examples`);
  assert.ok(examples.filter(({ outputs }) => outputs.length > 0).length >= 12);
});
test("has no output without the example that makes it", () => {
  const owned = new Set(examples.flatMap(({ outputs }) => outputs));
  assert.equal(
    fences.filter((fence) => fence.meta === "output" && !owned.has(fence)).map((fence) => fence.line),
    [],
  );
});
for (const { line, text, outputs } of examples) {
  test(`line ${line}: ${outputs.length} outputs are what gen makes`, async () => {
    const { files, said } = await generate(text);
    const expectsFindings = outputs.some((output) => output.language === "text");
    if (!expectsFindings) assert.is(said, "Types were not checked: `yardmaster check` does that.\n");
    for (const output of outputs) {
      const made = output.language === "text" ? [said] : files;
      assert.ok(
        made.some((content) => `\n${content}`.includes(`\n${output.text}\n`)),
        `line ${output.line} does not stand in:\n${made.join("\n---\n")}`,
      );
    }
  });
}
test.run();
