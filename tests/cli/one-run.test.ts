import { suite } from "uvu";
import * as assert from "uvu/assert";
import { checkWorkflow } from "../helpers/judge-text.ts";
import { makeRepository, type RunOptions, workflowSource } from "./repository.ts";

// Whatever can be found is found in one run; what follows from a finding is not said again.

const test = suite("yardmaster: one run");

interface Said {
  readonly code: number;
  /** `file:line code`, in the order of the report; without a line for a finding about a whole file. */
  readonly findings: readonly string[];
  /** `kind file` */
  readonly drift: readonly string[];
}

const options: RunOptions = { checkText: checkWorkflow };

async function check(
  sources: Readonly<Record<string, string>>,
  change: (repository: ReturnType<typeof makeRepository>) => unknown = () => undefined,
): Promise<Said> {
  const entries = Object.entries(sources).map(([name, text]) => [`workflows-src/${name}`, text]);
  const repository = makeRepository(Object.fromEntries(entries));
  try {
    await change(repository);
    const { code, stdout } = await repository.run(["check", "--format", "json"], options);
    const { findings, drift } = JSON.parse(stdout);
    return {
      code,
      findings: findings.map(
        (f: { code: string; file: string; line: number; source?: { file: string; line: number } }) => {
          const at = f.source ?? f;
          return `${at.file.replace("workflows-src/", "")}:${at.line} ${f.code}`;
        },
      ),
      drift: drift.map(({ kind, file }: { kind: string; file: string }) => `${kind} ${file}`),
    };
  } finally {
    repository.dispose();
  }
}

const language = 'import { call, job, run, sh, triggers, workflow } from "yardmaster";\n';
const steps = "steps: [run(sh`true`)]";

/** A workflow of the language, on four lines. */
const typed = (id: string, on = "{ push: null }", job = `job("j", { "runs-on": "ubuntu-24.04", ${steps} })`) =>
  `${language}export const { on } = triggers(${on});\nexport const made = workflow("${id}", { on, permissions: {},\n  jobs: [${job}] });\n`;

test("what cannot be compiled, what throws, what the language, GitHub and the disk say: one report, by place", async () => {
  const said = await check({ "g.workflow.ts": typed("g"), "j.workflow.ts": typed("j") }, async (repository) => {
    const { write, run, read } = repository;
    assert.is((await run(["gen"])).code, 0);
    write(".github/workflows/g.yml", read(".github/workflows/g.yml").replace("ubuntu-24.04", "ubuntu-26.04"));
    for (const [name, text] of Object.entries({
      "a.workflow.ts": "const = 1;\n",
      "b.workflow.ts": 'import { x } from "./missing.ts";\nexport const y = x;\n',
      "c.workflow.ts": "export const c = 1;\nthrow new Error();\n",
      "e.workflow.ts": typed("e", "{ push: null }", `job("no id", { "runs-on": "x", ${steps} })`),
      "f.workflow.ts": typed("f", "{ push: null, raw: { nonsense: null } as never }"),
      "h.workflow.ts": "export const h = 1;\n",
      "i.workflows.ts": "export const i = 1;\n",
      "k.workflow.ts": typed("k"),
    })) {
      write(`workflows-src/${name}`, text);
    }
  });
  assert.equal(said, {
    code: 2,
    findings: [
      "a.workflow.ts:1 source-invalid",
      "b.workflow.ts:1 source-import-missing",
      "c.workflow.ts:2 source-throws",
      "e.workflow.ts:4 job-id-invalid",
      "f.workflow.ts:2 event-unknown",
      "h.workflow.ts:1 source-exports-nothing",
      "i.workflows.ts:1 source-name",
    ],
    drift: ["edited .github/workflows/g.yml", "missing .github/workflows/k.yml"],
  });
});

test("gen says the same, and names what it would not overwrite", async () => {
  const repository = makeRepository({ "workflows-src/g.workflow.ts": typed("g") });
  await repository.run(["gen"]);
  const path = ".github/workflows/g.yml";
  repository.write(path, repository.read(path).replace("ubuntu-24.04", "ubuntu-26.04"));
  repository.write("workflows-src/a.workflow.ts", "const = 1;\n");
  const { code, stderr } = await repository.run(["gen"], options);
  repository.dispose();
  assert.is(code, 2);
  assert.match(stderr, "workflows-src/a.workflow.ts:1:7 error source-invalid: ");
  assert.match(stderr, `${path} error file-edited: `);
  assert.match(stderr, "\n1 error, 1 file would lose content; nothing was written.\n");
});

