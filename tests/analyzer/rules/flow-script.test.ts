import { suite } from "uvu";
import * as assert from "uvu/assert";
import { flowFindings } from "./flow-findings.ts";

const test = suite("rules of what outsiders can set: inside scripts");

const env = `env: { BODY: "\${{ github.event.comment.body }}", TITLE: "\${{ github.event.issue.title }}", OWN: "x" }`;
/** What is found of a script, its outputs `o` and its variable `V`, both of which later steps have in theirs. */
function found(script: string, on = "issue_comment"): readonly string[] {
  const steps = [
    `{ id: s, run: ${JSON.stringify(script)} }`,
    `{ run: "x \${{ steps.s.outputs.o }}" }`,
    `{ run: "x \${{ env.V }}" }`,
  ];
  const lines = flowFindings({ w: `on: ${on}\n${env}\njobs: { a: { runs-on: ubuntu-24.04, steps: [${steps}] } }` });
  return lines
    .filter((line) => !line.includes("comment-ungated"))
    .map((line) => {
      const [, path = "", code = "", source = ""] = line.split(" ");
      return `${path.slice("jobs.a.steps.".length, -4)} ${code} ${source}`.trim();
    });
}
const body = "github.event.comment.body";
const title = "github.event.issue.title";
const variable = (source: string) => [`2 injection ${source}`];

