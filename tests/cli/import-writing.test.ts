import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { nodeFiles } from "@yardmaster/compiler";
import { FileError, type Files } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { startProgram } from "../helpers/start-program.ts";
import { makeRepository, type TestRepository } from "./repository.ts";

const test = suite<TestRepository>("yardmaster import: writing");

const workflow = (name: string, job: string) => `name: ${name}\non: [push, workflow_call]\njobs: {a: {${job}}}\n`;
const steps = "runs-on: ubuntu-24.04, steps: [{run: 'true'}]";
const originals = {
  ".github/workflows/a-caller.yml": workflow("a-caller", "uses: ./.github/workflows/called.yml"),
  ".github/workflows/called.yml": workflow("called", steps),
  ".github/workflows/other.yml": workflow("other", steps),
};
const sources = ["a-caller", "called", "other"].map((name) => `workflows-src/${name}.workflow.ts`);

test.before.each((repository) => {
  Object.assign(repository, makeRepository(originals));
});
test.after.each((repository) => repository.dispose());

function everything({ root, read }: TestRepository): Readonly<Record<string, string>> {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length + 1))
    .filter((path) => !path.startsWith("node_modules/"));
  return Object.fromEntries(paths.sort().map((path) => [path, read(path)]));
}

/** Refuses the nth call of one operation, and with `isKilled` all that come later: as nothing comes of them then. */
function failing(operation: "create" | "rename", nth: number, isKilled = false): Partial<Files> {
  let calls = 0;
  const refused = (name: string, path: string) => new FileError(name, path, "no space left on device");
  const act = nodeFiles[operation] as (...paths: readonly string[]) => Promise<void>;
  return {
    [operation]: async (...paths: readonly string[]) => {
      calls += 1;
      if (calls === nth || (isKilled && calls > nth)) {
        throw refused(operation, paths.at(operation === "create" ? 0 : -1) ?? "");
      }
      await act(...paths);
    },
    ...(isKilled ? { remove: async (path: string) => Promise.reject(refused("remove", path)) } : {}),
  };
}

for (const nth of [1, 4, 6]) {
  test(`a failure while file ${nth} is staged leaves every file as it was`, async (repository) => {
    const before = everything(repository);
    const { code, stdout, stderr } = await repository.run(["import"], { files: failing("create", nth) });
    assert.equal([code, stdout], [2, ""]);
    assert.match(stderr, /^error file-refused: The system refuses to create \S+: no space left on device\.\n/);
    assert.equal(everything(repository), before);
  });
}
for (const isKilled of [false, true]) {
  for (const nth of [1, 2, 3, 4, 5, 6]) {
    const how = isKilled ? "killed" : "refused";
    test(`${how} at file ${nth}, leaves each file whole, and the next run finishes`, async (repository) => {
      const { run } = repository;
      const { code } = await run(["import"], { files: failing("rename", nth, isKilled) });
      assert.is(code, 2);
      const between = everything(repository);
      const { stdout } = await run(["import"]);
      assert.match(stdout, /\nNo changes\. 3 files: 3 in step; 0 findings\n$/);
      const after = everything(repository);
      assert.equal(Object.keys(after), [...Object.keys(originals), ...sources].sort());
      for (const [path, text] of Object.entries(between)) {
        if (path.endsWith("yardmaster-tmp")) continue;
        const old: Readonly<Record<string, string>> = originals;
        assert.ok(text === old[path] || text === after[path], path);
      }
      assert.is((await run(["gen"])).stdout, "3 files: 3 unchanged\n");
    });
  }
}
test("what was changed while it was imported stays", async (repository) => {
  const before = everything(repository);
  let reads = 0;
  const readAll: Files["readAll"] = (paths) => {
    const isImported = paths.length === 3 && paths.every((path) => path.endsWith(".yml"));
    if (isImported) reads += 1;
    return nodeFiles.readAll(paths).map((bytes) => (isImported && reads === 1 ? Buffer.from("name: b\n") : bytes));
  };
  const { code, stderr } = await repository.run(["import"], { files: { readAll } });
  assert.is(code, 2);
  assert.match(
    stderr,
    '".github/workflows/called.yml" was changed while it was imported, and nothing was written. Run the command again.\n',
  );
  assert.equal(everything(repository), before);
});
test("a module that is there already is never overwritten", async (repository) => {
  const { run, write, read } = repository;
  write("workflows-src/called.workflow.ts", "export const mine = 1;\n");
  await run(["import", ".github/workflows/called.yml"]);
  assert.is(read("workflows-src/called.workflow.ts"), "export const mine = 1;\n");
});
test("killed by the system, leaves whole files, and the next run finishes", async ({ root, run, write, made }) => {
  const names = Array.from({ length: 40 }, (_, index) => `.github/workflows/w${index}.yml`);
  for (const [index, name] of names.entries()) write(name, workflow(`w${index}`, steps));
  const child = spawn(process.execPath, [...startProgram("packages/cli/src/bin.ts"), "import", "--no-types"], {
    cwd: root,
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => child.once("close", (_code, signal) => resolve(signal)));
  const before = made();
  while (child.exitCode === null && child.signalCode === null) {
    const now = readdirSync(root).includes("workflows-src") ? readdirSync(`${root}/workflows-src`) : [];
    if (now.some((name) => name.endsWith(".workflow.ts"))) child.kill("SIGKILL");
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.is(await ended, "SIGKILL");
  const between = Object.entries(made()).filter(([path]) => !path.endsWith("yardmaster-tmp"));
  assert.match((await run(["import"])).stdout, /\nNo changes\. 43 files: 43 in step; 0 findings\n$/);
  const after = made();
  assert.equal(Object.keys(after), Object.keys(before));
  for (const [path, text] of between) assert.ok(text === before[path] || text === after[path], path);
});
test.run();
