import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, type TestRepository } from "./repository.ts";

const test = suite<TestRepository>("yardmaster lint --map");

const ci = ".github/workflows/ci.yml";
const from = "workflows-src/ci.workflow.ts";
const source = `import { job, run, sh, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: null });
const made = job("made", {
  "runs-on": "ubuntu-24.04",
  steps: [run(sh\`echo one\`)],
});
export const ci = workflow("ci", { on, permissions: {}, jobs: [made] });
`;

test.before.each(async (repository) => {
  Object.assign(repository, makeRepository({ [from]: source, ".github/workflows/own.yml": "on: push\njobs: {}\n" }));
  await repository.run(["gen"]);
});
test.after.each((repository) => repository.dispose());

function stepLine({ read }: TestRepository): number {
  return (
    read(ci)
      .split("\n")
      .findIndex((line) => line.includes("echo one")) + 1
  );
}

type Make = (line: number) => unknown;

const files: Readonly<Record<string, readonly [make: Make, code: string]>> = {
  actionlint: [
    (line) => [
      { message: "one", filepath: ci, line, column: 9, kind: "shellcheck", snippet: "", end_column: 11 },
      { message: "two", filepath: ".github/workflows/own.yml", line: 2, column: 1, kind: "syntax-check" },
    ],
    "error actionlint/shellcheck: one",
  ],
  "zizmor's JSON": [
    (line) => [
      {
        ident: "template-injection",
        desc: "about",
        determinations: { confidence: "High", severity: "High", persona: "Regular" },
        ignored: false,
        locations: [
          {
            symbolic: { key: { Local: { verbatim_path: ci } }, annotation: "here", kind: "Primary" },
            concrete: {
              location: { start_point: { row: line - 1, column: 8 }, end_point: { row: line - 1, column: 11 } },
            },
          },
        ],
      },
      { ident: "muted", desc: "x", ignored: true, locations: [] },
    ],
    "error zizmor/template-injection: about: here",
  ],
  shellcheck: [
    (line) => [
      { file: ci, line, endLine: line, column: 9, endColumn: 12, level: "info", code: 2086, message: "quote" },
    ],
    "warning shellcheck/SC2086: quote",
  ],
  "shellcheck's json1": [
    (line) => ({ comments: [{ file: ci, line, column: 9, level: "error", code: 1, message: "quote" }] }),
    "error shellcheck/SC1: quote",
  ],
  "annotations of a run": [
    (line) => [
      {
        path: ci,
        start_line: line,
        end_line: line,
        start_column: 9,
        end_column: 11,
        annotation_level: "failure",
        title: "Step",
        message: "Process\nfailed",
      },
      { path: ".github", start_line: 1, end_line: 1, annotation_level: "warning", message: "Node 20 is deprecated" },
    ],
    "error github/annotation: Step: Process failed",
  ],
  "SARIF 2.1.0": [
    (line) => ({
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { name: "zizmor", rules: [{ id: "zizmor/x", defaultConfiguration: { level: "error" } }] } },
          results: [
            {
              ruleIndex: 0,
              message: { text: "said" },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: ci },
                    region: { startLine: line, startColumn: 9, endLine: line, endColumn: 12 },
                  },
                },
              ],
            },
            { ruleId: "y", message: { text: "muted" }, suppressions: [{ kind: "inSource" }] },
          ],
        },
      ],
    }),
    "error zizmor/x: said",
  ],
};
for (const [name, [make, head]] of Object.entries(files)) {
  test(`${name} is printed at the TypeScript, with the YAML second`, async (repository) => {
    const line = stepLine(repository);
    repository.write("found.json", JSON.stringify(make(line)));
    const { code, stdout, stderr } = await repository.run(["lint", "--map", "found.json"]);
    assert.equal([code, stderr], [1, ""]);
    const [first, , , inside] = stdout.split("\n");
    assert.is(first, `${from}:5:11 ${head}`);
    assert.is(inside, `  in: ${ci}:${line}:9, jobs.made.steps[0].run`);
  });
}
test("what lies in other files stays as it stands", async ({ run, write }) => {
  write("found.json", JSON.stringify(files.actionlint?.[0](1)));
  const { stdout } = await run(["lint", "--map=found.json"]);
  assert.match(
    stdout,
    /^\.github\/workflows\/own\.yml:2:1 error actionlint\/syntax-check: two\n {3}2 \| jobs: \{\}\n/m,
  );
  write("found.json", JSON.stringify(files["annotations of a run"]?.[0](1)));
  assert.match((await run(["lint", "--map=found.json"])).stdout, /^\.github:1:1 warning github\/annotation: Node 20/m);
});
test("stays at the YAML where that is not what the sources make, and where there are none", async (repository) => {
  const { run, write, read, remove } = repository;
  const found = JSON.stringify(files.shellcheck?.[0](stepLine(repository)));
  write("found.json", found);
  write(ci, `${read(ci)}# edited\n`);
  assert.match((await run(["lint", "--map", "found.json"])).stdout, new RegExp(`^${ci}:\\d+:9 warning shellcheck/`));
  remove("workflows-src");
  const again = await run(["lint", "--map", "../found.json"], { cwd: `${repository.root}/.github` });
  assert.match(again.stdout, new RegExp(`^${ci}:\\d+:9 warning shellcheck/`));
});
test("exits 0 where nothing was found, and prints for programs too", async ({ run, write }) => {
  write("found.json", "[]");
  assert.equal(await run(["lint", "--map", "found.json"]), { code: 0, stdout: "", stderr: "" });
  assert.equal(JSON.parse((await run(["lint", "--map", "found.json", "--format", "json"])).stdout), { findings: [] });
});
const refused: readonly (readonly [text: string, sentence: string])[] = [
  ["{", "found.json is no JSON: "],
  [
    '{"version": "2.0.0", "runs": []}',
    'found.json is SARIF of version "2.0.0"; only 2.1.0 can be read. Give the file that the other tool wrote.\n',
  ],
  ['{"runs": []}', "found.json is SARIF of no version; only 2.1.0 can be read."],
  ['{"a": 1}', "found.json is JSON of no kind that is known: actionlint's, zizmor's (v1)"],
  ['[{"a": 1}]', "found.json is JSON of no kind that is known"],
  ["[1]", "found.json is JSON of no kind that is known"],
  ["null", "found.json is JSON of no kind that is known"],
];
for (const [text, sentence] of refused) {
  test(`refuses ${text}`, async ({ run, write }) => {
    write("found.json", text);
    const { code, stdout, stderr } = await run(["lint", "--map", "found.json"]);
    assert.equal([code, stdout], [2, ""]);
    assert.ok(stderr.startsWith(sentence), stderr);
  });
}
test("refuses a file that is not there, and paths beside it", async ({ run }) => {
  assert.match((await run(["lint", "--map", "none.json"])).stderr, 'There is no file "none.json". ');
  const { code, stderr } = await run(["lint", "--map", "none.json", ci]);
  assert.equal([code, stderr], [2, "`--map` takes neither paths nor `--since`. Give it alone.\n"]);
});
test.run();
