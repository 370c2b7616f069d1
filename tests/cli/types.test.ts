import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { publishedPackages } from "../../scripts/package/published-packages.ts";
import { makeRepository, type RunResult, type TestRepository, workflowSource } from "./repository.ts";

// `check` type-checks by the project's own TypeScript: this repository's, linked into each, or a program in its place.

const strict = JSON.stringify({ compilerOptions: { strict: true, module: "preserve", types: [] } });
const wrong = `${workflowSource("ci")}export const n: number = "text";\n`;
const line = wrong.split("\n").length - 1;

async function inRepository(
  content: Readonly<Record<string, string>>,
  act: (repository: TestRepository) => Promise<void>,
): Promise<void> {
  const repository = makeRepository(content);
  try {
    await act(repository);
  } finally {
    repository.dispose();
  }
}

/** A project with this repository's compiler, whose generated files are in step. */
async function checked(content: Readonly<Record<string, string>>, argv: readonly string[] = []): Promise<RunResult> {
  let result: RunResult | undefined;
  await inRepository(content, async ({ root, run }) => {
    symlinkSync(join(process.cwd(), "node_modules/typescript"), join(root, "node_modules/typescript"), "dir");
    assert.is((await run(["gen"])).code, 0);
    result = await run(["check", ...argv]);
  });
  assert.ok(result);
  return result;
}

/** A project whose `tsc` is a program of the test's. */
async function checkedBy(
  tsc: string,
  content: Readonly<Record<string, string>> = {},
  version = "9.9.9",
): Promise<RunResult> {
  let result: RunResult | undefined;
  const sources = { "workflows-src/ci.workflow.ts": workflowSource("ci"), "tsconfig.json": strict, ...content };
  await inRepository(
    {
      ...sources,
      "node_modules/typescript/package.json": JSON.stringify({ version, bin: { tsc: "./tsc.js" } }),
      "node_modules/typescript/tsc.js": tsc,
    },
    async ({ run }) => {
      await run(["gen"]);
      result = await run(["check"]);
    },
  );
  assert.ok(result);
  return result;
}

