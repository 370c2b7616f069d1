import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printBindings } from "@yardmaster/codegen";
import { type ActionMetadata, type ActionsLock, type LockedAction, printActionsLock } from "@yardmaster/core";
import { parseAction } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";

// Metadata is a stranger's text that becomes a module of the repository: it must compile, and never be more than text.

const attack = '*/ globalThis.pwned = 1; /* ` ${globalThis.pwned = 2} \\u2028 "; globalThis.pwned = 3; //';
const separators = `a\u2028globalThis.pwned = 4;\u2029b\u0085c\u202egniht\r\n@deprecated never\n@type {any}`;
const yamlText = (text: string) => JSON.stringify(text);

const hostile = `name: x
description: ${yamlText(`${attack}\n${separators}`)}
inputs:
  ${yamlText(attack)}:
    description: ${yamlText(attack)}
    default: ${yamlText(attack)}
  ${yamlText(separators)}:
    deprecationMessage: ${yamlText(`${attack}\n@type {never}`)}
    required: "TRUE"
  "__proto__": {description: x}
  "constructor": {default: "1"}
  "with space": {default: "yes"}
  "1st": {}
  "": ~
outputs:
  ${yamlText(attack)}: {description: ${yamlText(attack)}}
  "__proto__": {description: ${yamlText(separators)}}
runs: {using: docker}
`.replace('  "": ~\n', "");

const hostileWorkflow = `name: ${yamlText(attack)}
on:
  workflow_call:
    inputs:
      ${yamlText(attack)}: {type: string, description: ${yamlText(separators)}}
      "__proto__": {type: boolean}
      kind: {type: string, required: true, description: "One of: \`a\`, \`b\`."}
    secrets:
      ${yamlText(attack)}: {required: true, description: ${yamlText(attack)}}
      "__proto__": {}
    outputs:
      ${yamlText(attack)}: {description: ${yamlText(attack)}}
`;

function metadata(text: string, kind: "action" | "workflow" = "action"): ActionMetadata {
  const result = parseAction(text, kind);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

function locked(declared: ActionMetadata): LockedAction {
  return { version: "v1.0.0", sha: "a".repeat(40), ...declared };
}

const many = Array.from(
  { length: 300 },
  (_, index) => `  input-${index}: {description: The ${index}., default: "${index}"}`,
);

const lock: ActionsLock = {
  version: 1,
  actions: {
    "o/hostile": locked(metadata(hostile)),
    "o/r/.github/workflows/call.yml": locked(metadata(hostileWorkflow, "workflow")),
    "o/large": locked(metadata(`inputs:\n${many.join("\n")}\nruns: {using: composite}\n`)),
    "o/none": locked(metadata("runs: {using: node24}\n")),
    "o/lock": locked(metadata("inputs:\n  node-version: {default: 22}\nruns: {using: node24}\n")),
    "o/typed": locked(
      metadata(`inputs:
  who: {required: true}
  mode: {description: "Allowed values: fast, slow.", default: fast}
  dry-run: {default: false}
  count: {default: 3}
  old: {deprecationMessage: Use who.}
outputs: {said: {}}
runs: {using: node24}
`),
    ),
  },
};

/** Compiles the bindings with a module that uses them; what tsc says, without the folder. */
function compile(use: string): { readonly said: string; readonly text: string } {
  const root = mkdtempSync(join(tmpdir(), "yardmaster-bindings-"));
  try {
    mkdirSync(join(root, "workflows-src"));
    mkdirSync(join(root, "generated"));
    symlinkSync(join(process.cwd(), "node_modules"), join(root, "node_modules"));
    const { compilerOptions } = JSON.parse(readFileSync("tsconfig.json", "utf8"));
    writeFileSync(join(root, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["generated", "use.ts"] }));
    writeFileSync(join(root, "workflows-src/actions.lock.json"), printActionsLock(lock));
    const { text } = printBindings(lock);
    writeFileSync(join(root, "generated/actions.ts"), text);
    writeFileSync(join(root, "use.ts"), use);
    try {
      const compiler = join(process.cwd(), "node_modules/typescript/bin/tsc");
      execFileSync(process.execPath, [compiler, "--noEmit", "--pretty", "false"], { cwd: root, encoding: "utf8" });
      return { said: "", text };
    } catch (error) {
      return { said: (error as { stdout: string }).stdout, text };
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const test = suite("bindings of hostile metadata");

test("compile, and what is used rightly is accepted", () => {
  const { said } = compile(`import { call } from "yardmaster";
import * as bound from "./generated/actions.ts";
bound.typed({ who: "x", mode: "slow", "dry-run": true, count: 4 }).outputs.said;
bound.large({ "input-299": 7 });
bound.none();
bound.lock_({ "node-version": "22.x" });
call("c", bound.rCall, { with: { kind: "a" }, secrets: "inherit" });
`);
  assert.is(said, "");
});
test("do not compile with a wrong name, a missing input, a wrong type or a value outside a closed set", () => {
  const { said } = compile(`import { call } from "yardmaster"; import * as bound from "./generated/actions.ts";
bound.typed({ whoo: "x" });
bound.typed({ mode: "fast" });
bound.typed({ who: "x", mode: "medium" });
bound.typed({ who: "x", "dry-run": "perhaps" });
bound.typed({ who: "x", count: "three" });
bound.typed({ who: "x" }).outputs.sayd;
bound.large({ "input-300": 1 });
bound.none({ any: 1 });
call("c", bound.rCall, { with: { kind: "c" }, secrets: "inherit" });
call("d", bound.rCall, { with: { kind: "a" } });
`);
  const lines = said.split("\n").filter((line) => line.startsWith("use.ts"));
  assert.equal(
    lines.map((line) => /^use\.ts\((\d+),/.exec(line)?.[1]),
    ["2", "3", "4", "5", "6", "7", "8", "9", "10", "11"],
    said,
  );
  assert.is(said.includes("generated/"), false);
});
test("contain a stranger's text only in comments and strings", () => {
  const { text } = printBindings(lock);
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"/g, "").replaceAll(/^\/\/.*$/gm, "");
  assert.not.match(code, "pwned");
  assert.not.match(code, "`");
  assert.not.match(text, /[\u0085\u2028\u2029\u202e]/);
  assert.not.match(text, /^\s*\* @type/m);
  assert.is(text.match(/^\s*(?:\/\*)?\*\*? ?@deprecated/gm)?.length, 2);
  assert.match(text, '["__proto__"]: flag(),');
});
test("mark what is deprecated, and say what metadata says", () => {
  const { text } = printBindings(lock);
  assert.match(text, '  /** @deprecated Use who. */\n  readonly "old"?: WithValue<string | number | boolean>;\n');
  assert.match(text, '  readonly "mode"?: WithValue<"fast" | "slow">;\n');
  assert.match(text, 'kind": choice(["a", "b"], { required: true }),\n');
  assert.match(text, "  /**\n   * The 299.\n   *\n   * Default: `299`.\n   */\n");
});
test.run();
