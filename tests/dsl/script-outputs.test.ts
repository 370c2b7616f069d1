import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  addPath,
  appendSummary,
  js,
  pwsh,
  py,
  run,
  type Script,
  setOutput,
  setVariable,
  sh,
  useAction,
} from "yardmaster";
import { emitted, emittedStep, inputs, refusal, refusedPlace } from "./helpers/emitted-step.ts";

const { name } = inputs;
const hostile = "a\nversion=forged\nEOF\nother<<X\r\n\n \"'`$(id)\\ é 💥";

interface RunnerFiles {
  readonly code: number | null;
  readonly stderr: string;
  readonly output: ReadonlyMap<string, string>;
  readonly variable: ReadonlyMap<string, string>;
  readonly path: string;
  readonly summary: string;
}

/** Runs a script as the runner does, and reads the files that it gives to a step as the runner does. */
function runStep(script: Script, argv: readonly string[], value = hostile): RunnerFiles {
  const folder = mkdtempSync(join(tmpdir(), "yardmaster-outputs-"));
  const files = { GITHUB_OUTPUT: "o", GITHUB_ENV: "e", GITHUB_PATH: "p", GITHUB_STEP_SUMMARY: "s" };
  try {
    const [program = "", ...args] = argv;
    for (const file of Object.values(files)) writeFileSync(join(folder, file), "");
    writeFileSync(join(folder, "script"), emitted(script).run ?? "");
    const env = { PATH: process.env.PATH ?? "", INPUT_NAME: value, ...mapValues(files, (file) => join(folder, file)) };
    const result = spawnSync(program, [...args, "script"], { cwd: folder, env, encoding: "utf8", timeout: 20_000 });
    const read = (file: string) => readFileSync(join(folder, file), "utf8");
    return {
      code: result.status,
      stderr: result.stderr,
      output: parseRunnerFile(read("o")),
      variable: parseRunnerFile(read("e")),
      path: read("p"),
      summary: read("s"),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As `FileCommandManager` of actions/runner does on Linux. */
function parseRunnerFile(text: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const heredoc = /^([^=]*?)<<(.+)$/s.exec(line);
    if (line === "") continue;
    if (!heredoc) {
      entries.set(line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1));
      continue;
    }
    const end = lines.indexOf(heredoc[2] ?? "", index + 1);
    entries.set(heredoc[1] ?? "", lines.slice(index + 1, end).join("\n"));
    index = end;
  }
  return entries;
}

function mapValues(map: Readonly<Record<string, string>>, change: (value: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

const shell = sh`
  value=${name}
  if true; then ${setOutput("version")} "$value"; fi
  ${setVariable("CHANGED")} ${name}
  ${addPath()} "/opt/a b"
  ${appendSummary()} "## $value"
  echo | { ${setOutput("empty")} ""; cat; }
`;
const python = py`
  value = ${name}
  if True:
      ${setOutput("version")}(value)
  ${setVariable("CHANGED")}(${name})
  ${addPath()}("/opt/a b")
  ${appendSummary()}("## " + value)
  ${setOutput("empty")}("")
`;

const running = suite("values written to the runner's files arrive whole");
for (const [program, script, argv] of [
  ["bash", shell, ["bash", "--noprofile", "--norc", "-eo", "pipefail"]],
  ["sh", shell, ["sh", "-e"]],
  ["python", python, ["python3"]],
] as const) {
  running(program, () => {
    assert.equal(runStep(script, argv), {
      code: 0,
      stderr: "",
      output: new Map([
        ["version", hostile],
        ["empty", ""],
      ]),
      variable: new Map([["CHANGED", hostile]]),
      path: "\n/opt/a b\n",
      summary: `## ${hostile}\n`,
    });
  });
}
/** What would end an entry early, or begin another, if it were taken as it is. */
const texts = [
  "EOF",
  "EOF\nversion=forged\nEOF",
  "EOFEOF\nEOF\nEOFEOFEOFEOF",
  "EOF".repeat(1000),
  "a\r\nEOF\r\nb",
  "no end of line",
  "one end of line\n",
  "\n\n",
  "",
  "-n",
  "-e a\\nb",
  "%s\\n",
  "=",
  "x<<EOF",
  `${"long ".repeat(20_000)}EOF`,
];
for (const [program, script, argv] of [
  ["bash", sh`${setOutput("version")} ${name}; ${setOutput("after")} b`, ["bash", "-e"]],
  ["dash", sh`${setOutput("version")} ${name}; ${setOutput("after")} b`, ["dash", "-e"]],
  [
    "python",
    py`
      ${setOutput("version")}(${name})
      ${setOutput("after")}("b")
    `,
    ["python3"],
  ],
] as const) {
  running(`${program}: whatever the value is, the delimiter is another`, () => {
    for (const value of texts) {
      const { code, stderr, output } = runStep(script, argv, value);
      assert.equal(
        { code, stderr, output: [...output] },
        {
          code: 0,
          stderr: "",
          output: [
            ["version", value],
            ["after", "b"],
          ],
        },
        JSON.stringify(value.slice(0, 80)),
      );
    }
  });
}
running("after a line that the script left open", () => {
  const shellScript = sh`
    printf 'mine=1' >> "$GITHUB_OUTPUT"
    printf /opt/x >> "$GITHUB_PATH"
    ${setOutput("version")} ${name}
    ${addPath()} /opt/y
  `;
  const { output, path } = runStep(shellScript, ["bash", "-e"]);
  assert.equal(
    [...output],
    [
      ["mine", "1"],
      ["version", hostile],
    ],
  );
  assert.is(path, "/opt/x\n/opt/y\n");
  const pythonScript = py`
    import subprocess
    subprocess.run(["sh", "-c", "printf mine=1 >> $GITHUB_OUTPUT"])
    ${setOutput("version")}(${name})
  `;
  assert.equal(
    [...runStep(pythonScript, ["python3"]).output],
    [
      ["mine", "1"],
      ["version", hostile],
    ],
  );
});
running("the variables of the script stay as they were", () => {
  const { stderr, code } = runStep(
    sh`
      set -eu -- one two
      mark=mine
      ${setOutput("a")} EOF
      [ "$1 $2 $# $mark" = "one two 2 mine" ]
    `,
    ["dash"],
  );
  assert.equal([stderr, code], ["", 0]);
});
running("python: what is no text becomes JSON", () => {
  const { output } = runStep(py`${setOutput("made")}({"a": [1, True, None]})`, ["python3"]);
  assert.equal([...output], [["made", '{"a": [1, true, null]}']]);
});
running.run();

const failing = suite("a mistake in setting a value fails the step and sets nothing");
for (const [what, script, problem] of [
  ["unquoted words", sh`${setOutput("x")} a b`, "set_output: x takes one value, in quotes.\n"],
  ["no value", sh`${setOutput("x")}`, "set_output: x takes one value, in quotes.\n"],
  ["two texts of a summary", sh`${appendSummary()} a b`, "append_summary takes one text.\n"],
  ["a line end in a folder", sh`${addPath()} "$(printf 'a\nb')"`, "add_path takes one folder.\n"],
  ["a carriage return in a folder", sh`${addPath()} "$(printf 'a\rb')"`, "add_path takes one folder.\n"],
  ["two folders", sh`${addPath()} a b`, "add_path takes one folder.\n"],
] as const) {
  failing(`sh: ${what}`, () => {
    const nothing = { output: new Map(), variable: new Map(), path: "", summary: "" };
    assert.equal(runStep(script, ["bash", "-e"]), { code: 1, stderr: problem, ...nothing });
  });
}
failing("python: a line end in a folder", () => {
  const folder = runStep(py`${addPath()}("a\nb")`, ["python3"]);
  assert.match(folder.stderr, "ValueError: A folder in PATH cannot hold a line end.");
  assert.is(folder.path, "");
});
failing.run();

const emitting = suite("functions that set values are emitted where they are used");
emitting("sh: after `#!`, each once", () => {
  const { run: text } = emitted(sh`
    #!/bin/sh
    ${appendSummary()} a
    ${appendSummary()} b
  `);
  assert.is(
    text,
    `#!/bin/sh
append_summary() { [ "$#" -eq 1 ] || { echo 'append_summary takes one text.' >&2; exit 1; }
  printf '%s\\n' "$1" >> "$GITHUB_STEP_SUMMARY"; }
append_summary a
append_summary b
`,
  );
});
emitting("sh: an output", () => {
  assert.is(
    emitted(sh`${setOutput("my-version")} "$v"`).run,
    `set_output() { [ "$#" -eq 2 ] || { echo "set_output: $1 takes one value, in quotes." >&2; exit 1; }
  set -- "$@" EOF; until case "$2" in *"$3"*) false ;; esac; do set -- "$1" "$2" "$3$3"; done
  printf '\\n%s<<%s\\n%s\\n%s\\n' "$1" "$3" "$2" "$3" >> "$GITHUB_OUTPUT"; }
set_output my-version "$v"
`,
  );
});
emitting("py: after the docstring", () => {
  assert.is(
    emitted(py`
      """Doc."""
      ${setOutput("a")}(1)
    `).run,
    `"""Doc."""
import json
import os
def set_output(name, value):
    text, mark = value if isinstance(value, str) else json.dumps(value), "EOF"
    while mark in text: mark *= 2
    with open(os.environ["GITHUB_OUTPUT"], "a", encoding="utf-8", newline="") as file:
        file.write(f"\\n{name}<<{mark}\\n{text}\\n{mark}\\n")
set_output("a", 1)
`,
  );
});
// There is no PowerShell on this machine: this is a text.
emitting("pwsh: after `using`", () => {
  assert.is(
    emitted(pwsh`
      # Reads.
      using namespace System.IO
      $v = Get-Content VERSION -Raw
      ${setOutput("version")} $v
      ${addPath()} "$PWD/bin"
    `).run,
    `# Reads.
using namespace System.IO
function Set-Output { param([string] $Name, [Parameter(Mandatory)] [AllowEmptyString()] [string] $Text)
  for ($Mark = "EOF"; $Text.Contains($Mark); $Mark += $Mark) { }
  [IO.File]::AppendAllText($env:GITHUB_OUTPUT, "\`n$Name<<$Mark\`n$Text\`n$Mark\`n") }
function Add-JobPath { param([Parameter(Mandatory)] [AllowEmptyString()] [string] $Text)
  if ($Text -match "[\\r\\n]") { throw "A folder in PATH cannot hold a line end." }
  [IO.File]::AppendAllText($env:GITHUB_PATH, "\`n$Text\`n") }
$v = Get-Content VERSION -Raw
Set-Output 'version' $v
Add-JobPath "$PWD/bin"
`,
  );
});
emitting("js: core does it", () => {
  assert.is(
    emitted(js`
      ${setOutput("version")}(${name});
      ${setVariable("A")}("b");
      ${addPath()}("bin");
      await ${appendSummary()}("# A");
    `).with?.script,
    `const appendSummary = (text) => core.summary.addRaw(text, true).write();

core.setOutput("version", process.env.INPUT_NAME);
core.exportVariable("A", "b");
core.addPath("bin");
await appendSummary("# A");
`,
  );
});
emitting.run();

const declaring = suite("outputs of a step");
declaring("follow from its script", () => {
  assert.equal(Object.keys(run(sh`${setOutput("a")} 1; ${setOutput("b")} 2; ${setOutput("a")} 3`).outputs), ["a", "b"]);
  assert.equal(Object.keys(run({ outputs: ["c", "a"] }, sh`${setOutput("a")} 1; other-program`).outputs), ["c", "a"]);
  const pin = { sha: "0".repeat(40), version: "v1" };
  const step = useAction("a/b", pin, ["result"], { script: js`${setOutput("made")}(1)` });
  assert.equal(Object.keys(step.outputs), ["result", "made"]);
});
declaring("that are declared have to be complete", () => {
  const script = sh`${setOutput("verson")} 1` as unknown as Script<"version">;
  assert.is(
    refusal(() => run({ outputs: ["version"] }, script)),
    'output-undeclared: The script sets the output "verson", but the step declares "version".',
  );
});
declaring("and variables have names that the runner takes", () => {
  assert.is(
    refusal(() => setOutput("a b")),
    'runner-name-invalid: "a b" cannot be the name of an output: it must begin with a letter or `_` and go on with letters, digits, `-` and `_`.',
  );
  assert.is(
    refusal(() => setVariable("a-b")),
    'runner-name-invalid: "a-b" cannot be the name of an environment variable: it is not made of letters, digits and `_`.',
  );
  for (const reserved of ["GITHUB_TOKEN", "runner_os", "NODE_OPTIONS"]) {
    assert.is(
      refusal(() => setVariable(reserved)),
      `runner-name-invalid: "${reserved}" cannot be the name of an environment variable: the runner lets no step set it.`,
    );
  }
});
for (const [place, make] of [
  ["where no command can begin", () => sh`echo ${setOutput("a")} 1`],
  ["where no command can begin", () => sh`echo "${setOutput("a")} 1"`],
  ["where no command can begin", () => sh`case a in ${setOutput("a")}) ;; esac`],
  ["where no command can begin", () => pwsh`Write-Output ${setOutput("a")} 1`],
  ["where no command can begin", () => py`"${setOutput("a")}(1)"`],
  ["without arguments in parentheses right after it", () => py`x = ${setOutput("a")}`],
  ["without one argument in parentheses right after it", () => js`x = ${setOutput("a")}`],
  ["without one argument in parentheses right after it", () => js`${setOutput("a")}(1, 2)`],
  ["without one argument in parentheses right after it", () => js`${setOutput("a")} (1)`],
  ["without one argument in parentheses right after it", () => js`"${setOutput("a")}(1)"`],
] as const) {
  declaring(`are not set ${place}: ${make.toString().replace(/^[^`]*/, "")}`, () =>
    assert.is(refusedPlace(make), place),
  );
}
declaring("a script runs in its own shell, or is refused", () => {
  assert.equal(emittedStep(run(pwsh`Get-Date`)), { shell: "pwsh", run: "Get-Date" });
  assert.equal(emittedStep(run(py`print(1)`)), { shell: "python", run: "print(1)" });
  assert.equal(emittedStep(run(sh`true`)), { run: "true" });
  assert.equal(emittedStep(run({ shell: "powershell" }, pwsh`Get-Date`)), { shell: "powershell", run: "Get-Date" });
  assert.equal(emittedStep(run({ shell: "uv run {0}" }, py`print(1)`)), { shell: "uv run {0}", run: "print(1)" });
  for (const [message, make] of [
    ['A shell script would be run by "pwsh".', () => run({ shell: "pwsh" }, sh`true`)],
    ['A Python script would be run by "bash".', () => run({ shell: "bash" }, py`1`)],
    ['A JavaScript script would be run by "bash".', () => run(js`1`)],
    [
      'A shell script would be run by "a/b".',
      () => useAction("a/b", { sha: "0".repeat(40), version: "v1" }, [], { script: sh`true` }),
    ],
  ] as const) {
    assert.is(refusal(make), `script-shell: ${message}`);
  }
});
declaring.run();
