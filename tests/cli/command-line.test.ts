import { spawnSync } from "node:child_process";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { startProgram } from "../helpers/start-program.ts";
import { makeRepository, type RunOptions, workflowSource } from "./repository.ts";

const test = suite("yardmaster: command line");

async function run(argv: readonly string[], options?: RunOptions) {
  const repository = makeRepository({ "workflows-src/a.workflow.ts": workflowSource("a") });
  try {
    return await repository.run(argv, options);
  } finally {
    repository.dispose();
  }
}

test("says its version", async () => {
  assert.equal(await run(["--version"]), { code: 0, stdout: "0.1.0\n", stderr: "" });
});

test("explains itself and each command", async () => {
  const { code, stdout, stderr } = await run(["--help"]);
  assert.equal([code, stderr], [0, ""]);
  assert.match(stdout, "Usage: yardmaster COMMAND\n");
  assert.match(stdout, /^ {2}gen +Write \.github\/workflows and generated\/ from workflows-src\.$/m);
  assert.match(stdout, /^ {2}check +Say what gen would change/m);
  assert.is((await run(["help"])).stdout, stdout);
  assert.is((await run(["-h"])).stdout, stdout);

  const help = `Usage: yardmaster gen [--force] [--format human|json] [--watch]

Write .github/workflows and generated/ from workflows-src.

  --force              overwrite files that were edited by hand or are not ours
  --format human|json  for people or programs
  --watch              write again after each change, until Ctrl-C

Examples:
  yardmaster gen          write what the sources make
  yardmaster gen --watch  again after each save, until Ctrl-C
  yardmaster gen --force  discard what was edited by hand in generated files

Exit: 0 written, 1 refused or errors found, 2 a source cannot be read.
`;
  assert.equal(await run(["help", "gen"]), { code: 0, stdout: help, stderr: "" });
  assert.is((await run(["gen", "--help"])).stdout, help);
  assert.is((await run(["gen", "--force", "-h"])).stdout, help);
});

test("help fits into 100 columns, and ends no line with blanks", async () => {
  const overview = (await run(["help"])).stdout;
  const names = [...overview.matchAll(/^ {2}(\w+) /gm)].map(([, name = ""]) => name);
  assert.ok(names.includes("import"));
  const texts = await Promise.all(names.map(async (name) => (await run(["help", name])).stdout));
  for (const line of [overview, ...texts].join("").split("\n")) {
    assert.ok(line.length <= 100, line);
    assert.is(line, line.trimEnd());
  }
  assert.match(
    texts[names.indexOf("import")] ?? "",
    `Usage: yardmaster import [--out FOLDER] [--prove] [--hoist] [--iterate MODULE] [--format human|json]
                         [--no-types] [FILE…]
`,
  );
});

const refusals: readonly (readonly [argv: readonly string[], sentence: string])[] = [
  [["chekc"], 'yardmaster has no command "chekc". Did you mean check? Run `yardmaster --help` for what there is.'],
  [
    ["--verison"],
    'yardmaster has no option "--verison". Did you mean --version? Run `yardmaster --help` for what there is.',
  ],
  [["help", "gne"], 'yardmaster has no command "gne". Did you mean gen? Run `yardmaster --help` for what there is.'],
  [
    ["gen", "--froce"],
    '`gen` has no option "--froce". Did you mean --force? Run `yardmaster help gen` for what there is.',
  ],
  [["gen", "-x"], '`gen` has no option "-x". Run `yardmaster help gen` for what there is.'],
  [["gen", "ci"], '`gen` takes no operand, and got "ci". Run `yardmaster help gen` for what there is.'],
  [["gen", "--", "ci"], '`gen` takes no operand, and got "ci". Run `yardmaster help gen` for what there is.'],
  [["gen", "--force=yes"], '--force takes no value, and got "yes". Run `yardmaster help gen` for what there is.'],
  [
    ["check", "--format", "xml"],
    '--format takes one of human, json, github, sarif, and got "xml". Run `yardmaster help check` for what there is.',
  ],
  [
    ["check", "--format", "jsn"],
    '--format takes one of human, json, github, sarif, and got "jsn". Did you mean json? Run `yardmaster help check` for what there is.',
  ],
  [
    ["lint", "--min-confidence=hihg"],
    '--min-confidence takes one of low, medium, high, and got "hihg". Did you mean high? Run `yardmaster help lint` for what there is.',
  ],
  [
    ["import", "--out", "--prove"],
    '--out takes FOLDER, and the option "--prove" stands there: write `--out=--prove` where that is meant. Run `yardmaster help import` for what there is.',
  ],
  [
    ["check", "--format", "--no-types"],
    '--format takes one of human, json, github, sarif, and the option "--no-types" stands there: write `--format=--no-types` where that is meant. Run `yardmaster help check` for what there is.',
  ],
  [
    ["--no-types", "check"],
    '"--no-types" stands before the command: options stand behind it, as in `import --no-types`. Run `yardmaster --help` for what there is.',
  ],
  [
    ["--format=json", "check"],
    '"--format=json" stands before the command: options stand behind it, as in `init --format`. Run `yardmaster --help` for what there is.',
  ],
  [["-x", "check"], 'yardmaster has no option "-x". Run `yardmaster --help` for what there is.'],
  [
    ["check", "--format"],
    "--format takes one of human, json, github, sarif, and got none. Run `yardmaster help check` for what there is.",
  ],
];
for (const [argv, sentence] of refusals) {
  test(`refuses \`yardmaster ${argv.join(" ")}\``, async () => {
    assert.equal(await run(argv), { code: 2, stdout: "", stderr: `${sentence}\n` });
  });
}

