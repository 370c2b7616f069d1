import { createHash } from "node:crypto";
import { printBindings } from "@yardmaster/codegen";
import { type ActionsLock, printActionsLock } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type EmbeddedContent, type EmbeddedGitHub, startEmbeddedGitHub } from "../helpers/embedded-github/index.ts";
import { makeRepository, type TestRepository } from "./repository.ts";

// `yardmaster bind` over REST, against a loopback server. The clock stands at 2026-11-22T12:00:00Z.

const lockPath = "workflows-src/actions.lock.json";
const bindingsPath = "generated/actions.ts";
const sha = (digit: string) => digit.repeat(40);
const digestOf = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

const greeting = `name: Greet
description: Says hello.
inputs:
  who:
    description: Whom.
    required: true
  loud:
    description: Shouts.
    default: false
  tone:
    description: "One of: warm, cold."
    default: warm
  whom:
    deprecationMessage: Use who.
outputs:
  said:
    description: What was said.
runs:
  using: node24
  main: index.js
`;
const build = `name: Build
on:
  workflow_call:
    inputs:
      target: {type: string, required: true}
      jobs: {type: number, default: 4}
    secrets:
      token: {required: true, description: Reads packages.}
    outputs:
      image: {description: The image., value: x}
`;

const greet: EmbeddedContent = {
  tags: {
    v1: sha("2"),
    "v1.0.0": sha("1"),
    "v1.1.0": sha("2"),
    "v2.0.0": sha("3"),
    "v2.1.0-beta.1": sha("4"),
    odd: sha("9"),
  },
  branches: { main: sha("5"), "release/v1": sha("2") },
  releases: { "v1.1.0": "2026-06-02T00:00:00Z", "v2.0.0": "2026-11-20T00:00:00Z" },
  commits: {
    [sha("1")]: { committedAt: "2026-05-01T00:00:00Z", files: { "action.yml": greeting } },
    [sha("2")]: {
      committedAt: "2026-06-01T00:00:00Z",
      files: { "action.yml": greeting, "sub/action.yaml": greeting, ".github/workflows/build.yml": build },
    },
    [sha("3")]: { committedAt: "2026-01-01T00:00:00Z", files: { "action.yml": greeting } },
    [sha("4")]: { committedAt: "2026-01-01T00:00:00Z", files: {} },
    [sha("5")]: { committedAt: "2026-01-02T00:00:00Z", files: { "action.yml": greeting } },
    [sha("9")]: { committedAt: "2026-01-02T00:00:00Z", files: { "action.yml": "name: x\nrun: y\n" } },
  },
};
const fast: EmbeddedContent = {
  tags: { "v3.0.0": sha("a"), "v3.0.1": sha("b"), "v3.0.2": sha("c") },
  commits: {
    [sha("a")]: { committedAt: "2026-11-15T12:00:00Z", files: { "action.yml": greeting } },
    [sha("b")]: { committedAt: "2026-11-15T12:00:01Z", files: { "action.yml": greeting } },
    [sha("c")]: { committedAt: "2026-11-21T00:00:00Z", files: { "action.yml": greeting } },
  },
};
const previews: EmbeddedContent = {
  tags: Object.fromEntries(
    ["v4", "4.0.0-alpha", "v4.0.0-beta.2", "v4.0.0-beta.10", "v4.0.0-beta", "nightly"].map((tag) => [tag, sha("d")]),
  ),
  commits: { [sha("d")]: { committedAt: "2026-01-01T00:00:00Z", files: { "action.yml": greeting } } },
};
const bad = (text: string): EmbeddedContent => ({
  tags: { v1: sha("7") },
  commits: { [sha("7")]: { committedAt: "2026-01-01T00:00:00Z", files: { "action.yml": text } } },
});

interface Context extends TestRepository {
  server: EmbeddedGitHub;
  bind: (...argv: string[]) => ReturnType<TestRepository["run"]>;
}

