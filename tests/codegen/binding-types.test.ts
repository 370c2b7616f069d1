import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { printBindings } from "@yardmaster/codegen";
import type { ActionsLock, LockedAction, LockedInput } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { runCompiler } from "../../scripts/compile-modules/run-compiler.ts";
import { withScratchFolder } from "../../scripts/compile-modules/scratch-folder.ts";
import { makeRepository } from "../cli/repository.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const locked = (inputs: Readonly<Record<string, LockedInput>>): LockedAction => ({
  ...{ version: "v1.0.0", sha: "a".repeat(40), using: "node24", outputs: ["text"] },
  inputs,
});
const of = (fallback?: string | number | boolean): LockedInput => ({
  required: false,
  ...(fallback === undefined ? {} : { default: fallback }),
});

const lock: ActionsLock = {
  version: 2,
  images: {
    node22: { name: "node", tag: "22" },
    redis: { name: "redis", tag: "8", digest: `sha256:${"a".repeat(64)}` },
  },
  actions: {
    "actions/checkout": locked({ submodules: of(false), "fetch-depth": of(1), clean: of("true") }),
    "actions/upload-artifact": locked({ "if-no-files-found": of("warn"), "compression-level": of("6"), name: of("a") }),
    "actions/setup-node": locked({
      cache: of(),
      "node-version": of("24.x"),
      debug: of("$" + "{{ runner.debug == '1' }}"),
    }),
    "o/push": locked({ "docker-push": of(""), range: of("^1.22"), tag: of("v2"), minutes: of(-1), word: of("json") }),
    // Another's action of the name, whose default is none of the set.
    "github/codeql-action/init": locked({ "build-mode": of("fast") }),
  },
};

/** What a source gives, and whether the types and `gen` take it. */
const given: readonly (readonly [call: string, isTaken: boolean])[] = [
  ['uploadArtifact({ "if-no-files-found": "error" })', true],
  ['uploadArtifact({ "if-no-files-found": "fail" })', false],
  ['uploadArtifact({ "if-no-files-found": "" })', false],
  ['uploadArtifact({ "if-no-files-found": "Warn" })', false],
  ['uploadArtifact({ "if-no-files-found": true })', false],
  ['uploadArtifact({ "compression-level": 9 })', true],
  ['uploadArtifact({ "compression-level": "0" })', true],
  ['uploadArtifact({ "compression-level": 10 })', false],
  ['setupNode({ cache: "npm" })', true],
  ['setupNode({ cache: "" })', true],
  ['setupNode({ cache: "npn" })', false],
  ['setupNode({ "node-version": 24 })', true],
  ['setupNode({ "node-version": "lts/*" })', true],
  ["setupNode({ debug: true })", true],
  ["checkout({ submodules: true })", true],
  ['checkout({ submodules: "true" })', true],
  ['checkout({ submodules: "recursive" })', true],
  ['checkout({ submodules: "recursively" })', false],
  ['checkout({ "fetch-depth": 0 })', true],
  ['checkout({ "fetch-depth": "0" })', true],
  ['checkout({ clean: "true" })', true],
  ["checkout({ clean: false })", true],
  ["checkout({ clean: node.outputs.text })", true],
  ['checkout({ "fetch-depth": node.outputs.text })', true],
  ['push({ "docker-push": 1 })', true],
  ['push({ "docker-push": true })', true],
  ["push({ range: 2, tag: 3, minutes: 4 })", true],
  ['push({ minutes: "4" })', true],
  ['codeqlActionInit({ "build-mode": "faster" })', true],
];
/** Refused by the types alone: at run time any text may be right. */
const refusedByTypes = ['checkout({ "fetch-depth": "all" })', 'checkout({ clean: "yes" })', "push({ word: 5 })"];

const test = suite("values that a binding takes");

