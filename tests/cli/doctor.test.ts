import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { all, type DoctorWorld, makeWorld, named, serve, source } from "./doctor-world.ts";

const target =
  "on: pull_request_target\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n";

const test = suite<DoctorWorld>("yardmaster doctor");
test.before.each(makeWorld);
test.after.each((world) => {
  world.server?.close();
  world.dispose();
});

test("without a token, what the settings must hold is said, and nothing is asked", async ({ look }) => {
  const { findings, code } = await look();
  assert.is(findings.secrets?.level, "unknown");
  assert.is(findings.secrets?.text, "2 secrets needed: TOKEN and OTHER; not looked up: no token is given");
  assert.is(findings.variables?.text, "1 variable needed: STAGE; not looked up: no token is given");
  assert.is(findings.environments?.text, "1 environment needed: live; not looked up: no token is given");
  assert.is(findings.drift?.text, "1 generated file in step");
  assert.is(findings.git?.level, "ok");
  assert.equal([findings.typescript?.level, code], ["error", 1], "none is installed here");
  assert.is(findings.package?.level, "warning");
});
test("with one, all that is there is there: in the repository, and in the job's environment", async (world) => {
  const asked = await serve(world, all);
  const { findings, stderr } = await world.look();
  for (const code of ["secrets", "variables", "environments", "policy"])
    assert.is(findings[code]?.level, "ok", JSON.stringify(findings[code]));
  assert.is(findings.policy?.text, "All actions may run; actions have to be pinned to commits, as generated YAML does");
  assert.ok(asked.includes("environments/live/secrets"));
  assert.not.match(JSON.stringify(findings) + stderr, "secret-token");
});
test("what is missing is named with who reads it", async (world) => {
  await serve(world, {
    ...all,
    "environments/live/secrets": named("secrets"),
    environments: named("environments"),
    "actions/variables": named("variables"),
  });
  const { findings, code } = await world.look();
  assert.is(findings["secret-missing"]?.text, "The secret OTHER is not there; ci.yml#build reads it");
  assert.is(findings["variable-missing"]?.text, "The variable STAGE is not there; ci.yml#build reads it");
  assert.is(findings["environment-missing"]?.level, "warning");
  assert.is(code, 1);
});
test("what the token may not read is not known, and no error", async (world) => {
  await serve(world, { ...all, "actions/secrets": 403, "actions/permissions": 403 });
  const { findings } = await world.look();
  assert.equal([findings.secrets?.level, findings.policy?.level], ["unknown", "unknown"]);
  assert.match(findings.secrets?.next ?? "", "The token may not read them");
});
test("policies that let less run, and Actions that are off", async (world) => {
  await serve(world, { ...all, "actions/permissions": { enabled: true, allowed_actions: "selected" } });
  assert.is((await world.look()).findings.policy?.level, "warning");
  await serve(world, { ...all, "actions/permissions": { enabled: true, allowed_actions: "local_only" } });
  assert.equal((await world.look()).said("policy"), ["warning Only actions of this owner may run"]);
  await serve(world, { ...all, "actions/permissions": { enabled: false } });
  assert.is((await world.look()).findings["actions-off"]?.level, "error");
});
test("--offline asks nothing, whatever token is given", async (world) => {
  const asked = await serve(world, all);
  const { findings } = await world.look(["--offline"]);
  assert.match(findings.secrets?.text ?? "", "not looked up: --offline");
  assert.is(findings.secrets?.next, "Run it without `--offline`.");
  assert.equal(asked, []);
});
test("drift, errors of sources, a broken lock and a blocked event", async ({ look, write }) => {
  write(".github/workflows/ci.yml", "on: push\n");
  write(".github/workflows/target.yml", target);
  const drifted = (await look()).findings;
  assert.is(drifted.drift?.level, "error");
  assert.match(drifted["event-policy"]?.text ?? "", "`pull_request_target` by default: target.yml");
  write("workflows-src/ci.workflow.ts", `${source}}`);
  assert.is((await look()).findings.sources?.level, "error");
  write("workflows-src/actions.lock.json", "{");
  assert.is((await look()).findings.lock?.level, "error");
});
test("for people: a line each with the next step, and counts; hostile names are shown as they are on a terminal", async ({
  run,
  write,
}) => {
  write(
    ".github/workflows/x.yml",
    target.replace("runs-on", 'environment: "a\\e[31mb"\n    runs-on').replace("pull_request_target", "push"),
  );
  const { stdout } = await run(["doctor"]);
  assert.match(stdout, /^ok {6}git: git knows the commit$/m);
  assert.match(stdout, /^error {3}typescript: .*\n {8}Run `npm install --save-dev typescript`\.$/m);
  assert.match(stdout, /\n\d+ errors?, \d+ warnings?, \d+ not known\n$/);
  assert.not.match(stdout, "\u001b");
});
test("docs/doctor.md lists each code", () => {
  const page = readFileSync("docs/doctor.md", "utf8");
  const listed = new Set(
    [...page.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = ""]) =>
      [...cell.matchAll(/`([\w-]+)`/g)].map(([, code]) => code),
    ),
  );
  const files = ["look-here", "look-at-settings", "look-up-names", "look-at-programs", "doctor"];
  const text = files.map((name) => readFileSync(`packages/cli/src/commands/doctor/${name}.ts`, "utf8")).join("\n");
  const said = [...text.matchAll(/\b(?:ok|warning|error|unknown)\(\s*["'`]([\w-]+)["'`]/g)].map(([, code]) => code);
  assert.ok(said.length > 12);
  assert.equal(
    [...new Set(said)].filter((code) => !listed.has(code)),
    [],
  );
});
test.run();
