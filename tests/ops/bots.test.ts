import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parse } from "yaml";
import { makeRepository, type TestRepository } from "../cli/repository.ts";

// The edits that bots make to this repository's own workflows, and what tells the bots to make them.

const root = fileURLToPath(new URL("../../", import.meta.url));
const lockPath = "workflows-src/actions.lock.json";
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const { actions } = JSON.parse(read(lockPath)) as { actions: Record<string, { sha: string; version: string }> };

function copyOfThis(): TestRepository {
  const repository = makeRepository({});
  const paths = ["workflows-src", ".github/workflows", "generated"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length)),
  );
  for (const path of [...paths, "package.json"]) repository.write(path, readFileSync(join(root, path)));
  repository.remove("node_modules");
  for (const linked of ["node_modules", "packages"]) symlinkSync(join(root, linked), join(repository.root, linked));
  return repository;
}

const workflowsOf = ({ root: folder }: TestRepository): readonly string[] =>
  readdirSync(join(folder, ".github/workflows")).map((name) => `.github/workflows/${name}`);

const used = (repository: TestRepository, action: string): readonly string[] =>
  workflowsOf(repository).filter((path) => repository.read(path).includes(`uses: ${action}@`));

/** Replaces a pin as Dependabot does: every `uses` of the action in every workflow, and the version at the comment's end. */
function bump(repository: TestRepository, action: string, to: string, only = used(repository, action)): void {
  const locked = actions[action];
  assert.ok(locked && only.length > 0, action);
  const from = `uses: ${action}@${locked?.sha} # ${locked?.version}`;
  for (const path of only) {
    const text = repository.read(path);
    assert.ok(text.includes(from), `${path} ${from}`);
    repository.write(path, text.replaceAll(from, `uses: ${action}@${to}`));
  }
}

const sha = (digit: string) => digit.repeat(40);
const newer = "v99.0.0";

const test = suite<TestRepository>("bots in this repository");
test.before.each((repository) => {
  Object.assign(repository, copyOfThis());
});
test.after.each((repository) => repository.dispose());

async function assertAdopted(repository: TestRepository, expected: Readonly<Record<string, string>>): Promise<void> {
  const kinds = JSON.parse((await repository.run(["check", "--format", "json"])).stdout).drift;
  assert.ok(kinds.length > 0 && kinds.every(({ kind }: { kind: string }) => kind === "bumped"), JSON.stringify(kinds));
  const { code, stdout, stderr } = await repository.run(["adopt", "--offline"]);
  assert.is(code, 0, stdout + stderr);
  const now = JSON.parse(repository.read(lockPath)).actions as typeof actions;
  for (const [action, version] of Object.entries(expected)) assert.is(now[action]?.version, version);
  const checked = await repository.run(["check"]);
  assert.is(checked.code, 0, checked.stdout);
  const bound = await repository.run(["bind", "--check"]);
  assert.is(bound.code, 0, bound.stdout + bound.stderr);
  assert.match((await repository.run(["adopt", "--offline"])).stdout, /^0 bumps taken\n$/);
}

test("Dependabot, one action, a major version", async (repository) => {
  bump(repository, "actions/checkout", `${sha("a")} # ${newer}`);
  await assertAdopted(repository, { "actions/checkout": newer });
});
test("Dependabot, a group", async (repository) => {
  const group = ["actions/checkout", "actions/setup-node", "actions/upload-artifact"];
  for (const [index, action] of group.entries()) bump(repository, action, `${sha(String(index + 1))} # ${newer}`);
  await assertAdopted(repository, Object.fromEntries(group.map((action) => [action, newer])));
});
test("Renovate, with a comment of its own form", async (repository) => {
  bump(repository, "actions/checkout", `${sha("a")} # tag=${newer}`);
  bump(repository, "actions/setup-node", `${sha("b")} # pin@${newer}`);
  await assertAdopted(repository, { "actions/checkout": newer, "actions/setup-node": newer });
});
test("Renovate, the comment only", async (repository) => {
  const { sha: same, version = "" } = actions["actions/checkout"] ?? {};
  bump(repository, "actions/checkout", `${same} # ${version.split(".")[0]}`);
  await assertAdopted(repository, { "actions/checkout": version });
});
test("a bot that sees one of several files", async (repository) => {
  const files = used(repository, "actions/checkout");
  assert.ok(files.length > 1);
  bump(repository, "actions/checkout", `${sha("a")} # ${newer}`, files.slice(0, 1));
  await assertAdopted(repository, { "actions/checkout": newer });
  for (const path of files) assert.match(repository.read(path), `actions/checkout@${sha("a")} # ${newer}`);
});
// dependabot/dependabot-core#13037
test("Dependabot, the commit only, leaves the lock and says where both versions stand", async (repository) => {
  const before = repository.read(lockPath);
  bump(repository, "actions/checkout", `${sha("a")} # ${actions["actions/checkout"]?.version}`);
  const { code, stderr } = await repository.run(["adopt", "--offline"]);
  assert.is(code, 1);
  assert.match(
    stderr,
    /\.yml:\d+:\d+ error bump-version-differs: .* but workflows-src\/actions\.lock\.json:\d+:\d+ holds /,
  );
  assert.is(repository.read(lockPath), before);
});
test("Dependabot reads the workflows, weekly and after a cool-down", () => {
  const { updates } = parse(read(".github/dependabot.yml")) as { updates: Record<string, unknown>[] };
  const [own, ...others] = updates.filter((update) => update["package-ecosystem"] === "github-actions");
  assert.equal(others, []);
  assert.equal(own, {
    "package-ecosystem": "github-actions",
    directory: "/",
    schedule: { interval: "weekly" },
    cooldown: { "default-days": 7 },
    groups: { actions: { patterns: ["*"] } },
  });
});
test("Renovate pins digests, waits as long, and knows what comes after", () => {
  const preset = JSON.parse(read("renovate.json")) as Record<string, unknown>;
  assert.equal(Object.keys(preset), ["$schema", "extends", "enabledManagers", "packageRules"]);
  assert.equal(preset.extends, ["config:recommended", "helpers:pinGitHubActionDigests"]);
  assert.equal(preset.enabledManagers, ["github-actions"]);
  const [rule, labels] = preset.packageRules as Record<string, unknown>[];
  assert.equal(
    [rule?.matchManagers, rule?.minimumReleaseAge, rule?.groupName],
    [["github-actions"], "7 days", "actions"],
  );
  assert.match(String(rule?.prBodyNotes), "npx yardmaster adopt");
  // Only a source can change a label: the datasource's name is https://docs.renovatebot.com/modules/datasource/github-runners/.
  assert.equal(
    [labels?.matchManagers, labels?.matchDatasources, labels?.enabled],
    [["github-actions"], ["github-runners"], false],
  );
});
test.run();
