import { FileError } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ciPath, edit, greetPath, lockPath, makePinnedRepository, releasePath, shas } from "./adopt-repository.ts";
import type { TestRepository } from "./repository.ts";

interface Locked {
  readonly sha: string;
  readonly version: string;
  readonly digest?: string;
}
const test = suite<TestRepository>("yardmaster adopt");

test.before.each(async (repository) => {
  Object.assign(repository, await makePinnedRepository());
});
test.after.each((repository) => repository.dispose());

const old = `${shas.checkout} # v7.0.1`;
const bumped = `${shas.newCheckout} # v7.1.0`;
const locked = (repository: TestRepository, action: string): Locked | undefined =>
  JSON.parse(repository.read(lockPath)).actions[action];
const snapshot = (repository: TestRepository) => ({ ...repository.made(), [lockPath]: repository.read(lockPath) });

async function assertInStep({ run }: TestRepository): Promise<void> {
  assert.equal(await run(["check"]), { code: 0, stdout: "3 files: 3 in step; 0 findings\n", stderr: "" });
  assert.is((await run(["bind", "--check"])).code, 0);
}

/** Refuses, says exactly this, and leaves every byte. */
async function assertRefused(repository: TestRepository, findings: readonly string[]): Promise<void> {
  const before = snapshot(repository);
  const { code, stdout, stderr } = await repository.run(["adopt", "--offline"]);
  const first = stderr.split("\n").filter((line) => / error [a-z-]+: /.test(line));
  assert.equal(first, findings);
  assert.equal(
    [code, stdout],
    [1, `${findings.length} problem${findings.length === 1 ? "" : "s"}; nothing was written.\n`],
  );
  assert.equal(snapshot(repository), before);
}

