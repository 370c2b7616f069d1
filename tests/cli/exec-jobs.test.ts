import { suite } from "uvu";
import * as assert from "uvu/assert";
import { executeFiles, jobOf } from "../helpers/execute-files.ts";

const test = suite("jobs of an executed run");

type Done = Awaited<ReturnType<typeof executeFiles>>;
const statuses = ({ run }: Done) => run.jobs.map(({ name, status }) => `${name}: ${status}`);
const workflow = (jobs: string): Readonly<Record<string, string>> => ({
  ".github/workflows/main.yml": `on: push\njobs:\n${jobs.replace(/^/gm, "  ")}\n`,
});
const system = process.platform === "darwin" ? "macos-latest" : "ubuntu-latest";
const other = process.platform === "darwin" ? "windows-latest" : "macos-latest";

test("jobs run behind those that they need, with their outputs, wherever they stand in the file", async () => {
  const done = await executeFiles(
    workflow(`last:
  needs: [first, fails]
  if: always()
  runs-on: ${system}
  steps: [{name: S, run: 'echo "\${{ needs.first.outputs.v }} \${{ needs.fails.result }} \${{ needs.first.result }}"'}]
first:
  runs-on: ${system}
  outputs: {v: "\${{ steps.s.outputs.v }}"}
  steps: [{name: S, id: s, run: 'echo "v=1 2" >> "$GITHUB_OUTPUT"'}]
fails:
  needs: first
  runs-on: ${system}
  steps: [{name: S, run: exit 1}]
skipped:
  needs: fails
  runs-on: ${system}
  steps: [{name: S, run: echo no}]`),
  );
  assert.equal(done.lines, [
    "fails / S | error: Process completed with exit code 1.",
    "last / S | 1 2 failure success",
  ]);
  assert.equal([...statuses(done)].sort(), ["fails: failure", "first: success", "last: success", "skipped: skipped"]);
});

test("each leg of a matrix has a machine of its own; a failure ends the rest unless fail-fast is off", async () => {
  const legs = (failFast: string): Readonly<Record<string, string>> =>
    workflow(`a:
  runs-on: ${system}
  strategy: {${failFast}matrix: {n: [1, 2, 3], include: [{n: 2, more: two}]}}
  steps: [{name: S, run: 'ls; touch f; echo "\${{ matrix.n }}\${{ matrix.more }} \${{ strategy.job-index }} of \${{ strategy.job-total }}"; test \${{ matrix.n }} != 2'}]`);
  const fast = await executeFiles(legs(""));
  assert.equal(fast.lines, [
    "a (1) / S | 1 0 of 3",
    "a (2) / S | 2two 1 of 3",
    "a (2) / S | error: Process completed with exit code 1.",
  ]);
  assert.equal(statuses(fast), ["a (1): success", "a (2): failure", "a (3): cancelled"]);
  const all = await executeFiles(legs("fail-fast: false, "));
  assert.equal(statuses(all), ["a (1): success", "a (2): failure", "a (3): success"]);
});

test("called workflows get inputs and secrets and give outputs", async () => {
  const done = await executeFiles(
    {
      ...workflow(`call:
  uses: ./.github/workflows/called.yml
  with: {who: mona}
  secrets: {INNER: "\${{ secrets.OUTER }}"}
after:
  needs: call
  runs-on: ${system}
  steps: [{name: S, run: 'echo "\${{ needs.call.outputs.out }}"'}]`),
      ".github/workflows/called.yml": `on:
  workflow_call:
    inputs: {who: {type: string}, flag: {type: boolean, default: true}}
    secrets: {INNER: {required: true}}
    outputs: {out: {value: "\${{ jobs.j.outputs.o }}"}}
jobs:
  j:
    runs-on: ${system}
    outputs: {o: "\${{ steps.s.outputs.o }}"}
    steps:
      - {name: S, id: s, env: {I: "\${{ secrets.INNER }}", O: "\${{ secrets.OUTER }}"}, run: 'echo "\${{ inputs.who }} \${{ inputs.flag }} \${#I} [$O]"; echo "o=done" >> "$GITHUB_OUTPUT"'}
`,
    },
    { secrets: { OUTER: "s3cret" } },
  );
  assert.equal(
    done.lines.filter((line) => !line.includes("warning")),
    ["call / j / S | mona true 6 []", "after / S | done"],
  );
  assert.equal(statuses(done), ["call / j: success", "after: success"]);
});

test("what cannot run here is refused with the reason, and so is what needs it", async () => {
  const done = await executeFiles(
    workflow(`windows:
  runs-on: ${other}
  steps: [{name: S, run: echo here}]
container:
  runs-on: ${system}
  container: node:24
  steps: [{run: echo no}]
services:
  runs-on: ${system}
  services: {db: {image: "postgres:18"}}
  steps: [{run: echo no}]
unknown:
  runs-on: "\${{ github.ref_protected && 'a' || 'b' }}"
  steps: [{run: echo no}]
after:
  needs: container
  runs-on: ${system}
  steps: [{run: echo no}]`),
  );
  const systems = done.lines.map((line) => line.replace(/for \w+, and this is \w+/, "for SYSTEM, and this is OURS"));
  assert.equal(systems, [
    "windows | Not executed: it is for SYSTEM, and this is OURS; `--any-system` runs it nevertheless",
    "container | Not executed: it has `container`, and nothing here runs in containers",
    "services | Not executed: it has `services`, and nothing here runs in containers",
    "unknown | Not executed: where it runs depends on github.ref_protected, which is not known",
    "after | Not executed: it needs container, of which not all was executed",
  ]);
  assert.equal([...new Set(done.run.jobs.map(({ status }) => status))], ["unknown"]);
  const any = await executeFiles(workflow(`w:\n  runs-on: ${other}\n  steps: [{name: S, shell: sh, run: echo here}]`), {
    anySystem: true,
  });
  assert.equal(any.lines, ["w / S | here"]);
});

