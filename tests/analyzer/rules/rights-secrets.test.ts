import { suite } from "uvu";
import * as assert from "uvu/assert";
import { allFindings as findings } from "./findings.ts";

const test = suite("rules of secrets");

/** What is said of one code, with a job `a` that has the given keys. */
function said(code: string, job: string, top = ""): readonly string[] {
  return findings({ w: `on: push\n${top}\njobs: { a: { runs-on: ubuntu-24.04, ${job} } }` })
    .filter((line) => line.includes(` ${code}: `))
    .map((line) => line.replace(/^w (\S*) warning \S+ /, "$1: "));
}
const step = (keys: string) => `steps: [{ ${keys} }]`;
const script = (text: string, env = "T: '${{ secrets.KEY }}'") => step(`run: ${JSON.stringify(text)}, env: { ${env} }`);

test("the whole context is handed on by a function, a star or a condition that keeps it", () => {
  const whole = (text: string) => said("secrets-whole", step(`run: x, env: { A: "${text}" }`)).length;
  assert.equal(
    ["${{ toJSON(secrets) }}", "${{ secrets.* }}", "${{ join(secrets.*, ',') }}", "${{ secrets.A || secrets }}"].map(
      whole,
    ),
    [1, 1, 1, 1],
  );
  assert.equal(
    ["${{ secrets.A }}", "${{ secrets['A'] }}", "${{ secrets[matrix.a] }}", "secrets"].map(whole),
    [0, 0, 0, 0],
  );
});
test("a name of a secret that is put together is reported, one that is written is not", () => {
  const dynamic = (text: string) => said("secret-dynamic", step(`run: x, with: { A: "${text}" }`));
  assert.equal(dynamic("${{ secrets[inputs.name] }}"), [
    "jobs.a.steps.0.with.A: `secrets[inputs.name]` picks a secret by a name that is known only at run time, so GitHub sends the job every secret that there is.",
  ]);
  assert.equal(dynamic("${{ secrets['name'] }}"), []);
});
test("parts of a secret come out of fromJSON", () => {
  const parts = (text: string) => said("secret-taken-apart", step(`run: x, env: { A: "${text}" }`)).length;
  assert.equal(
    ["${{ fromJSON(secrets.A).b }}", "${{ fromJson(secrets.A)['b'] }}", "${{ fromJSON(secrets['A'])[0] }}"].map(parts),
    [1, 1, 1],
  );
  assert.equal(
    ["${{ fromJSON(vars.A).b }}", "${{ toJSON(secrets.A) }}", "${{ fromJSON(needs.a.outputs.b).c }}"].map(parts),
    [0, 0, 0],
  );
});
test("inherit goes to another repository or to a file of this one", () => {
  const call = (uses: string, secrets: string) =>
    findings({ w: `on: push\njobs: { a: { uses: "${uses}", secrets: ${secrets} } }` })
      .filter((line) => line.includes("secrets-inherit"))
      .map((line) => line.split(":")[0]);
  assert.equal(call("o/r/.github/workflows/x.yml@v1", "inherit"), ["w jobs.a.secrets warning secrets-inherit"]);
  assert.equal(call("./.github/workflows/x.yml", "inherit"), ["w jobs.a.secrets warning secrets-inherit-local"]);
  assert.equal(call("o/r/.github/workflows/x.yml@v1", "{ A: b }"), []);
  assert.equal(call("o/r/.github/workflows/x.yml@v1", "null"), []);
});
test("an output with a secret or a masked token is dropped; what only compares one is not", () => {
  const output = (text: string, steps = step("run: x")) =>
    said("secret-in-output", `outputs: { o: "${text}" }, ${steps}`);
  assert.equal(output("${{ secrets.A }}"), [
    'jobs.a.outputs.o: The output "o" of the job "a" holds the secret A, which is masked: GitHub drops such an output, and jobs that read it get an empty text.',
  ]);
  const app = step("id: app, uses: actions/create-github-app-token@v2");
  assert.match(
    output("${{ steps.app.outputs.token }}", app)[0] ?? "",
    "holds the token of actions/create-github-app-token",
  );
  assert.equal(output("${{ steps.app.outputs.app-slug }}", app), []);
  assert.equal(output("${{ steps.other.outputs.token }}", app), []);
  assert.equal(output("x-${{ secrets.A || 'none' }}").length, 1);
  assert.equal(
    ["${{ secrets.A != '' }}", "${{ secrets.A && 'yes' }}", "${{ vars.A }}", "secrets.A"].flatMap((text) =>
      output(text),
    ),
    [],
  );
  assert.equal(said("secret-in-output", "outputs: text, steps: []"), []);
});
test("echo and printf print what they name, unless it goes elsewhere or is no more than looked at", () => {
  const printed = (text: string, env?: string) => said("secret-printed", script(text, env)).length;
  assert.equal(
    [
      'echo "$T"',
      "echo $T",
      "printf '%s' \"${T}\"",
      "if x; then\n  echo a $T\nfi",
      "echo ${{ secrets.KEY }}",
      'echo "$T" 2>&1',
      "sudo echo $T",
    ].map((text) => printed(text)),
    [1, 1, 1, 1, 1, 1, 1],
  );
  assert.equal(
    [
      'echo "$T" > f',
      'echo "$T" >> "$GITHUB_ENV"',
      'echo "$T" | docker login --password-stdin',
      'A=$(echo "$T")',
      "echo '$T'",
      "echo ${#T}",
      "echo ${T:+set}",
      "echo \\$T",
      "echo $TX",
      "# echo $T",
      'echo "::add-mask::$T"',
      "cat <<END\necho $T\nEND",
    ].map((text) => printed(text)),
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  );
  assert.is(printed("echo $T", "T: '${{ vars.KEY }}'"), 0);
  assert.is(said("secret-printed", step("run: echo $T"), "env: { T: '${{ secrets.KEY }}' }").length, 1);
  assert.is(said("secret-printed", step("run: echo $T, env: { T: x }"), "env: { T: '${{ secrets.KEY }}' }").length, 0);
  assert.is(said("secret-printed", step("run: echo $T, shell: pwsh"), "env: { T: '${{ secrets.KEY }}' }").length, 0);
});
test("another spelling of a secret is no longer masked", () => {
  const encoded = (text: string) => said("secret-encoded", script(text)).length;
  assert.equal(
    [
      "echo $T | base64",
      "echo $T | base64 -w0",
      "echo $T | rev",
      "echo $T | xxd",
      "echo $T | sed 's/./& /g'",
      "echo $T | tr -d x | base64",
    ].map(encoded),
    [1, 1, 1, 1, 1, 1],
  );
  assert.equal(
    [
      "echo $T | base64 -d",
      "echo $T | base64 --decode",
      "echo $T | base64 > f",
      "A=$(echo $T | base64)",
      "echo $T | sed 's/a/b/'",
      "echo $T | gpg --import",
    ].map(encoded),
    [0, 0, 0, 0, 0, 0],
  );
  assert.equal(said("secret-encoded", script("x; echo $T |\\\n  base64 --wrap=0 # y")), [
    "jobs.a.steps.0.run: `echo $T | base64 --wrap=0` prints the secret KEY to the log in another spelling, by `base64 --wrap=0`: GitHub masks the secret alone, so that everybody who sees the log can read it.",
  ]);
});
test("a secret in the text of a script is reported; one that is compared there is not", () => {
  assert.equal(said("secret-in-script", step('run: "x ${{ secrets.A }}"')).length, 1);
  assert.equal(said("secret-in-script", step("run: \"x ${{ secrets.A == '' }}\"")), []);
  assert.equal(said("secret-in-script", step('run: x, env: { A: "${{ secrets.A }}" }')), []);
});
test("a job without an environment reads secrets of the repository", () => {
  const read = (job: string, on = "push") =>
    findings({ w: `on: ${on}\njobs: { a: { runs-on: x, ${job} } }` }).filter((line) =>
      line.includes("secret-outside-environment"),
    ).length;
  const reads = 'steps: [{ run: x, env: { A: "${{ secrets.A }}", B: "${{ secrets.B }}" } }]';
  assert.is(read(reads), 1);
  assert.is(read(`environment: e, ${reads}`), 0);
  assert.is(read(reads, "workflow_call"), 0);
  assert.is(read('steps: [{ run: x, env: { A: "${{ secrets.GITHUB_TOKEN }}" } }]'), 0);
});
test("a variable of all steps that one of them reads", () => {
  const top = "env: { T: '${{ secrets.KEY }}', G: '${{ secrets.GITHUB_TOKEN }}' }";
  const wide = (steps: string) => said("secret-env-wide", `steps: [${steps}]`, top);
  assert.equal(wide("{ run: a $T }"), []);
  assert.equal(wide("{ run: a $T }, { uses: o/r@v1 }"), [
    "env.T: `T` holds a secret, and all 2 steps of the workflow get it; one of them names it, and o/r could read it.",
  ]);
  assert.equal(wide("{ run: a $T }, { run: b $T }, { run: c }"), []);
  assert.is(said("secret-env-wide", "env: { K: 'x-${{ secrets.K }}' }, steps: [{ run: a }]").length, 1);
});
test("nothing falls over what is no text", () => {
  assert.equal(said("secret", "outputs: { o: 1 }, env: { a: null, b: 2 }, steps: [null, 3, { run: 4, env: x }]"), []);
});
test.run();