const test = suite<Context>("yardmaster bind ACTION@REF, over REST");
test.before.each(async (context) => {
  const contents = {
    greet,
    fast,
    previews,
    secret: { ...greet, isPrivate: true as const },
    list: bad("- a\n"),
    broken: bad("a: [\n"),
  };
  const server = await startEmbeddedGitHub({
    tokens: [
      { value: "reader", label: "reader", permissions: { metadata: "read", contents: "read" } },
      { value: "stranger", label: "stranger", permissions: { metadata: "read" } },
    ],
    repositories: Object.entries(contents).map(([name, content]) => ({
      ...{ owner: "o", name, defaultBranch: "main", collaborators: [], workflows: {}, content },
    })),
  });
  const repository = makeRepository({ "workflows-src/.keep": "" });
  const env = { GITHUB_API_URL: server.url, GITHUB_TOKEN: "reader", PATH: process.env.PATH ?? "" };
  const bind = async (...argv: string[]) => {
    const { code, stdout, stderr } = await repository.run(["bind", ...argv], { env });
    return { code, stdout, stderr: stderr.replaceAll(server.url, "<server>") };
  };
  Object.assign(context, repository, { server, bind });
});
test.after.each(async ({ server, dispose }) => {
  dispose();
  await server.close();
});

test("makes the folder of the sources at the root of a repository that has none", async ({
  bind,
  read,
  remove,
  write,
  run,
}) => {
  remove("workflows-src");
  assert.equal(await bind("o/greet@v1"), {
    code: 2,
    stdout: "",
    stderr:
      'There is no folder "workflows-src" in <root> or above it. Change into your repository, or create workflows-src/ci.workflow.ts there.\n',
  });
  write(".github/workflows/ci.yml", "on: push\n");
  assert.is((await bind("o/greet@v1")).code, 0);
  assert.match(read(lockPath), '"o/greet"');
  assert.is((await run(["bind", "--check"])).stdout, `unchanged ${bindingsPath}\n`);
});

