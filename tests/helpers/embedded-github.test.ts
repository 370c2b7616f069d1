import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type EmbeddedGitHub, type EmbeddedGitHubOptions, startEmbeddedGitHub } from "./embedded-github/index.ts";

const state: EmbeddedGitHubOptions = {
  repositories: [
    {
      owner: "Codertocat",
      name: "Hello-World",
      defaultBranch: "master",
      refs: ["v1.0.0"],
      collaborators: [
        { login: "nina", id: 11, role: "none" },
        { login: "rita", id: 12, role: "read" },
        { login: "tara", id: 13, role: "triage" },
        { login: "will", id: 14, role: "write" },
        { login: "mona", id: 15, role: "maintain" },
        { login: "Adam", id: 16, role: "admin", customRole: "release-captain" },
      ],
      workflows: {
        "ci.yml": {},
        "release-notes.yml": {
          dispatchInputs: {
            since: { type: "string", required: true },
            format: { type: "choice", options: ["text", "html"], default: "text" },
            draft: { type: "boolean" },
          },
        },
      },
    },
  ],
  teams: [{ org: "Octocoders", slug: "maintainers", members: { mona: "active", tara: "pending" } }],
  tokens: [
    {
      value: "ghp_everything",
      label: "everything",
      permissions: { metadata: "read", actions: "write", members: "read" },
    },
    { value: "ghp_metadata", label: "metadata", permissions: { metadata: "read" } },
    { value: "ghp_nothing", label: "nothing", permissions: {} },
  ],
};

const permissionRoute = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";
const dispatchRoute = "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches";
const dispatchPath = "/repos/Codertocat/Hello-World/actions/workflows/release-notes.yml/dispatches";

async function withServer(options: Partial<EmbeddedGitHubOptions>, use: (server: EmbeddedGitHub) => Promise<void>) {
  const server = await startEmbeddedGitHub({ ...state, ...options });
  try {
    await use(server);
  } finally {
    await server.close();
  }
}