test("has nothing to take after gen", async (repository) => {
  const before = snapshot(repository);
  assert.equal(await repository.run(["adopt", "--offline"]), { code: 0, stdout: "0 bumps taken\n", stderr: "" });
  assert.equal(snapshot(repository), before);
});
test("takes commit and comment, also into files that no bot reads", async (repository) => {
  edit(repository, old, bumped, [ciPath, releasePath]);
  assert.equal(await repository.run(["adopt", "--offline"]), {
    code: 0,
    stdout: `taken actions/checkout v7.0.1 -> v7.1.0 (${shas.newCheckout}) from ${ciPath}
taken actions/checkout v7.0.1 -> v7.1.0 (${shas.newCheckout}) from ${releasePath}
wrote ${lockPath}
wrote generated/actions.ts
wrote ${greetPath}
1 bump taken
`,
    stderr:
      "actions/checkout v7.1.0 is unverified (it was not looked up): its inputs and outputs are those of the old commit, until `yardmaster bind actions/checkout@v7.1.0` reads them.\n",
  });
  assert.match(repository.read(greetPath), `actions/checkout@${bumped}\n`);
  assert.equal(locked(repository, "actions/checkout"), {
    version: "v7.1.0",
    sha: shas.newCheckout,
    using: "node24",
    inputs: { path: { required: false } },
    outputs: [],
  });
  assert.ok(locked(repository, "actions/setup-node")?.digest, "metadata that was read stays verified");
  await assertInStep(repository);
  assert.is((await repository.run(["adopt", "--offline"])).stdout, "0 bumps taken\n");
});
test("check names pure bumps and the way to take them", async (repository) => {
  edit(repository, old, bumped, [ciPath]);
  edit(repository, `${shas.setup} # v7.0.0`, `${shas.newSetup} # v8.0.0`, [ciPath]);
  const { code, stdout } = await repository.run(["check"]);
  assert.is(code, 1);
  assert.is(
    stdout.slice(0, stdout.indexOf("---")),
    `${ciPath} error file-bumped: ${ciPath} has other pins than workflows-src/ci.workflow.ts makes: actions/checkout v7.0.1 -> v7.1.0; actions/setup-node v7.0.0 -> v8.0.0.
  hint: Run \`yardmaster adopt\` to take them into the lock of actions; or discard them with \`npx yardmaster gen --force\`.
`,
  );
  assert.match(stdout, "\n3 files: 2 in step, 1 bumped; 0 findings\n");
  const { drift } = JSON.parse((await repository.run(["check", "--format", "json"])).stdout);
  assert.equal(drift, [{ file: ciPath, kind: "bumped", source: "workflows-src/ci.workflow.ts" }]);
});
test("gen does not throw a bump away", async (repository) => {
  edit(repository, old, bumped, [ciPath]);
  const before = snapshot(repository);
  const { code, stderr } = await repository.run(["gen"]);
  assert.is(code, 1);
  assert.match(stderr, "error file-bumped: ");
  assert.match(stderr, "1 file would lose content; nothing was written.\n");
  assert.equal(snapshot(repository), before);
  assert.is((await repository.run(["gen", "--force"])).code, 0);
  assert.match(repository.read(ciPath), old);
});
test("takes several actions at once, a major one and a called workflow among them", async (repository) => {
  edit(repository, old, `${shas.newCheckout} # v8.0.0`, [ciPath, releasePath]);
  edit(repository, `${shas.setup} # v7.0.0`, `${shas.newSetup} # v7.0.1-rc.1`, [ciPath]);
  edit(repository, `${shas.shared} # v2.3.4`, `${shas.other} # v2.10.0`, [ciPath]);
  const { code, stdout } = await repository.run(["adopt", "--offline", "--format", "json"]);
  const { taken, unverified, written, findings } = JSON.parse(stdout);
  assert.is(code, 0);
  assert.equal(findings, []);
  assert.equal(taken[0], {
    action: "actions/checkout",
    from: { version: "v7.0.1", sha: shas.checkout },
    to: { version: "v8.0.0", sha: shas.newCheckout },
    places: [`${ciPath}:17:15`, `${releasePath}:17:15`, `${releasePath}:20:15`],
  });
  assert.equal(
    taken.map(({ action, to }: { action: string; to: Locked }) => `${action} ${to.version}`),
    ["actions/checkout v8.0.0", "actions/setup-node v7.0.1-rc.1", "octo/shared/.github/workflows/lint.yml v2.10.0"],
  );
  assert.equal(
    unverified.map(({ action }: { action: string }) => action),
    taken.map(({ action }: { action: string }) => action),
  );
  assert.equal(written, [lockPath, "generated/actions.ts", greetPath]);
  await assertInStep(repository);
});
test("takes a bump made in one file only", async (repository) => {
  edit(repository, old, bumped, [releasePath]);
  assert.is((await repository.run(["adopt", "--offline"])).code, 0);
  assert.match(repository.read(ciPath), bumped);
  await assertInStep(repository);
});
test("moves the other actions of a repository along, which a bot did not see", async (repository) => {
  edit(repository, `${shas.cache} # v5.0.1`, `${shas.newCache} # v5.1.0`, [ciPath]);
  const { code, stdout } = await repository.run(["adopt", "--offline"]);
  assert.is(code, 0);
  assert.match(
    stdout,
    `taken actions/cache/save v5.0.1 -> v5.1.0 (${shas.newCache}), with another action of its repository\n`,
  );
  assert.match(repository.read(greetPath), `actions/cache/save@${shas.newCache} # v5.1.0\n`);
  await assertInStep(repository);
});