test("outcomes that somebody gives are taken, and their jobs not executed", async () => {
  const jobs = `given:
  runs-on: ${system}
  outputs: {v: "\${{ steps.s.outputs.v }}"}
  steps: [{id: s, run: exit 1}]
after:
  needs: given
  runs-on: ${system}
  steps: [{name: S, run: 'echo "\${{ needs.given.outputs.v }}"'}]`;
  const done = await executeFiles(workflow(jobs), {
    outcomes: { jobs: { given: { result: "success", outputs: { v: "said" } } } },
  });
  assert.equal(done.lines, ["after / S | said"]);
  assert.equal(statuses(done), ["after: success"]);
});

test("artifacts go from job to job, and are named at the end", async () => {
  const done = await executeFiles(
    workflow(`make:
  runs-on: ${system}
  steps:
    - run: mkdir -p out/deep; echo 1 > out/a.txt; echo 2 > out/deep/b.txt; echo 3 > out/c.log; echo 4 > out/.hidden; echo 5 > single
    - {name: All, uses: actions/upload-artifact@v6, with: {name: all, path: out}}
    - {name: Some, uses: actions/upload-artifact@v6, with: {name: some, path: "out/**/*.txt\\n!out/a.txt"}}
    - {name: Single, uses: actions/upload-artifact@v6, with: {path: single}}
    - {name: None, uses: actions/upload-artifact@v6, with: {name: none, path: nothing/*}}
    - {name: Again, uses: actions/upload-artifact@v6, continue-on-error: true, with: {name: all, path: out}}
    - {name: Wrong name, uses: actions/upload-artifact@v6, continue-on-error: true, with: {name: "a/b", path: out}}
take:
  needs: make
  runs-on: ${system}
  steps:
    - {uses: actions/download-artifact@v6, with: {name: all, path: here}}
    - {uses: actions/download-artifact@v6, with: {pattern: "s*"}}
    - {name: Missing, uses: actions/download-artifact@v6, continue-on-error: true, with: {name: nope}}
    - {name: Look, run: 'find . -type f | sort | tr "\\n" " "'}`),
  );
  assert.equal(done.run.artifacts, {
    all: ["a.txt", "c.log", "deep/b.txt"],
    artifact: ["single"],
    some: ["deep/b.txt"],
  });
  assert.equal(
    done.lines.filter((line) => /warning|error|Look/.test(line)),
    [
      "make / None | warning: No files were found with the provided path: nothing/*. No artifacts will be uploaded.",
      "make / Again | error: Failed to CreateArtifact: an artifact with this name already exists on the workflow run",
      "make / Wrong name | error: The artifact name is not valid: a/b.",
      "take / Missing | error: Unable to download artifact(s): Artifact not found for name: nope",
      "take / Look | ./here/a.txt ./here/c.log ./here/deep/b.txt ./some/deep/b.txt ",
    ],
  );
});

test("checkout, setup and cache are played, and what is not here is refused", async () => {
  const done = await executeFiles({
    ...jobOf(`- {name: Sub, uses: actions/checkout@v6, with: {path: sub}}
- {name: Ref, uses: actions/checkout@v6, with: {path: two, ref: main, fetch-depth: 0}}
- {name: Out, uses: actions/checkout@v6, continue-on-error: true, with: {path: ../out}}
- {name: Node, uses: actions/setup-node@v6, with: {node-version: "24"}}
- {name: Cache, id: c, uses: actions/cache@v5, with: {path: x, key: "k-\${{ hashFiles('sub/**/*.txt') }}"}}
- {name: Look, run: 'ls; ls sub; echo "[\${{ steps.c.outputs.cache-hit }}]"'}
- {name: Other, uses: actions/checkout@v6, with: {repository: some/other}}`),
    "file.txt": "text\n",
  });
  assert.equal(
    done.lines.map((line) => line.replace(/k-[0-9a-f]{64}$/, "k-DIGEST").replace(/; \/\S+ is used/, "; NODE is used")),
    [
      "a / Sub | Copied octo/hello into sub",
      "a / Ref | Copied octo/hello into two",
      "a / Out | error: Repository path '../out' is not under the workspace",
      "a / Node | Asked for node 24; NODE is used",
      "a / Cache | Cache not found for input keys: k-DIGEST",
      "a / Look | sub",
      "a / Look | two",
      "a / Look | file.txt",
      "a / Look | []",
      "a / Other | Not executed: it checks out some/other, which is not here",
    ],
  );
});

test.run();