async function ask(server: EmbeddedGitHub, path: string, token: string | undefined, body?: unknown) {
  const response = await fetch(`${server.url}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(5000),
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

async function refusal(server: EmbeddedGitHub, path: string, token: string | undefined, body?: unknown) {
  const { status, body: answer } = await ask(server, path, token, body);
  return `${status} ${answer.message}`;
}

const facts = suite("embedded GitHub: who may do what");

facts("permissions: the legacy field hides triage and maintain, the booleans do not", () =>
  withServer({}, async (server) => {
    const seen: string[] = [];
    for (const login of ["nina", "rita", "tara", "will", "mona", "adam"]) {
      const path = `/repos/codertocat/hello-world/collaborators/${login}/permission`;
      const { status, body } = await ask(server, path, "ghp_metadata");
      const granted = Object.entries(body.user.permissions).filter(([, granted]) => granted === true);
      const names = granted.map(([name]) => name).join(",");
      seen.push(`${status} ${body.user.login} ${body.user.id} ${body.permission} ${body.role_name}: ${names}`);
    }
    assert.equal(seen, [
      "200 nina 11 none none: ",
      "200 rita 12 read read: pull",
      "200 tara 13 read triage: pull,triage",
      "200 will 14 write write: pull,triage,push",
      "200 mona 15 write maintain: pull,triage,push,maintain",
      "200 Adam 16 admin release-captain: pull,triage,push,maintain,admin",
    ]);
  }),
);

facts("what a token may not see looks absent", () =>
  withServer({}, async (server) => {
    const path = "/repos/Codertocat/Hello-World/collaborators/tara/permission";
    const team = "/orgs/octocoders/teams/maintainers/memberships";
    assert.is(await refusal(server, path, undefined), "401 Requires authentication");
    assert.is(await refusal(server, path, "ghp_stranger"), "401 Bad credentials");
    assert.is(await refusal(server, path, "ghp_nothing"), "404 Not Found");
    assert.is(await refusal(server, path.replace("tara", "eve"), "ghp_metadata"), "404 eve is not a user");
    assert.is(await refusal(server, path.replace("World", "Moon"), "ghp_metadata"), "404 Not Found");
    assert.is(await refusal(server, path.replace("tara", "%FF"), "ghp_metadata"), "404 Not Found");
    assert.is(await refusal(server, `${team}/mona`, "ghp_metadata"), "404 Not Found");
    assert.is(await refusal(server, `${team}/will`, "ghp_everything"), "404 Not Found");
    assert.is(await refusal(server, "/user", "ghp_everything"), "404 Not Found");
    assert.equal(await ask(server, `${team}/MONA`, "ghp_everything"), {
      status: 200,
      body: { url: `${server.url}/organizations/1/team/1/memberships/mona`, role: "member", state: "active" },
    });
    assert.is((await ask(server, `${team}/tara`, "ghp_everything")).body.state, "pending");
  }),
);

facts.run();

const dispatches = suite("embedded GitHub: dispatch");

dispatches("starts a run with the declared defaults, and names it when asked", () =>
  withServer({}, async (server) => {
    const inputs = { since: "v1.0.0" };
    const named = await ask(server, dispatchPath, "ghp_everything", {
      ref: "master",
      inputs,
      return_run_details: true,
    });
    const silent = await ask(server, dispatchPath, "ghp_everything", { ref: "refs/tags/v1.0.0", inputs });
    const run = "Codertocat/Hello-World/actions/runs/16000000001";
    assert.equal(named, {
      status: 200,
      body: {
        workflow_run_id: 16_000_000_001,
        run_url: `${server.url}/repos/${run}`,
        html_url: `${server.url}/${run}`,
      },
    });
    assert.equal(silent, { status: 204, body: undefined });
    const started = {
      repository: "Codertocat/Hello-World",
      workflow: "release-notes.yml",
      inputs: { since: "v1.0.0", format: "text", draft: "false" },
    };
    assert.equal(server.runs, [
      { id: 16_000_000_001, ...started, ref: "master" },
      { id: 16_000_000_002, ...started, ref: "refs/tags/v1.0.0" },
    ]);
  }),
);

dispatches("refuses as GitHub does, and starts nothing", () =>
  withServer({}, async (server) => {
    const attempt = (body: unknown, path = dispatchPath, token = "ghp_everything") =>
      refusal(server, path, token, body);
    const inputs = { since: "v1.0.0" };
    const many = Object.fromEntries(Array.from({ length: 26 }, (_, index) => [`i${index}`, ""]));
    const other = (file: string) => dispatchPath.replace("release-notes.yml", file);
    assert.equal(
      [
        await attempt({ ref: "master", inputs }, dispatchPath, "ghp_metadata"),
        await attempt({ ref: "master", inputs }, dispatchPath, "ghp_nothing"),
        await attempt({ ref: "master" }, other("absent.yml")),
        await attempt({ ref: "master" }, other("toString")),
        await attempt({ ref: "master" }, other("ci.yml")),
        await attempt({ ref: "nowhere", inputs }),
        await attempt({ inputs }),
        await attempt({ ref: "master", inputs, when: "now" }),
        await attempt({ ref: "master", inputs: { ...inputs, x: "1", y: "2" } }),
        await attempt({ ref: "master", inputs: {} }),
        await attempt({ ref: "master", inputs: { since: "" } }),
        await attempt({ ref: "master", inputs: { ...inputs, format: "pdf" } }),
        await attempt({ ref: "master", inputs: { ...inputs, draft: "yes" } }),
        await attempt({ ref: "master", inputs: many }),
        await attempt({ ref: "master", inputs: "since" }),
        await attempt("{"),
        await attempt("1"),
        await attempt({ ref: "x".repeat(4 * 1024 * 1024) }),
      ],
      [
        "403 Resource not accessible by personal access token",
        "404 Not Found",
        "404 Not Found",
        "404 Not Found",
        "422 Workflow does not have 'workflow_dispatch' trigger",
        "422 No ref found for: nowhere",
        '422 Invalid request.\n\n"ref" wasn\'t supplied.',
        '400 Invalid request.\n\n"when" is not a permitted key.',
        '422 Unexpected inputs provided: ["x","y"]',
        "422 Required input 'since' not provided",
        "422 Required input 'since' not provided",
        "422 Provided value 'pdf' for input 'format' not in the list of allowed values",
        "422 Provided value 'yes' for input 'draft' not in the list of allowed values",
        "422 Invalid request.\n\nNo more than 25 properties are allowed; 26 were supplied.",
        '422 Invalid request.\n\n"inputs" is not an object.',
        "400 Problems parsing JSON",
        "400 Body should be a JSON object",
        "413 Payload too large",
      ],
    );
    assert.equal(server.runs, []);
  }),
);

dispatches("an Enterprise Server knows run details only after 3.20", async () => {
  const body = { ref: "master", inputs: { since: "v1" }, return_run_details: true };
  await withServer({ ghesVersion: "3.20" }, async (server) => {
    assert.ok(server.url.endsWith("/api/v3"));
    const message = '400 Invalid request.\n\n"return_run_details" is not a permitted key.';
    assert.is(await refusal(server, dispatchPath, "ghp_everything", body), message);
    assert.equal(server.runs, []);
    assert.is(server.requests[0]?.path, dispatchPath);
  });
  await withServer({ ghesVersion: "3.21" }, async (server) => {
    assert.is((await ask(server, dispatchPath, "ghp_everything", body)).status, 200);
  });
});

dispatches.run();

const records = suite("embedded GitHub: records and faults");

records("keeps requests with the token's label in place of its value", () =>
  withServer({}, async (server) => {
    await ask(server, dispatchPath, "ghp_metadata", { ref: "master" });
    await ask(server, dispatchPath, "ghp_stranger", "not json");
    const seen = server.requests.map(({ method, path, headers, body }) => [method, path, headers.authorization, body]);
    assert.equal(seen, [
      ["POST", dispatchPath, "metadata", { ref: "master" }],
      ["POST", dispatchPath, "unknown", "not json"],
    ]);
    assert.not.match(JSON.stringify(server.requests), "ghp_");
  }),
);

records("faults meet one request each, in order, and may let it take effect", () =>
  withServer({}, async (server) => {
    server.inject(
      dispatchRoute,
      { kind: "reset", when: "before-answer", carriedOut: true },
      { kind: "reset", when: "within-body" },
      { kind: "answer", status: 502, headers: { "x-made-by": "fault" }, body: "{}", delayMilliseconds: 1 },
    );
    const body = { ref: "master", inputs: { since: "v1" } };
    const outcome = () => ask(server, dispatchPath, "ghp_everything", body).then(({ status }) => status, String);
    assert.is(await outcome(), "TypeError: fetch failed");
    assert.is(server.runs.length, 1);
    assert.is(await outcome(), "TypeError: terminated");
    assert.is(await outcome(), 502);
    assert.is(server.runs.length, 1);
    assert.is(await outcome(), 204);
    assert.is(server.runs.length, 2);
    assert.is(server.requests.length, 4);
  }),
);

records("a silent request ends when the server closes", async () => {
  let outcome: Promise<unknown> | undefined;
  await withServer({}, async (server) => {
    server.inject(permissionRoute, { kind: "silence" });
    const path = "/repos/Codertocat/Hello-World/collaborators/tara/permission";
    outcome = ask(server, path, "ghp_metadata").catch(String);
    for (let tick = 0; server.requests.length === 0 && tick < 400; tick++)
      await new Promise((next) => setTimeout(next, 5));
  });
  assert.is(await outcome, "TypeError: fetch failed");
});

records("a fault for a route that does not exist is refused", () =>
  withServer({}, async (server) => {
    assert.throws(() => server.inject("GET /zen", { kind: "silence" }), "No such route: GET /zen");
  }),
);

records.run();
