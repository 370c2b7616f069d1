import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GitServer, startGitServer } from "../helpers/git-server.ts";
import { makeRepository, type TestRepository } from "./repository.ts";

// `yardmaster bind` by git's own protocol: real repositories behind `git http-backend` on loopback. The clock stands at
// 2026-11-22T12:00:00Z.

const lockPath = "workflows-src/actions.lock.json";
const metadata = "name: Greet\ndescription: Says hello.\nruns: {using: composite, steps: []}\n";

interface Context extends TestRepository {
  server: GitServer;
  shas: readonly string[];
  bind: (argv: readonly string[], env?: Readonly<Record<string, string>>) => ReturnType<TestRepository["run"]>;
}

function addGreet(server: GitServer): readonly string[] {
  return server.addRepository("o/greet", [
    { files: { "action.yml": metadata }, date: "2026-05-01T00:00:00Z", tags: ["v1.0.0"] },
    {
      files: { "sub/action.yaml": metadata },
      date: "2026-06-01T00:00:00Z",
      tags: ["v1"],
      annotated: { "v1.1.0": "2026-06-02T00:00:00Z" },
    },
    { files: { "big.bin": "x" }, date: "2026-01-01T00:00:00Z", annotated: { "v1.2.0": "2026-11-20T10:00:00Z" } },
    { files: { "late.txt": "x" }, date: "2026-02-01T00:00:00Z" },
  ]);
}

const environment = { PATH: process.env.PATH ?? "", HOME: "/nonexistent", GIT_CONFIG_NOSYSTEM: "1" };

const test = suite<Context>("yardmaster bind, by git");
test.before.each(async (context) => {
  const server = await startGitServer();
  const repository = makeRepository({ "workflows-src/.keep": "" });
  const bind: Context["bind"] = async (argv, env = {}) => {
    const { code, stdout, stderr } = await repository.run(["bind", ...argv], {
      env: { ...environment, GITHUB_API_URL: server.origin, ...env },
    });
    return { code, stdout, stderr: stderr.replaceAll(server.origin, "<server>") };
  };
  Object.assign(context, repository, { server, shas: addGreet(server), bind });
});
test.after.each(async ({ server, dispose }) => {
  dispose();
  await server.close();
});

test("resolves a moving tag to the annotated tag of its commit, and reads metadata there", async ({
  bind,
  read,
  shas,
}) => {
  const { code, stdout, stderr } = await bind(["o/greet@v1", "o/greet/sub@v1.1.0"]);
  assert.equal([code, stderr], [0, ""]);
  assert.match(stdout, `locked o/greet v1.1.0 ${shas[1]?.slice(0, 12)}\n`);
  const { actions } = JSON.parse(read(lockPath));
  assert.equal([actions["o/greet"].sha, actions["o/greet"].using], [shas[1], "composite"]);
  assert.is(actions["o/greet/sub"].digest, actions["o/greet"].digest);
});
test("a token does not keep git from being chosen", async ({ bind, server }) => {
  const { code } = await bind(["o/greet@v1.0.0", "--transport", "git"], { GITHUB_TOKEN: "x" });
  assert.is(code, 0);
  assert.ok(
    server.requests.every((request) => !request.includes("/repos/")),
    server.requests.join("\n"),
  );
});
test("counts the days of an annotated tag from its own date, when that is the later", async ({ bind, made, shas }) => {
  assert.equal(await bind(["o/greet@v1.2.0"]), {
    code: 1,
    stdout: "",
    stderr: `error pin-too-new: o/greet v1.2.0 was tagged on 2026-11-20, and is to be 7 days old before it is taken.
  hint: Take \`o/greet@v1.1.0\`, the newest that is old enough, or accept this one with \`--min-age 0\`.
1 error; nothing was written.
`,
  });
  assert.equal(made(), {});
  assert.match(
    (await bind(["o/greet@v1.2.0", "--min-age", "2"])).stdout,
    `locked o/greet v1.2.0 ${shas[2]?.slice(0, 12)}`,
  );
});
test("takes a branch and a commit without a release when allowed", async ({ bind, read, shas }) => {
  assert.is((await bind(["o/greet@main"])).code, 1);
  assert.is((await bind(["o/greet@main", "--allow-branch"])).code, 0);
  assert.is(JSON.parse(read(lockPath)).actions["o/greet"].version, "main");
  assert.is((await bind([`o/greet@${shas[3]}`, "--allow-branch"])).code, 0);
  assert.is(JSON.parse(read(lockPath)).actions["o/greet"].version, shas[3]?.slice(0, 12));
});
test("says what is missing: repository, ref, commit, file", async ({ bind, made }) => {
  const said = async (text: string) => (await bind([text])).stderr.split("\n")[0];
  assert.match(
    (await said("o/absent@v1")) ?? "",
    "action-unreadable: o/absent cannot be read by git from <server>: repository ",
  );
  assert.is(await said("o/greet@v9"), 'error action-ref-missing: o/greet has no tag, branch or commit "v9".');
  const gone = "f".repeat(40);
  assert.is(await said(`o/greet@${gone}`), `error action-ref-missing: o/greet has no tag, branch or commit "${gone}".`);
  assert.is(
    await said("o/greet/none@v1"),
    "error metadata-missing: o/greet/none v1.1.0 has no none/action.yml or none/action.yaml.",
  );
  assert.equal(made(), {});
});
test("without git or a token, says what is needed", async ({ bind }) => {
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
  const before = timers();
  const { code, stderr } = await bind(["o/greet@v1"], { PATH: "/nonexistent" });
  assert.is(timers(), before, "nothing that would keep the process");
  assert.is(code, 2);
  assert.is(
    stderr,
    `error action-unreadable: o/greet cannot be read by git from <server>: git cannot be started (spawn git ENOENT).
  hint: Install git, or set GITHUB_TOKEN to read by REST.
1 error; nothing was written.
`,
  );
});
test("settings of the surrounding repository do not reach git", async ({ bind, root }) => {
  const { code } = await bind(["o/greet@v1"], { GIT_DIR: `${root}/nowhere`, GIT_CONFIG_COUNT: "x" });
  assert.is(code, 0);
});
test.run();

const secret = suite("yardmaster bind of a private action, by git");
secret("shows the token to its own server, and asks nobody without one", async () => {
  const server = await startGitServer("hunter2");
  const repository = makeRepository({ "workflows-src/.keep": "" });
  addGreet(server);
  const env = { ...environment, GITHUB_API_URL: server.origin };
  try {
    const without = await repository.run(["bind", "o/greet@v1"], { env });
    assert.is(without.code, 2);
    assert.match(without.stderr, "could not read Username for");
    assert.match(
      without.stderr,
      "hint: Correct the name; if the repository is private, set GITHUB_TOKEN to a token that may read it.",
    );
    const wrong = await repository.run(["bind", "o/greet@v1", "--transport", "git"], {
      env: { ...env, GITHUB_TOKEN: "guess" },
    });
    assert.is(wrong.code, 2);
    assert.not.match(wrong.stderr, "guess");
    const right = await repository.run(["bind", "o/greet@v1", "--transport", "git"], {
      env: { ...env, GITHUB_TOKEN: "hunter2" },
    });
    assert.is(right.code, 0, right.stderr);
  } finally {
    repository.dispose();
    await server.close();
  }
});
secret.run();
