import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, type TestRepository } from "./repository.ts";

const test = suite<TestRepository>("yardmaster where");

const shared = `import { run, sh } from "yardmaster";

export const greet = (name: string) =>
  run({ name }, sh\`echo \${name}\`);
`;
const source = `import { job, triggers, workflow } from "yardmaster";
import { greet } from "./shared/greet.ts";

const { on } = triggers({ push: null });
const both = () => [greet("one"), greet("two")];
const made = job("made", {
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 5,
  steps: both(),
});
export const ci = workflow("ci", { on, permissions: {}, jobs: [made] });
`;
const ci = ".github/workflows/ci.yml";
const from = "workflows-src/ci.workflow.ts";

test.before.each(async (repository) => {
  Object.assign(
    repository,
    makeRepository({
      [from]: source,
      "workflows-src/shared/greet.ts": shared,
      ".github/workflows/own.yml": "on: push\n",
    }),
  );
  await repository.run(["gen"]);
});
test.after.each((repository) => repository.dispose());

async function lineOf({ read }: TestRepository, text: string): Promise<number> {
  return (
    read(ci)
      .split("\n")
      .findIndex((line) => line.includes(text)) + 1
  );
}

test("names the expression behind a line of YAML, and the calls that led to it", async (repository) => {
  const { run } = repository;
  const line = await lineOf(repository, "name: two");
  const { code, stdout, stderr } = await run(["where", `${ci}:${line}`]);
  assert.equal([code, stderr], [0, ""]);
  assert.is(
    stdout,
    `workflows-src/shared/greet.ts:4:3 jobs.made.steps[1].name
   4 |   run({ name }, sh\`echo \${name}\`);
     |   ^^^
${from}:5:35 called from here
   5 | const both = () => [greet("one"), greet("two")];
     |                                   ^^^^^
${from}:9:10 called from here
   9 |   steps: both(),
     |          ^^^^
`,
  );
  const timeout = await lineOf(repository, "timeout-minutes");
  const json = await run(["where", `workflows/ci.yml:${timeout}:5`, "--format", "json"], {
    cwd: `${repository.root}/.github`,
  });
  assert.equal(JSON.parse(json.stdout), {
    asked: { file: ci, line: timeout, column: 5 },
    node: "jobs.made.timeout-minutes",
    places: [{ file: from, line: 6, column: 14 }],
  });
});
test("names the YAML that a line of TypeScript made, of a helper all of it", async (repository) => {
  const { run, read } = repository;
  const text = read(ci).split("\n");
  const places = async (asked: string) => {
    const { stdout, code } = await run(["where", asked, "--format", "json"]);
    assert.is(code, 0, asked);
    return JSON.parse(stdout).places.map(({ file, line, node }: { file: string; line: number; node?: string }) => {
      assert.is(file, ci);
      return `${text[line - 1]?.trim()} ${node ?? ""}`.trim();
    });
  };
  const steps = ["- name: one jobs.made.steps[0]", "- name: two jobs.made.steps[1]"];
  assert.equal(await places("workflows-src/shared/greet.ts:4"), steps);
  assert.equal(await places(`${from}:5:35`), [steps[1]]);
  assert.equal(await places(`${from}:5:21`), [steps[0]]);
  assert.equal(await places(`${from}:9`), steps);
  assert.equal(await places(`${from}:7`), ["made: jobs.made"], "of a line within a call, what the call made");
  const human = await run(["where", `${from}:6`]);
  assert.match(human.stdout, /^\.github\/workflows\/ci\.yml:\d+:3 jobs\.made\n +\d+ \| {3}made:\n/);
});
test("says what stands behind nothing, with exit code 1", async ({ run, write, read }) => {
  const ask = async (place: string) => {
    const { code, stdout, stderr } = await run(["where", place]);
    assert.equal([code, stdout], [1, ""], place);
    return stderr;
  };
  assert.is(
    await ask(".github/workflows/own.yml:1"),
    "No source of this repository makes .github/workflows/own.yml.\n",
  );
  assert.is(
    await ask("workflows-src/shared/greet.ts:1"),
    "No call at or above line 1 of workflows-src/shared/greet.ts made a line of YAML.\n",
  );
  write(ci, read(ci).replace("name: one", "name: uno"));
  assert.is(await ask(`${ci}:3`), `${ci} is not what ${from} makes now: run \`npx yardmaster gen\` first.\n`);
  write(from, "export const broken = ;");
  assert.match(await ask(`${ci}:3`), "A source has an error, which `yardmaster check` tells.");
});
test("takes line ends of a checkout for the same file", async ({ run, write, read }) => {
  write(ci, read(ci).replaceAll("\n", "\r\n"));
  assert.is((await run(["where", `${ci}:3`])).code, 0);
});
const refused: readonly (readonly [argv: readonly string[], sentence: string])[] = [
  [[], "`where` takes one place, FILE:LINE[:COLUMN]."],
  [["a:1", "b:1"], "`where` takes one place, FILE:LINE[:COLUMN]."],
  [["ci.yml"], '"ci.yml" is no place such as .github/workflows/ci.yml:12:7.'],
  [["ci.yml:0"], "Lines and columns count from 1, unlike ci.yml:0."],
  [["ci.yml:1:0"], "Lines and columns count from 1, unlike ci.yml:1:0."],
  [["none.yml:1"], 'There is no file "none.yml".'],
  [["workflows-src:1"], 'There is no file "workflows-src".'],
  [[".github/workflows/own.yml:2"], ".github/workflows/own.yml has 1 lines, and you ask for line 2."],
];
for (const [argv, sentence] of refused) {
  test(`refuses \`where ${argv.join(" ")}\``, async ({ run }) => {
    assert.equal(await run(["where", ...argv]), {
      code: 2,
      stdout: "",
      stderr: `${sentence} Run \`yardmaster help where\` for what there is.\n`,
    });
  });
}
test.run();