test("says its version to whoever asks otherwise", async () => {
  for (const word of ["-V", "version"]) assert.equal(await run([word]), { code: 0, stdout: "0.1.0\n", stderr: "" });
});

test("without a command, shows what there is as commentary and fails, so that a script notices", async () => {
  const { code, stdout, stderr } = await run([]);
  assert.equal([code, stdout], [2, ""]);
  assert.is(stderr, `${(await run(["help"])).stdout}\nyardmaster needs a command.\n`);
});

test("takes --help before a command, and `--` for the end of options", async () => {
  const help = (await run(["help", "gen"])).stdout;
  assert.is((await run(["--help", "gen"])).stdout, help);
  assert.match((await run(["--", "gen"])).stdout, "created .github/workflows/a.yml");
  const { code, stderr } = await run(["lint", "--", "--help"]);
  assert.is(code, 2);
  assert.match(stderr + (await run(["lint", "--", "--help"])).stdout, "--help");
  assert.not.match(stderr, "Usage:");
});

test("says what to do where there are no sources", async () => {
  const repository = makeRepository({ "src/x.ts": "", "workflows-src": "a file, not a folder" });
  const result = await repository.run(["gen"], { cwd: `${repository.root}/src` });
  repository.dispose();
  assert.equal(result, {
    code: 2,
    stdout: "",
    stderr:
      'There is no folder "workflows-src" in <root>/src or above it. Change into your repository, or create workflows-src/ci.workflow.ts there.\n',
  });
});

test("prints no argument that the Actions runner would obey", async () => {
  for (const argv of [
    ["::error::##[debug]x"],
    ["gen", "--##[debug]x"],
    ["gen", "##[debug]x"],
    ["bind", "##[debug]x"],
  ]) {
    const { code, stdout, stderr } = await run(argv);
    assert.equal([code, stdout], [2, ""], argv.join(" "));
    assert.match(stderr, "#\\u{23}[debug]x");
    assert.not.match(stderr, "##[");
    assert.not.match(stderr, /^\s*::/m);
  }
});

test("reports its own bugs as such", async () => {
  const broken: NonNullable<RunOptions["checkText"]> = async () => {
    throw new TypeError("deep inside\n::error::x ##[debug]y");
  };
  const { code, stdout, stderr } = await run(["gen"], { checkText: broken });
  assert.equal([code, stdout], [3, ""]);
  const [first, second, third, fourth] = stderr.split("\n");
  assert.is(first, "yardmaster 0.1.0 has a bug: please report it with these lines and what you ran.");
  assert.is(second, "TypeError: deep inside");
  assert.is(third, "\\u{3a}:error::x #\\u{23}[debug]y");
  assert.match(fourth ?? "", /^ {4}at /);
});

