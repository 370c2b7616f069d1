import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, workflowSource } from "./repository.ts";

const test = suite("yardmaster graph");

async function graph(files: Readonly<Record<string, string>>, argv: readonly string[] = [], cwd = "") {
  const repository = makeRepository(files);
  try {
    return await repository.run(["graph", ...argv], { cwd: `${repository.root}${cwd}` });
  } finally {
    repository.dispose();
  }
}

const job = 'runs-on: x, steps: [{run: a, env: {K: "${{ secrets.K }}"}}]';
const written = {
  ".github/workflows/ci.yml": `name: CI\non: {push: {branches: [main]}}\npermissions: {contents: write}\njobs: {j: {${job}}, c: {if: inputs.x, uses: ./.github/workflows/sub.yml}}\n`,
  ".github/workflows/sub.yml": "on: workflow_call\npermissions: {}\njobs: {s: {runs-on: x, steps: [{run: a}]}}\n",
};

test("says for people what starts what, and who reaches what, without sources", async () => {
  const stdout = `.github/workflows/ci.yml (CI)
  on push to \`main\`: people with write access
  -> c calls sub.yml, if inputs.x

.github/workflows/sub.yml
  on workflow_call: workflows elsewhere that call it, with their own token and secrets
  <- called by ci.yml#c

Dead ends
  none

Loops
  none

Secrets
  Secret \`K\` of job \`j\` in ci.yml: reached by \`push\` to \`main\`, so by people with write access.

Permissions to write
  \`contents: write\` of job \`j\` in ci.yml: reached by \`push\` to \`main\`, so by people with write access.
`;
  assert.equal(await graph(written), { code: 0, stdout, stderr: "" });
  assert.is((await graph(written, [], "/.github/workflows")).stdout, stdout);
  assert.is((await graph({ ...written, "other/x": "" }, [".."], "/other")).stdout, stdout);
});

test("gives programs everything, by a contract", async () => {
  const { code, stdout } = await graph({ ".github/workflows/ci.yml": written[".github/workflows/ci.yml"] }, [
    "--format",
    "json",
  ]);
  assert.is(code, 0);
  const route = { event: "push", filter: "to `main`", people: "write", through: [], conditions: [] };
  const place = { file: ".github/workflows/ci.yml", job: "j", routes: [route] };
  const way = "reached by `push` to `main`, so by people with write access";
  assert.equal(JSON.parse(stdout), {
    version: 1,
    people: { write: "people with write access" },
    workflows: [
      {
        file: ".github/workflows/ci.yml",
        name: "CI",
        events: [{ event: "push", filter: "to `main`", people: "write" }],
      },
    ],
    links: [
      {
        kind: "calls",
        from: ".github/workflows/ci.yml",
        job: "c",
        to: ".github/workflows/sub.yml",
        conditions: ["inputs.x"],
      },
    ],
    deadEnds: [
      { file: ".github/workflows/ci.yml", sentence: "ci.yml#c calls sub.yml, which this repository does not have." },
    ],
    loops: [],
    secrets: [{ name: "K", ...place, sentence: `Secret \`K\` of job \`j\` in ci.yml: ${way}.` }],
    permissions: [
      { name: "contents", ...place, sentence: `\`contents: write\` of job \`j\` in ci.yml: ${way}.` },
      {
        name: "contents",
        file: ".github/workflows/ci.yml",
        job: "c",
        handedTo: ".github/workflows/sub.yml",
        routes: [{ ...route, conditions: ["inputs.x"] }],
        sentence: `\`contents: write\` of job \`c\` in ci.yml (handed to .github/workflows/sub.yml): ${way}, if \`inputs.x\`.`,
      },
    ],
  });
});

test("takes what the sources make before what is on the disk, and tasks from their table", async () => {
  const table = {
    version: 1,
    tasks: [{ name: "t", dispatch: { event: "workflow_dispatch", workflow: "hand.yml", repositories: [] } }],
  };
  const { code, stdout } = await graph(
    {
      "workflows-src/ci.workflow.ts": workflowSource("ci", "push"),
      ".github/workflows/ci.yml": "on: fork\njobs: {}\n",
      ".github/workflows/hand.yml": "on: workflow_dispatch\njobs: {}\n",
      "generated/tasks.json": JSON.stringify(table),
      "generated/other.json": "[",
    },
    ["--format", "mermaid"],
  );
  assert.is(code, 0);
  assert.is(
    stdout,
    `flowchart LR
  w0["ci.yml"]
  e1(["push"])
  w2["hand.yml"]
  e3(["workflow_dispatch"])
  w4["generated/tasks.json"]
  e1 --> w0
  e3 --> w2
  w4 -.->|"dispatches (t)"| w2
`,
  );
});

