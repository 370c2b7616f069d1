// Compiled by `npm run typecheck`, never run: every `@ts-expect-error` is a mistake that must not compile, and what
// stands without one must. An error that stops being one fails the compilation, too.
import { appendSummary, flag, js, pwsh, py, run, type Script, setOutput, sh, text, triggers } from "yardmaster";
import { githubScript } from "../../generated/actions.ts";

const { github, inputs } = triggers({
  pull_request: {},
  workflow_dispatch: { inputs: { name: text(), strict: flag() } },
});

// --- what must compile
const derived = run(sh`
  ${setOutput("version")} "$(cat VERSION)"
  ${setOutput("tag")} ${inputs.name}
  ${appendSummary()} "## ${inputs.name}"
`);
derived.outputs.version;
derived.outputs.tag;
run({ outputs: ["version", "other"] }, pwsh`${setOutput("version")} ${inputs.name}`).outputs.other;
run({ name: "Version" }, py`${setOutput("version")}(${inputs.name})`).outputs.version;
const commented = githubScript({
  script: js(
    async ({ github: client, context, core }, { name, strict, title, limit }) => {
      const flagged: boolean = strict;
      const texts: readonly (string | undefined)[] = [name, title, limit.toFixed()];
      const { data } = await client.rest.issues.createComment({ ...context.repo, issue_number: 1, body: name });
      core.setOutput("id", String(data.id));
      const titles = await client.paginate(client.rest.issues.listForRepo, context.repo);
      return [flagged, texts, titles[0]?.title];
    },
    { name: inputs.name, strict: inputs.strict, title: github.actor, limit: 3 },
    { outputs: ["id"] },
  ),
});
commented.outputs.id;
commented.outputs.result;

// --- outputs
// @ts-expect-error an output that the script does not set
derived.outputs.verson;
// @ts-expect-error an output that the step does not declare
run({ outputs: ["version"] }, sh`${setOutput("verson")} 1`);
// @ts-expect-error an output that neither the action nor the script has
commented.outputs.ids;
// @ts-expect-error an output that the function does not declare
js(({ core }) => core.setOutput("id", 1));
// @ts-expect-error an output misspelled in the function
js(({ core }) => core.setOutput("di", 1), {}, { outputs: ["id"] });
// @ts-expect-error plain text is no script
run("echo hello");

// --- templates
// @ts-expect-error an object of the payload is no text
sh`echo ${github.event}`;
// @ts-expect-error a boolean of TypeScript's has no one spelling in every shell
py`print(${true})`;
// @ts-expect-error an input misspelled
pwsh`Write-Output ${inputs.nam}`;

// --- functions
// @ts-expect-error a tool that does not exist
js(({ gihub }) => gihub);
// @ts-expect-error an endpoint misspelled
js(({ github: client }) => client.rest.issues.createComments({}));
// @ts-expect-error a parameter of the endpoint is missing
js(({ github: client, context }) => client.rest.issues.createComment({ ...context.repo, body: "" }));
// @ts-expect-error a value that is not given
js((_tools, { name }) => name, { nam: inputs.name });
// @ts-expect-error a boolean is no text
js((_tools, { strict }) => strict.trim(), { strict: inputs.strict });
// @ts-expect-error what JSON cannot carry
js((_tools, { at }) => at, { at: new Date() });

export const anyScript: Script = sh`true`;