test("colours for a terminal, and never with NO_COLOR", async () => {
  const isColoured = async (options: RunOptions) => (await run(["check"], options)).stdout.includes("\u001b[");
  assert.is(await isColoured({}), false);
  assert.is(await isColoured({ isTerminal: true }), true);
  assert.is(await isColoured({ isTerminal: true, env: { TERM: "dumb" } }), false);
  assert.is(await isColoured({ isTerminal: true, env: { NO_COLOR: "1" } }), false);
  assert.is(await isColoured({ env: { FORCE_COLOR: "1" } }), true);
  assert.is(await isColoured({ env: { FORCE_COLOR: "0" } }), false);
  assert.is(await isColoured({ env: { FORCE_COLOR: "1", NO_COLOR: "1" } }), false);
  assert.is(await isColoured({ isTerminal: true, env: { FORCE_COLOR: "0" } }), false);
  assert.is(await isColoured({ isTerminal: true, env: { FORCE_COLOR: "false" } }), false);
  assert.is(await isColoured({ isTerminal: true, env: { FORCE_COLOR: "", NO_COLOR: "" } }), true);
  assert.is(await isColoured({ isTerminal: true, env: { CLICOLOR: "0" } }), false);
  assert.is(await isColoured({ env: { CLICOLOR_FORCE: "1" } }), true);
  assert.is(await isColoured({ env: { CLICOLOR_FORCE: "0" } }), false);
  assert.is(await isColoured({ env: { CLICOLOR_FORCE: "1", FORCE_COLOR: "0" } }), false);
  assert.is(await isColoured({ env: { CLICOLOR_FORCE: "1", NO_COLOR: "1" } }), false);
});

test("colours severity, place, carets and differences", async () => {
  const repository = makeRepository({ "workflows-src/a.workflow.ts": 'throw new Error("x");\n' });
  const { stderr } = await repository.run(["gen"], { isTerminal: true });
  repository.dispose();
  assert.is(
    stderr,
    "\u001b[1mworkflows-src/a.workflow.ts:1:7 \u001b[0m\u001b[31merror\u001b[0m source-throws: Evaluating workflows-src/a.workflow.ts fails: Error: x.\n" +
      '   1 | throw new Error("x");\n\u001b[31m     |       ^^^\u001b[0m\n' +
      "  \u001b[36mhint:\u001b[0m Correct the line that throws.\n1 error; nothing was written.\n",
  );
});

test("cuts long lines around the place", async () => {
  const repository = makeRepository({
    "workflows-src/a.workflow.ts": `const x = "${"a".repeat(200)}"; throw new Error("\u202e"); ${"/* b */".repeat(40)}\n`,
  });
  const { stderr } = await repository.run(["gen"]);
  repository.dispose();
  const [, line = "", carets = ""] = stderr.split("\n");
  assert.is(line.length < 140, true);
  assert.is(line.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1), "new");
  assert.match(line, "\\u{202e}");
});

test("as a program, with GitHub's own parser", () => {
  const repository = makeRepository({ "workflows-src/a.workflow.ts": workflowSource("a") });
  const start = (...argv: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [...startProgram("packages/cli/src/bin.ts"), ...argv],
      {
        cwd: repository.root,
        encoding: "utf8",
        timeout: 60_000,
        env: { ...process.env, NO_COLOR: "1" },
      },
    );
    return { status, stdout, stderr };
  };
  try {
    assert.equal(start("gen"), {
      status: 0,
      stdout: "created .github/workflows/a.yml\n1 file: 1 created\n",
      stderr: "Types were not checked: `yardmaster check` does that.\n",
    });
    repository.write(
      "workflows-src/a.workflow.ts",
      workflowSource(
        "a",
        "push",
        'model: { on: "push", jobs: { a: { "runs-on": "x", if: "secrets.x", steps: [{ run: "true" }] } } },',
      ),
    );
    const { status, stdout, stderr } = start("check");
    const note = "Types were not checked: no TypeScript is installed here. `--no-types` says that this is meant.\n";
    assert.equal([status, stderr], [1, note]);
    assert.match(stdout, /^workflows-src\/a\.workflow\.ts error refused-by-github: .*secrets/);
    assert.match(stdout, "\n  in: .github/workflows/a.yml:7:9, jobs.a.if\n");
  } finally {
    repository.dispose();
  }
});

test.run();
