import { suite } from "uvu";
import * as assert from "uvu/assert";
import { edit } from "./adopt-repository.ts";
import { makeRepository, type TestRepository } from "./repository.ts";

// What Renovate's manager for Actions does to generated files: it moves tags and digests of `container`, `services` and
// `docker://`, and the labels of `runs-on`.

const lockPath = "workflows-src/actions.lock.json";
const ciPath = ".github/workflows/ci.yml";
const toolPath = "tools/lint/action.yml";
const sha256 = (digit: string) => `sha256:${digit.repeat(64)}`;
const [old, next] = [sha256("1"), sha256("2")];

const source = (step = "npm test") => `
import { compositeAction, dockerAction, job, run, sh, triggers, useDocker, workflow } from "yardmaster";
import { images } from "../generated/actions.ts";
const { on } = triggers({ push: null });
export const lint = dockerAction("tools/lint", { name: "Lint", description: "Lints." }, () => ({ image: "docker://" + images.alpine }));
export const composite = compositeAction("tools/both", { name: "Both", description: "Both." }, () => ({ steps: [useDocker(images.alpine)] }));
export const w = workflow("ci", { on, permissions: {}, jobs: [
  job("a", { "runs-on": "ubuntu-22.04", container: images.node, services: { cache: { image: images.redis } }, steps: [useDocker(images.alpine), run(sh\`${step}\`)] }),
  job("b", { "runs-on": "ubuntu-22.04", container: { image: images.node22, env: { image: "redis:7" } }, services: { db: { image: images.app } }, steps: [run(sh\`true\`)] }),
  job("c", { "runs-on": "ubuntu-22.04", container: "plain:1.0", steps: [run(sh\`true\`)] }),
] });
`;

const test = suite<TestRepository>("yardmaster adopt, of images");
test.before.each(async (repository) => {
  Object.assign(repository, makeRepository({ "workflows-src/.keep": "" }));
  const { code, stderr } = await repository.run([
    "bind",
    "docker://node:24-alpine3.21",
    "node22=docker://node:22",
    `docker://redis:7@${old}`,
    `docker://alpine:3.22@${old}`,
    `docker://localhost:5000/o/app@${old}`,
    "--no-digest",
  ]);
  assert.is(code, 0, stderr);
  repository.write("workflows-src/ci.workflow.ts", source());
  const made = await repository.run(["gen"]);
  assert.is(made.code, 0, made.stderr);
});
test.after.each((repository) => repository.dispose());

const lockedImages = (repository: TestRepository) => JSON.parse(repository.read(lockPath)).images;
const adopt = (repository: TestRepository) => repository.run(["adopt", "--offline"]);
const snapshot = (repository: TestRepository) => ({ ...repository.made(), [lockPath]: repository.read(lockPath) });
const inStep = { code: 0, stdout: "3 files: 3 in step; 0 findings\n", stderr: "" };

