import { suite } from "uvu";
import * as assert from "uvu/assert";
import { all, type DoctorWorld, makeWorld, named, serve } from "./doctor-world.ts";

// Which names are missing, of workflows that are written as YAML here: a job sees the repository's and those of its environment.

const test = suite<DoctorWorld>("yardmaster doctor: names of the settings");
test.before.each(makeWorld);
test.after.each((world) => {
  world.server?.close();
  world.dispose();
});

/** A workflow of jobs, each `id: [environment, expression]`. */
function workflow(jobs: Readonly<Record<string, readonly [string, string]>>, on = "push"): string {
  const texts = Object.entries(jobs).map(
    ([id, [environment, expression]]) => `  ${id}:
    runs-on: ubuntu-24.04
${environment === "" ? "" : `    environment: ${environment}\n`}    steps:
      - run: make
        env:
          VALUE: \${{ ${expression} }}
`,
  );
  return `on: ${on}\npermissions: {}\njobs:\n${texts.join("")}`;
}

test("a name in the environment of one job is missing in a job outside of it, and in one of another", async (world) => {
  world.write(
    ".github/workflows/x.yml",
    workflow({
      inside: ["live", "secrets.OTHER"],
      outside: ["", "secrets.OTHER"],
      beside: ["staging", "secrets.OTHER"],
    }),
  );
  await serve(world, { ...all, "environments/staging/secrets": named("secrets") });
  const { said, code } = await world.look();
  assert.equal(said("secret-missing"), ["error The secret OTHER is not there; x.yml#outside and x.yml#beside read it"]);
  assert.equal(said("secrets"), []);
  assert.is(code, 1);
});
test("a name that an environment may have is not said to be missing: it cannot be read, or a run alone knows its name", async (world) => {
  world.write(
    ".github/workflows/x.yml",
    workflow({
      closed: ["staging", "secrets.KEY"],
      computed: ["${{ github.ref_name }}", "secrets.KEY"],
      named: ["{ name: '${{ github.ref_name }}' }", "vars.PLACE"],
    }),
  );
  await serve(world, { ...all, "environments/staging/secrets": 403 });
  const { said } = await world.look();
  const text = (kind: string, places: string) =>
    `unknown The ${kind} is not in the repository, and whether the environment of ${places} has it is not known`;
  assert.equal(said("secrets"), [text("secret KEY", "x.yml#closed and x.yml#computed")]);
  assert.equal(said("variables"), [text("variable PLACE", "x.yml#named")]);
  assert.equal(
    [...said("secret-missing"), ...said("variable-missing"), ...said("environment-missing")],
    ["warning The environment staging is not there, and GitHub makes it, without rules, when x.yml#closed first runs"],
  );
});
test("an environment that is not there has nothing", async (world) => {
  world.write(".github/workflows/x.yml", workflow({ a: ["none", "secrets.KEY"] }));
  await serve(world, all);
  assert.equal((await world.look()).said("secret-missing"), ["error The secret KEY is not there; x.yml#a reads it"]);
});
test("variables are looked for in the environment, which may be written with a url", async (world) => {
  const environment = "{ name: live, url: 'https://example.com' }";
  world.write(".github/workflows/x.yml", workflow({ a: [environment, "vars.PLACE"] }));
  const asked = await serve(world, { ...all, "environments/live/variables": named("variables", "PLACE") });
  const { said } = await world.look();
  assert.equal(said("variables"), ["ok 2 variables needed: STAGE and PLACE"]);
  assert.equal(said("environments"), ["ok 1 environment needed: live"]);
  assert.ok(asked.includes("environments/live/variables"));
});
test("names are the same in any case, as they are for GitHub", async (world) => {
  world.write(".github/workflows/x.yml", workflow({ a: ["Live", "secrets.token"], b: ["", "secrets['Token']"] }));
  await serve(world, { ...all, "environments/Live/secrets": named("secrets") });
  const { said } = await world.look();
  assert.equal(said("secret-missing"), []);
  assert.equal(said("environment-missing"), []);
});
test("what the whole file reads may lie in the environment of each of its jobs", async (world) => {
  const text = workflow({ a: ["live", "github.ref"] }).replace("jobs:", "env:\n  KEY: ${{ secrets.OTHER }}\njobs:");
  world.write(".github/workflows/x.yml", text);
  await serve(world, all);
  assert.equal((await world.look()).said("secret-missing"), []);
});
test("the job's own token is nobody's to add, and a called workflow has secrets of its callers, but variables of its own", async (world) => {
  const called = workflow({ a: ["", "secrets.GIVEN"], b: ["", "vars.REGION"] }, "workflow_call");
  world.write(".github/workflows/called.yml", called);
  world.write(
    ".github/workflows/x.yml",
    workflow({ a: ["", "secrets.GITHUB_TOKEN"], b: ["", "secrets.github_token"] }),
  );
  await serve(world, all);
  const { said } = await world.look();
  assert.equal(said("secrets"), ["ok 2 secrets needed: TOKEN and OTHER"]);
  assert.equal(said("variable-missing"), ["error The variable REGION is not there; called.yml#b reads it"]);
});
test("a called workflow's secrets count under the names that its callers hand on, or inherit", async (world) => {
  world.write(".github/workflows/called.yml", workflow({ a: ["", "secrets.MINE"] }, "workflow_call"));
  await serve(world, all);
  assert.equal((await world.look()).said("secret-missing"), [], "nobody here calls it");
  const calling = (secrets: string): void =>
    world.write(
      ".github/workflows/calling.yml",
      `on: push\npermissions: {}\njobs:\n  a:\n    uses: ./.github/workflows/called.yml\n    secrets:${secrets}\n`,
    );
  calling(" inherit");
  assert.equal((await world.look()).said("secret-missing"), [
    "error The secret MINE is not there; called.yml#a reads it",
  ]);
  calling("\n      MINE: ${{ secrets.THEIRS }}");
  assert.equal((await world.look()).said("secret-missing"), [
    "error The secret THEIRS is not there; called.yml#a and calling.yml#a read it",
  ]);
});
test("without a remote, the next step is to add one", async (world) => {
  world.git("remote", "remove", "origin");
  await serve(world, all);
  const { findings } = await world.look();
  assert.match(findings.secrets?.text ?? "", "not looked up: git names no repository");
  assert.is(findings.secrets?.next, "Add the repository on GitHub as the remote `origin`.");
});
test("of many places the first are named, and how many more there are", async (world) => {
  const ids = ["a", "b", "c", "d", "e", "f", "g"];
  world.write(
    ".github/workflows/x.yml",
    workflow(Object.fromEntries(ids.map((id) => [id, ["", "secrets.KEY"] as const]))),
  );
  await serve(world, all);
  assert.equal((await world.look()).said("secret-missing"), [
    "error The secret KEY is not there; x.yml#a, x.yml#b, x.yml#c, x.yml#d, x.yml#e and 2 more read it",
  ]);
});
test.run();
