import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { startProgram } from "../helpers/start-program.ts";

interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Setting {
  /** Relative to the linted repository. */
  readonly files?: Readonly<Record<string, string>>;
  /** Of the settings, those that are not there. */
  readonly without?: string;
  /** Bodies of the programs that stand in for the linters, which are no part of a newcomer's machine. */
  readonly actionlint?: string;
  readonly zizmor?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const emptyConfigs = { ".github/actionlint.yaml": "paths: {}\n", ".github/zizmor.yml": "rules: {}\n" };
const workflow = { ".github/workflows/a.yml": "on: push\n" };

function lint(setting: Setting): Outcome {
  const folder = mkdtempSync(join(tmpdir(), "yardmaster-lint-"));
  try {
    const root = join(folder, "repository");
    const write = (path: string, text: string) => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      chmodSync(path, 0o755);
    };
    mkdirSync(root);
    for (const [path, text] of Object.entries({ ...emptyConfigs, ...setting.files })) {
      if (path !== setting.without) write(join(root, path), text);
    }
    const cache = join(folder, "yardmaster");
    if (setting.actionlint)
      write(join(cache, "actionlint-1.17.0/bin/actionlint"), program("1.17.0", setting.actionlint));
    if (setting.zizmor) write(join(cache, "zizmor-1.32.0/bin/zizmor"), program("zizmor 1.32.0", setting.zizmor));
    const result = spawnSync(process.execPath, [...startProgram("scripts/lint-workflows.ts"), "--root", root], {
      encoding: "utf8",
      timeout: 30_000,
      env: { ...process.env, CI: "", XDG_CACHE_HOME: folder, ...setting.environment },
    });
    return { exitCode: result.status, stdout: result.stdout, stderr: result.stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function program(version: string, body: string): string {
  return `#!/bin/sh\ncase "$*" in -version|--version) echo '${version}'; exit 0;; esac\n${body}\n`;
}

function actionlintError(message: string): string {
  return JSON.stringify([{ message, filepath: ".github/workflows/a.yml", line: 3, column: 5, kind: "expression" }]);
}

function zizmorFinding(ident: string): string {
  const place = (kind: string, row: number) => ({
    symbolic: { key: { Local: { verbatim_path: "./.github/workflows/a.yml" } }, annotation: "here", kind },
    concrete: { location: { start_point: { row, column: 4 } } },
  });
  return JSON.stringify([{ ident, desc: "bad thing", locations: [place("Related", 0), place("Primary", 6)] }]);
}

/** Says one thing without exceptions and another with those of the repository. */
function says(rawWhen: string, raw: string, configured: string): string {
  return `case "$*" in *${rawWhen}*) echo '${raw}';; *) echo '${configured}';; esac`;
}

const silentActionlint = "echo '[]'";
const silentZizmor = "echo '[]'";

const test = suite("lint-workflows");

test("passes when neither linter has a finding", () => {
  assert.equal(lint({ files: workflow, actionlint: "echo null", zizmor: silentZizmor }), {
    exitCode: 0,
    stdout: "1 workflows, 0 exceptions, 0 findings\n",
    stderr: "",
  });
});

test("prints findings of both with their places and exits 1", () => {
  const outcome = lint({
    files: workflow,
    actionlint: `echo '${actionlintError("no such key")}'; exit 1`,
    zizmor: `echo '${zizmorFinding("artipacked")}'`,
  });
  assert.equal(outcome, {
    exitCode: 1,
    stdout: [
      ".github/workflows/a.yml:3:5 error actionlint/expression: no such key",
      ".github/workflows/a.yml:7:5 error zizmor/artipacked: bad thing: here",
      "1 workflows, 0 exceptions, 2 findings\n",
    ].join("\n"),
    stderr: "",
  });
});

test("accepts exceptions that hide a finding", () => {
  const outcome = lint({
    files: {
      ".github/workflows/a.yml": "on: push # zizmor: ignore[dangerous-triggers] the gate decides\n",
      ".github/actionlint.yaml": "paths: { .github/workflows/a.yml: { ignore: ['property \"workflow_sha\"'] } }\n",
    },
    actionlint: says("/dev/null", actionlintError('property "workflow_sha" is not defined'), "[]"),
    zizmor: says("--no-ignores", zizmorFinding("dangerous-triggers"), "[]"),
  });
  assert.equal(outcome, { exitCode: 0, stdout: "1 workflows, 2 exceptions, 0 findings\n", stderr: "" });
});

test("reports each exception that hides nothing, wherever it is written", () => {
  const outcome = lint({
    files: {
      ".github/workflows/a.yml": "on: push # zizmor: ignore[artipacked, unpinned-uses]\n",
      ".github/actionlint.yaml": 'paths: { .github/workflows/a.yml: { ignore: ["queue"] } }\n',
      ".github/zizmor.yml":
        "rules: { self-repository: { ignore: [a.yml] }, excessive-permissions: { disable: true } }\n",
    },
    actionlint: silentActionlint,
    zizmor: says("--no-ignores", zizmorFinding("artipacked"), "[]"),
  });
  const hidesNothing = (file: string, what: string, tool: string, workflow = ".github/workflows/a.yml") =>
    `${file}: error unused-exception: It hides no finding "${what}" of ${tool} in ${workflow}: remove it.`;
  assert.is(outcome.exitCode, 1);
  assert.equal(outcome.stdout.trimEnd().split("\n"), [
    hidesNothing(".github/actionlint.yaml", "queue", "actionlint"),
    hidesNothing(".github/zizmor.yml", "self-repository", "zizmor"),
    hidesNothing(".github/zizmor.yml", "excessive-permissions", "zizmor", ".github/workflows/*"),
    hidesNothing(".github/workflows/a.yml", "unpinned-uses", "zizmor"),
    "1 workflows, 5 exceptions, 4 findings",
  ]);
});

test("wants one hidden finding for each comment on the same audit", () => {
  const comment = "# zizmor: ignore[artipacked]\n";
  const outcome = lint({
    files: { ".github/workflows/a.yml": comment + comment },
    actionlint: silentActionlint,
    zizmor: says("--no-ignores", zizmorFinding("artipacked"), "[]"),
  });
  assert.is(
    outcome.stdout,
    '.github/workflows/a.yml: error unused-exception: It hides no finding "artipacked" of zizmor in .github/workflows/a.yml: remove it.\n1 workflows, 2 exceptions, 1 findings\n',
  );
});

test("says what is missing when Python is, and counts as failure only in CI", () => {
  const missing = (linter: string) =>
    new RegExp(
      `^${linter} needs Python with pip and venv: \`python3 -m venv .*\` did not run \\(spawnSync python3 ENOENT\\)\\.\\n$`,
    );
  const nowhere = { PATH: "/nowhere" };
  const one = lint({ files: workflow, zizmor: silentZizmor, environment: nowhere });
  const other = lint({ files: workflow, actionlint: silentActionlint, environment: { ...nowhere, CI: "true" } });
  assert.equal([one.exitCode, one.stdout, other.exitCode, other.stdout], [2, "", 1, ""]);
  assert.match(one.stderr, missing("actionlint 1\\.17\\.0"));
  assert.match(other.stderr, missing("zizmor 1\\.32\\.0"));
});

test("needs no settings of actionlint", () => {
  const setting = { files: workflow, actionlint: says("/dev/null", "[]", "broken"), zizmor: silentZizmor };
  assert.is(lint(setting).exitCode, 1);
  assert.is(lint({ ...setting, without: ".github/actionlint.yaml" }).exitCode, 0);
});

test("does not take a linter that fails for one that is content", () => {
  const outcome = lint({ files: workflow, actionlint: "echo '[]'; echo broken >&2; exit 3", zizmor: silentZizmor });
  assert.is(outcome.exitCode, 1);
  assert.match(outcome.stderr, "actionlint left with exit code 3: broken");
});

test("refuses a repository without workflows", () => {
  assert.equal(lint({ actionlint: silentActionlint, zizmor: silentZizmor }), {
    exitCode: 2,
    stdout: "",
    stderr: "There is no workflow to lint. Run `npm run gen:workflows` first.\n",
  });
});

test.run();