test("says what it cannot read, and goes on with the rest", async () => {
  const files = { ...written, ".github/workflows/bad.yml": "a: [\n", ".github/workflows/list.yml": "- a\n" };
  const { code, stdout, stderr } = await graph(files);
  assert.is(code, 0);
  assert.is(stdout, (await graph(written)).stdout);
  assert.is(
    stderr,
    ".github/workflows/bad.yml is no workflow, and is left out.\n.github/workflows/list.yml is no workflow, and is left out.\n",
  );
});

test("refuses where there is nothing, several folders, and sources with errors", async () => {
  assert.equal(await graph({ "a/b": "" }, [], "/a"), {
    code: 2,
    stdout: "",
    stderr: "There are no workflows in <root>/a or above it.\n",
  });
  assert.equal(await graph(written, ["a", "b"]), {
    code: 2,
    stdout: "",
    stderr: "`graph` takes one folder, and got 2.\n",
  });
  const thrown = await graph({ "workflows-src/a.workflow.ts": 'throw new Error("x");\n' });
  assert.is(thrown.code, 2);
  assert.match(thrown.stderr, "error source-throws");
  const wrong = await graph({
    "workflows-src/a.workflow.ts": workflowSource(
      "a",
      "push",
      'model: { on: { push: { branches: ["a"], "branches-ignore": ["b"] } }, jobs: {} },',
    ),
  });
  assert.is(wrong.code, 1);
  assert.match(wrong.stderr, "error filters-exclusive");
});

const diagrammed = {
  "workflows-src/a.workflow.ts": `import { format, job, run, sh, taskTable, text, triggers, workflow, workflowDiagram } from "yardmaster";
const { on, inputs } = triggers({ workflow_dispatch: { inputs: { correlation_id: text() } } });
export const a = workflow("a", { "run-name": format\`\${inputs.correlation_id}\`, on, permissions: {}, jobs: [job("j", { "runs-on": "x", steps: [run(sh\`make\`)] })] });
export const tasks = taskTable("tasks", { go: { description: "Goes.", workflow: a } });
export const diagram = workflowDiagram("flow");
`,
  "workflows-src/b.workflow.ts": workflowSource("b"),
};
const diagramText = `%% Generated by yardmaster 0.1.0 from workflows-src/a.workflow.ts. Do not edit: change the source and run \`npx yardmaster gen\`.
flowchart LR
  w0["a.yml"]
  e1(["workflow_dispatch"])
  w2["b.yml"]
  e3(["push"])
  w4["generated/tasks.json"]
  e1 --> w0
  e3 --> w2
  w4 -.->|"dispatches (go)"| w0
`;

test("a source can ask for the diagram, which is kept in step like any generated file", async () => {
  const { run, read, write, remove, made, dispose } = makeRepository(diagrammed);
  const path = "generated/flow.mmd";
  try {
    assert.is((await run(["gen"])).code, 0);
    assert.is(read(path), diagramText);
    assert.match((await run(["check", "--no-types"])).stdout, "4 files: 4 in step; 0 findings");
    write("workflows-src/b.workflow.ts", workflowSource("b", "fork"));
    assert.match((await run(["check", "--no-types"])).stdout, `${path} error file-stale`);
    assert.is((await run(["gen"])).code, 0);
    assert.is(read(path), diagramText.replace("push", "fork"));
    write(path, `${read(path)}  x --> y\n`);
    assert.match((await run(["check", "--no-types"])).stdout, `${path} error file-edited`);
    assert.is((await run(["gen", "--force"])).code, 0);
    write("workflows-src/c.workflow.ts", 'throw new Error("x");\n');
    assert.not.match((await run(["check", "--no-types"])).stdout, path);
    remove("workflows-src/c.workflow.ts");
    write(
      "workflows-src/a.workflow.ts",
      diagrammed["workflows-src/a.workflow.ts"].replace(/^export const diagram.*$/m, ""),
    );
    assert.match((await run(["gen"])).stdout, `deleted ${path}\n`);
    assert.is(Object.keys(made()).includes(path), false);
  } finally {
    dispose();
  }
});

test.run();
