import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { type Expression, expressionsIn, printExpression } from "@yardmaster/core";
import type { ConditionTrace } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { jobAt, repositoryOf, runOf } from "../../helpers/simulated-files.ts";

/** Everything that may stand behind `if:`, as it is written in YAML. */
const written: readonly string[] = [
  "true",
  "false",
  "True",
  '""',
  "''",
  "null",
  "~",
  "",
  "1",
  "0",
  "1.5",
  '"false"',
  "success()",
  "always()",
  "ALWAYS()",
  '"!cancelled()"',
  "failure() || github.ref == 'refs/heads/main'",
  "github.ref == 'refs/heads/main'",
  "  github.ref == 'refs/heads/main'  ",
  "${{ github.ref == 'refs/heads/main' }}",
  "${{ always() }}",
  "${{ success() && github.ref }}",
  "\"${{ github.ref == 'always()' }}\"",
  "${{ github.ref }} == 'x'",
  "a${{ github.ref }}",
  '"{a} ${{ github.ref }} it\'s"',
  "${{ github.ref }}${{ github.sha }}",
  "contains(github.event.issue.labels.*.name, 'always()')",
  "toJSON(success())",
  "github['always()']",
  "|\n          github.ref == 'x'\n",
  ">\n          github.ref == 'x' &&\n          github.sha\n",
  "'!github.event.pull_request.draft'",
];

const workflow = (condition: string): string => `on: push
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - if: ${condition}
        run: a
`;

const test = suite("conditions as GitHub's package reads them");
for (const condition of written) {
  test(JSON.stringify(condition), async () => {
    const github = await conditionOnGitHub(workflow(condition));
    const [step] = jobAt(runOf(repositoryOf({ "main.yml": workflow(condition) })), "build").legs[0]?.steps ?? [];
    assert.is(spelled(step?.condition.evaluated ?? ""), spelled(github));
  });
}

/** The package, which is made for editors, reads these as they stand in the file, blanks in front and all; the runner does not. */
const blocks: readonly { readonly written: string; readonly evaluated: string; readonly source: string }[] = [
  {
    written: "|\n          ${{ github.ref == 'x' }}\n",
    evaluated: "success() && (format('{0}\n', github.ref == 'x'))",
    source: "airbytehq/airbyte#60939: a block with `${{ }}` is a text, and always true",
  },
  {
    written: ">\n          ${{ github.ref == 'x' }}\n",
    evaluated: "success() && (format('{0}\n', github.ref == 'x'))",
    source: "airbytehq/airbyte#60939",
  },
  {
    written: ">-\n          ${{ github.ref == 'x' }}\n",
    evaluated: "success() && (github.ref == 'x')",
    source: "actions/runner, TemplateReader.ParseScalar: nothing stands around it",
  },
  {
    written: "${{ !always() }} x",
    evaluated: "format('{0} x', !always())",
    source: "actions/runner#2629: text behind it makes it true, and the function in it keeps success() away",
  },
];
for (const { written, evaluated, source } of blocks) {
  test(`${JSON.stringify(written)} (${source})`, () => {
    const [step] = jobAt(runOf(repositoryOf({ "main.yml": workflow(written) })), "build").legs[0]?.steps ?? [];
    assert.is(step?.condition.evaluated, evaluated);
  });
}

test("what GitHub's parser refuses fails the step", () => {
  const of = (condition: string): ConditionTrace | undefined => {
    const run = runOf(repositoryOf({ "main.yml": workflow(condition) }));
    return jobAt(run, "build").legs[0]?.steps[0]?.condition;
  };
  assert.is(
    of("github.ref ==")?.error,
    "Unexpected end of expression: '=='. Located at position 12 within expression: github.ref ==",
  );
  assert.is(of("secrets.TOKEN != ''")?.error, "Unrecognized named-value: 'secrets'");
});

test.run();

async function conditionOnGitHub(content: string): Promise<string> {
  const { context, value } = parseWorkflow({ name: "main.yml", content }, new NoOperationTraceWriter());
  if (!value) throw new Error("GitHub's package reads nothing");
  const template = await convertWorkflowTemplate(context, value, undefined, { errorPolicy: 1 });
  const [job] = template.jobs;
  const [step] = job?.type === "job" ? job.steps : [];
  if (!step || !("if" in step) || !step.if) throw new Error("There is no step");
  return step.if.expression;
}

/** Blanks and signs as one printer has them. */
function spelled(condition: string): string {
  const [found] = expressionsIn(`\${{ ${condition} }}`);
  return found ? printExpression(found.expression satisfies Expression) : condition;
}