test("locks the most specific version of a moving tag, with what the metadata declares", async ({
  bind,
  read,
  server,
}) => {
  assert.equal(await bind("o/greet@v1"), {
    code: 0,
    stdout: `locked o/greet v1.1.0 222222222222\ncreated ${lockPath}\ncreated ${bindingsPath}\n`,
    stderr: "",
  });
  const lock: ActionsLock = {
    version: 1,
    actions: {
      "o/greet": {
        version: "v1.1.0",
        sha: sha("2"),
        server: server.url,
        digest: digestOf(greeting),
        using: "node24",
        description: "Says hello.",
        inputs: {
          loud: { required: false, default: false, description: "Shouts." },
          tone: { required: false, default: "warm", values: ["warm", "cold"], description: "One of: warm, cold." },
          who: { required: true, description: "Whom." },
          whom: { required: false, deprecated: "Use who." },
        },
        outputs: ["said"],
        outputDescriptions: { said: "What was said." },
      },
    },
  };
  assert.is(read(lockPath), printActionsLock(lock));
  assert.is(read(bindingsPath), printBindings(JSON.parse(read(lockPath))).text);
  assert.equal(server.requests.map(({ method, path }) => `${method} ${path}`).sort(), [
    `GET /repos/o/greet/contents/action.yml?ref=${sha("2")}`,
    `GET /repos/o/greet/git/commits/${sha("2")}`,
    "GET /repos/o/greet/releases/tags/v1.1.0",
    "GET /repos/o/greet/tags?per_page=100&page=1",
  ]);
  assert.equal(await bind("o/greet@v1.1.0"), {
    code: 0,
    stdout: `current o/greet v1.1.0 222222222222\nunchanged ${lockPath}\nunchanged ${bindingsPath}\n`,
    stderr: "",
  });
});
test("binds an action in a folder and a reusable workflow of one repository, with one list of its tags", async ({
  bind,
  read,
  server,
}) => {
  const { code, stdout } = await bind("o/greet/sub@v1", "o/greet/.github/workflows/build.yml@v1.1.0");
  assert.is(code, 0);
  assert.match(stdout, "locked o/greet/.github/workflows/build.yml v1.1.0 222222222222\n");
  assert.is(server.requests.filter(({ path }) => path.includes("/tags?")).length, 1);
  const { actions } = JSON.parse(read(lockPath));
  assert.equal(actions["o/greet/.github/workflows/build.yml"], {
    version: "v1.1.0",
    sha: sha("2"),
    server: server.url,
    digest: digestOf(build),
    kind: "workflow",
    using: "workflow_call",
    description: "Build",
    inputs: { jobs: { required: false, default: 4, type: "number" }, target: { required: true, type: "string" } },
    secrets: { token: { required: true, description: "Reads packages." } },
    outputs: ["image"],
    outputDescriptions: { image: "The image." },
  });
  assert.match(read(bindingsPath), "export const greetBuild = remoteWorkflow(");
});
test("takes a branch, or a commit, whose commit is a release; others only with --allow-branch", async ({
  bind,
  read,
}) => {
  assert.match((await bind("o/greet@release/v1")).stdout, "locked o/greet v1.1.0 222222222222\n");
  assert.match((await bind(`o/greet@${sha("1")}`)).stdout, "moved o/greet v1.0.0 111111111111 (was v1.1.0)\n");
  const before = read(lockPath);
  assert.equal(await bind("o/greet@main"), {
    code: 1,
    stdout: "",
    stderr: `error pin-unreleased: o/greet@main is no release: its commit has no tag.
  hint: Take \`o/greet@v2.0.0\`, or accept the commit under that name with \`--allow-branch\`.
1 error; nothing was written.
`,
  });
  assert.is(read(lockPath), before);
  assert.match((await bind("o/greet@main", "--allow-branch")).stdout, "moved o/greet main 555555555555 (was v1.0.0)\n");
  assert.match((await bind(`o/greet@${sha("5")}`, "--allow-branch")).stdout, "moved o/greet 555555555555 5555");
});
test("refuses a version that is too young, by the later of two dates, and names the newest that is not", async ({
  bind,
  made,
}) => {
  // The commit says January; GitHub published the release two days ago.
  assert.equal(await bind("o/greet@v2.0.0", "o/fast@v3.0.2"), {
    code: 1,
    stdout: "",
    stderr: `error pin-too-new: o/greet v2.0.0 was released on 2026-11-20, and is to be 7 days old before it is taken.
  hint: Wait, or accept it with \`--min-age 0\`.
error pin-too-new: o/fast v3.0.2 was committed on 2026-11-21, and is to be 7 days old before it is taken.
  hint: Take \`o/fast@v3.0.0\`, the newest that is old enough, or accept this one with \`--min-age 0\`.
2 errors; nothing was written.
`,
  });
  assert.equal(made(), {});
  assert.is((await bind("o/fast@v3.0.0")).code, 0, "seven days to the second");
  assert.is((await bind("o/fast@v3.0.1")).code, 1, "one second less");
  assert.is((await bind("o/fast@v3.0.2", "--min-age", "1")).code, 0);
  assert.is((await bind("o/greet@v2.0.0", "--min-age", "0")).code, 0);
  assert.is((await bind("o/greet@v2.0.0")).code, 0, "what is locked was accepted before");
});
test("names a commit by its newest preview when no release is there, and an exact tag by itself", async ({ bind }) => {
  assert.match((await bind("o/previews@v4")).stdout, "locked o/previews v4.0.0-beta.10 dddddddddddd\n");
  assert.match(
    (await bind("o/previews@v4.0.0-beta.2")).stdout,
    "moved o/previews v4.0.0-beta.2 dddddddddddd (was v4.0.0-beta.10)",
  );
  assert.match((await bind("o/previews@nightly")).stdout, "moved o/previews v4.0.0-beta.10 dddddddddddd");
});
test("--update stays within the major version and the cool-down, and reads what has no digest", async ({
  bind,
  read,
  write,
  server,
}) => {
  const entry = { using: "node24", server: server.url, inputs: {}, outputs: [] };
  const lock: ActionsLock = {
    version: 1,
    actions: {
      "o/fast": { version: "v3.0.0", sha: sha("a"), ...entry },
      "o/greet": { version: "v1.0.0", sha: sha("1"), ...entry },
      "o/greet/sub": { version: "main", sha: sha("2"), ...entry },
    },
  };
  write(lockPath, printActionsLock(lock));
  assert.equal(await bind("--update"), {
    code: 0,
    stdout: `read o/fast v3.0.0 aaaaaaaaaaaa
moved o/greet v1.1.0 222222222222 (was v1.0.0)
read o/greet/sub main 222222222222
updated ${lockPath}
created ${bindingsPath}
`,
    stderr: `o/fast: v3.0.2 is not yet 7 days old.
o/greet: v2.0.0 is there for --major.
o/greet/sub: main is no version: name the ref to move it.
`,
  });
  const moved = await bind("--update", "--major", "--min-age", "0", "o/greet");
  assert.match(moved.stdout, "moved o/greet v2.0.0 333333333333 (was v1.1.0)\n");
  assert.is(JSON.parse(read(lockPath)).actions["o/fast"].version, "v3.0.0");
});
test("--update refuses a locked tag that has moved", async ({ bind, write, read, server }) => {
  const entry = { using: "node24", server: server.url, inputs: {}, outputs: [] };
  const text = printActionsLock({ version: 1, actions: { "o/greet": { version: "v1.0.0", sha: sha("8"), ...entry } } });
  write(lockPath, text);
  assert.equal(await bind("--update"), {
    code: 1,
    stdout: "",
    stderr: `error pin-moved: o/greet v1.0.0 is commit ${sha("8")} in the lock, and the tag now names ${sha("1")}.
  hint: Find out why the tag moved before you trust it; then run \`yardmaster bind o/greet@REF\` with a version you have read.
1 error; nothing was written.
`,
  });
  assert.is(read(lockPath), text);
});

