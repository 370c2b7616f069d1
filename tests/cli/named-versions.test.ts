import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GitCommit, type GitServer, startGitServer } from "../helpers/git-server.ts";
import { makeRepository, type TestRepository } from "./repository.ts";

// Versions that carry a name, and days: `bind`, `bind --update` and `adopt` over repositories behind git's own protocol.
// The clock stands at 2026-11-22T12:00:00Z.

const lockPath = "workflows-src/actions.lock.json";
const ciPath = ".github/workflows/ci.yml";
const metadata = "name: x\ndescription: x\nruns: {using: composite, steps: []}\n";
const commit = (tags: readonly string[], files: readonly string[] = []): GitCommit => ({
  files: Object.fromEntries(files.map((path) => [path, metadata])),
  date: "2026-01-01T00:00:00Z",
  tags,
});

/** Two actions with tags of their own, one that follows the plain tags; days; a branch's name as a moving tag. */
const repositories: Readonly<Record<string, readonly GitCommit[]>> = {
  "m/tools": [
    commit(["lint/v1.0.0", "test-v3.1.0", "v5.0.0"], ["lint/action.yml", "test/action.yml", "both/action.yml"]),
    commit(["lint/v1.1.0"]),
    commit(["test-v3.2.0", "fmt/v0.1.0", "lint/v2.0.0"]),
    commit(["v5.1.0", "lint/v2.1.0-rc.1"]),
    commit([]),
  ],
  "m/days": [commit(["2025-11-30"], ["action.yml"]), commit(["2026-01-02", "v9.0.0"]), commit(["2026-01-02.1"])],
  "m/whole": [commit(["v3"], ["action.yml"]), commit(["v4"])],
  "m/rel": [
    commit(["release/v2.0.0", "docs-v1.0.0"], ["action.yml"]),
    commit(["release/v2.1.0", "release/v2", "release/v2.1"]),
    commit(["docs-v1.1.0"]),
  ],
  // The branch main is a commit further than the tag main; a commit has one number under two names.
  "m/both": [
    commit(["v1.0.0"], ["action.yml"]),
    commit(["main", "v1.1.0", "release/v1.1.0", "release/v1"]),
    { ...commit([]), date: "2026-01-02T00:00:00Z" },
  ],
  "m/plain": [commit(["v2.0.0"], ["action.yml"]), commit(["v2.1.0", "release/v2"])],
};

interface Context extends TestRepository {
  server: GitServer;
  shas: Readonly<Record<string, readonly string[]>>;
  bind: (...argv: readonly string[]) => ReturnType<TestRepository["run"]>;
  adopt: () => ReturnType<TestRepository["run"]>;
  versions: () => Readonly<Record<string, string>>;
}

const source = (actions: readonly string[]) => `
import { job, triggers, useAction, workflow } from "yardmaster";
import lock from "./actions.lock.json" with { type: "json" };
const { on } = triggers({ push: {} });
const steps = ${JSON.stringify(actions)}.map((action) => useAction(action, lock.actions[action], []));
export const made = workflow("ci", { on, permissions: {}, jobs: [job("a", { "runs-on": "ubuntu-24.04", "timeout-minutes": 5, steps })] });
`;

const test = suite<Context>("versions with a name");
test.before(async (context) => {
  context.server = await startGitServer();
  context.shas = Object.fromEntries(
    Object.entries(repositories).map(([name, commits]) => [name, context.server.addRepository(name, commits)]),
  );
});
test.after(({ server }) => server.close());
test.before.each((context) => {
  const { server } = context;
  const repository = makeRepository({ "workflows-src/.keep": "" });
  const env = {
    PATH: process.env.PATH ?? "",
    HOME: "/nonexistent",
    GIT_CONFIG_NOSYSTEM: "1",
    GITHUB_API_URL: server.origin,
  };
  const run = (argv: readonly string[]) => repository.run(argv, { env });
  const versions = () =>
    Object.fromEntries(
      Object.entries<{ version: string }>(JSON.parse(repository.read(lockPath)).actions).map(([action, locked]) => [
        action,
        locked.version,
      ]),
    );
  Object.assign(context, repository, { versions });
  context.bind = (...argv) => run(["bind", ...argv]);
  context.adopt = () => run(["adopt"]);
});
test.after.each(({ dispose }) => dispose());