test("are refused by the compiler where the action does not know them, and only there", () => {
  const calls = [...given.map(([call]) => call), ...refusedByTypes];
  const errors = withScratchFolder(root, "binding-types", (folder) => {
    for (const name of ["generated", "workflows-src"]) mkdirSync(join(folder, name));
    writeFileSync(join(folder, "generated/actions.ts"), printBindings(lock).text);
    writeFileSync(join(folder, "workflows-src/actions.lock.json"), JSON.stringify(lock));
    const head = `import { checkout, codeqlActionInit, push, setupNode, uploadArtifact } from "./generated/actions.ts";`;
    const lines = [
      head,
      "const node = setupNode();",
      "void codeqlActionInit;",
      ...calls.map((call) => `void ${call};`),
    ];
    writeFileSync(join(folder, "calls.ts"), `${lines.join("\n")}\n`);
    return runCompiler(root, folder, ["calls.ts"]);
  });
  // TS2820 is TS2322 with a guess at what was meant.
  const refused = errors.map(({ line, code }) => `${code.replace("TS2820", "TS2322")} ${calls[line - 4]}`);
  const expected = [...given.filter(([, isTaken]) => !isTaken).map(([call]) => call), ...refusedByTypes];
  assert.equal(
    refused,
    expected.map((call) => `TS2322 ${call}`),
  );
});
test("images are texts, by the names that the lock has for them", () => {
  const errors = withScratchFolder(root, "image-types", (folder) => {
    for (const name of ["generated", "workflows-src"]) mkdirSync(join(folder, name));
    writeFileSync(join(folder, "generated/actions.ts"), printBindings(lock).text);
    writeFileSync(join(folder, "workflows-src/actions.lock.json"), JSON.stringify(lock));
    const lines = [
      `import { job } from "yardmaster";`,
      `import { images } from "./generated/actions.ts";`,
      `job("a", { "runs-on": "ubuntu-24.04", container: images.node22, services: { redis: { image: images.redis } }, steps: [] });`,
      "images.rediss;",
    ];
    writeFileSync(join(folder, "calls.ts"), `${lines.join("\n")}\n`);
    return runCompiler(root, folder, ["calls.ts"]);
  });
  assert.equal(
    errors.map(({ file, line, code }) => `${file}:${line} ${code}`),
    ["calls.ts:4 TS2551"],
  );
});
test("are refused by gen alone, past a cast", async () => {
  const repository = makeRepository({ "workflows-src/actions.lock.json": JSON.stringify(lock) });
  try {
    assert.is((await repository.run(["bind"])).code, 0);
    for (const [call, isTaken] of given) {
      repository.write(
        "workflows-src/ci.workflow.ts",
        `import { job, triggers, workflow } from "yardmaster";
import { checkout, codeqlActionInit, push, setupNode, uploadArtifact } from "../generated/actions.ts";
const { on } = triggers({ push: null });
const node = setupNode();
const made = ${call.replace("({", "(<any>{")};
export const w = workflow("w", { on, permissions: {}, jobs: [job("j", { "runs-on": "ubuntu-24.04", steps: [node, made] })] });
`,
      );
      const { code, stderr } = await repository.run(["gen"]);
      assert.equal(
        [code, /error ([a-z-]+)/.exec(stderr)?.[1]],
        isTaken ? [0, undefined] : [1, "input-value-unknown"],
        call,
      );
    }
  } finally {
    repository.dispose();
  }
});
test("name what there is, and the way out", async () => {
  const repository = makeRepository({ "workflows-src/actions.lock.json": JSON.stringify(lock) });
  const source = (value: string) => `import { job, raw, triggers, workflow } from "yardmaster";
import { uploadArtifact } from "../generated/actions.ts";
const { on } = triggers({ push: null });
const made = uploadArtifact({ "if-no-files-found": ${value} });
export const w = workflow("w", { on, permissions: {}, jobs: [job("j", { "runs-on": "ubuntu-24.04", steps: [made] })] });
void raw;
`;
  try {
    await repository.run(["bind"]);
    repository.write("workflows-src/ci.workflow.ts", source('"fail"'));
    const { stderr } = await repository.run(["gen"]);
    assert.match(
      stderr,
      /^workflows-src\/ci\.workflow\.ts:4:14 error input-value-unknown: The input "if-no-files-found" of actions\/upload-artifact is "fail", which the action does not know\./,
    );
    assert.match(
      stderr,
      '  hint: Use "warn", "error", "ignore"; where the action has learnt another, say so with `raw(value, why)`.\n',
    );
    repository.write("workflows-src/ci.workflow.ts", source('raw("fail", "new in v8")'));
    assert.is((await repository.run(["gen"])).code, 0);
    assert.match(repository.read(".github/workflows/w.yml"), "if-no-files-found: fail\n");
  } finally {
    repository.dispose();
  }
});
test.run();