test("a value that a script writes to an output is followed", () => {
  for (const script of [
    'echo "o=$TITLE" >> $GITHUB_OUTPUT',
    'echo "o=${TITLE}" >> "$GITHUB_OUTPUT"',
    'echo "o=${TITLE:0:5}" >> "${GITHUB_OUTPUT}"',
    "printf 'o=%s\\n' \"$TITLE\" >> $GITHUB_OUTPUT",
    'X=$TITLE\necho "O=$X" >> $GITHUB_OUTPUT',
    'export X="a $TITLE"; echo "o=$X" | tee -a $GITHUB_OUTPUT',
    'echo "o=$(echo "$TITLE" | sed s/a/b/)" >> $GITHUB_OUTPUT',
    "echo o=`echo $TITLE | cut -c1-9` >> $GITHUB_OUTPUT",
    "cat <<EOF >> $GITHUB_OUTPUT\nown=$OWN\no=$TITLE\nEOF",
    'if [ -n "$TITLE" ]; then { echo "o=$TITLE"; } >> $GITHUB_OUTPUT; fi',
    'for x in $TITLE; do echo "o=$x" >> $GITHUB_OUTPUT; done',
    'read -r x <<< "$TITLE"\necho "o=$x" >> $GITHUB_OUTPUT',
    'echo "o<<X" >> $GITHUB_OUTPUT\necho "$TITLE" >> $GITHUB_OUTPUT\necho X >> $GITHUB_OUTPUT',
    'echo "o=$(jq -r .issue.title "$GITHUB_EVENT_PATH")" >> $GITHUB_OUTPUT',
  ]) {
    assert.equal([script, found(script).includes(`1 injection ${title}`)], [script, true]);
  }
});
test("a value that is not an outsider's any more is not", () => {
  for (const script of [
    'echo "o=$OWN" >> $GITHUB_OUTPUT',
    "echo 'o=$TITLE' >> $GITHUB_OUTPUT",
    'echo "p=$TITLE" >> $GITHUB_OUTPUT',
    'echo "o=$TITLE" >> file',
    'echo "o=$(echo "$TITLE" | wc -c)" >> $GITHUB_OUTPUT',
    'echo "o=$(echo "$TITLE" | tr -cd \'0-9\')" >> $GITHUB_OUTPUT',
    'echo "o=$(echo "$TITLE" | grep -oE "[0-9]+")" >> $GITHUB_OUTPUT',
    'TITLE=x; echo "o=$TITLE" >> $GITHUB_OUTPUT',
    '[[ "$TITLE" =~ ^[a-z]+$ ]] || exit 1\necho "o=$TITLE" >> $GITHUB_OUTPUT',
    "cat <<'EOF' >> $GITHUB_OUTPUT\no=$TITLE\nEOF",
    '# echo "o=$TITLE" >> $GITHUB_OUTPUT',
    'echo "o=${#TITLE} $((TITLE))" >> $GITHUB_OUTPUT',
    'echo "o=$(jq -r .issue.number "$GITHUB_EVENT_PATH")" >> $GITHUB_OUTPUT',
  ]) {
    assert.equal([script, ...found(script)], [script]);
  }
});
test("what gh finds of a pull request is its author's", () => {
  assert.equal(found('echo "o=$(gh pr view 1 --json title -q .title)" >> $GITHUB_OUTPUT'), ["1 injection gh"]);

  assert.equal(found('echo "o=$(gh pr view 1 --json number -q .number)" >> $GITHUB_OUTPUT'), []);
  assert.equal(found('echo "o=$(gh pr view 1 --json title -q .title)" >> $GITHUB_OUTPUT', "schedule"), []);
});
test("a line break begins another variable", () => {
  assert.equal(found('echo "W=$BODY" >> $GITHUB_ENV'), [`0 environment-injection ${body}`]);
  assert.equal(found('echo "V=$TITLE" >> $GITHUB_ENV'), variable(title));
  assert.equal(found('echo "W<<E" >> $GITHUB_ENV\necho "$BODY" >> $GITHUB_ENV\necho E >> $GITHUB_ENV'), [
    `0 environment-injection ${body}`,
  ]);
  assert.equal(found('E=$(uuidgen)\n{ echo "W<<$E"; echo "$BODY"; echo "$E"; } >> $GITHUB_ENV'), []);
  assert.equal(found('echo "W=$(head -n1 <<< "$BODY")" >> $GITHUB_ENV'), []);
  assert.equal(found('echo "$TITLE/bin" >> $GITHUB_PATH'), [`0 environment-injection ${title}`]);
  assert.equal(found('echo "$OWN" >> $GITHUB_PATH'), []);
});
test("or another output, where the step has one", () => {
  assert.equal(found('echo "p=$BODY" >> $GITHUB_OUTPUT'), []);
  assert.equal(found('echo "p=$BODY" >> $GITHUB_OUTPUT\necho "q=1" >> $GITHUB_OUTPUT'), [
    `0 output-clobbering ${body}`,
  ]);
  assert.equal(found('echo "p=$TITLE" >> $GITHUB_OUTPUT\necho "q=1" >> $GITHUB_OUTPUT'), []);
});
test("what reads a text as code", () => {
  for (const script of [
    'eval "$TITLE"',
    'bash -c "echo $TITLE"',
    'sudo; sh -ec "$TITLE"',
    "python3 -c \"print('$TITLE')\"",
  ])
    assert.equal([script, ...found(script)], [script, `0 command-injection ${title}`]);
  for (const script of [
    'eval "$OWN"',
    'bash x.sh "$TITLE"',
    'python3 x.py "$TITLE"',
    'bash -c \'echo "$1"\' _ "$TITLE"',
  ])
    assert.equal([script, ...found(script)], [script]);
});
test("what reads a text as options or as a program of its own", () => {
  for (const script of ["curl $BODY", 'sed -i "s/a/$TITLE/" f', "git clone $TITLE", "find . -name $TITLE"])
    assert.equal([script, found(script)[0]?.split(" ")[1]], [script, "argument-injection"]);
  for (const script of ['curl "$BODY"', "echo $BODY", 'git commit -m "$TITLE"', 'grep "$TITLE" f'])
    assert.equal([script, ...found(script)], [script]);
});
test("scripts that end in the middle are read as far as they go", () => {
  for (const script of [
    'echo "$TITLE',
    "$(",
    "`",
    "cat <<EOF",
    "'",
    "${TITLE",
    "a() {",
    "((",
    "x=(",
    ">",
    "|",
    ")",
    "}",
    "${{",
  ])
    assert.equal([script, ...found(script)], [script]);
});
test("only shells are read so", () => {
  assert.equal(
    flowFindings({
      w: `on: issue_comment\n${env}\njobs: { a: { runs-on: x, steps: [{ shell: pwsh, run: 'echo "W=$BODY" >> $GITHUB_ENV' }] } }`,
    }),
    [],
  );
});
test("files of an artifact or a checkout that a fork has made", () => {
  const after = (first: string, on: string) =>
    flowFindings({
      w: `on: ${on}\njobs: { a: { runs-on: ubuntu-24.04, steps: [${first}, { id: s, run: 'echo "n=$(cat n.txt)" >> $GITHUB_OUTPUT; cat e.txt >> $GITHUB_ENV' }, { run: "x \${{ steps.s.outputs.n }}" }] } }`,
    }).filter((line) => !line.includes("untrusted"));
  const artifact = "{ uses: dawidd6/action-download-artifact@v6 }";
  assert.equal(after(artifact, "{ workflow_run: { workflows: [x] } }"), [
    "w jobs.a.steps.2.run injection a file of the artifact jobs.a.steps.0.uses jobs.a.steps.1.run",
    "w jobs.a.steps.1.run environment-injection a file of the artifact jobs.a.steps.0.uses",
  ]);
  assert.equal(after(artifact, "schedule"), []);
  assert.equal(after("{ uses: actions/download-artifact@v5 }", "{ workflow_run: { workflows: [x] } }"), []);
  assert.equal(after("{ run: gh pr checkout 1 }", "pull_request_target").length, 2);
});
test("artifacts that are run, where outsiders start the run before", () => {
  const ci = (events: string) => `name: CI\non: ${events}\njobs: { a: { runs-on: x, steps: [{ run: x }] } }`;
  const of = (events: string, more = "", step = "run: make") =>
    flowFindings({
      w: `on: { workflow_run: { workflows: [CI] } }\njobs: { a: { runs-on: x, ${more} steps: [{ run: gh run download 1 }, { ${step} }] } }`,
      ci: ci(events),
    });
  const said = ["w jobs.a.steps.1.run untrusted-artifact-run  jobs.a.steps.0"];
  assert.equal(of("pull_request"), said);
  assert.equal(of("[push, issue_comment]"), said);
  assert.equal(of("push"), []);
  assert.equal(of("pull_request", "if: github.event.workflow_run.event == 'push',"), []);
  assert.equal(of("pull_request", "", "run: ls"), []);
});
test("the prompt of a model, and its answer", () => {
  const of = (uses: string, more = "", prompt = "${{ github.event.issue.body }}") =>
    flowFindings({
      w: `on: issues\n${more}\njobs: { a: { runs-on: x, steps: [{ id: m, uses: ${uses}@v1, with: { prompt: "${prompt}" } }, { run: "x \${{ steps.m.outputs.response }}" }] } }`,
    });
  const answer =
    "w jobs.a.steps.1.run injection github.event.issue.body jobs.a.steps.0.with.prompt jobs.a.steps.0.uses";
  assert.equal(of("actions/ai-inference"), [answer]);
  assert.equal(of("openai/codex-action"), [
    answer,
    "w jobs.a.steps.0.with.prompt prompt-injection github.event.issue.body",
  ]);
  assert.equal(of("openai/codex-action", "permissions: { issues: read }"), [
    answer.replace("injection", "injection-limited"),
  ]);
  assert.equal(of("openai/codex-action", "", "x ${{ github.event.issue.number }}"), []);
});
test("composite actions of the repository, inside and by their outputs", () => {
  const action = `name: x
description: x
inputs: { t: { default: "\${{ github.event.issue.body }}" }, u: {} }
outputs: { o: { value: "\${{ inputs.u }}" }, p: { value: "\${{ steps.s.outputs.q }}" } }
runs:
  using: composite
  steps:
    - { id: s, shell: bash, run: 'echo "q=$U" >> $GITHUB_OUTPUT', env: { U: "\${{ inputs.u }}" } }
    - { shell: bash, run: "x \${{ inputs.u }}" }
    - { shell: bash, run: "x \${{ inputs.t }}" }`;
  const caller = (given: string) => `on: issues
jobs: { a: { runs-on: x, steps: [{ id: c, uses: ./act/x, with: { ${given} } }, { run: "x \${{ steps.c.outputs.o }} " }, { run: "x \${{ steps.c.outputs.P }}" }] } }`;
  const source = "github.event.issue.title";
  assert.equal(flowFindings({ "act/x": action, w: caller(`u: "\${{ ${source} }}", t: y`) }), [
    `w jobs.a.steps.1.run injection ${source} jobs.a.steps.0.with.u act/x/action.yml:outputs.o.value`,
    `w jobs.a.steps.2.run injection ${source} jobs.a.steps.0.with.u act/x/action.yml:runs.steps.0.env.U act/x/action.yml:runs.steps.0.run act/x/action.yml:outputs.p.value`,
    `act/x/action.yml runs.steps.1.run injection ${source} w:jobs.a.steps.0.with.u`,
  ]);
  assert.equal(flowFindings({ "act/x": action, w: caller("u: y") }), [
    "act/x/action.yml runs.steps.2.run injection github.event.issue.body inputs.t.default",
  ]);
});
test("an action that uses itself finds an end", () => {
  const action = `name: x
description: x
outputs: { o: { value: "\${{ steps.s.outputs.o }}" } }
runs: { using: composite, steps: [{ id: s, uses: ./act/x, with: { a: 1 } }] }`;
  assert.equal(
    flowFindings({
      "act/x": action,
      w: `on: issues\njobs: { a: { runs-on: x, steps: [{ id: c, uses: ./act/x, with: { a: 1 } }, { run: "x \${{ steps.c.outputs.o }}" }] } }`,
    }),
    [],
  );
});
test.run();
