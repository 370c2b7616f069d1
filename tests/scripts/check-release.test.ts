import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { judgeRelease } from "../../scripts/github/release/judge-release.ts";

const program = fileURLToPath(new URL("../../scripts/github/check_release.ts", import.meta.url));
const repository = "owner/name";
const url = `https://github.com/${repository}`;
const root = `{\n  "private": true,\n  "repository": "${url}"\n}\n`;
const member = (version: string) => `{\n  "name": "a",\n  "version": "${version}"\n}\n`;
const changelog = "# Changelog\n\n## Unreleased\n\n## 1.2.3 (2026-11-27)\n\n### Added\n\n- All of it.\n";

interface Given {
  readonly tag?: string;
  readonly root?: string;
  readonly version?: string;
  readonly changelog?: string;
}

function judge(given: Given): ReturnType<typeof judgeRelease> {
  const manifests = new Map([
    ["package.json", given.root ?? root],
    ["packages/a/package.json", member(given.version ?? "1.2.3")],
  ]);
  return judgeRelease(given.tag ?? "v1.2.3", repository, { manifests, changelog: given.changelog ?? changelog });
}
const said = (given: Given) => judge(given).problems.map(({ file, line, message }) => `${file}:${line} ${message}`);

const test = suite("whether a tag may be released");
test("one that has its version, its changes and its repository may", () => {
  assert.equal(judge({}), { release: { version: "1.2.3", distributionTag: "latest" }, problems: [] });
});
test("a version before another is nobody's latest", () => {
  const version = "1.2.3-rc.1";
  const given = { tag: `v${version}`, version, changelog: changelog.replace("1.2.3", version) };
  assert.equal(judge(given), { release: { version, distributionTag: "next" }, problems: [] });
});
test("a tag that is no version may not", () => {
  for (const tag of ["1.2.3", "v1.2", "v1.2.3+build", "v01.2.3", "release", "v1.2.3-", "v1.2.3\n"]) {
    const first = said({ tag })[0];
    assert.is(first, `the tag:1 "${tag}" is no version such as v1.2.3 or v1.2.3-beta.1.`, tag);
  }
});
test("a package with another version is named at its line", () => {
  assert.equal(said({ version: "1.2.2" }), ["packages/a/package.json:3 The version is 1.2.2, and the tag v1.2.3."]);
});
test("another repository is named, which npm would refuse; without one, the workflow's own is packed", () => {
  assert.equal(said({ root: root.replace("owner/name", "owner/fork") }), [
    `package.json:3 \`repository\` has to be "${url}", or to be left out: npm compares it with where the package is built.`,
  ]);
  assert.equal(said({ root: "{}" }), []);
});
test("changes that are in no version, and a version without changes, are named", () => {
  assert.equal(said({ changelog: changelog.replace("Unreleased\n", "Unreleased\n\n### Fixed\n\n- Another.\n") }), [
    'CHANGELOG.md:3 What stands here is in no version: give it the heading "## 1.2.3 (YYYY-MM-DD)", and leave this one empty.',
  ]);
  const lacking = "CHANGELOG.md:5 The newest version here is not 1.2.3, with its changes.";
  assert.equal(said({ changelog: changelog.replace("- All of it.\n", "") }), [lacking]);
  assert.equal(said({ changelog: changelog.replace("1.2.3", "1.2.2") }), [lacking]);
  assert.equal(said({ changelog: "# Changelog\n\n## Unreleased\n" }), [lacking.replace(":5", ":1")]);
});
test.run();

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: string;
}

/** Runs the program in a repository of its own, on the Node that runs this. */
function run(files: Readonly<Record<string, string>>, ...given: string[]): Ended {
  const folder = mkdtempSync(join(tmpdir(), "check-release-"));
  try {
    for (const [path, text] of Object.entries({ "packages/a/package.json": member("1.2.3"), out: "", ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const env = { ...process.env, GITHUB_OUTPUT: join(folder, "out") };
    const loader = ["--import", fileURLToPath(import.meta.resolve("tsx"))];
    const ended = spawnSync(process.execPath, [...loader, program, ...given], { cwd: folder, encoding: "utf8", env });
    const { status: code, stdout, stderr } = ended;
    return { code, stdout, stderr, outputs: readFileSync(join(folder, "out"), "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const good = { "package.json": root, "CHANGELOG.md": changelog };
const arguments_ = ["--tag=v1.2.3", `--repository=${repository}`];

const command = suite("check_release");
command("hands on the version and what npm calls it", () => {
  assert.equal(run(good, ...arguments_), {
    code: 0,
    stdout: "v1.2.3 may be released: version 1.2.3, as latest\n",
    stderr: "",
    outputs: "version=1.2.3\ndist-tag=latest\n",
  });
});
command("says all that is wrong, and sets no output", () => {
  assert.equal(run(good, "--tag=v1.2.4", `--repository=${repository}`), {
    code: 1,
    stdout: "",
    stderr:
      "packages/a/package.json:3 error: The version is 1.2.3, and the tag v1.2.4.\n" +
      "CHANGELOG.md:5 error: The newest version here is not 1.2.4, with its changes.\n",
    outputs: "",
  });
});
command("ends with 2 where something is not given or cannot be read", () => {
  for (const [files, given, sentence] of [
    [good, ["--tag=v1.2.3"], "--tag and --repository are needed."],
    [good, ["--tga=v1.2.3"], "Unknown option '--tga'"],
    [{ "CHANGELOG.md": changelog, "package.json": root }, [], "--tag and --repository are needed."],
    [{ "package.json": root }, arguments_, "CHANGELOG.md cannot be read"],
  ] as const) {
    const { code, stderr, outputs } = run(files, ...given);
    assert.is(code, 2);
    assert.match(stderr, sentence);
    assert.match(stderr, "Usage: check_release.ts");
    assert.is(outputs, "");
  }
});
command.run();
