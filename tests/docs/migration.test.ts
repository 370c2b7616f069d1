import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as language from "yardmaster";
import { viewRepository } from "../../scripts/check-docs/repository-view.ts";
import { makeRepository } from "../cli/repository.ts";
import { inRepository } from "./import-fences.ts";

// docs/migration/: what its tables name exists, and what it says of life between two tools holds. Its YAML and its modules are
// for import.test.ts, the way back for plain-yaml.test.ts.

const test = suite("docs/migration/");
const { pages } = viewRepository(process.cwd());
const migration = pages.filter(({ path }) => path.startsWith("docs/migration/"));

test("names commands and options that exist, as do all documents", async () => {
  const told = pages
    .filter(({ path }) => path !== "CHANGELOG.md")
    .flatMap(({ path, text }) =>
      [...text.matchAll(/npx yardmaster ([a-z]+)([^\n`|]*)/g)].map(([, name = "", rest = ""]) => ({
        path,
        name,
        options: [...rest.replace(/ (?:#|$).*/, "").matchAll(/ (--[a-z-]+)/g)].map(([, option = ""]) => option),
      })),
    );
  const repository = makeRepository({});
  const helps = new Map<string, string>();
  for (const name of new Set(told.map((each) => each.name))) {
    const { code, stdout } = await repository.run(name === "help" ? ["help"] : ["help", name]);
    helps.set(name, code === 0 ? stdout : "");
  }
  repository.dispose();
  assert.ok(told.length > 50, `${told.length} commands`);
  assert.equal(
    told.flatMap(({ path, name, options }) => {
      const help = helps.get(name) ?? "";
      if (help === "") return [`${path}: ${name}`];
      return options.filter((option) => !help.includes(option)).map((option) => `${path}: ${name} ${option}`);
    }),
    [],
  );
});
test("puts beside each concept a function of the language, or of a bound action", () => {
  const bound = ["checkout", "setupNode", "uploadArtifact", "downloadArtifact"];
  const named = migration.flatMap(({ path, text }) =>
    [...text.matchAll(/^\| (.+) \|$/gm)]
      .map(([, row = ""]) => row.split(" | ").at(-1) ?? "")
      .flatMap((cell) => [...cell.matchAll(/`+([^`]*(?:`…`)?[^`]*)`+/g)].map(([, code = ""]) => code))
      .flatMap((code) =>
        [...code.matchAll(/(?<![\w.-])([a-z][A-Za-z]*)(?=\(|`…`)/g)].map(([, name = ""]) => ({ path, name })),
      ),
  );
  assert.ok(new Set(named.map(({ name }) => name)).size >= 15, `${named.length} names`);
  assert.equal(
    named
      .filter(({ name }) => !(name in language) && !bound.includes(name))
      .map(({ path, name }) => `${path}: ${name}`),
    [],
  );
});
test("an old generator that writes again is told as such, and not overwritten", async () => {
  const file = ".github/workflows/ci.yml";
  const old = (event: string): string => `on: ${event}\njobs: {a: {runs-on: ubuntu-24.04, steps: [{run: make}]}}\n`;
  await inRepository({ [file]: old("push") }, async ({ run, read, write }) => {
    assert.is((await run(["import", "--no-types"])).code, 0);
    write(file, old("pull_request"));
    const checked = await run(["check", "--no-types"]);
    assert.equal([checked.code, /error file-foreign/.test(checked.stdout)], [1, true]);
    assert.is((await run(["gen"])).code, 1);
    assert.is(read(file), old("pull_request"));
  });
});
test("objects of both libraries may come from one module", async () => {
  const source = `import { NormalJob, Step, Workflow } from "@github-actions-workflow-ts/lib";
import { job, run, sh, triggers, workflow } from "yardmaster";

const { on } = triggers({ push: null });
export const ours = workflow("ours", { on, jobs: [job("a", { "runs-on": "ubuntu-24.04", steps: [run(sh\`make\`)] })] });
export const theirs = new Workflow("theirs", { name: "Theirs", on: "push" }).addJob(
  new NormalJob("b", { "runs-on": "ubuntu-24.04" }).addStep(new Step({ run: "make" })),
);
`;
  await inRepository({ "workflows-src/both.workflow.ts": source }, async ({ run, read }) => {
    assert.is((await run(["gen"])).code, 0);
    assert.match(read(".github/workflows/ours.yml"), "run: make");
    assert.match(read(".github/workflows/theirs.yml"), "name: Theirs");
  });
});
test.run();