/** Locks what is named, and generates a workflow that uses it. */
async function generate({ bind, write, run }: Context, ...references: readonly string[]): Promise<void> {
  const bound = await bind(...references);
  assert.is(bound.code, 0, bound.stderr);
  write("workflows-src/ci.workflow.ts", source(references.map((text) => text.split("@")[0] ?? "")));
  assert.is((await run(["gen"])).code, 0);
}

/** Moves one pin as a bot does. */
function bump({ read, write, shas }: Context, action: string, index: number, comment: string): void {
  const repository = action.split("/").slice(0, 2).join("/");
  const line = new RegExp(`(uses: ${action}@)[0-9a-f]{40} # \\S+`);
  const text = read(ciPath);
  assert.match(text, line);
  write(ciPath, text.replace(line, `$1${shas[repository]?.[index]} # ${comment}`));
}

const tools = ["m/tools/lint@lint/v1.0.0", "m/tools/test@test-v3.1.0", "m/tools/both@v5.0.0"];
const refused = (stderr: string) => stderr.split("\n").filter((line) => line.includes(" error "));

test("an action whose versions carry its name does not go along with another's", async (context) => {
  await generate(context, ...tools);
  bump(context, "m/tools/lint", 1, "lint/v1.1.0");
  const { code, stdout, stderr } = await context.adopt();
  assert.equal([code, stderr], [0, ""]);
  assert.is(
    stdout.split("\n")[0],
    `taken m/tools/lint lint/v1.0.0 -> lint/v1.1.0 (${context.shas["m/tools"]?.[1]}) from ${ciPath}`,
  );
  assert.equal(context.versions(), {
    "m/tools/both": "v5.0.0",
    "m/tools/lint": "lint/v1.1.0",
    "m/tools/test": "test-v3.1.0",
  });
});
test("two actions of one commit may each have a version of their own there", async (context) => {
  await generate(context, ...tools);
  bump(context, "m/tools/lint", 2, "lint/v2.0.0");
  bump(context, "m/tools/test", 2, "test-v3.2.0");
  assert.equal(refused((await context.adopt()).stderr), []);
  assert.equal(context.versions(), {
    "m/tools/both": "v5.0.0",
    "m/tools/lint": "lint/v2.0.0",
    "m/tools/test": "test-v3.2.0",
  });
});
test("refuses a version of another name, each with both places", async (context) => {
  await generate(context, ...tools, "m/rel@release/v2.0.0");
  bump(context, "m/tools/lint", 2, "fmt/v0.1.0");
  bump(context, "m/tools/both", 2, "lint/v9.0.0");
  bump(context, "m/rel", 2, "docs-v1.1.0");
  const { code, stdout, stderr } = await context.adopt();
  assert.equal([code, stdout], [1, "3 problems; nothing was written.\n"]);
  assert.equal(refused(stderr), [
    `${ciPath}:15:15 error bump-renames: m/tools/lint would go from lint/v1.0.0, at ${lockPath}:26:14, to fmt/v0.1.0, which is the version of another name.`,
    `${ciPath}:17:15 error bump-renames: m/tools/both would go from v5.0.0, at ${lockPath}:16:14, to lint/v9.0.0, which is the version of another name.`,
    `${ciPath}:18:15 error bump-renames: m/rel would go from release/v2.0.0, at ${lockPath}:6:14, to docs-v1.1.0, which is the version of another name.`,
  ]);
});
test("--update finds newer versions of the same name, and days", async ({ bind, versions }) => {
  await bind(...tools, "m/days@2025-11-30", "m/whole@v3", "m/rel@release/v2.0.0");
  const { code, stderr } = await bind("--update");
  assert.equal(
    [code, stderr],
    [0, "m/tools/lint: lint/v2.0.0 is there for --major.\nm/whole: v4 is there for --major.\n"],
  );
  assert.equal(versions(), {
    "m/days": "2026-01-02.1",
    "m/rel": "release/v2.1.0",
    "m/tools/both": "v5.1.0",
    "m/tools/lint": "lint/v1.1.0",
    "m/tools/test": "test-v3.2.0",
    "m/whole": "v3",
  });
  assert.is((await bind("--update", "--major")).code, 0);
  assert.equal([versions()["m/tools/lint"], versions()["m/whole"]], ["lint/v2.0.0", "v4"]);
});
test("--update says that a moving tag which it locked names another commit now", async (context) => {
  const { bind, read, write, shas } = context;
  await bind("m/whole@v3");
  write(lockPath, read(lockPath).replace(shas["m/whole"]?.[0] ?? "", shas["m/whole"]?.[1] ?? ""));
  const { code, stderr } = await bind("--update", "m/whole");
  assert.equal([code, stderr], [0, "m/whole: v4 is there for --major; the tag v3 has moved on: name it to follow.\n"]);
});
test("records the exact version behind a moving tag with a name, or behind a branch", async ({ bind, versions }) => {
  const { code, stderr } = await bind("m/rel@release/v2", "m/plain@release/v2");
  assert.equal([code, stderr], [0, ""]);
  assert.equal(versions(), { "m/plain": "v2.1.0", "m/rel": "release/v2.1.0" });
});
test("prefers the name that was asked for, and a tag to the branch of its name", async ({ bind, shas, versions }) => {
  for (const [ref, version] of [
    ["release/v1", "release/v1.1.0"],
    ["main", "v1.1.0"],
    [shas["m/both"]?.[1], "v1.1.0"],
  ]) {
    const { code, stderr } = await bind(`m/both@${ref}`);
    assert.equal([code, stderr, versions()["m/both"]], [0, "", version]);
  }
});
test("calls a commit by the action's own versions, never by another's", async ({ bind, shas, versions }) => {
  const [first, , third] = shas["m/tools"] ?? [];
  const ages = ["--min-age", "0"];
  assert.is((await bind(`m/tools/lint@${first}`, `m/tools/test@${first}`, `m/tools/both@${first}`, ...ages)).code, 0);
  assert.equal(versions(), { "m/tools/both": "v5.0.0", "m/tools/lint": "lint/v1.0.0", "m/tools/test": "test-v3.1.0" });
  const { code, stderr } = await bind(`m/tools/both@${third}`);
  assert.is(code, 1);
  assert.is(
    stderr,
    `error pin-unreleased: m/tools/both@${third} is no release: its commit has no tag.
  hint: Take \`m/tools/both@v5.1.0\`, or accept the commit under that name with \`--allow-branch\`.
1 error; nothing was written.
`,
  );
});
for (const [ref, command] of [
  ["release/v2", "m/rel@release/v2"],
  ["main", "m/rel@main --allow-branch"],
  ["release/v2.1.0", "m/rel@release/v2.1.0"],
] as const) {
  test(`the hint for a pin at ${ref} is a command that works`, async (context) => {
    await generate(context, "m/rel@release/v2.0.0");
    context.write(ciPath, context.read(ciPath).replace(/@[0-9a-f]{40} # \S+/, `@${ref}`));
    const { stderr } = await context.adopt();
    const [, told] = /hint: Run `yardmaster bind ([^`]+)`/.exec(stderr) ?? [];
    assert.is(told, command);
    assert.is((await context.bind(...command.split(" "))).code, 0);
  });
}
test("the hint for a pin that git cannot name asks for a tag", async (context) => {
  await generate(context, "m/rel@release/v2.0.0");
  context.write(ciPath, context.read(ciPath).replace(/@[0-9a-f]{40} # \S+/, "@a~b"));
  assert.match(
    (await context.adopt()).stderr,
    "  hint: Name a tag of m/rel in `yardmaster bind m/rel@TAG`, which pins its commit.\n",
  );
});
test.run();
