import type { WorkflowModel } from "@yardmaster/core";
import { nothingKnown } from "@yardmaster/core";
import { formatModule } from "@yardmaster/importer/writers";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { writtenModules } from "./module-of.ts";
import { jobsOf, rawAt } from "./statements.ts";

const test = suite("calls");
const file = ".github/workflows/pack.yml";

test("of another repository, with the version behind its pin and what is read of it", async () => {
  assert.equal(
    await jobsOf(`a:
  uses: acme/flows/.github/workflows/build.yml@v2 # the second
  with: { n: 3, on: true }
  secrets: inherit
b:
  needs: a
  uses: acme/flows/.github/workflows/build.yml@v2 # the second
  with: { tag: "\${{ needs.a.outputs.tag }}" }
`),
    [
      'const build = workflowAt("acme/flows/.github/workflows/build.yml@v2 # the second", { outputs: ["tag"] })',
      'const a = call("a", build, { with: { n: 3, on: true }, secrets: "inherit" })',
      'const b = call("b", build, { with: { tag: a.outputs.tag } })',
    ],
  );
});

test("of a file that stays: what its callers use of what it declares, and what it requires", async () => {
  const model: WorkflowModel = {
    on: {
      workflow_call: {
        inputs: {
          level: { type: "number", required: true },
          used: { type: "boolean" },
          other: { type: "string" },
        },
        secrets: { KEY: { required: true }, unused: {} },
        outputs: { tag: { value: "x" }, other: { value: "x" } },
      },
    },
    jobs: {},
  };
  const facts = { ...nothingKnown, workflows: new Map([[file, { file, model }]]) };
  const [declared] = await jobsOf("a: { uses: ./.github/workflows/pack.yml, with: { used: true } }\n", { facts });
  assert.is(
    declared,
    `const pack = localWorkflow("pack.yml", {
  inputs: { level: number({ required: true }), used: flag() },
  secrets: { KEY: { required: true } },
})`,
  );
});

test("of a file that is not there: what its callers give", async () => {
  assert.equal(await jobsOf("a: { uses: $/.github/workflows/gone.yml, with: { n: 3, s: x, b: true } }\n"), [
    'const gone = localWorkflow("gone.yml", { inputs: { n: number(), s: text(), b: flag() } })',
    'const a = call("a", fromSelf(gone), { with: { n: 3, s: "x", b: true } })',
  ]);
});

test("of a file that becomes a module, as its handle", async () => {
  const caller = (name: string) =>
    `on: push\njobs: { pack: { uses: ./.github/workflows/${name} }, b: { needs: pack, if: "needs.pack.outputs.o == ''", uses: ./${file} } }\n`;
  const called = `on: { workflow_call: { outputs: { o: { value: "\${{ jobs.a.outputs.o }}" } } } }
jobs: { a: { runs-on: x, outputs: { o: "1" }, steps: [{ run: "true" }] } }
`;
  const [first, second] = writtenModules({ ".github/workflows/ci.yml": caller("pack.yml"), [file]: called });
  assert.is(
    await formatModule(first?.marked ?? ""),
    `import { call, eq, triggers, workflow } from "yardmaster";
import { pack as packWorkflow } from "./pack.workflow.ts";

const { on } = triggers({ push: null });
const pack = call("pack", packWorkflow);
const b = call("b", packWorkflow, { if: eq(pack.outputs.o, "") });

export const ci = workflow("ci", { name: null, on, jobs: [pack, b] });
`,
  );
  assert.match(second?.marked ?? "", /export const pack = .*workflow\("pack"/);
});

test("what the callee asks for and is not given", async () => {
  const [, call] = await jobsOf(
    "a: { uses: ./.github/workflows/gone.yml }\n",
    rawAt(["jobs", "a", "with"], 'It needs the input "s".'),
  );
  assert.is(call, `const a = call("a", gone, { with: raw({}, 'It needs the input "s".') })`);
});

test("in a ring, which GitHub refuses, no module imports the other", async () => {
  const text = (name: string) => `on: workflow_call\njobs: { a: { uses: ./.github/workflows/${name}.yml } }\n`;
  const modules = writtenModules({ ".github/workflows/x.yml": text("y"), ".github/workflows/y.yml": text("x") });
  for (const { marked } of modules) assert.match(marked, "localWorkflow(");
});

test.run();