const refused: readonly (readonly [readonly string[], number, string])[] = [
  [["o/greet"], 2, 'action-reference-invalid: "o/greet" names no ref.'],
  [["./local@v1"], 2, 'action-reference-invalid: "./local@v1" is an action of this repository, which is not locked.'],
  [["docker://alpine"], 2, 'action-reference-invalid: "docker://alpine" names no tag, such as docker://redis:8.'],
  [["o/greet@--upload-pack=x"], 2, "names no ref that git allows and a comment can hold."],
  [
    ["http://evil.example/o/r@v1"],
    2,
    'action-reference-invalid: "http://evil.example/o/r@v1" names no server that is reached by https.',
  ],
  [["o/greet@v1", "o/greet@v2"], 2, 'action-reference-invalid: "o/greet@v2" is named twice, also as @v1.'],
  [["o/greet@v1.1.1"], 2, 'action-ref-missing: o/greet has no tag, branch or commit "v1.1.1".\n  hint: Did you mean'],
  [[`o/greet@${sha("f")}`], 2, `action-ref-missing: o/greet has no tag, branch or commit "${sha("f")}".`],
  [["o/greet/none@v1"], 2, "metadata-missing: o/greet/none v1.1.0 has no none/action.yml or none/action.yaml."],
  [
    ["o/greet@odd"],
    2,
    "metadata-invalid: The file action.yml of o/greet odd is no action's metadata: it has no `runs`.",
  ],
  [["o/list@v1"], 2, "metadata-invalid: The file action.yml of o/list v1 is not a mapping."],
  [
    ["o/broken@v1"],
    2,
    "metadata-invalid: The file action.yml of o/broken v1 cannot be read (line 2): This is not valid YAML:",
  ],
  [
    ["o/absent@v1"],
    2,
    "action-unreadable: o/absent cannot be read from <server>: GitHub answered 404 to GET /repos/o/absent/tags: Not Found.\n  hint: Correct the name; if the repository is private, use a token that may read its contents.\n",
  ],
  [["--update", "o/greet"], 2, 'action-reference-invalid: "o/greet" is not in the lock.'],
  [["--check", "o/greet@v1"], 2, "`bind --check` reads no actions"],
  [["--major", "o/greet@v1"], 2, "`bind --major` belongs to --update"],
  [["--update", "--allow-branch"], 2, "`bind --allow-branch` belongs to ACTION@REF"],
  [["--min-age", "-1", "o/greet@v1"], 2, "--min-age takes"],
  [["--min-age", "soon", "o/greet@v1"], 2, '--min-age takes a number of days from 0 to 9999, and got "soon".'],
  [["--min-age", "3"], 2, "`bind` with these options needs ACTION@REF or --update."],
];
for (const [argv, exit, sentence] of refused) {
  test(`refuses ${argv.join(" ")}`, async ({ bind, made }) => {
    const { code, stdout, stderr } = await bind(...argv);
    assert.equal([code, stdout], [exit, ""], stderr);
    assert.ok(stderr.includes(sentence), stderr);
    assert.equal(made(), {});
  });
}

