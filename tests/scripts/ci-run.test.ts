import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const readme = `# Thing

\`\`\`sh
npm run not-this
\`\`\`

## Working on it

\`\`\`sh
npm ci && npm run gen   # installs and generates

npm cit
\`\`\`

\`\`\`sh
npm run nor-this
\`\`\`
`;
const passingNpm = 'case "$*" in cit) echo "12 passed, 0 failed";; esac';

const programs = ["zsh", "fish", "chromium"];

/**
 * Runs .ci/run in a repository of its own, where the given shell text stands in for npm and npx.
 * @param aptGet the same for apt-get, on a machine without the programs that tests run.
 */
function runGates(npm: string, aptGet?: string): { exitCode: number | null; lines: string[]; calls: string[] } {
  const folder = mkdtempSync(join(tmpdir(), "yardmaster-ci-"));
  try {
    const root = join(folder, "repository");
    const bin = join(folder, "bin");
    mkdirSync(join(root, ".ci"), { recursive: true });
    mkdirSync(bin);
    copyFileSync(".ci/run", join(root, ".ci/run"));
    writeFileSync(join(root, "README.md"), readme);
    const put = (name: string, text: string): void => {
      writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
      chmodSync(join(bin, name), 0o755);
    };
    for (const name of ["npm", "npx"]) put(name, `echo "called ${name} $*"\n${npm}`);
    if (aptGet === undefined) for (const name of programs) put(name, "exit 1");
    else {
      put("apt-get", `echo "called apt-get $*"\n${aptGet}`);
      put("sudo", 'while [ "$1" = -n ]; do shift; done; exec "$@"');
    }
    spawnSync("git", ["init", "--quiet"], { cwd: root });
    const result = spawnSync("bash", [".ci/run"], {
      cwd: root,
      encoding: "utf8",
      timeout: 30_000,
      env: {
        ...process.env,
        NODE_V8_COVERAGE: undefined,
        PATH: `${bin}:${aptGet === undefined ? process.env.PATH : linkPrograms(folder)}`,
      },
    });
    const lines = result.stdout.trimEnd().split("\n");
    return {
      exitCode: result.status,
      lines: lines.map((line) => line.replace(/\d+ s\b/, "0 s").replace(/ +0 s/, " 0 s")),
      calls: lines
        .filter((line) => line.startsWith("called "))
        .map((line) => line.slice("called ".length).replace(/\S+(?=\/coverage$)/, "<folder>")),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A folder with all programs of this machine, but for those that tests run and apt-get. */
function linkPrograms(folder: string): string {
  const links = join(folder, "programs");
  mkdirSync(links);
  for (const place of (process.env.PATH ?? "").split(":").filter((each) => existsSync(each))) {
    for (const name of readdirSync(place)) {
      if ([...programs, "apt-get", "sudo"].includes(name) || existsSync(join(links, name))) continue;
      symlinkSync(join(place, name), join(links, name));
    }
  }
  return links;
}

function gateTable(lines: readonly string[]): string[] {
  return lines.slice(lines.indexOf("=== Gates") + 1);
}

const test = suite(".ci/run");

test("runs the README's own commands, then every gate, and adds gates and tests up", () => {
  const { exitCode, lines, calls } = runGates(passingNpm);
  assert.equal(calls, [
    "npm ci",
    "npm run gen",
    "npm cit",
    "npm run --silent check:workflows",
    "npm run --silent lint",
    "npm run --silent typecheck",
    "npm run --silent check:layers",
    "npx c8 report --temp-directory <folder>/coverage",
    "npx tsx scripts/lint-workflows.ts",
    "npm run --silent package",
    "npm run --silent package:try",
    "npx tsx scripts/fuzz-comments.ts --cases 4000 --where-possible",
    "npm run --silent mutation",
  ]);
  assert.equal(gateTable(lines), [
    "passed 0 s  programs that tests run",
    "passed 0 s  README: npm ci && npm run gen",
    "passed 0 s  README: npm cit",
    "passed 0 s  working tree unchanged",
    "passed 0 s  generated files are current",
    "passed 0 s  lint and format",
    "passed 0 s  types",
    "passed 0 s  layers",
    "passed 0 s  coverage",
    "passed 0 s  workflow linters",
    "passed 0 s  packages",
    "passed 0 s  packages installed",
    "passed 0 s  fuzzed comments",
    "passed 0 s  mutation of the decisions",
    "All of it took 0 min 0 s.",
    "26 passed, 0 failed",
  ]);
  assert.is(exitCode, 0);
});

test("what the README's commands run is written down for the coverage, and nothing else is", () => {
  const { lines } = runGates(`${passingNpm}\n[ -n "$NODE_V8_COVERAGE" ] && echo "watched: $*"`);
  assert.equal(
    lines.filter((line) => line.startsWith("watched: ")),
    ["watched: ci", "watched: run gen", "watched: cit"],
  );
});

test("goes on after a gate that fails, and fails at the end", () => {
  const { exitCode, lines } = runGates(`${passingNpm}\ncase "$*" in *lint|c8*) echo "the reason"; exit 1;; esac`);
  assert.is(exitCode, 1);
  assert.is(lines.at(-1), "24 passed, 2 failed");
  assert.equal(
    gateTable(lines).filter((line) => line.startsWith("FAILED")),
    ["FAILED 0 s  lint and format", "FAILED 0 s  coverage"],
  );
  assert.is(lines.filter((line) => line === "the reason").length, 2);
});

test("shows gates that run at the same time apart and in their order", () => {
  const slowFirst = `case "$*" in *lint) sleep 0.4;; esac; echo "first line of $*"; sleep 0.1; echo "last line of $*"`;
  const { lines } = runGates(`${passingNpm}\n${slowFirst}`);
  const from = lines.indexOf("=== lint and format");
  assert.equal(lines.slice(from, lines.indexOf("=== coverage")), [
    "=== lint and format",
    "called npm run --silent lint",
    "first line of run --silent lint",
    "last line of run --silent lint",
    "--- lint and format: passed, 0 s",
    "",
    "=== types",
    "called npm run --silent typecheck",
    "first line of run --silent typecheck",
    "last line of run --silent typecheck",
    "--- types: passed, 0 s",
    "",
    "=== layers",
    "called npm run --silent check:layers",
    "first line of run --silent check:layers",
    "last line of run --silent check:layers",
    "--- layers: passed, 0 s",
    "",
  ]);
});

test("counts failed tests beside the gate that they fail", () => {
  const { exitCode, lines } = runGates('case "$*" in cit) echo "11 passed, 3 failed, 1 skipped"; exit 1;; esac');
  assert.is(exitCode, 1);
  assert.is(lines.at(-1), "24 passed, 4 failed");
});

test("fails when no test was counted, whatever the exit codes", () => {
  const { exitCode, lines } = runGates("true");
  assert.is(exitCode, 1);
  assert.is(lines.at(-1), "14 passed, 1 failed");
});

test("fails when a command leaves a change in the working tree", () => {
  const { exitCode, lines } = runGates(`${passingNpm}\necho x > litter.txt`);
  assert.is(exitCode, 1);
  assert.ok(lines.includes("> ?? litter.txt"));
  assert.is(lines.at(-1), "25 passed, 1 failed");
});

test("installs the programs that tests run where they are not there, and says where it cannot", () => {
  const { lines, calls } = runGates(passingNpm, "true");
  assert.equal(
    calls.filter((call) => call.startsWith("apt-get")),
    ["apt-get update --quiet=2", "apt-get install --quiet=2 --yes --no-install-recommends zsh fish chromium"],
  );
  assert.is(lines.at(-1), "26 passed, 0 failed");
  const failing = runGates(passingNpm, "exit 100");
  assert.is(gateTable(failing.lines)[0], "FAILED 0 s  programs that tests run");
  assert.is(failing.lines.at(-1), "25 passed, 1 failed");
});

test.run();