// What bots write behind a commit: Renovate's documents of its `github-actions` manager (`# v4.0.0`, `# 4.0`,
// `# renovate: tag=v1.0.0`, `# ratchet:actions/checkout@v2.1.0`, prefixes with `-` and `/`), its older `# pin@v1.0.0` and
// `# tag=v1.0.0`; Dependabot keeps what stands before the version at a comment's end (`# @v2.1.0`), and several blanks.
const forms: readonly (readonly [written: string, version: string])[] = [
  [" # v7.1.0", "v7.1.0"],
  [" # v7.2", "v7.2"],
  [" # v8", "v8"],
  [" # 7.1.0", "7.1.0"],
  [" # pin@v7.1.0", "v7.1.0"],
  [" # pin @v7.1.0", "v7.1.0"],
  [" # tag=v7.1.0", "v7.1.0"],
  [" # renovate: tag=v7.1.0", "v7.1.0"],
  [" # renovate: pin @v7.1.0", "v7.1.0"],
  [" # ratchet:actions/checkout@v7.1.0", "v7.1.0"],
  [" # @v7.1.0", "v7.1.0"],
  ["  #v7.1.0  ", "v7.1.0"],
];
for (const [written, version] of forms) {
  test(`reads ${JSON.stringify(written)}`, async (repository) => {
    edit(repository, ` # v7.0.1`, written, [ciPath, releasePath]);
    edit(repository, shas.checkout, shas.newCheckout, [ciPath, releasePath]);
    assert.equal(
      [(await repository.run(["adopt", "--offline"])).code, locked(repository, "actions/checkout")?.version],
      [0, version],
    );
    assert.match(repository.read(releasePath), `actions/checkout@${shas.newCheckout} # ${version}\n`);
    await assertInStep(repository);
  });
}
test("writes a comment-only change back when it says no more than the lock", async (repository) => {
  const before = snapshot(repository);
  for (const written of ["# v7", "# v7.0", "# tag=v7.0.1", "# pin@v7.0.1"]) {
    edit(repository, "# v7.0.1", written, [ciPath]);
    assert.is((await repository.run(["check"])).stdout.includes("file-bumped"), true, written);
    assert.equal(await repository.run(["adopt", "--offline"]), {
      code: 0,
      stdout: `wrote ${ciPath}\n0 bumps taken\n`,
      stderr: "",
    });
    assert.equal(snapshot(repository), before, written);
  }
  edit(repository, " # v7.0.1", "", [ciPath]);
  assert.is((await repository.run(["adopt", "--offline"])).code, 0);
  assert.equal(snapshot(repository), before);
});
test("takes a comment that says more than the lock", async (repository) => {
  edit(repository, `"v7.0.1"`, `"v7"`, [lockPath]);
  for (const command of ["gen", "bind"]) await repository.run([command]);
  edit(repository, "# v7\n", "# v7.0.1\n", [ciPath]);
  const { code, stderr } = await repository.run(["adopt", "--offline"]);
  assert.equal([code, stderr], [0, ""]);
  assert.is(locked(repository, "actions/checkout")?.version, "v7.0.1");
  assert.ok(locked(repository, "actions/checkout")?.digest, "the commit is the one whose metadata was read");
  await assertInStep(repository);
});
test("takes the most exact version when files name one commit with more and less of it", async (repository) => {
  edit(repository, old, `${shas.newCheckout} # v7.1`, [ciPath]);
  edit(repository, old, bumped, [releasePath]);
  assert.is((await repository.run(["adopt", "--offline"])).code, 0);
  assert.is(locked(repository, "actions/checkout")?.version, "v7.1.0");
  await assertInStep(repository);
});
test("reads files with CRLF and a byte order mark", async (repository) => {
  edit(repository, old, bumped, [ciPath]);
  repository.write(ciPath, `\ufeff${repository.read(ciPath).replaceAll("\n", "\r\n")}`);
  assert.is((await repository.run(["adopt", "--offline"])).code, 0);
  await assertInStep(repository);
});
test("takes a bump in a file whose source has changed since", async (repository) => {
  edit(repository, old, bumped, [ciPath]);
  edit(repository, "npm test", "npm run test", ["workflows-src/ci.workflow.ts"]);
  const { drift } = JSON.parse((await repository.run(["check", "--format", "json"])).stdout);
  assert.is(drift[0].kind, "bumped");
  assert.is((await repository.run(["adopt", "--offline"])).code, 0);
  assert.match(repository.read(ciPath), "npm run test");
  await assertInStep(repository);
});
test("takes the bump out of a file with another edit, and keeps the edit", async (repository) => {
  edit(repository, old, bumped, [ciPath]);
  edit(repository, "run: npm test", "run: npm run mine", [ciPath]);
  const edited = repository.read(ciPath);
  const { code, stdout, stderr } = await repository.run(["adopt", "--offline"]);
  assert.is(code, 1);
  assert.match(stdout, "1 bump taken; 1 difference left\n");
  assert.match(
    stderr,
    `${ciPath} error file-edited: ${ciPath} was edited after workflows-src/ci.workflow.ts made it.\n`,
  );
  assert.is(repository.read(ciPath), edited);
  assert.match(repository.read(releasePath), bumped);
  const checked = await repository.run(["check"]);
  assert.equal(
    checked.stdout.split("\n").filter((line) => /^[-+](?!--|\+\+)/.test(line)),
    ["-      - run: npm run mine", "+      - run: npm test"],
  );
});
test("a step that somebody added is no bump", async (repository) => {
  edit(repository, "      - run: npm test", `      - uses: evil/action@${shas.other} # v9.9.9\n      - run: npm test`, [
    ciPath,
  ]);
  const before = snapshot(repository);
  const { code, stderr } = await repository.run(["adopt", "--offline"]);
  assert.is(code, 1);
  assert.match(stderr, "error file-edited: ");
  assert.equal(snapshot(repository), before);
});
test("reads `uses` where GitHub does, and nowhere else", async (repository) => {
  edit(repository, "path: src", `uses: actions/checkout@${shas.other} # v9.9.9`, [ciPath]);
  const { code, stdout } = await repository.run(["adopt", "--offline"]);
  assert.equal([code, stdout], [1, "1 problem; nothing was written.\n"]);
  assert.is(locked(repository, "actions/checkout")?.version, "v7.0.1");
});
test("a file between conflict markers holds no bump", async (repository) => {
  edit(repository, "name: ci\n", `<<<<<<< a\nname: ci\n=======\nname: x\n`, [ciPath]);
  edit(repository, old, bumped, [ciPath]);
  assert.is((await repository.run(["adopt", "--offline"])).code, 1);
  assert.is(locked(repository, "actions/checkout")?.version, "v7.0.1");
});
test("--dry-run tells and writes nothing", async (repository) => {
  edit(repository, old, bumped, [ciPath]);
  const before = snapshot(repository);
  const { code, stdout } = await repository.run(["adopt", "--offline", "--dry-run"]);
  assert.is(code, 0);
  assert.match(stdout, `would write ${lockPath}\n`);
  assert.match(stdout, "1 bump to take\n");
  assert.equal(snapshot(repository), before);
});
test("a system that refuses a write leaves every file as it was", async (repository) => {
  edit(repository, old, bumped, [ciPath]);
  const before = snapshot(repository);
  const { code } = await repository.run(["adopt", "--offline"], {
    files: {
      create: async (path) => {
        throw new FileError("create", path, "no space left on device");
      },
    },
  });
  assert.is(code, 2);
  assert.equal(snapshot(repository), before);
});

