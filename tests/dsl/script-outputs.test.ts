import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
} from "@yardmaster/dsl";
import { suite } from "uvu";
import * as assert from "uvu/assert";
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
  echo | ${setOutput("empty")} ""
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
      path: "/opt/a b\n",
      summary: `## ${hostile}\n`,
    });
  });
}
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
  [
    "no random delimiter",
    sh`
      od() { return 1; }
      ${setOutput("x")} a
    `,
    "set_output: no random delimiter for x.\n",
  ],
  [
    "a delimiter that is a part of the value",
    sh`
      od() { echo 00112233445566778899aabbccddeeff; }
      ${setOutput("x")} "a 00112233445566778899aabbccddeeff"
    `,
    "set_output: x contains its delimiter.\n",
  ],
] as const) {
  failing(`sh: ${what}`, () => {
    const nothing = { output: new Map(), variable: new Map(), path: "", summary: "" };
    assert.equal(runStep(script, ["bash", "-e"]), { code: 1, stderr: problem, ...nothing });
  });
}
failing("python: a line end in a folder, a delimiter that is a part of the value", () => {
  const folder = runStep(py`${addPath()}("a\nb")`, ["python3"]);
  assert.match(folder.stderr, "ValueError: A folder in PATH cannot hold a line end.");
  assert.is(folder.path, "");
  const forged = py`
    import secrets
    secrets.token_hex = lambda count: "known"
    ${setOutput("x")}("a known")
  `;
  const { code, stderr, output } = runStep(forged, ["python3"]);
  assert.match(stderr, "ValueError: x contains its delimiter.");
  assert.equal([code, output.size], [1, 0]);
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
append_summary() {
  [ "$#" -eq 1 ] || { echo 'append_summary takes one text.' >&2; exit 1; }
  printf '%s\\n' "$1" >> "$GITHUB_STEP_SUMMARY"
}

append_summary a
append_summary b
`,
  );
});
emitting("sh: an output", () => {
  assert.is(
    emitted(sh`${setOutput("my-version")} "$v"`).run,
    `set_output() {
  [ "$#" -eq 2 ] || { echo "set_output: $1 takes one value, in quotes." >&2; exit 1; }
  set -- "$1" "$2" "$(od -An -N16 -tx1 /dev/urandom | tr -d ' \\n')"
  [ "\${#3}" -eq 32 ] || { echo "set_output: no random delimiter for $1." >&2; exit 1; }
  case "$2" in *"$3"*) echo "set_output: $1 contains its delimiter." >&2; exit 1 ;; esac
  printf '%s<<%s\\n%s\\n%s\\n' "$1" "$3" "$2" "$3" >> "$GITHUB_OUTPUT"
}

set_output my-version "$v"
`,
  );
});
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
function Set-Output {
  [CmdletBinding()] param([Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [AllowEmptyString()] [string] $Value)
  $delimiter = [guid]::NewGuid().ToString("N")
  if ($Value.Contains($delimiter)) { throw "$Name contains its delimiter." }
  [IO.File]::AppendAllText($env:GITHUB_OUTPUT, "$Name<<$delimiter\`n$Value\`n$delimiter\`n")
}
function Add-JobPath {
  [CmdletBinding()] param([Parameter(Mandatory)] [AllowEmptyString()] [string] $Text)
  if ($Text -match "[\\r\\n]") { throw "A folder in PATH cannot hold a line end." }
  [IO.File]::AppendAllText($env:GITHUB_PATH, "$Text\`n")
}

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
