import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type EmbeddedContent, type EmbeddedGitHub, startEmbeddedGitHub } from "../helpers/embedded-github/index.ts";
import { ciPath, edit, lockPath, makePinnedRepository, releasePath, shas } from "./adopt-repository.ts";
import type { TestRepository } from "./repository.ts";

interface Context extends TestRepository {
  server: EmbeddedGitHub;
  adopt: () => ReturnType<TestRepository["run"]>;
}
const test = suite<Context>("yardmaster adopt, with metadata over the network");

const metadata =
  "name: x\ndescription: New.\ninputs: {path: {required: false, default: .}, depth: {default: 1}}\nruns: {using: node24, main: x.js}\n";
const content: EmbeddedContent = {
  tags: {
    "v7.0.1": shas.checkout,
    v7: shas.newCheckout,
    "v7.1.0": shas.newCheckout,
    "v7.2.0": shas.other,
    "v7.3.0": shas.newCache,
  },
  commits: {
    [shas.newCheckout]: { committedAt: "2026-06-01T00:00:00Z", files: { "action.yml": metadata } },
    [shas.newCache]: {
      committedAt: "2026-06-01T00:00:00Z",
      files: { "action.yml": metadata.replace("required: false, default: .", "required: true") },
    },
    [shas.other]: { committedAt: "2026-06-01T00:00:00Z", files: { "action.yml": "- a\n" } },
  },
};

test.before.each(async (context) => {
  const server = await startEmbeddedGitHub({
    tokens: [{ value: "reader", label: "reader", permissions: { metadata: "read", contents: "read" } }],
    repositories: [
      { owner: "actions", name: "checkout", defaultBranch: "main", collaborators: [], workflows: {}, content },
    ],
  });
  const repository = await makePinnedRepository();
  const env = { GITHUB_API_URL: server.url, GITHUB_TOKEN: "reader", PATH: process.env.PATH ?? "" };
  const adopt = async () => {
    const { code, stdout, stderr } = await repository.run(["adopt"], { env });
    return { code, stdout, stderr: stderr.replaceAll(server.url, "<server>") };
  };
  Object.assign(context, repository, { server, adopt });
});
test.after.each(async ({ server, dispose }) => {
  dispose();
  await server.close();
});

const entry = (repository: TestRepository) => JSON.parse(repository.read(lockPath)).actions["actions/checkout"];
const bump = (repository: TestRepository, pin: string) =>
  edit(repository, `${shas.checkout} # v7.0.1`, pin, [ciPath, releasePath]);

test("reads the inputs of the new commit, and binds them", async (context) => {
  bump(context, `${shas.newCheckout} # v7.1.0`);
  const { code, stderr } = await context.adopt();
  assert.equal([code, stderr], [0, ""]);
  const { version, sha, inputs, digest } = entry(context);
  assert.equal([version, sha], ["v7.1.0", shas.newCheckout]);
  assert.equal(inputs, { depth: { required: false, default: 1 }, path: { required: false, default: "." } });
  assert.match(digest, /^sha256:[0-9a-f]{64}$/);
  assert.match(context.read("generated/actions.ts"), /"?depth"?\?:/);
  assert.is((await context.run(["check"])).code, 0);
  assert.is((await context.run(["bind", "--check"])).code, 0);
});
test("records the most exact version of the commit behind a moving tag", async (context) => {
  bump(context, `${shas.newCheckout} # v7`);
  assert.match((await context.adopt()).stdout, "taken actions/checkout v7.0.1 -> v7.1.0 (");
  assert.is(entry(context).version, "v7.1.0");
  assert.match(context.read(ciPath), `${shas.newCheckout} # v7.1.0\n`);
});
test("takes a version that requires an input which a source does not give: GitHub starts it, the types tell", async (context) => {
  bump(context, `${shas.newCache} # v7.3.0`);
  const { code } = await context.adopt();
  assert.is(code, 0);
  assert.equal(JSON.parse(context.read(lockPath)).actions["actions/checkout"].inputs.path, { required: true });
});
test("refuses a commit whose comment is another's tag, or none", async (context) => {
  const before = context.read(lockPath);
  bump(context, `${shas.newCheckout} # v7.2.0`);
  const { code, stdout, stderr } = await context.adopt();
  assert.equal([code, stdout], [1, "1 problem; nothing was written.\n"]);
  assert.is(
    stderr.split("\n")[0],
    `${ciPath}:17:15 error bump-version-differs: The commit ${shas.newCheckout} of actions/checkout is called v7.2.0, but <server>/actions/checkout holds ${shas.other} as v7.2.0.`,
  );
  edit(context, "# v7.2.0", "# v7.9.0", [ciPath, releasePath]);
  assert.is(
    (await context.adopt()).stderr.split("\n")[0],
    `${ciPath}:17:15 error bump-untagged: The commit ${shas.newCheckout} of actions/checkout is called v7.9.0, but <server>/actions/checkout has no such tag.`,
  );
  assert.is(context.read(lockPath), before);
});
test("takes a bump whose metadata cannot be read, and says what is unverified", async (context) => {
  edit(context, `${shas.setup} # v7.0.0`, `${shas.newSetup} # v7.1.0`, [ciPath]);
  bump(context, `${shas.other} # v7.2.0`);
  const { code, stderr } = await context.adopt();
  assert.is(code, 0);
  const lines = stderr.trimEnd().split("\n");
  assert.is(lines.length, 2);
  assert.match(
    lines[0] ?? "",
    /^actions\/checkout v7\.2\.0 is unverified \(.*action\.yml.*\): its inputs and outputs are those of the old commit/,
  );
  assert.match(
    lines[1] ?? "",
    /^actions\/setup-node v7\.1\.0 is unverified \(it cannot be read from <server>: .*\): its inputs/,
  );
  assert.is(entry(context).digest, undefined);
  assert.equal(entry(context).inputs, { path: { required: false } });
  assert.is((await context.run(["check"])).code, 0);
});
test.run();
