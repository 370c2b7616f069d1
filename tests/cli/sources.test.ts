import { symlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runYardmaster } from "@yardmaster/cli";
import { nodeFiles } from "@yardmaster/compiler";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, type RunOptions, workflowSource } from "./repository.ts";

const test = suite("yardmaster: sources");

/** What `gen` says about the sources, with its exit code; nothing may have been written. */
async function diagnose(sources: Readonly<Record<string, string>>, options?: RunOptions): Promise<string> {
  const entries = Object.entries(sources).map(([name, text]) => [`workflows-src/${name}`, text]);
  const repository = makeRepository(Object.fromEntries(entries));
  try {
    const { code, stdout, stderr } = await repository.run(["gen"], options);
    if (code !== 0) assert.not(Object.keys(repository.made()).some((path) => path.startsWith(".github/")));
    return `${stdout}${stderr}exit ${code}\n`;
  } finally {
    repository.dispose();
  }
}

const aWorkflow = { "a.workflow.ts": workflowSource("a") };
const written = "created .github/workflows/a.yml\n1 file: 1 created\nexit 0\n";

test("an exception is reported at its line of TypeScript, and hides no other module's", async () => {
  assert.is(
    await diagnose({
      ...aWorkflow,
      "b.workflow.ts": `type Unused = {
  a: string;
};
export const b = (): Unused => {
  const list: readonly string[] = [];
  return { a: list[3]!.toUpperCase() };
};
export const made = b();
`,
      "lib/fail.ts": "export function fail(text: string): never {\n  throw new RangeError(`no ${text}\\nat all`);\n}\n",
      "c.workflow.ts": 'import { fail } from "./lib/fail.ts";\nfail("luck");\n',
    }),
    `workflows-src/b.workflow.ts:6:24 error source-throws: Evaluating workflows-src/b.workflow.ts fails: TypeError: Cannot read properties of undefined (reading 'toUpperCase').
   6 |   return { a: list[3]!.toUpperCase() };
     |                        ^^^^^^^^^^^
  hint: Correct the line that throws.
workflows-src/lib/fail.ts:2:9 error source-throws: Evaluating workflows-src/c.workflow.ts fails: RangeError: no luck at all.
   2 |   throw new RangeError(\`no \${text}\\nat all\`);
     |         ^^^
  hint: Correct the line that throws.
2 errors; nothing was written.
exit 2
`,
  );
});

test("an exception in a module that several sources share is reported once", async () => {
  const importer = 'import { x } from "./shared.ts";\nexport const y = x;\n';
  assert.is(
    await diagnose({
      "shared.ts": 'export const x: string = decodeURIComponent("%");\n',
      "a.workflow.ts": importer,
      "b.workflow.ts": importer,
    }),
    `workflows-src/shared.ts:1:26 error source-throws: Evaluating workflows-src/a.workflow.ts fails: URIError: URI malformed.
   1 | export const x: string = decodeURIComponent("%");
     |                          ^^^^^^^^^^^^^^^^^^
  hint: Correct the line that throws.
1 error; nothing was written.
exit 2
`,
  );
});

test("what is thrown need be no error, and an error need have no stack or message", async () => {
  const hint = "  hint: Correct the line that throws.\n";
  assert.is(
    await diagnose({
      "a.workflow.ts": 'throw { reason: "x" };\n',
      "b.workflow.ts":
        'const e = new Error("bare");\nObject.defineProperty(e, "stack", { value: undefined });\nthrow e;\n',
      "c.workflow.ts": "throw undefined;\n",
      "d.workflow.ts": "throw new Error();\n",
    }),
    `workflows-src/a.workflow.ts error source-throws: Evaluating workflows-src/a.workflow.ts fails: { reason: 'x' }.
${hint}workflows-src/b.workflow.ts error source-throws: Evaluating workflows-src/b.workflow.ts fails: Error: bare.
${hint}workflows-src/c.workflow.ts error source-throws: Evaluating workflows-src/c.workflow.ts fails: undefined.
${hint}workflows-src/d.workflow.ts:1:7 error source-throws: Evaluating workflows-src/d.workflow.ts fails: Error.
   1 | throw new Error();
     |       ^^^
${hint}4 errors; nothing was written.
exit 2
`,
  );
});

