import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { findChangedFiles } from "../../scripts/test/changed-files.ts";
import { findReachedTests } from "../../scripts/test/find-reached-tests.ts";

const texts = new Map(
  Object.entries({
    "packages/core/src/index.ts": 'export { a } from "./a.ts";\nexport type { B } from "./b.ts";\n',
    "packages/core/src/a.ts": "export const a = 1;\n",
    "packages/core/src/b.ts": "export type B = 1;\n",
    "packages/dsl/src/index.ts": 'import { a } from "@yardmaster/core";\nimport "./builder.ts";\n',
    "packages/dsl/src/builder.ts": "export {};\n",
    "packages/compiler/src/index.ts": 'export const out = "docs/never-mind.md";\n',
    "packages/orchestrator/src/bin.ts": 'await import("./late.ts");\n',
    "packages/orchestrator/src/late.ts": "export {};\n",
    "packages/orchestrator/src/host/files.ts": "export {};\n",
    "scripts/say.ts": "export {};\n",
    "scripts/tool.ts": 'import { say } from "./say.ts";\n',
    "tests/helpers/shared.ts": 'export const sample = new URL("../fixtures/core/sample.yml", import.meta.url);\n',
    "tests/a.test.ts": 'import {\n  a,\n} from "@yardmaster/core";\n',
    "tests/compiled.test.ts": 'import { out } from "@yardmaster/compiler";\n',
    "tests/docs.test.ts": 'const page = read("docs/guide.md");\nconst all = readdirSync("templates");\n',
    "tests/entry.test.ts": 'import { files } from "@yardmaster/orchestrator/host";\n',
    "tests/program.test.ts": 'start("../packages/orchestrator/bin/rc.mjs");\n',
    "tests/script.test.ts": 'startProgram("scripts/tool.ts");\n',
    "tests/shared.test.ts": 'import { sample } from "./helpers/shared.ts";\n',
  }),
);
const tests = [...texts.keys()].filter((path) => path.endsWith(".test.ts"));
const reached = (...changed: readonly string[]) =>
  findReachedTests(texts, tests, changed).map((path) => path.slice("tests/".length, -".test.ts".length));

const reach = suite("tests that a change can reach");
const cases: readonly (readonly [why: string, changed: readonly string[], reached: readonly string[]])[] = [
  ["nothing has changed", [], []],
  ["nothing names it", ["LICENSE"], []],
  ["the test itself", ["tests/a.test.ts"], ["a"]],
  ["a helper", ["tests/helpers/shared.ts"], ["shared"]],
  ["a fixture that a helper names", ["tests/fixtures/core/sample.yml"], ["shared"]],
  ["a module behind an index, and the language that the compiler finds", ["packages/core/src/a.ts"], ["a", "compiled"]],
  ["a module of types", ["packages/core/src/b.ts"], ["a", "compiled"]],
  ["the language alone", ["packages/dsl/src/builder.ts"], ["compiled"]],
  ["what a program that is started loads on demand", ["packages/orchestrator/src/late.ts"], ["entry", "program"]],
  ["an entry of a package beside its index", ["packages/orchestrator/src/host/files.ts"], ["entry"]],
  ["what a script that is started imports", ["scripts/say.ts"], ["script"]],
  ["a page that is named", ["docs/guide.md"], ["docs"]],
  ["a page that only a package names", ["docs/never-mind.md"], []],
  ["a file in a folder that is named", ["templates/deep/down.yml"], ["docs"]],
  ["a file that is gone", ["tests/fixtures/core/sample.yml", "docs/guide.md"], ["docs", "shared"]],
];
for (const [why, changed, expected] of cases) {
  reach(why, () => assert.equal(reached(...changed), expected));
}
for (const path of [
  "package.json",
  "package-lock.json",
  "packages/core/package.json",
  "tsconfig.json",
  "scripts/build.mjs",
  "scripts/test.ts",
  "scripts/test/run-test-file.ts",
  "scripts/bundle/module-options.ts",
]) {
  reach(`all, by ${path}`, () => assert.equal(findReachedTests(texts, tests, [path]), tests));
}
reach("the check of the documents, by anything at all", () => {
  const more = new Map([...texts, ["scripts/check-docs/repository-view.ts", ""]]).set(
    "tests/a.test.ts",
    'import "../scripts/check-docs/repository-view.ts";\n',
  );
  assert.equal(findReachedTests(more, tests, ["LICENSE"]), ["tests/a.test.ts"]);
  assert.equal(findReachedTests(more, tests, []), []);
});
reach.run();

interface Repository {
  readonly root: string;
  readonly git: (...given: readonly string[]) => void;
  readonly write: (path: string, text: string) => void;
}
const changes = suite<Repository>("what has changed, by git");
changes.before.each((context) => {
  const root = mkdtempSync(join(tmpdir(), "yardmaster-changed-"));
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
  const git = (...given: readonly string[]) => {
    const { status, stderr } = spawnSync("git", [...identity, ...given], { cwd: root, env, encoding: "utf8" });
    assert.is(status, 0, stderr);
  };
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  git("init", "--quiet", "--initial-branch=main");
  for (const name of ["kept", "edited", "moved", "gone"]) write(`${name}.txt`, `${name}\n`);
  write(".gitignore", "ignored/\n");
  git("add", ".");
  git("commit", "--quiet", "-m", "one");
  Object.assign(context, { root, git, write });
});
changes.after.each(({ root }) => rmSync(root, { recursive: true }));

changes("is committed, uncommitted or new, and not what main has got meanwhile", ({ root, git, write }) => {
  git("checkout", "--quiet", "-b", "work");
  git("mv", "moved.txt", "här.txt");
  git("commit", "--quiet", "-m", "two");
  git("checkout", "--quiet", "main");
  write("of-main.txt", "");
  git("add", ".");
  git("commit", "--quiet", "-m", "three");
  git("checkout", "--quiet", "work");
  write("edited.txt", "other\n");
  rmSync(join(root, "gone.txt"));
  write("folder/new.txt", "");
  write("ignored/output.txt", "");
  assert.equal(findChangedFiles(root, undefined), {
    files: ["edited.txt", "folder/new.txt", "gone.txt", "här.txt", "moved.txt"],
  });
  assert.equal(findChangedFiles(root, "HEAD"), { files: ["edited.txt", "folder/new.txt", "gone.txt"] });
});
changes("needs a revision that git knows", ({ root, git }) => {
  assert.equal(findChangedFiles(root, "nowhere"), { refusal: "Git knows no nowhere to compare with." });
  git("branch", "--quiet", "-m", "trunk");
  assert.equal(findChangedFiles(root, undefined), { refusal: "Git knows no main or origin/main to compare with." });
});
changes.run();
