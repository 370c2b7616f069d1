import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { compile, nodeFiles, type TriedModules, tryModules } from "@yardmaster/compiler";
import { suite } from "uvu";
import * as assert from "uvu/assert";

// Modules that are on no disk, compiled as `gen` would.

const test = suite<{ root: string }>("tryModules");

test.before.each((folder) => {
  folder.root = realpathSync(mkdtempSync(join(tmpdir(), "yardmaster-try-")));
});
test.after.each(({ root }) => rmSync(root, { recursive: true, force: true }));

const stderr = { write: () => {}, isTerminal: false };
const host = { files: nodeFiles, stderr };
const nothing: typeof nodeFiles = {
  ...nodeFiles,
  read: async () => undefined,
  readNow: () => undefined,
  readAll: (paths) => paths.map(() => undefined),
  isFolder: async () => false,
  list: async () => [],
};
const imports = 'import { call, job, run, sh, triggers, workflow } from "yardmaster";\n';
const callee = `${imports}import { word } from "./shared/word.ts";
export const callee = workflow("callee", {
  on: triggers({ workflow_call: null }).on,
  permissions: {},
  jobs: [job("test", { "runs-on": "ubuntu-24.04", steps: [run(sh\`echo \${word}\`)] })],
});
`;
const caller = `${imports}import { callee } from "./callee.workflow.ts";
export const caller = workflow("caller", {
  on: triggers({ push: null }).on,
  permissions: {},
  jobs: [call("call", callee, {})],
});
`;
const word = 'export const word = "one";\n';

function errors({ problems }: TriedModules): readonly unknown[] {
  return problems
    .filter(({ diagnostic }) => diagnostic.severity === "error")
    .map(({ diagnostic: { code, place }, source, location }) => ({
      code,
      source,
      ...(place && "path" in place ? { path: place.path } : {}),
      ...(location ? { at: `${location.file}:${location.line}:${location.column}` } : {}),
    }));
}

test("compiles modules of an empty folder, with those that they import", async ({ root }) => {
  const texts = new Map([
    ["workflows-src/callee.workflow.ts", callee],
    ["workflows-src/caller.workflow.ts", caller],
    ["workflows-src/shared/word.ts", word],
  ]);
  const tried = await tryModules(root, host, texts, ["workflows-src/caller.workflow.ts"]);
  assert.equal(errors(tried), []);
  assert.equal(
    tried.files.map(({ path, source }) => [path, source]),
    [
      [".github/workflows/caller.yml", "workflows-src/caller.workflow.ts"],
      [".github/workflows/callee.yml", "workflows-src/callee.workflow.ts"],
    ],
  );
  assert.match(tried.files[0]?.text ?? "", "    uses: ./.github/workflows/callee.yml\n");
  assert.match(tried.files[1]?.text ?? "", "      - run: echo one\n");
});

test("needs nothing on the disk", async () => {
  const texts = new Map([
    ["workflows-src/callee.workflow.ts", callee],
    ["workflows-src/shared/word.ts", word],
  ]);
  const tried = await tryModules(parse(tmpdir()).root, { files: nothing, stderr }, texts, [
    "workflows-src/callee.workflow.ts",
  ]);
  assert.equal([errors(tried), tried.files.length], [[], 1]);
});

test("says of which node of which document something is wrong, and of what has none its place", async ({ root }) => {
  const [bad, misplaced, ruled, thrown] = ["bad", "misplaced", "ruled", "thrown"].map(
    (name) => `workflows-src/${name}.workflow.ts`,
  ) as [string, string, string, string];
  const texts = new Map([
    [bad, "export const = 1;\n"],
    [misplaced, callee.replace('"runs-on": "ubuntu-24.04"', '"runs-on": "ubuntu-24.04", needs: ["none"] as never')],
    [
      ruled,
      callee.replace('"callee"', '"ruled"').replace("permissions: {}", 'permissions: { conents: "read" } as never'),
    ],
    [thrown, "\nthrow new Error('so');\n"],
    ["workflows-src/shared/word.ts", word],
  ]);
  const tried = await tryModules(root, host, texts, [bad, misplaced, ruled, thrown]);
  assert.equal(errors(tried), [
    { code: "source-invalid", source: bad, at: `${bad}:1:14` },
    { code: "value-misplaced", source: misplaced, at: `${misplaced}:6:10` },
    { code: "source-throws", source: thrown, at: `${thrown}:2:7` },
    { code: "permission-scope-unknown", source: ruled, path: ["permissions", "conents"] },
  ]);
});

test("makes the same without asking rules and GitHub's parser", async ({ root }) => {
  const source = "workflows-src/callee.workflow.ts";
  const text = callee
    .replace("run(sh`echo ${word}`)", 'use("a/b@v1")')
    .replace("import { call,", "import { call, use,");
  const texts = new Map([
    [source, text],
    ["workflows-src/shared/word.ts", word],
  ]);
  const judged = await tryModules(root, host, texts, [source]);
  const made = await tryModules(root, host, texts, [source], { isJudged: false });
  assert.equal(
    judged.problems.map(({ diagnostic }) => diagnostic.code),
    ["uses-on-tag"],
  );
  assert.equal(made, { files: judged.files, problems: [] });
});

test("an overlay adds sources to those of the disk, and compile plans them", async ({ root }) => {
  const overlay = new Map([
    ["workflows-src/callee.workflow.ts", callee],
    ["workflows-src/shared/word.ts", word],
  ]);
  const { plan, findings } = await compile(root, host, { overlay });
  assert.equal(
    [findings.filter(({ severity }) => severity === "error"), plan.map(({ kind, path }) => [kind, path])],
    [[], [["create", ".github/workflows/callee.yml"]]],
  );
});

test.run();