test("a message that looks like stack frames misleads nobody, and a long one is cut", async () => {
  const output = await diagnose({
    "a.workflow.ts": `const x = 1;
const frames = Array.from({ length: 2000 }, (_, line) => "\\n    at x (yardmaster-sources.cjs:" + line + ":9)");
throw new Error("no" + frames.join(""));
`,
  });
  assert.match(output, "workflows-src/a.workflow.ts:3:7 error source-throws: ");
  assert.match(output, /fails: Error: no at x \(yardmaster-sources\.cjs:0:9\) .{200,}…\.\n/);
});

test("the place is in the author's own module, not in generated bindings or packages", async () => {
  assert.is(
    await diagnose({
      "a.workflow.ts": 'import { bound } from "../generated/actions.ts";\nbound(() => undefined);\n',
      "../generated/actions.ts":
        'import { fail } from "failing";\nexport const bound = (_: () => void): never => fail();\n',
      "../node_modules/failing/package.json": '{ "exports": "./index.js", "type": "module" }',
      "../node_modules/failing/index.js": 'export const fail = () => { throw new Error("inside"); };\n',
    }),
    `workflows-src/a.workflow.ts:2:1 error package-throws: The package "failing" fails while workflows-src/a.workflow.ts is evaluated: Error: inside.
   2 | bound(() => undefined);
     | ^^^^^
  hint: See what it is given here, and which version of it is installed.
1 error; nothing was written.
exit 2
`,
  );
});

