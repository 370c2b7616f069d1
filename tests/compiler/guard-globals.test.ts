import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, nodeFiles } from "@yardmaster/compiler";
import { suite } from "uvu";
import * as assert from "uvu/assert";

// Sources are evaluated with the process's own console and exit kept from them; a program may compile several repositories.

const test = suite("globals while sources are evaluated");

function repository(name: string): { readonly root: string; readonly printed: string[] } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "yardmaster-globals-")));
  mkdirSync(join(root, "workflows-src"), { recursive: true });
  const source = `import { job, run, sh, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: {} });
console.log("${name}");
const a = job("a", { "runs-on": "ubuntu-24.04", permissions: {}, steps: [run(sh\`true\`)] });
export const ${name} = workflow("${name}", { on, permissions: {}, jobs: [a] });
`;
  writeFileSync(join(root, "workflows-src", `${name}.workflow.ts`), source);
  return { root, printed: [] };
}

test("two repositories at once: the process has its own again, whichever ends first", async () => {
  const before = [globalThis.console, process.exit, process.stdout.write, Error.stackTraceLimit];
  const repositories = ["one", "two", "three"].map(repository);
  const compiled = await Promise.all(
    repositories.map(({ root, printed }) => {
      const stderr = { write: (text: string) => void printed.push(text), isTerminal: false };
      return compile(root, { files: nodeFiles, stderr });
    }),
  );
  assert.equal(
    compiled.map(({ files }) => files.map(({ path }) => path)),
    [[".github/workflows/one.yml"], [".github/workflows/two.yml"], [".github/workflows/three.yml"]],
  );
  assert.equal(repositories.flatMap(({ printed }) => printed).sort(), ["one\n", "three\n", "two\n"]);
  assert.equal([globalThis.console, process.exit, process.stdout.write, Error.stackTraceLimit], before);
  for (const { root } of repositories) rmSync(root, { recursive: true });
});

test.run();