const lockAt = (line: number) => `${lockPath}:${line}:14`;
test("refuses bumps that disagree, with both places", async (repository) => {
  edit(repository, old, bumped, [ciPath]);
  edit(repository, old, `${shas.other} # v7.2.0`, [releasePath]);
  await assertRefused(repository, [
    `${releasePath}:17:15 error bumps-disagree: actions/checkout is dddddddd (v7.2.0) here, but aaaaaaaa (v7.1.0) at ${ciPath}:17:15.`,
    `${releasePath}:20:15 error bumps-disagree: actions/checkout is dddddddd (v7.2.0) here, but aaaaaaaa (v7.1.0) at ${ciPath}:17:15.`,
  ]);
});
test("refuses a bump that lowers a version", async (repository) => {
  edit(repository, old, `${shas.other} # v7.0.0`, [ciPath]);
  edit(repository, `${shas.setup} # v7.0.0`, `${shas.newSetup} # v7.0.0-beta.2`, [ciPath]);
  await assertRefused(repository, [
    `${ciPath}:17:15 error bump-lowers: actions/checkout would go back from v7.0.1, at ${lockAt(30)}, to v7.0.0.`,
    `${ciPath}:21:15 error bump-lowers: actions/setup-node would go back from v7.0.0, at ${lockAt(42)}, to v7.0.0-beta.2.`,
  ]);
});
// Dependabot moves the commit and leaves the comment behind when it does not know the version that stands there
// (dependabot/dependabot-core#7912, #13037).
test("refuses a commit whose comment is the version of another", async (repository) => {
  edit(repository, old, `${shas.newCheckout} # v7.0.1`, [ciPath]);
  await assertRefused(repository, [
    `${ciPath}:17:15 error bump-version-differs: The commit ${shas.newCheckout} of actions/checkout is called v7.0.1, but ${lockAt(30)} holds ${shas.checkout} as v7.0.1.`,
  ]);
});
test("refuses another version behind the locked commit", async (repository) => {
  edit(repository, old, `${shas.checkout} # v7.1.0`, [ciPath]);
  await assertRefused(repository, [
    `${ciPath}:17:15 error bump-version-differs: The commit ${shas.checkout} of actions/checkout is called v7.1.0, but ${lockAt(30)} holds ${shas.checkout} as v7.0.1.`,
  ]);
});
test("refuses a commit that the lock has as another version of the same repository", async (repository) => {
  edit(
    repository,
    `"version": "v5.0.1",\n      "sha": "${shas.cache}",\n      "digest"`,
    `"version": "v5.2.0",\n      "sha": "${shas.newCache}",\n      "digest"`,
    [lockPath],
  );
  edit(
    repository,
    "lock.actions[action]",
    `{ ...lock.actions[action], ...(action.startsWith("actions/cache/r") ? { sha: "${shas.cache}", version: "v5.0.1" } : {}) }`,
    ["workflows-src/ci.workflow.ts"],
  );
  const text = JSON.parse(repository.read(lockPath));
  text.actions["actions/cache/restore"] = {
    ...text.actions["actions/cache/restore"],
    version: "v5.0.1",
    sha: shas.cache,
  };
  repository.write(lockPath, `${JSON.stringify(text, null, 2)}\n`);
  for (const command of ["gen", "bind"]) assert.is((await repository.run([command])).code, 0);
  edit(repository, `${shas.cache} # v5.0.1`, `${shas.newCache} # v5.1.0`, [ciPath]);
  await assertRefused(repository, [
    `${ciPath}:22:15 error bump-version-differs: The commit ${shas.newCache} of actions/cache/restore is called v5.1.0, but ${lockAt(18)} holds ${shas.newCache} as v5.2.0.`,
  ]);
});
test("refuses two versions for one commit of a repository, once", async (repository) => {
  edit(repository, `${shas.cache} # v5.0.1`, `${shas.newCache} # v5.1.0`, [ciPath]);
  edit(repository, `${shas.cache} # v5.0.1`, `${shas.newCache} # v5.2.0`, [greetPath]);
  await assertRefused(repository, [
    `${ciPath}:22:15 error bump-version-differs: The commit ${shas.newCache} of actions/cache/restore is called v5.1.0, but ${greetPath}:10:13 holds ${shas.newCache} as v5.2.0.`,
  ]);
});
test("refuses a commit without a version", async (repository) => {
  edit(repository, old, shas.newCheckout, [ciPath]);
  await assertRefused(repository, [
    `${ciPath}:17:15 error bump-version-unknown: The commit ${shas.newCheckout} of actions/checkout has no version behind it; ${lockAt(30)} holds another commit.`,
  ]);
});
// Dependabot writes a tag where it finds a tag.
test("refuses branches and tags", async (repository) => {
  edit(repository, old, "v8", [ciPath]);
  await assertRefused(repository, [
    `${ciPath}:17:15 error bump-not-commit: actions/checkout is at "v8", which is a branch or a tag and no commit; ${lockAt(30)} holds its commit.`,
  ]);
  assert.match(
    (await repository.run(["adopt", "--offline"])).stderr,
    "\n  hint: Run `yardmaster bind actions/checkout@v8`, which pins a commit; where that is an untagged branch, add `--allow-branch`.\n",
  );
});
test("refuses an action that the lock does not hold", async (repository) => {
  const text = JSON.parse(repository.read(lockPath));
  edit(repository, "lock.actions[action]", `(lock.actions[action] ?? { sha: "${shas.cache}", version: "v5.0.1" })`, [
    "workflows-src/ci.workflow.ts",
  ]);
  delete text.actions["actions/cache/restore"];
  repository.write(lockPath, `${JSON.stringify(text, null, 2)}\n`);
  edit(repository, `${shas.cache} # v5.0.1`, `${shas.newCache} # v5.1.0`, [ciPath]);
  await assertRefused(repository, [
    `${ciPath}:22:15 error bump-not-locked: The pin of actions/cache/restore was changed to "${shas.newCache}", and ${lockPath} does not hold that action.`,
  ]);
});
// dependabot/dependabot-core#14275: one version appended to the rest of another.
for (const comment of [
  "v2.15.0.14.2.15.0",
  "latest",
  "see https://example.test/v7.1.0",
  "v7.1.0 and more",
  "v7.1.0; rm -rf /",
  "v7.1.0 ::stop-commands::x",
  '"v7.1.0"',
  "$" + "{{ github.token }}",
  `v${"7".repeat(200)}`,
]) {
  test(`refuses the comment ${comment.slice(0, 40)}`, async (repository) => {
    edit(repository, old, `${shas.newCheckout} # ${comment}`, [ciPath]);
    const before = snapshot(repository);
    const { code, stdout, stderr } = await repository.run(["adopt", "--offline"]);
    assert.equal([code, stdout], [1, "1 problem; nothing was written.\n"]);
    const shown = JSON.stringify(comment.length > 80 ? `${comment.slice(0, 80)}…` : comment);
    assert.is(
      stderr.split("\n")[0],
      `${ciPath}:17:15 error bump-version-unknown: The comment ${shown} behind the commit ${shas.newCheckout} of actions/checkout names no version; ${lockAt(30)} holds another pin.`,
    );
    assert.equal(snapshot(repository), before);
  });
}
test("a refusal takes nothing of the other bumps", async (repository) => {
  edit(repository, `${shas.setup} # v7.0.0`, `${shas.newSetup} # v7.1.0`, [ciPath]);
  edit(repository, old, `${shas.other} # v6.0.0`, [releasePath]);
  const before = snapshot(repository);
  const { code, stderr } = await repository.run(["adopt", "--offline", "--format", "json"]);
  assert.equal([code, stderr], [1, ""]);
  assert.equal(snapshot(repository), before);
});
test("says what it cannot read", async (repository) => {
  repository.write("workflows-src/ci.workflow.ts", "throw new Error('no');\n");
  const thrown = await repository.run(["adopt", "--offline"]);
  assert.equal([thrown.code, thrown.stdout], [2, "1 problem; nothing was written.\n"]);
  assert.match(thrown.stderr, "error source-throws: ");
  repository.write(lockPath, "{}");
  assert.match((await repository.run(["adopt", "--offline"])).stderr, `${lockPath} error lock-invalid: `);
  repository.remove(lockPath);
  const missing = await repository.run(["adopt", "--offline"]);
  assert.is(missing.code, 2);
  assert.match(missing.stderr, `${lockPath} error lock-missing: `);
});
test.run();