test("in this repository, where the language is not a package, the place is in the sources too", async () => {
  const stdout: string[] = [];
  const host = {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: {},
    stdout: { write: (text: string) => void stdout.push(text), isTerminal: false },
    stderr: { write: () => {}, isTerminal: false },
    files: nodeFiles,
    now: () => new Date(0),
  };
  const code = await runYardmaster(["check", "--format", "json"], host, async ({ file, text }) => {
    const line =
      text.split("\n").findIndex((candidate) => candidate.includes("runs-on") || candidate.includes("uses:")) + 1;
    return [{ code: "refused", severity: "error", message: "No.", place: { location: { file, line, column: 9 } } }];
  });
  const { findings } = JSON.parse(stdout.join(""));
  assert.is(code, 1);
  assert.ok(findings.length >= 5);
  const places = findings.map(({ source, file }: { source?: { file: string }; file: string }) => source?.file ?? file);
  for (const place of places) assert.match(place, /^workflows-src\//);
});

test("a promise that is rejected and never handled is an exception too", async () => {
  assert.is(
    await diagnose({
      "a.workflow.ts": `${workflowSource("a")}void (async () => {\n  throw new Error("late");\n})();\n`,
    }),
    `workflows-src/a.workflow.ts:7:9 error source-throws: Evaluating a source module fails: Error: late.
   7 |   throw new Error("late");
     |         ^^^
  hint: Correct the line that throws.
1 error; nothing was written.
exit 2
`,
  );
});

test("a module cannot end the process, even when it catches the refusal", async () => {
  assert.is(
    await diagnose({
      "a.workflow.ts": "process.exit(0);\n",
      "b.workflow.ts": `try {\n  process.exit();\n} catch {}\n${workflowSource("b")}`,
    }),
    `workflows-src/a.workflow.ts:1:9 error source-exits: Evaluating workflows-src/a.workflow.ts calls \`process.exit(0)\`.
   1 | process.exit(0);
     |         ^^^^
  hint: Throw an error instead; it will be reported at its line.
workflows-src/b.workflow.ts:2:11 error source-exits: Evaluating workflows-src/b.workflow.ts calls \`process.exit()\`.
   2 |   process.exit();
     |           ^^^^
  hint: Throw an error instead; it will be reported at its line.
2 errors; nothing was written.
exit 2
`,
  );
});

test("what modules print goes to standard error, once", async () => {
  const repository = makeRepository({
    "workflows-src/a.workflow.ts": `console.log("one");\nconsole.error("two");\nprocess.stdout.write("three\\n");\n${workflowSource("a", "push", 'diagnostics: [{ code: "odd", severity: "warning", message: "Odd." }],')}`,
  });
  const { stdout, stderr } = await repository.run(["gen"]);
  repository.dispose();
  assert.is(stdout, "created .github/workflows/a.yml\n1 file: 1 created\n");
  assert.is(stderr, "one\ntwo\nthree\nworkflows-src/a.workflow.ts warning odd: Odd.\n");
});

test("what cannot be compiled is reported at its place, counted in characters", async () => {
  assert.is(
    await diagnose({
      "a.workflow.ts": 'const é = "日本"; const = 1;\n',
      "b.workflow.ts":
        'import { x } from "./missing.ts";\nimport y from "no-such-package";\nexport const z = [x, y];\n',
      "c.workflow.ts": "export const x = await Promise.resolve(1);\n",
      "d.workflow.ts": "export const x = import.meta.url;\n",
      "e.workflow.ts": 'import { nothing } from "./lib.ts";\nexport const x = nothing;\n',
      "lib.ts": "export const something = 1;\n",
    }),
    `workflows-src/a.workflow.ts:1:23 error source-invalid: The module cannot be compiled: Expected identifier but found "=".
   1 | const é = "日本"; const = 1;
     |                       ^
  hint: Correct the TypeScript at this place.
workflows-src/b.workflow.ts:1:19 error source-import-missing: Could not resolve "./missing.ts".
   1 | import { x } from "./missing.ts";
     |                   ^^^^^^^^^^^^^^
  hint: Correct the path, or install the package.
workflows-src/b.workflow.ts:2:15 error source-import-missing: Could not resolve "no-such-package".
   2 | import y from "no-such-package";
     |               ^^^^^^^^^^^^^^^^^
  hint: Correct the path, or install the package.
workflows-src/c.workflow.ts:1:18 error source-awaits: The module awaits at its top level, and sources are evaluated in one synchronous step.
   1 | export const x = await Promise.resolve(1);
     |                  ^^^^^
  hint: Compute the value without \`await\`; put network look-ups into a generated file.
workflows-src/d.workflow.ts:1:18 error source-import-meta: The module reads \`import.meta\`, which has no meaning in a bundled source.
   1 | export const x = import.meta.url;
     |                  ^^^^^^^^^^^
  hint: Import the file you need, or write its path relative to the repository's root.
workflows-src/e.workflow.ts:1:10 error source-invalid: The module cannot be compiled: No matching export in "workflows-src/lib.ts" for import "nothing".
   1 | import { nothing } from "./lib.ts";
     |          ^^^^^^^
  hint: Correct the TypeScript at this place.
6 errors; nothing was written.
exit 2
`,
  );
});

test("an import of a name that does not exist is an error", async () => {
  assert.is(
    await diagnose({
      "a.workflow.ts": 'import { nothing } from "./lib.ts";\nexport const x = nothing;\n',
      "lib.ts": "export const something = 1;\n",
    }),
    `workflows-src/a.workflow.ts:1:10 error source-invalid: The module cannot be compiled: No matching export in "workflows-src/lib.ts" for import "nothing".
   1 | import { nothing } from "./lib.ts";
     |          ^^^^^^^
  hint: Correct the TypeScript at this place.
1 error; nothing was written.
exit 2
`,
  );
});

test("what compiles and cannot be meant is a warning, and the files are written", async () => {
  const source = `import * as lib from "./lib.ts";\n${workflowSource("a")}export const x = (lib as any).nothing;\n`;
  assert.is(
    await diagnose({ "a.workflow.ts": source, "lib.ts": "export const something = 1;\n" }),
    `created .github/workflows/a.yml
1 file: 1 created
workflows-src/a.workflow.ts:7:31 warning source-suspicious: Import "nothing" will always be undefined because there is no matching export in "workflows-src/lib.ts".
   7 | export const x = (lib as any).nothing;
     |                               ^^^^^^^
exit 0
`,
  );
});

test("a module that exports no workflow", async () => {
  assert.is(
    await diagnose({ "a.workflow.ts": "export const x = 1;\n", "b.tasks.ts": "", ...{} }),
    `workflows-src/a.workflow.ts error source-exports-nothing: workflows-src/a.workflow.ts exports no workflow, action or task table.
  hint: Export what \`workflow(…)\` returns, or rename the module so that it no longer ends in .workflow.ts, .action.ts or .tasks.ts.
workflows-src/b.tasks.ts error source-exports-nothing: workflows-src/b.tasks.ts exports no workflow, action or task table.
  hint: Export what \`workflow(…)\` returns, or rename the module so that it no longer ends in .workflow.ts, .action.ts or .tasks.ts.
2 errors; nothing was written.
exit 2
`,
  );
});

test("two sources that claim one file, also when only case differs", async () => {
  assert.is(
    await diagnose({ ...aWorkflow, "b.workflow.ts": workflowSource("A") }),
    `workflows-src/b.workflow.ts error file-claimed-twice: .github/workflows/a.yml is made here and also at workflows-src/a.workflow.ts.
  hint: Give one of the two another id.
1 error; nothing was written.
exit 2
`,
  );
});

const typed = (id: string) =>
  `import { job, run, sh, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: {} });
export const made = workflow(${JSON.stringify(id)}, {
  on,
  jobs: [job("a", { "runs-on": "ubuntu-24.04", steps: [run(sh\`true\`)] })],
});
`;

test("both places of a double claim, where the language says them", async () => {
  assert.is(
    await diagnose({ "a.workflow.ts": typed("ci"), "b.workflow.ts": typed("ci") }),
    `workflows-src/b.workflow.ts:3:21 error file-claimed-twice: .github/workflows/ci.yml is made here and also at workflows-src/a.workflow.ts:3:21.
   3 | export const made = workflow("ci", {
     |                     ^^^^^^^^
  hint: Give one of the two another id.
1 error; nothing was written.
exit 2
`,
  );
});

test("an id that is no file name on some system", async () => {
  const refused = (id: string) =>
    `workflows-src/a.workflow.ts error id-unsafe: The id ${JSON.stringify(id)} cannot be the name of a file on every system.
  hint: Take no \`\\ / : * ? " < > |\`, no blank at an end, no device of Windows such as \`con\`, and at most 200 bytes.
1 error; nothing was written.
exit 1
`;
  for (const id of ["../x", "a/b", "a:b", "", "a ", "NUL", "con.txt", "x".repeat(201), "a\n"]) {
    assert.is(await diagnose({ "a.workflow.ts": workflowSource(id) }), refused(id));
  }
  for (const id of ["console", "a.b-c_d", "_", ".x", "a b", "é", "x".repeat(200)]) {
    assert.match(await diagnose({ "a.workflow.ts": workflowSource(id) }), "\nexit 0\n");
  }
});

test("text that no file can hold, and data that is no table", async () => {
  assert.is(
    await diagnose({
      "a.workflow.ts": workflowSource(
        "a",
        "push",
        'model: { on: "push", jobs: {}, env: { a: "x\\ud800", "\\udc00": 1 } },',
      ),
      "b.tasks.ts": 'export const b = { yardmaster: "data", id: "b", value: [1], diagnostics: [], origins: [] };\n',
      "c.tasks.ts":
        'export const c = { yardmaster: "data", id: "c", value: { $generated: 1 }, diagnostics: [], origins: [] };\n',
    }),
    `workflows-src/a.workflow.ts error text-not-unicode: The text "x\\ud800" holds half of a surrogate pair, which no file can hold.
  in: env.a
  hint: Remove that character, or cut the text between whole characters.
workflows-src/a.workflow.ts error text-not-unicode: The text "\\udc00" holds half of a surrogate pair, which no file can hold.
  in: env
  hint: Remove that character, or cut the text between whole characters.
workflows-src/b.tasks.ts error data-shape: The data "b" is not an object without the key \`$generated\`.
  hint: Export an object; the key \`$generated\` is the generator's.
workflows-src/c.tasks.ts error data-shape: The data "c" is not an object without the key \`$generated\`.
  hint: Export an object; the key \`$generated\` is the generator's.
4 errors; nothing was written.
exit 1
`,
  );
});

test("what GitHub's parser refuses, at the call that made it", async () => {
  const refuse: NonNullable<RunOptions["checkText"]> = async ({ file, text }) => {
    const line = text.split("\n").findIndex((candidate) => candidate.includes("runs-on")) + 1;
    return [
      {
        code: "refused",
        severity: "error",
        message: "No such runner.",
        place: { location: { file, line, column: 14 } },
      },
    ];
  };
  const sources = { "a.workflow.ts": typed("ci") };
  assert.is(
    await diagnose(sources, { checkText: refuse }),
    `workflows-src/a.workflow.ts:5:10 error refused: No such runner.
   5 |   jobs: [job("a", { "runs-on": "ubuntu-24.04", steps: [run(sh\`true\`)] })],
     |          ^^^
  in: .github/workflows/ci.yml:10:14, jobs.a.runs-on
1 error; nothing was written.
exit 1
`,
  );
  const repository = makeRepository({ "workflows-src/a.workflow.ts": typed("ci") });
  const { stdout } = await repository.run(["check", "--format", "json"], { checkText: refuse });
  repository.dispose();
  assert.equal(JSON.parse(stdout).findings, [
    {
      code: "refused",
      severity: "error",
      message: "No such runner.",
      file: ".github/workflows/ci.yml",
      line: 10,
      column: 14,
      endLine: 10,
      endColumn: 14,
      source: { file: "workflows-src/a.workflow.ts", line: 5, column: 10 },
    },
  ]);
});

test("GitHub's parser sees the other workflows as they are made, then as they are on the disk, but no orphan", async () => {
  const seen: (string | undefined)[] = [];
  const repository = makeRepository({
    "workflows-src/a.workflow.ts": workflowSource("a"),
    ".github/workflows/hand.yml": "on: workflow_call\n",
    ".github/workflows/orphan.yml": "# Generated by yardmaster 0.1.0 from x.ts. Do not edit: y\n",
  });
  await repository.run(["check"], {
    checkText: async ({ text }, local) => {
      assert.is(local("./.github/workflows/a.yml"), text);
      seen.push(local(".github/workflows/hand.yml"), local(".github/workflows/orphan.yml"), local("x"));
      return [];
    },
  });
  repository.dispose();
  assert.equal(seen, ["on: workflow_call\n", undefined, undefined]);
});

test("a mistake that the language refuses is a finding at its line, with the language's own words", async () => {
  const output = await diagnose({
    "a.workflow.ts": `import { job, run, sh, triggers, workflow } from "yardmaster";
const { on, github } = triggers({ push: {} });
const steps = [
  run(sh\`echo '\${github.ref}'\`),
];
export const a = workflow("a", { on, jobs: [job("a", { "runs-on": "ubuntu-24.04", steps })] });
`,
  });
  const [first, second, third] = output.split("\n");
  assert.match(first ?? "", /^workflows-src\/a\.workflow\.ts:4:7 error interpolation-place: .+/);
  assert.equal([second, third], ["   4 |   run(sh`echo '${github.ref}'`),", "     |       ^^"]);
  assert.match(output, /\n1 error; nothing was written\.\nexit 1\n$/);
});

test("a language installed beside the sources is used in place of ours", async () => {
  const repository = makeRepository({
    "workflows-src/a.workflow.ts": `import { mine } from "yardmaster";\n${workflowSource("a")}mine();\n`,
    "node_modules/yardmaster/package.json": '{ "name": "yardmaster", "exports": "./index.js", "type": "module" }',
    "node_modules/yardmaster/index.js":
      "export const mine = () => {};\nexport const collectDocuments = (exports) => Object.values(exports);\n",
  });
  const { code, stderr } = await repository.run(["gen"]);
  repository.dispose();
  assert.equal([code, stderr], [0, ""]);
});

test("modules of Node, JSON and dynamic imports work; sources below node_modules are not ours", async () => {
  assert.is(
    await diagnose({
      "a.workflow.ts": `import { join } from "node:path";
import data from "./data.json";
void import("node:os").then(() => undefined);
if (join("a", data.b) !== "a/c") throw new Error("no");
${workflowSource("a")}`,
      "data.json": '{ "b": "c" }',
      "node_modules/x.workflow.ts": "throw 1;",
    }),
    written,
  );
});

test("objects of github-actions-workflow-ts compile as they are", async () => {
  const repository = makeRepository({
    "workflows-src/lib.workflow.ts": `import { NormalJob, Step, Workflow } from "@github-actions-workflow-ts/lib";
export const fromLibrary = new Workflow("lib", { name: "Lib", on: { push: {} } }).addJob(
  new NormalJob("a", { "runs-on": "ubuntu-24.04" }).addStep(new Step({ run: "true" })),
);
`,
    "node_modules/@github-actions-workflow-ts/.keep": "",
  });
  const library = fileURLToPath(new URL("../../node_modules/@github-actions-workflow-ts/lib", import.meta.url));
  symlinkSync(library, `${repository.root}/node_modules/@github-actions-workflow-ts/lib`);
  const { code, stderr } = await repository.run(["gen"]);
  const text = code === 0 ? repository.read(".github/workflows/lib.yml") : "";
  repository.dispose();
  assert.equal([code, stderr], [0, ""]);
  assert.is(
    text.split("\n").slice(2).join("\n"),
    `name: Lib

on:
  push: {}

jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - run: "true"
`,
  );
});

test.run();