test("a file whose source has an error is neither stale nor an orphan", async () => {
  for (const [text, code] of [
    ["const = 1;\n", "a.workflow.ts:1 source-invalid"],
    ["throw new Error();\n", "a.workflow.ts:1 source-throws"],
    [typed("a", "{ push: null }", `job("no id", { "runs-on": "x", ${steps} })`), "a.workflow.ts:4 job-id-invalid"],
    [typed("a", "{ push: null, raw: { nonsense: null } as never }"), "a.workflow.ts:2 event-unknown"],
  ] as const) {
    const { findings, drift } = await check(
      { "a.workflow.ts": typed("a"), "b.workflow.ts": typed("b") },
      async (one) => {
        await one.run(["gen"]);
        one.write("workflows-src/a.workflow.ts", text);
      },
    );
    assert.equal([findings, drift], [[code], []]);
  }
});

test("an orphan is told beside errors of sources that are known to make something else", async () => {
  const { findings, drift } = await check({ "a.workflow.ts": typed("a"), "b.workflow.ts": typed("b") }, async (one) => {
    await one.run(["gen"]);
    one.remove("workflows-src/b.workflow.ts");
    one.write(
      "workflows-src/a.workflow.ts",
      typed("a", "{ push: null }", `job("no id", { "runs-on": "x", ${steps} })`),
    );
  });
  assert.equal([findings, drift], [["a.workflow.ts:4 job-id-invalid"], ["orphan .github/workflows/b.yml"]]);
});

test("what a module breaks is told where it is, not again where it is imported", async () => {
  const importing = (id: string) => `import { x } from "./lib.ts";\n${workflowSource(id, "push", "header: [x],")}`;
  const sources = { "a.workflow.ts": importing("a"), "b.workflow.ts": importing("b"), "c.workflow.ts": typed("c") };
  for (const [lib, finding] of [
    ["export const x = ;\n", "lib.ts:1 source-invalid"],
    ['import "./none.ts";\nexport const x = "";\n', "lib.ts:1 source-import-missing"],
    ["export const x = await 1;\n", "lib.ts:1 source-awaits"],
    ["export const x = String(missing);\n", "lib.ts:1 source-throws"],
  ] as const) {
    for (const type of ["module", "commonjs"]) {
      const said = await check({ ...sources, "lib.ts": lib, "../package.json": `{ "type": "${type}" }` });
      assert.equal(said, { code: 2, findings: [finding], drift: ["missing .github/workflows/c.yml"] });
    }
  }
});

const caller = (uses: string) => typed("caller", "{ push: null }", uses);

test("a caller of a workflow with errors is not blamed for it", async () => {
  const broken = typed("called", "{ workflow_call: {} }", `job("no id", { "runs-on": "x", ${steps} })`);
  const { findings } = await check({
    "called.workflow.ts": broken,
    "caller.workflow.ts": `import { made as called } from "./called.workflow.ts";\n${caller('call("c", called)')}`,
  });
  assert.equal(findings, ["called.workflow.ts:4 job-id-invalid"]);
});

test("a workflow that calls one which nothing makes is still refused", async () => {
  const source = `import { localWorkflow } from "yardmaster";\n${caller('call("c", localWorkflow("none.yml"))')}`;
  const { findings } = await check({ "caller.workflow.ts": source });
  assert.equal(findings, ["caller.workflow.ts:5 refused-by-github"]);
});

test("a builder that refuses what it is given goes on, and what stands behind it is judged too", async () => {
  const source = `${language}import { lockedImage, py, setOutput, setVariable, useAction } from "yardmaster";
const { on, github } = triggers({ push: null });
const pin = { sha: "${"1".repeat(40)}", version: "v1.0.0" };
const made = [
  run({ outputs: ["a"] }, sh\`\${setOutput("b")} x\`),
  run({ shell: "bash" }, py\`print(1)\`),
  run(sh\`\${setVariable("GITHUB_X")} x\`),
  run(sh\`\${setOutput("1")} x\`),
  useAction("o/a", pin, [], { mode: "c" }, {}, { mode: ["a", "b"] }),
];
const image = lockedImage("x", { name: "A b" });
const last = { LAST: github.rf };
export const w = workflow("w", { on, permissions: {}, jobs: [job("j", { "runs-on": "ubuntu-24.04", env: last, container: image, steps: made })] });
`;
  const { code, findings } = await check({ "w.workflow.ts": source });
  assert.is(code, 1);
  assert.equal(findings, [
    "w.workflow.ts:6 output-never-set",
    "w.workflow.ts:6 output-undeclared",
    "w.workflow.ts:7 script-shell",
    "w.workflow.ts:8 runner-name-invalid",
    "w.workflow.ts:9 runner-name-invalid",
    "w.workflow.ts:10 input-value-unknown",
    "w.workflow.ts:12 image-invalid",
    "w.workflow.ts:13 property-unknown",
  ]);
});
test("findings about triggers point at the triggers", async () => {
  const { findings } = await check({
    "a.workflow.ts": typed("a", '{ push: { branches: "x" as never, nonsense: 1 } as never }'),
  });
  assert.equal([...new Set(findings)], ["a.workflow.ts:2 key-unknown"]);
});

test.run();
