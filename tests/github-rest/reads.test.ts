import { suite } from "uvu";
import * as assert from "uvu/assert";
import { membershipRoute, permissionRoute, repository, withGitHub } from "./embedded-scenario.ts";

const collaborators = suite("permissions of a collaborator");

collaborators("come from the booleans, with the id and the login that GitHub keeps", () =>
  withGitHub(async ({ gitHub }) => {
    assert.equal(await gitHub.collaborator(repository, "Tara"), {
      ok: true,
      value: {
        userId: 13,
        login: "tara",
        permissions: { pull: true, triage: true, push: false, maintain: false, admin: false },
        roleName: "triage",
      },
    });
    assert.equal(await gitHub.collaborator(repository, "mona"), {
      ok: true,
      value: {
        userId: 15,
        login: "mona",
        permissions: { pull: true, triage: true, push: true, maintain: true, admin: false },
        roleName: "captain",
      },
    });
    const bot = await gitHub.collaborator(repository, "helper[bot]");
    assert.is(bot.ok && bot.value.login, "helper[bot]");
  }),
);

collaborators("are asked with token, API version and user agent, at the address of the repository", () =>
  withGitHub(async ({ gitHub, server }) => {
    await gitHub.collaborator(repository, "tara");
    const [request, ...others] = server.requests;
    assert.equal(others, []);
    assert.is(request?.method, "GET");
    assert.is(request?.path, "/repos/Codertocat/Hello-World/collaborators/tara/permission");
    assert.is(request?.headers.authorization, "bot");
    assert.is(request?.headers["x-github-api-version"], "2022-11-28");
    assert.match(request?.headers["user-agent"] ?? "", /^yardmaster-tests /);
  }),
);

collaborators("a stranger is not-found, asked once", () =>
  withGitHub(async ({ gitHub, server }) => {
    const message =
      "GitHub answered 404 to GET /repos/Codertocat/Hello-World/collaborators/eve/permission: eve is not a user";
    assert.equal(await gitHub.collaborator(repository, "eve"), {
      ok: false,
      error: { kind: "not-found", message, status: 404, carriedOut: "no" },
    });
    assert.is(server.requests.length, 1);
  }),
);

const permissions = { pull: true, triage: true, push: true, maintain: true, admin: true };
const user = { login: "tara", id: 13, permissions };
for (const [what, body] of [
  ["no permissions", { permission: "admin", role_name: "admin", user: { login: "tara", id: 13 } }],
  ["a permission that is missing", { role_name: "read", user: { ...user, permissions: { pull: true } } }],
  ["a permission as text", { role_name: "x", user: { ...user, permissions: { ...permissions, triage: "false" } } }],
  ["no user", { permission: "admin", role_name: "admin", user: null }],
  ["no role", { user }],
  ["an id as text", { role_name: "admin", user: { ...user, id: "13" } }],
  ["an id past the safe integers", '{"role_name":"admin","user":{"login":"tara","id":9007199254740993}}'],
  ["an empty body", ""],
  ["null", "null"],
  ["a page", "<!doctype html><title>Sign in</title>"],
  ["half a body", '{"role_name":"admin","user":{"login":"ta'],
  ["deep nesting", "[".repeat(100_000)],
] as const) {
  collaborators(`an answer with ${what} is unexpected, not a permission`, () =>
    withGitHub(async ({ gitHub, server }) => {
      server.inject(permissionRoute, { kind: "answer", status: 200, body });
      assert.equal(await gitHub.collaborator(repository, "tara"), {
        ok: false,
        error: {
          kind: "unexpected",
          message: "GitHub's answer does not have the form of a collaborator's permissions.",
          carriedOut: "unknown",
        },
      });
      assert.is(server.requests.length, 1);
    }),
  );
}

collaborators("an answer about another person is unexpected", () =>
  withGitHub(async ({ gitHub, server }) => {
    const body = { role_name: "admin", user: { ...user, login: "root" } };
    server.inject(permissionRoute, { kind: "answer", status: 200, body });
    assert.equal(await gitHub.collaborator(repository, "tara"), {
      ok: false,
      error: {
        kind: "unexpected",
        message: "GitHub's answer does not have the form of the permissions of tara.",
        carriedOut: "unknown",
      },
    });
  }),
);

collaborators.run();

const teams = suite("membership of a team");

teams("active, pending, or none that can be seen", () =>
  withGitHub(async ({ gitHub, server }) => {
    assert.equal(await gitHub.teamMembership("Octocoders", "maintainers", "mona"), { ok: true, value: "active" });
    assert.equal(await gitHub.teamMembership("Octocoders", "maintainers", "tara"), { ok: true, value: "pending" });
    const none = { ok: true, value: "none-or-not-visible" };
    assert.equal(await gitHub.teamMembership("Octocoders", "maintainers", "eve"), none);
    assert.equal(await gitHub.teamMembership("Octocoders", "no-such-team", "mona"), none);
    assert.is(server.requests[0]?.path, "/orgs/Octocoders/teams/maintainers/memberships/mona");
  }),
);

teams("a token without Members: read sees none", () =>
  withGitHub(
    async ({ gitHub }) => {
      const membership = await gitHub.teamMembership("Octocoders", "maintainers", "mona");
      assert.equal(membership, { ok: true, value: "none-or-not-visible" });
    },
    { token: "ghp_reader" },
  ),
);

teams("whether a team can be seen at all", () =>
  withGitHub(async ({ gitHub, server }) => {
    assert.equal(await gitHub.teamVisibility("Octocoders", "Maintainers"), { ok: true, value: "visible" });
    assert.equal(await gitHub.teamVisibility("Octocoders", "no-such-team"), { ok: true, value: "not-visible" });
    assert.is(server.requests[0]?.path, "/orgs/Octocoders/teams/Maintainers");
    server.inject("GET /orgs/{org}/teams/{team_slug}", { kind: "answer", status: 200, body: { slug: "other" } });
    const error = {
      kind: "unexpected",
      message: "GitHub's answer does not have the form of the team maintainers.",
      carriedOut: "unknown",
    };
    assert.equal(await gitHub.teamVisibility("Octocoders", "maintainers"), { ok: false, error });
    assert.is((await gitHub.teamVisibility("Octocoders", "../x")).ok, false);
    assert.is(server.requests.length, 3);
  }),
);

teams("a token without Members: read sees no team", () =>
  withGitHub(
    async ({ gitHub }) =>
      assert.equal(await gitHub.teamVisibility("Octocoders", "maintainers"), { ok: true, value: "not-visible" }),
    { token: "ghp_reader" },
  ),
);

teams("a failure is not the same as no membership", () =>
  withGitHub(async ({ gitHub, server }) => {
    server.inject(
      membershipRoute,
      { kind: "answer", status: 403, body: { message: "Resource protected by organization SAML enforcement." } },
      { kind: "answer", status: 200, body: { state: "suspended" } },
    );
    assert.equal(await gitHub.teamMembership("Octocoders", "maintainers", "mona"), {
      ok: false,
      error: {
        kind: "forbidden",
        message:
          "GitHub answered 403 to GET /orgs/Octocoders/teams/maintainers/memberships/mona: Resource protected by organization SAML enforcement.",
        status: 403,
        carriedOut: "no",
      },
    });
    assert.equal(await gitHub.teamMembership("Octocoders", "maintainers", "mona"), {
      ok: false,
      error: {
        kind: "unexpected",
        message: "GitHub's answer does not have the form of a team membership.",
        carriedOut: "unknown",
      },
    });
  }),
);

teams.run();
