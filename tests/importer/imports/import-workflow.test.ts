import { importWorkflow } from "@yardmaster/importer";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { noFacts } from "./import-texts.ts";
import { workflow } from "./odd-shapes.ts";

// The library: a text in, a module out, nothing else touched.

const test = suite("importWorkflow");

test("gives the module, the proof and what is to say", async () => {
  const { source, proof, diagnostics } = await importWorkflow(workflow("name: All # of it"), noFacts, {
    path: ".github/workflows/ci.yml",
  });
  assert.is(
    source,
    `import { job, noted, run, sh, triggers, workflow } from "yardmaster";

const { on } = triggers({ push: null });
const a = job("a", { "runs-on": "ubuntu-24.04", name: noted("All", { end: "of it" }), steps: [run(sh\`a\`)] });

export const ci = workflow("ci", { name: null, on, jobs: [a] });
`,
  );
  assert.equal([proof.state, proof.comments, diagnostics], ["proved", { kept: 1, lost: 0 }, []]);
  assert.match(proof.yaml ?? "", "    name: All # of it\n");
});

test("reads loosely what is of another type, also where no compiler says so", async () => {
  const steps = [
    "- { id: find, uses: acme/find@v1 }",
    "- { if: success() && steps.find.outputs.number, run: x }",
    "- { if: steps.find.outputs.found == true, run: x }",
    "- { if: github.ref_type == 'commit', run: x }",
  ];
  const { source, proof } = await importWorkflow(workflow(`steps:\n  ${steps.join("\n  ")}`), noFacts);
  assert.match(source ?? "", "if: and(success(), loose(find.outputs.number))");
  assert.match(source ?? "", "if: eq(loose(find.outputs.found), true)");
  assert.match(source ?? "", 'if: eq(loose(github.ref_type), "commit")');
  assert.equal([proof.state, proof.wrong], ["proved", []]);
});

test("says why there is none", async () => {
  const { source, proof, diagnostics } = await importWorkflow("on: [\n", noFacts, { path: "x.yml" });
  assert.is(source, undefined);
  assert.is(proof.state, "refused");
  const [first] = diagnostics;
  assert.is(first?.code, "import-refused");
  assert.is(first?.severity, "error");
  assert.is(first?.place?.file, "x.yml");
});

test("reads what else a repository holds from its facts", async () => {
  const texts = new Map([
    ["tools/lint/action.yml", "name: Lint\ndescription: Lint\nruns: { using: node24, main: x.js }\n"],
  ]);
  const facts = { ...noFacts, text: (path: string) => texts.get(path), files: () => [...texts.keys()] };
  const { proof } = await importWorkflow(
    workflow("steps:\n  - uses: actions/checkout@v4\n  - uses: ./tools/lint"),
    facts,
  );
  assert.equal([proof.state, proof.wrong], ["proved", []]);
});

test.run();