test("one failure among several leaves lock and bindings as they were", async ({ bind, read, server }) => {
  await bind("o/greet@v1.0.0");
  const before = [read(lockPath), read(bindingsPath)];
  server.inject("GET /repos/{owner}/{repo}/contents/{path}", { kind: "answer", status: 403, body: { message: "No." } });
  const { code, stdout, stderr } = await bind("o/greet@v1.1.0", "o/fast@v3.0.0");
  assert.equal([code, stdout], [2, ""]);
  assert.match(stderr, "GitHub answered 403 to GET /repos/o/");
  assert.match(stderr, "1 error; nothing was written.\n");
  assert.equal([read(lockPath), read(bindingsPath)], before);
});
test("a server that fails once is asked again", async ({ bind, server }) => {
  server.inject("GET /repos/{owner}/{repo}/tags", { kind: "answer", status: 503, body: { message: "Later." } });
  const { code, stderr } = await bind("o/greet@v1");
  assert.is(code, 0);
  assert.is(stderr, "GitHub answered 503 to GET /repos/o/greet/tags: Later. (attempt 2 of 4 in 1 s)\n");
});
test("a private action is read with a token that may, and is as good as absent for others", async ({
  bind,
  run,
  server,
}) => {
  assert.is((await bind("o/secret@v1")).code, 0);
  const env = { GITHUB_API_URL: server.url, GH_TOKEN: "stranger" };
  const { code, stderr } = await run(["bind", "o/secret@v1"], { env });
  assert.is(code, 2);
  assert.match(
    stderr,
    "hint: Correct the name; if the repository is private, use a token that may read its contents.\n",
  );
  assert.is(
    (await run(["bind", "o/secret@v1"], { env: { ...env, GH_TOKEN: "wrong" } })).stderr.includes("GitHub answered 401"),
    true,
  );
});
test.run();

const enterprise = suite("yardmaster bind https://HOST/ACTION@REF");
enterprise("reads a server of its own under /api/v3, and shows it only the token of that host", async () => {
  const server = await startEmbeddedGitHub({
    ghesVersion: "3.20",
    tokens: [{ value: "enterprise", label: "enterprise", permissions: { contents: "read" } }],
    repositories: [
      { owner: "o", name: "greet", defaultBranch: "main", collaborators: [], workflows: {}, content: greet },
    ],
  });
  const repository = makeRepository({ "workflows-src/.keep": "" });
  const { origin, host } = new URL(server.url);
  try {
    const env = { GITHUB_TOKEN: "of-github-com", GH_HOST: host, GH_ENTERPRISE_TOKEN: "enterprise" };
    const { code, stderr } = await repository.run(["bind", `${origin}/o/greet@v1`], { env });
    assert.is(code, 0, stderr);
    assert.is(JSON.parse(repository.read(lockPath)).actions["o/greet"].server, origin);
    assert.equal([...new Set(server.requests.map(({ headers }) => headers.authorization))], ["enterprise"]);
    const other = {
      GITHUB_TOKEN: "of-github-com",
      GH_HOST: "other.example",
      GH_ENTERPRISE_TOKEN: "enterprise",
      PATH: process.env.PATH ?? "",
    };
    const count = server.requests.length;
    const without = await repository.run(["bind", "o/greet@v1"], { env: other });
    assert.is(without.code, 2, "git asks for the locked server, which speaks REST alone");
    assert.equal(
      server.requests.slice(count).map(({ headers }) => headers.authorization),
      server.requests.slice(count).map(() => undefined),
    );
  } finally {
    repository.dispose();
    await server.close();
  }
});
enterprise.run();

const large = suite("yardmaster bind of many actions");
large("50 actions cost four requests each, and one lock", async () => {
  const names = Array.from({ length: 50 }, (_, index) => `r${index}`);
  const many = await startEmbeddedGitHub({
    tokens: [{ value: "reader", label: "reader", permissions: { contents: "read" } }],
    repositories: names.map((name) => ({
      ...{ owner: "o", name, defaultBranch: "main", collaborators: [], workflows: {}, content: greet },
    })),
  });
  const repository = makeRepository({ "workflows-src/.keep": "" });
  try {
    const env = { GITHUB_API_URL: many.url, GITHUB_TOKEN: "reader" };
    const { code } = await repository.run(["bind", ...names.map((name) => `o/${name}@v1`)], { env });
    assert.is(code, 0);
    assert.is(many.requests.length, 200);
    assert.is(Object.keys(JSON.parse(repository.read(lockPath)).actions).length, 50);
  } finally {
    repository.dispose();
    await many.close();
  }
});
large.run();
