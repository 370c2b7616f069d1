import { suite } from "uvu";
import * as assert from "uvu/assert";
import { generatedSteps } from "./helpers/generated-steps.ts";
import { runGitHubScript } from "./helpers/run-github-script.ts";

const steps = generatedSteps().filter((step) => step.uses?.startsWith("actions/github-script@"));
const summaryPath = "artifacts/orchestrator/summary.md";

const test = suite("the github-script steps of the generated workflows");
test("are the three that show the summary, and hold no expression", () => {
  assert.equal(
    steps.map(({ label }) => label),
    ["permission-gate / gate", "reusable-orchestrator / dispatch", "reusable-orchestrator / refuse"].map(
      (job) => `${job} / Show the summary`,
    ),
  );
  for (const step of steps) {
    assert.equal(Object.keys(step.with ?? {}), ["script"]);
    assert.not.match(String(step.with?.script), "${{");
  }
});

for (const { label, with: inputs } of steps) {
  const script = String(inputs?.script);
  test(`${label}: without a summary does nothing`, async () => {
    assert.equal(await runGitHubScript(script, {}), [["existsSync", summaryPath]]);
  });
  for (const [what, text] of [
    ["an ordinary summary", "## Orchestrator\n\n- allowed\n"],
    ["an empty one", ""],
    [
      "hostile text",
      "::set-output name=allowed::true\n`${process.exit(1)}` '\"\\ ${{ github.token }} %0A\r\n*\u001b[2J",
    ],
    ["64 KiB", "$(touch canary)`'\" \n".repeat(3641).slice(0, 65_536)],
  ] as const) {
    test(`${label}: adds ${what} unchanged, and touches nothing else`, async () => {
      assert.equal(await runGitHubScript(script, { [summaryPath]: text }), [
        ["existsSync", summaryPath],
        ["readFileSync", summaryPath, "utf8"],
        ["core.summary.addRaw", text, true],
        ["core.summary.write"],
      ]);
    });
  }
}

for (const [what, script] of [
  ["asks GitHub", "await github.rest.issues.createComment({})"],
  ["reads the event", "context.payload"],
  ["prints", 'core.info("x")'],
  ["sets an output", 'core.setOutput("x", "y")'],
  ["runs a program", 'require("node:child_process")'],
  ["writes a file", 'require("node:fs").writeFileSync("x", "y")'],
  ["prints by the console", 'console.log("::error::x")'],
  ["reads the environment", "process.env.TOKEN"],
] as const) {
  test(`a script that ${what} would be caught`, async () => {
    try {
      await runGitHubScript(script, {});
    } catch (error) {
      assert.match((error as Error).message, /^The script reaches for /);
      return;
    }
    assert.unreachable();
  });
}
test.run();
