import { shellArguments, shellInvocation } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const source = "actions/runner src/Runner.Worker/Handlers/ScriptHandlerHelpers.cs";
const file = "/tmp/a b.sh";

const cases = [
  { shell: undefined, programs: ["bash", "sh"], extension: ".sh", args: ["-e", file] },
  {
    shell: "bash",
    programs: ["bash"],
    extension: ".sh",
    args: ["--noprofile", "--norc", "-e", "-o", "pipefail", file],
  },
  { shell: "sh", programs: ["sh"], extension: ".sh", args: ["-e", file] },
  { shell: "python", programs: ["python"], extension: ".py", args: [file] },
  { shell: "pwsh", programs: ["pwsh"], extension: ".ps1", args: ["-command", ". '/tmp/a b.sh'"] },
  { shell: "perl {0}", programs: ["perl"], extension: "", args: [file] },
  { shell: "bash -l {0}", programs: ["bash"], extension: ".sh", args: ["-l", file] },
  { shell: 'node --title="a \\"b\\" c" "{0}"', programs: ["node"], extension: "", args: ['--title=a "b" c', file] },
] as const;

const test = suite("command lines of shells");
for (const { shell, programs, extension, args } of cases) {
  test(`${shell ?? "no shell"} (${source})`, () => {
    const made = shellInvocation(shell, "linux");
    if (!made.ok) throw new Error(made.error);
    assert.equal([made.value.programs, made.value.extension], [programs, extension]);
    assert.equal(shellArguments(made.value.argumentFormat, file), args);
  });
}
test("Windows has PowerShell where nobody says", () => {
  const made = shellInvocation(undefined, "windows");
  assert.equal(made.ok && made.value.programs, ["pwsh", "powershell"]);
});
test("scripts are made ready for PowerShell and cmd, and left alone for others", () => {
  const fixed = (shell: string): string => {
    const made = shellInvocation(shell, "windows");
    return made.ok ? made.value.fixUp("x") : made.error;
  };
  assert.is(
    fixed("pwsh"),
    "$ErrorActionPreference = 'stop'\nx\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }",
  );
  assert.is(fixed("cmd"), "@echo off\r\nx");
  assert.is(fixed("bash"), "x");
});
for (const shell of ["ruby", "bash -x", "constructor"]) {
  test(`${shell} has no place for the script`, () => {
    const made = shellInvocation(shell, "linux");
    assert.match(made.ok ? "" : made.error, "Invalid shell option. Shell must be a valid built-in");
  });
}
test.run();
