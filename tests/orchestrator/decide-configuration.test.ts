import { readGateConfiguration } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";

type Env = Readonly<Record<string, string | undefined>>;

const api = { GITHUB_API_URL: "https://api.github.com" };
const base = { GITHUB_TOKEN: "t", ...api };
const read = (env: Env) => readGateConfiguration(env, "Acme");

function value(env: Env) {
  const configuration = read(env);
  if (!configuration.ok) throw new Error(configuration.error.message);
  return configuration.value;
}
function refusal(env: Env): string {
  const configuration = read(env);
  return configuration.ok ? "taken" : `${configuration.error.code}: ${configuration.error.message}`;
}

const configuration = suite("who may: the gate's configuration");
configuration("what is unset has its default", () => {
  assert.equal(value(base), {
    allowedRoles: ["triage"],
    maintainers: new Set(),
    permissionToken: "t",
    team: undefined,
    apiUrl: "https://api.github.com",
  });
});
configuration("roles, divided by commas", () => {
  assert.equal(value({ ...base, ALLOWED_ROLES: " maintain,admin , triage,write" }).allowedRoles, [
    "maintain",
    "admin",
    "triage",
    "write",
  ]);
  for (const roles of ["", "read", "triage,", "triage, reed", "Triage", "triage admin"]) {
    assert.is(
      refusal({ ...base, ALLOWED_ROLES: roles }),
      `bad-variable: The environment variable ALLOWED_ROLES holds "${roles}", which is not a list of triage, write, maintain, admin, divided by commas.`,
    );
  }
});
configuration("maintainers, divided by commas, blanks or lines, in lower case", () => {
  const longest = "x".repeat(100);
  assert.equal(
    value({ ...base, ORCHESTRATOR_MAINTAINERS: ` Octocat,, b-c_d\n\t9x ${longest} ` }).maintainers,
    new Set(["octocat", "b-c_d", "9x", longest]),
  );
  for (const wrong of ["@octocat", "-a", "_a", "a.b", "a[bot]", `${longest}x`]) {
    assert.is(
      refusal({ ...base, ORCHESTRATOR_MAINTAINERS: `fine ${wrong}` }).slice(0, 70),
      `bad-variable: The environment variable ORCHESTRATOR_MAINTAINERS holds "${wrong}"`.slice(0, 70),
    );
  }
  assert.ok(
    refusal({ ...base, ORCHESTRATOR_MAINTAINERS: "@x" }).endsWith(
      "which is not a GitHub login without @; divide several by commas, blanks or lines.",
    ),
  );
});
configuration("a team with its own organisation or the owner's, where there is a token for it", () => {
  const team = (text?: string) =>
    value({ ...base, ORCHESTRATOR_TEAM_TOKEN: "m", ...(text === undefined ? {} : { ORCHESTRATOR_TEAM: text }) }).team;
  assert.equal(team(), { name: { org: "Acme", slug: "releasecopilot-maintainers" }, token: "m" });
  assert.equal(team(" "), { name: { org: "Acme", slug: "releasecopilot-maintainers" }, token: "m" });
  assert.equal(team(" ops.a_b "), { name: { org: "Acme", slug: "ops.a_b" }, token: "m" });
  assert.equal(team("other-org_x/leads"), { name: { org: "other-org_x", slug: "leads" }, token: "m" });
  assert.is(value({ ...base, ORCHESTRATOR_TEAM: "ops" }).team, undefined);
  assert.is(value({ ...base, ORCHESTRATOR_TEAM_TOKEN: "" }).team, undefined);
});
configuration("a team that cannot be is refused, also where nothing asks for it", () => {
  for (const team of ["a/b/c", "@acme/ops", "a.b/c", "ops!", "/ops", "acme/", "a b"]) {
    assert.is(
      refusal({ ...base, ORCHESTRATOR_TEAM: team }),
      `bad-variable: The environment variable ORCHESTRATOR_TEAM holds "${team}", which is not ORGANISATION/SLUG or SLUG.`,
    );
  }
});
configuration("at least one way: a token for permissions, a token for the team, or a list", () => {
  const missing =
    "missing-variable: The environment variable GITHUB_TOKEN is missing or empty; it holds the job's own token, which asks for permissions (a list in ORCHESTRATOR_MAINTAINERS can decide alone).";
  assert.is(refusal({}), missing);
  assert.is(
    refusal({ ...api, GITHUB_TOKEN: "", ORCHESTRATOR_TEAM_TOKEN: "", ORCHESTRATOR_MAINTAINERS: " ," }),
    missing,
  );
  assert.is(value({ ...api, ORCHESTRATOR_TEAM_TOKEN: "m" }).permissionToken, undefined);
  assert.equal(value({ ORCHESTRATOR_MAINTAINERS: "x" }), {
    allowedRoles: ["triage"],
    maintainers: new Set(["x"]),
    permissionToken: undefined,
    team: undefined,
    apiUrl: undefined,
  });
});
configuration("a token needs the address that it is for", () => {
  const missing =
    "missing-variable: The environment variable GITHUB_API_URL is missing or empty; it holds the address of GitHub's REST API.";
  assert.is(refusal({ GITHUB_TOKEN: "t" }), missing);
  assert.is(refusal({ ORCHESTRATOR_TEAM_TOKEN: "t", ORCHESTRATOR_MAINTAINERS: "x" }), missing);
  assert.is(value({ ORCHESTRATOR_MAINTAINERS: "x", ...api }).apiUrl, undefined);
});
configuration.run();
