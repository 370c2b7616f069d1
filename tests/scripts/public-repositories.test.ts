import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { printOutcomes } from "../../scripts/public-repositories/print-outcomes.ts";
import { readList } from "../../scripts/public-repositories/public-repository.ts";

const script = fileURLToPath(new URL("../../scripts/public-repositories.ts", import.meta.url));
const program = fileURLToPath(new URL("../../packages/cli/bin/yardmaster.mjs", import.meta.url));
const list = fileURLToPath(new URL("../../scripts/public-repositories/repositories.json", import.meta.url));

const workflow = `on: issues
permissions: {}
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - run: make \${{ github.event.issue.title }}
`;

const printed = suite("what came out otherwise");
const outcome = (...lines: string[]) => ({ lines, crashes: [] });
printed("a line that is new, one that is gone, and one that stands once less; order is no change", () => {
  const compared = [
    { repository: "a/b", before: outcome("x", "y", "y", "z"), now: outcome("z", "n", "y") },
    { repository: "c/d", before: outcome("1", "2"), now: outcome("2", "1") },
  ];
  assert.is(printOutcomes(compared), "a/b\n  - x\n  - y\n  + n\nRepositories: 2, 5 outcomes: 1 with changes\n");
});
printed("crashes are told with nothing to compare", () => {
  const compared = [{ repository: "a/b", now: { lines: ["x"], crashes: ["lint: exit code 3, a bug"] } }];
  assert.is(
    printOutcomes(compared),
    "a/b\n  crashed  lint: exit code 3, a bug\nRepositories: 1, 1 outcome: no release to compare with\n",
  );
});
printed.run();

const whole = suite("npm run public");
interface World {
  readonly root: string;
  readonly commit: string;
  readonly run: (...given: string[]) => {
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
  };
  readonly write: (path: string, text: string) => void;
}

/** A folder as a server, with one repository; all of it is removed afterwards. */
function world(act: (world: World) => void): void {
  const root = mkdtempSync(join(tmpdir(), "public-repositories-"));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const git = (...given: string[]): string => {
    const settings = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main"];
    const ended = spawnSync("git", [...settings, ...given], { cwd: join(root, "server/owner/name"), encoding: "utf8" });
    assert.is(ended.status, 0, ended.stderr);
    return ended.stdout.trim();
  };
  try {
    write("server/owner/name/.github/workflows/ci.yml", workflow);
    for (const step of [
      ["init", "-q"],
      ["add", "."],
      ["commit", "-qm", "First"],
    ])
      git(...step);
    const commit = git("rev-parse", "HEAD");
    write("list.json", JSON.stringify([{ repository: "owner/name", commit }]));
    const loader = fileURLToPath(import.meta.resolve("tsx"));
    const run: World["run"] = (...given) => {
      const all = ["--import", loader, script, join(root, "here"), "--list", join(root, "list.json"), ...given];
      const { status: code, stdout, stderr } = spawnSync(process.execPath, all, { cwd: root, encoding: "utf8" });
      return { code, stdout, stderr };
    };
    act({ root, commit, run, write });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

whole("brings a repository at its commit, and says what the last release made of it otherwise", () => {
  world(({ root, run, write }) => {
    assert.equal(run(), { code: 2, stdout: "", stderr: "owner/name is not there: --fetch brings it.\n" });
    const server = join(root, "server");
    const alone = run("--fetch", "--server", server);
    assert.is(alone.stderr, "");
    assert.match(alone.stdout, /^Repositories: 1, \d+ outcomes: no release to compare with\n$/);
    assert.is(alone.code, 0);
    assert.equal(readdirSync(join(root, "here/owner/name")).sort(), [".git", ".github"], "the checkout stays as it is");
    // A release that knows one rule less.
    write(
      "old/node_modules/yardmaster/bin/yardmaster.mjs",
      `import { spawnSync } from "node:child_process";
       const ended = spawnSync(process.execPath, [${JSON.stringify(program)}, ...process.argv.slice(2)], { encoding: "utf8" });
       const json = JSON.parse(ended.stdout);
       if (process.argv[2] === "lint") json.findings = json.findings.filter(({ code }) => code !== "injection-limited");
       process.stdout.write(JSON.stringify(json));
       process.exitCode = ended.status;`,
    );
    const compared = run("--release", join(root, "old"));
    assert.match(
      compared.stdout,
      /^owner\/name\n {2}\+ lint --no-shellcheck: \.github\/workflows\/ci\.yml:7 warning injection-limited: .*\nRepositories: 1, \d+ outcomes: 1 with changes\n$/,
    );
    assert.is(compared.code, 0);
  });
});
whole("refuses another commit, a release that is not there, and what git does not bring", () => {
  world(({ root, commit, run, write }) => {
    const other = "1".repeat(40);
    assert.is(run("--fetch", "--server", join(root, "server")).code, 0);
    write("list.json", JSON.stringify([{ repository: "owner/name", commit: other }]));
    assert.equal(run(), { code: 2, stdout: "", stderr: `owner/name is at ${commit}, not at ${other}.\n` });
    assert.match(run("--release", join(root, "nowhere")).stderr, /is not there: no release is installed\.\nUsage: /);
    write("list.json", JSON.stringify([{ repository: "owner/gone", commit }]));
    const { code, stderr } = run("--fetch", "--server", join(root, "server"));
    assert.is(code, 2);
    assert.match(stderr, /^owner\/gone cannot be fetched: /);
  });
});
whole("the list names repositories and whole commits", () => {
  const named = readList(list).map(({ repository }) => repository);
  assert.ok(named.length >= 10);
  assert.equal([...new Set(named)].sort(), named);
  world(({ root, write }) => {
    for (const [repository, commit, sentence] of [
      ["../a", "1".repeat(40), '"../a" is no OWNER/NAME.'],
      ["a/..", "1".repeat(40), '"a/.." is no OWNER/NAME.'],
      ["a/b", "main", "The commit of a/b has no 40 digits."],
    ] as const) {
      write("wrong.json", JSON.stringify([{ repository, commit }]));
      assert.throws(
        () => readList(join(root, "wrong.json")),
        (error: Error) => error.message === sentence,
      );
    }
  });
});
whole.run();