test("stand in generated files with tag and digest, wherever an image may", async (repository) => {
  const images = [
    ...Object.values(repository.made())
      .join("")
      .matchAll(/(?:container|image|uses): (\S+[:@]\S+)/g),
  ];
  assert.equal(images.map(([, image]) => image).sort(), [
    `docker://alpine:3.22@${old}`,
    `docker://alpine:3.22@${old}`,
    `docker://alpine:3.22@${old}`,
    `localhost:5000/o/app@${old}`,
    "node:22",
    "node:24-alpine3.21",
    "plain:1.0",
    "redis:7",
    `redis:7@${old}`,
  ]);
  assert.equal(await repository.run(["check"]), inStep);
});
test("takes tags and digests into the lock, and into files that no bot reads", async (repository) => {
  edit(repository, `redis:7@${old}`, `redis:8@${next}`, [ciPath]);
  edit(repository, `alpine:3.22@${old}`, `alpine:3.23@${next}`, [ciPath]);
  edit(repository, "node:24-alpine3.21", "node:26-alpine3.22", [ciPath]);
  const checked = await repository.run(["check"]);
  assert.is(
    checked.stdout.slice(0, checked.stdout.indexOf("---")),
    `${ciPath} error file-bumped: ${ciPath} has other pins than workflows-src/ci.workflow.ts makes: node:24-alpine3.21 -> node:26-alpine3.22; redis:7 -> redis:8; alpine:3.22 -> alpine:3.23.
  hint: Run \`yardmaster adopt\` to take them into the lock of actions; or discard them with \`npx yardmaster gen --force\`.
`,
  );
  assert.is((await repository.run(["gen"])).code, 1, "gen does not throw a bump away");
  assert.equal(await adopt(repository), {
    code: 0,
    stdout: `taken images.node node:24-alpine3.21 -> node:26-alpine3.22 from ${ciPath}
taken images.redis redis:7@${old} -> redis:8@${next} from ${ciPath}
taken images.alpine alpine:3.22@${old} -> alpine:3.23@${next} from ${ciPath}
wrote ${lockPath}
wrote generated/actions.ts
wrote tools/both/action.yml
wrote ${toolPath}
3 bumps taken
`,
    stderr: "",
  });
  assert.equal(lockedImages(repository), {
    alpine: { name: "alpine", tag: "3.23", digest: next },
    app: { name: "localhost:5000/o/app", digest: old },
    node: { name: "node", tag: "26-alpine3.22" },
    node22: { name: "node", tag: "22" },
    redis: { name: "redis", tag: "8", digest: next },
  });
  assert.match(repository.read(toolPath), `image: docker://alpine:3.23@${next}\n`);
  assert.equal(await repository.run(["check"]), inStep);
  assert.equal((await adopt(repository)).stdout, "0 bumps taken\n");
});
test("takes another digest of a tag, and of an image without one", async (repository) => {
  edit(repository, `redis:7@${old}`, `redis:7@${next}`, [ciPath]);
  edit(repository, `o/app@${old}`, `o/app@${next}`, [ciPath]);
  assert.match((await repository.run(["check"])).stdout, `redis:7@${old} -> redis:7@${next}; localhost:5000/o/app@`);
  const { code, stdout } = await repository.run(["adopt", "--offline", "--format", "json"]);
  assert.is(code, 0);
  assert.equal(JSON.parse(stdout).images[0], {
    key: "redis",
    from: `redis:7@${old}`,
    to: `redis:7@${next}`,
    places: [`${ciPath}:16:16`],
  });
  assert.equal(await repository.run(["check"]), inStep);
});
test("takes a digest that a bot adds, and a bump in a file whose source has changed since", async (repository) => {
  edit(repository, "node:22", `node:22@${next}`, [ciPath]);
  repository.write("workflows-src/ci.workflow.ts", source("npm run test"));
  assert.is(JSON.parse((await repository.run(["check", "--format", "json"])).stdout).drift[0].kind, "bumped");
  assert.is((await adopt(repository)).code, 0);
  assert.match(repository.read(ciPath), `image: node:22@${next}\n`);
  assert.match(repository.read(ciPath), "npm run test");
  assert.equal(await repository.run(["check"]), inStep);
});
test("takes the bump out of a file with another edit, and keeps the edit", async (repository) => {
  edit(repository, `redis:7@${old}`, `redis:8@${next}`, [ciPath]);
  edit(repository, "run: npm test", "run: npm run mine", [ciPath]);
  const edited = repository.read(ciPath);
  const { code, stdout, stderr } = await adopt(repository);
  assert.is(code, 1);
  assert.match(stdout, "1 bump taken; 1 difference left\n");
  assert.match(stderr, `${ciPath} error file-edited: `);
  assert.is(repository.read(ciPath), edited);
  assert.is(lockedImages(repository).redis.tag, "8");
});
test("entries that are one image move together", async (repository) => {
  assert.is((await repository.run(["bind", "node22=docker://node:24-alpine3.21", "--no-digest"])).code, 0);
  assert.is((await repository.run(["gen"])).code, 0);
  edit(repository, "node:24-alpine3.21", "node:26-alpine3.21", [ciPath]);
  assert.is((await adopt(repository)).code, 0);
  assert.equal(
    [lockedImages(repository).node.tag, lockedImages(repository).node22.tag],
    ["26-alpine3.21", "26-alpine3.21"],
  );
  assert.equal(await repository.run(["check"]), inStep);
});
test("an action and an image are bumped in one run or not at all", async (repository) => {
  edit(repository, `redis:7@${old}`, `redis:8@${next}`, [ciPath]);
  edit(repository, "node:22", "node:20", [ciPath]);
  const before = snapshot(repository);
  const { code, stdout } = await adopt(repository);
  assert.equal([code, stdout], [1, "1 problem; nothing was written.\n"]);
  assert.equal(snapshot(repository), before);
});

