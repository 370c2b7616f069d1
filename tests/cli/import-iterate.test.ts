import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GitRepository, makeGitRepository } from "./git-repository.ts";
import { acceptAll } from "./repository.ts";

const test = suite<GitRepository>("yardmaster import --iterate");

const ci = ".github/workflows/ci.yml";
const module = "workflows-src/ci.workflow.ts";
const yaml = `name: ci
on: push
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - run: npm test # all
`;
const iterate = ["import", "--iterate", module];

test.before.each(async (repository) => {
  Object.assign(repository, makeGitRepository({ [ci]: yaml }));
  repository.commit();
  assert.is((await repository.run(["import"])).code, 0);
});
test.after.each((repository) => repository.dispose());

function edit({ read, write }: GitRepository, from: string, to: string): void {
  const text = read(module);
  assert.ok(text.includes(from), text);
  write(module, text.replace(from, to));
}

const difference = (original: string) => `${ci} jobs.build.runs-on: It is "ubuntu-22.04" and not "ubuntu-24.04".
  original: ${original}
  module: ${module}:4:15
`;

test("names the paths that differ from the original in git, until none does", async (repository) => {
  const { run } = repository;
  assert.equal(await run(iterate), { code: 0, stdout: `${ci}: equal to the original in git's index\n`, stderr: "" });
  edit(repository, "ubuntu-24.04", "ubuntu-22.04");
  assert.equal(await run(iterate), {
    code: 1,
    stdout: `${difference(`${ci}:5 in git's index`)}${ci}: 1 difference from the original in git's index\n`,
    stderr: "",
  });
  assert.equal(JSON.parse((await run([...iterate, "--format", "json"])).stdout), {
    files: 1,
    equal: 0,
    differences: [
      {
        file: ci,
        path: "jobs.build.runs-on",
        reason: 'It is "ubuntu-22.04" and not "ubuntu-24.04".',
        original: { file: ci, line: 5 },
        source: { file: module, line: 4, column: 15 },
      },
    ],
  });
  edit(repository, "ubuntu-22.04", "ubuntu-24.04");
  assert.is((await run(iterate)).code, 0);
});
test("takes the file on the disk while nothing has generated it, and the last commit where the index has it generated", async (repository) => {
  const { run, write, git } = repository;
  git("add", ci);
  assert.is((await run(iterate)).stdout, `${ci}: equal to the original in git's last commit\n`);
  write(ci, yaml.replace("24.04", "20.04"));
  assert.match((await run(iterate)).stdout, `${ci}: 1 difference from the original on the disk\n`);
});
test("takes a file that is given, and says where none is found", async (repository) => {
  const { run, write, remove, git } = repository;
  remove(".git");
  git("init", "-q", "-b", "main");
  assert.equal(await run(iterate), {
    code: 2,
    stdout: "",
    stderr: `Neither the disk nor git's index nor its last commits have ${ci} from before it was generated. Get it by \`git show COMMIT:${ci} > original.yml\`, and run \`yardmaster import --iterate ${module} original.yml\`.\n`,
  });
  write("original.yml", yaml);
  assert.equal(await run([...iterate, "original.yml"]), {
    code: 0,
    stdout: `${ci}: equal to the original that was given\n`,
    stderr: "",
  });
  assert.equal(await run([...iterate, "gone.yml"]), {
    code: 2,
    stdout: "",
    stderr: 'There is no file "gone.yml". Name the YAML from before the module made it.\n',
  });
});
test("names the original that was given, with its lines", async (repository) => {
  const { run, write } = repository;
  write("original.yml", `\n${yaml}`);
  edit(repository, "ubuntu-24.04", "ubuntu-22.04");
  const { code, stdout } = await run([...iterate, "original.yml"]);
  assert.is(code, 1);
  assert.ok(stdout.startsWith(difference("original.yml:6 that was given")), stdout);
});
test("looks through the log where what was generated is committed", async (repository) => {
  const { run, git, commit } = repository;
  const original = git("rev-parse", "HEAD").slice(0, 10);
  commit();
  edit(repository, "ubuntu-24.04", "ubuntu-22.04");
  commit();
  const { code, stdout } = await run(iterate);
  assert.is(code, 1);
  assert.is(
    stdout,
    `${difference(`${ci}:5 in git's commit ${original}`)}${ci}: 1 difference from the original in git's commit ${original}\n`,
  );
});
test("says what is wrong with a module that makes nothing", async (repository) => {
  const { run, write } = repository;
  write(module, "export const a = ;\n");
  const { code, stdout, stderr } = await run(iterate);
  assert.equal([code, stdout], [1, ""]);
  assert.match(stderr, `${module}:1:18 error `);
});
test("then import lets the module make the YAML, and no sooner", async (repository) => {
  const { run, write, read } = repository;
  const made = read(ci);
  write(ci, yaml);
  edit(repository, "ubuntu-24.04", "ubuntu-22.04");
  const refused = await run(["import", ci], { checkText: acceptAll });
  assert.is(refused.code, 1);
  assert.match(
    refused.stdout,
    `${ci}: refused, ${module} makes it already and makes something else
  ${ci}:5 jobs.build.runs-on: It is "ubuntu-22.04" and not "ubuntu-24.04".
    hint: Edit ${module} until \`npx yardmaster import --iterate ${module}\` finds no difference.
`,
  );
  assert.is(read(ci), yaml);
  edit(repository, "ubuntu-22.04", "ubuntu-24.04");
  const { code, stdout } = await run(["import", ci]);
  assert.is(code, 0);
  assert.match(stdout, `${ci}: proved, ${module}; `);
  assert.is(read(ci), made);
});
test.run();