const test = suite("yardmaster check: types");
test("a type error is a finding at its place, in each format", async () => {
  const content = { "workflows-src/ci.workflow.ts": wrong, "tsconfig.json": strict };
  assert.equal(await checked(content), {
    code: 1,
    stdout: `workflows-src/ci.workflow.ts:${line}:14 error type-error: TS2322: Type 'string' is not assignable to type 'number'.
${String(line).padStart(4)} | export const n: number = "text";
     |              ^
  hint: Correct the type, as your editor shows it; \`--no-types\` leaves the type check out.
1 file: 1 in step; 1 finding
`,
    stderr: "",
  });
  assert.equal(JSON.parse((await checked(content, ["--format", "json"])).stdout).findings, [
    {
      code: "type-error",
      severity: "error",
      message: "TS2322: Type 'string' is not assignable to type 'number'.",
      hint: "Correct the type, as your editor shows it; `--no-types` leaves the type check out.",
      file: "workflows-src/ci.workflow.ts",
      line,
      column: 14,
      endLine: line,
      endColumn: 15,
    },
  ]);
  assert.match(
    (await checked(content, ["--format", "github"])).stdout,
    `::error file=workflows-src/ci.workflow.ts,line=${line},endLine=${line},col=14,endColumn=15,title=type-error::TS2322: Type 'string'`,
  );
});
test("`--no-types` leaves it out", async () => {
  const content = { "workflows-src/ci.workflow.ts": wrong, "tsconfig.json": strict };
  assert.equal(await checked(content, ["--no-types"]), {
    code: 0,
    stdout: "1 file: 1 in step; 0 findings\n",
    stderr: "",
  });
});
test("sources are checked whatever the project's configuration includes, and what they import is", async () => {
  const { code, stdout } = await checked({
    "tsconfig.json": JSON.stringify({
      include: ["src"],
      compilerOptions: { strict: true, composite: true, rootDir: "src" },
    }),
    "src/app.ts": "export const wrong: number = 'not looked at';\n",
    "shared/value.ts": "export const value: number = 'looked at';\n",
    "workflows-src/ambient.d.ts": "declare const fromAmbient: string;\n",
    "workflows-src/ci.workflow.ts": `import { value } from "../shared/value";\nexport const v = [value, typeof fromAmbient];\n${workflowSource("ci")}`,
  });
  assert.equal(
    [code, stdout.split("\n")[0]],
    [1, "shared/value.ts:1:14 error type-error: TS2322: Type 'string' is not assignable to type 'number'."],
  );
  assert.match(stdout, "; 1 finding\n");
});
test("the configuration beside the sources comes before the project's", async () => {
  const { code } = await checked({
    "tsconfig.json": strict,
    "workflows-src/tsconfig.json": JSON.stringify({ compilerOptions: { strict: false, types: [] } }),
    "workflows-src/ci.workflow.ts": `${workflowSource("ci")}export const n: number = null;\n`,
  });
  assert.is(code, 0);
});
test("a line of which an error of ours tells is told of once", async () => {
  const source = `import { eq, job, run, sh, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: null });
const gate = job("gate", { "runs-on": "ubuntu-24.04", steps: [] });
const act = job("act", { "runs-on": "ubuntu-24.04", if: eq(gate.outputs.alowed, "true"), steps: [run(sh\`./act\`)] });
export const ci = workflow("ci", { on, permissions: {}, jobs: [gate, act] });
export const n: number = "text";
`;
  await inRepository({ "workflows-src/ci.workflow.ts": source }, async ({ root, run, write, remove }) => {
    remove("node_modules");
    symlinkSync(join(process.cwd(), "node_modules"), join(root, "node_modules"), "dir");
    write("tsconfig.json", readFileSync("tsconfig.json", "utf8"));
    const { code, stdout } = await run(["check"]);
    const findings = stdout.split("\n").filter((each) => / error /.test(each));
    assert.equal(
      [code, findings],
      [
        1,
        [
          'workflows-src/ci.workflow.ts:4:73 error property-unknown: The job "gate" has no output `alowed`, so there is no `gate.outputs.alowed`.',
          "workflows-src/ci.workflow.ts:6:14 error type-error: TS2322: Type 'string' is not assignable to type 'number'.",
        ],
      ],
    );
  });
});
test("without TypeScript, or without a configuration, a note says so", async () => {
  const sources = { "workflows-src/ci.workflow.ts": workflowSource("ci") };
  await inRepository(sources, async ({ run }) => {
    await run(["gen"]);
    const { code, stderr } = await run(["check"], { showsTypes: true });
    assert.equal(
      [code, stderr],
      [0, "Types were not checked: no TypeScript is installed here. `--no-types` says that this is meant.\n"],
    );
    assert.is((await run(["check", "--no-types"], { showsTypes: true })).stderr, "");
  });
  const content = { ...sources, "node_modules/typescript/package.json": '{"version":"9.9.9","bin":{"tsc":"tsc.js"}}' };
  await inRepository(content, async ({ run }) => {
    const { stderr } = await run(["check"], { showsTypes: true });
    assert.is(
      stderr,
      "Types were not checked: there is no workflows-src/tsconfig.json and no tsconfig.json. `--no-types` says that this is meant.\n",
    );
  });
});
test("`gen` says that it has not checked them", async () => {
  await inRepository({ "workflows-src/ci.workflow.ts": workflowSource("ci") }, async ({ run }) => {
    const { code, stderr } = await run(["gen"], { showsTypes: true });
    assert.equal([code, stderr], [0, "Types were not checked: `yardmaster check` does that.\n"]);
  });
});
for (const [name, tsc, problem] of [
  [
    "crashes",
    'throw new Error("no such file");',
    'it leaves with exit code 1, and says "throw new Error("no such file");".',
  ],
  ["says nothing", "process.exit(3);", 'it leaves with exit code 3, and says "it says nothing".'],
  [
    "finds no inputs",
    `console.log("error TS18003: No inputs were found in config file.");process.exit(2);`,
    "TS18003: No inputs were found in config file.",
  ],
  [
    "does not know an option",
    `console.log("error TS5023: Unknown compiler option 'x'.");process.exit(1);`,
    "TS5023: Unknown compiler option 'x'.",
  ],
] as const) {
  test(`a compiler that ${name} is told as what it is`, async () => {
    const { code, stdout } = await checkedBy(tsc);
    const [first = ""] = stdout.split("\n");
    if (name === "crashes")
      assert.match(
        first,
        /^error types-uncheckable: TypeScript 9\.9\.9 cannot check the sources: it leaves with exit code 1, and says ".*(?:rror|throw).*"\.$/,
      );
    else assert.is(first, `error types-uncheckable: TypeScript 9.9.9 cannot check the sources: ${problem}`);
    assert.is(code, 2);
  });
}
test("a compiler that is too old for the language's types is told as that, and not run", async () => {
  for (const version of ["4.9.5", "5.7.3", "5.8.0-beta", "5.8.2", "6.0.0", "7.1.0-dev.20261101"]) {
    const { code, stdout } = await checkedBy("process.exit(0)", {}, version);
    const isOld = version.startsWith("4") || version.startsWith("5.7");
    assert.is(code, isOld ? 2 : 0, version);
    if (!isOld) assert.is(stdout, "1 file: 1 in step; 0 findings\n", version);
    else {
      assert.equal(stdout.split("\n").slice(0, 2), [
        `error typescript-too-old: TypeScript ${version} cannot check the sources: their types need 5.8 or newer.`,
        "  hint: Run `npm install --save-dev typescript@latest`; `--no-types` leaves the type check out.",
      ]);
    }
  }
  const [published] = publishedPackages;
  assert.equal(published?.peers, { typescript: ">=5.8" }, "what the package says of its peers");
});
test("a configuration that cannot be read is told as what it is", async () => {
  const { code, stdout } = await checked({
    "workflows-src/ci.workflow.ts": workflowSource("ci"),
    "tsconfig.json": '{"extends": "./gone.json"}',
  });
  assert.match(stdout, /error types-uncheckable: TypeScript \S+ cannot check the sources: TS\d+: .*gone\.json/);
  assert.is(code, 2);
});
test("errors inside packages are counted, and fail nothing", async () => {
  const tsc = `console.log("node_modules/x/index.d.ts(1,2): error TS2304: Cannot find name 'Y'.");process.exit(2);`;
  const { code, stdout, stderr } = await checkedBy(tsc);
  assert.equal(
    [code, stdout, stderr],
    [
      0,
      "1 file: 1 in step; 0 findings\n",
      "1 type error inside packages left out; `skipLibCheck` in tsconfig.json keeps the compiler from looking.\n",
    ],
  );
});
test("nothing is left behind", async () => {
  const tsc = `const fs = require("node:fs");
const config = JSON.parse(fs.readFileSync(process.argv[process.argv.indexOf("-p") + 1], "utf8"));
console.log("tsconfig.json(1,1): error TS1: " + config.files.length + " " + config.compilerOptions.noEmit);
process.exit(2);`;
  await inRepository(
    {
      "workflows-src/ci.workflow.ts": workflowSource("ci"),
      "tsconfig.json": strict,
      "node_modules/typescript/package.json": JSON.stringify({ version: "9.9.9", bin: { tsc: "./tsc.js" } }),
      "node_modules/typescript/tsc.js": tsc,
    },
    async ({ run, made }) => {
      await run(["gen"]);
      const before = Object.keys(made());
      const { stdout } = await run(["check"]);
      assert.match(stdout, "tsconfig.json:1:1 error type-error: TS1: 1 true\n");
      assert.equal(Object.keys(made()), before);
    },
  );
});
test.run();