/** Refused by this sentence, and every byte left. */
const refusals: readonly (readonly [what: string, from: string, to: string, said: string])[] = [
  [
    "a tag that goes back",
    "node:22",
    "node:20",
    `image-lowers: node:22, at ${lockPath}:18:15, would go back to node:20.`,
  ],
  [
    "a patch that goes back",
    "node:24-alpine3.21",
    "node:24-alpine3.20",
    `image-lowers: node:24-alpine3.21, at ${lockPath}:14:13, would go back to node:24-alpine3.20.`,
  ],
  [
    "a tag of another kind",
    "node:24-alpine3.21",
    "node:26",
    `image-variant: node:24-alpine3.21, at ${lockPath}:14:13, would become node:26, whose tag is of another kind.`,
  ],
  [
    "a word for a version",
    "node:22",
    "node:latest",
    `image-variant: node:22, at ${lockPath}:18:15, would become node:latest, whose tag is of another kind.`,
  ],
  [
    "no tag for a version",
    `redis:7@${old}`,
    `redis@${old}`,
    `image-variant: redis:7@${old}, at ${lockPath}:22:14, would become redis@${old}, whose tag is of another kind.`,
  ],
  [
    "a digest that is dropped",
    `redis:7@${old}`,
    "redis:8",
    `image-digest-missing: redis:7@${old}, at ${lockPath}:22:14, would become redis:8, which has no digest.`,
  ],
  [
    "a digest that is left behind",
    `redis:7@${old}`,
    `redis:8@${old}`,
    `image-digest-kept: redis:7@${old}, at ${lockPath}:22:14, would become redis:8@${old}: another version by the same digest.`,
  ],
  [
    "text of the source",
    "plain:1.0",
    "plain:1.1",
    `image-not-locked: plain:1.0 was changed to plain:1.1, and ${lockPath} does not hold that image: it is text of the source.`,
  ],
];
for (const [what, from, to, said] of refusals) {
  test(`refuses ${what}`, async (repository) => {
    edit(repository, from, to, [ciPath]);
    const before = snapshot(repository);
    const { code, stdout, stderr } = await adopt(repository);
    assert.equal([code, stdout], [1, "1 problem; nothing was written.\n"]);
    assert.match(stderr.split("\n")[0] ?? "", ` error ${said}`);
    assert.is((stderr.split("\n")[0] ?? "").endsWith(said), true, stderr);
    assert.equal(snapshot(repository), before);
  });
}
test("refuses two new tags of one entry, with both places", async (repository) => {
  edit(repository, `alpine:3.22@${old}`, `alpine:3.23@${next}`, [ciPath]);
  edit(repository, `alpine:3.22@${old}`, `alpine:3.24@${next}`, [toolPath]);
  const { code, stderr } = await adopt(repository);
  assert.is(code, 1);
  assert.is(
    stderr.split("\n")[0],
    `${toolPath}:8:10 error images-disagree: alpine:3.22@${old} is alpine:3.24@${next} here, but alpine:3.23@${next} at ${ciPath}:18:15.`,
  );
});
test("orders tags as their numbers do, of one kind", async (repository) => {
  for (const [from, to, code] of [
    ["7", "8", ""],
    ["7", "7.2", ""],
    ["7.2", "7", ""],
    ["9", "10", ""],
    ["10", "9", "image-lowers"],
    ["3.9-slim-bookworm", "3.10-slim-bookworm", ""],
    ["3.10-slim-bookworm", "3.10-slim-trixie", "image-variant"],
    ["8.0-rc2", "8.0", ""],
    ["8.0", "8.1-rc1", "image-variant"],
    ["21-jdk", "25-jdk", ""],
    ["jdk-21", "jre-25", "image-variant"],
    ["v1.2.3", "1.3.0", ""],
    ["2024-01-31", "2024-02-01", ""],
    ["bookworm", "trixie", ""],
    ["latest", "7", ""],
  ] as const) {
    assert.is((await repository.run(["bind", `node22=docker://node:${from}`, "--no-digest"])).code, 0);
    assert.is((await repository.run(["gen", "--force"])).code, 0);
    edit(repository, `node:${from}\n`, `node:${to}\n`, [ciPath]);
    const { stderr } = await repository.run(["adopt", "--offline", "--dry-run"]);
    assert.is(/error (image-[a-z-]+)/.exec(stderr)?.[1] ?? "", code, `${from} ${to} ${stderr}`);
  }
});
test("never writes over a bump that the lock's entry does not make", async (repository) => {
  edit(repository, '"plain:1.0"', '"node:22"', ["workflows-src/ci.workflow.ts"]);
  assert.is((await repository.run(["gen"])).code, 0);
  edit(repository, "node:22", "node:24", [ciPath]);
  const { code, stderr } = await adopt(repository);
  assert.is(code, 1);
  assert.match(stderr, `${ciPath} error file-bumped: `);
  assert.match(repository.read(ciPath), "container: node:24\n");
});
test("says that a runner's label is the source's, and takes the bumps beside it", async (repository) => {
  edit(repository, "runs-on: ubuntu-22.04", "runs-on: ubuntu-24.04", [ciPath]);
  assert.is(JSON.parse((await repository.run(["check", "--format", "json"])).stdout).drift[0].kind, "edited");
  edit(repository, `redis:7@${old}`, `redis:8@${next}`, [ciPath]);
  const adopted = await adopt(repository);
  assert.is(adopted.code, 1);
  assert.match(adopted.stdout, "1 bump taken; 1 difference left\n");
  assert.is(
    adopted.stderr,
    `${ciPath} error runner-bumped: ${ciPath} has other labels of runners than workflows-src/ci.workflow.ts makes, which no lock holds: ubuntu-22.04 -> ubuntu-24.04.
  hint: Change them in workflows-src/ci.workflow.ts and run \`npx yardmaster gen\`, or discard them with \`npx yardmaster gen --force\`; docs/pins.md says how bots are kept from them.
`,
  );
  assert.is(lockedImages(repository).redis.tag, "8");
  edit(repository, "ubuntu-22.04", "ubuntu-24.04", ["workflows-src/ci.workflow.ts"]);
  assert.is((await repository.run(["gen"])).code, 0);
  assert.equal(await repository.run(["check"]), inStep);
});
test("a label beside another edit is an edit", async (repository) => {
  edit(repository, "runs-on: ubuntu-22.04", "runs-on: ubuntu-24.04", [ciPath]);
  edit(repository, "run: npm test", "run: npm run mine", [ciPath]);
  assert.match((await repository.run(["check"])).stdout, "error file-edited: ");
});
for (const [what, from, to] of [
  ["another image", `redis:7@${old}`, `valkey:8@${next}`],
  ["an expression", "node:22", "node:$" + "{{ vars.NODE }}"],
  ["text that looks like one, elsewhere", "image: redis:7\n", "image: redis:8\n"],
] as const) {
  test(`takes ${what} for an edit`, async (repository) => {
    edit(repository, from, to, [ciPath]);
    const before = snapshot(repository);
    const { code, stderr } = await adopt(repository);
    assert.is(code, 1);
    assert.match(stderr, "error file-edited: ");
    assert.equal(snapshot(repository), before);
  });
}
test.run();
