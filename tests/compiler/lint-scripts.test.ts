import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { nodeScriptPrograms, type ScriptComment, type ScriptPrograms } from "@yardmaster/compiler/host";
import { lintRepository } from "@yardmaster/compiler/lint";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const file = ".github/workflows/ci.yml";
const codes = ["shellcheck", "shellcheck-note", "pyflakes"];

async function lint(text: string, scripts: ScriptPrograms, path = file): Promise<readonly string[]> {
  const texts = { text: (name: string) => (name === path ? text : undefined), workflows: [path], isWhole: false };
  const found = await lintRepository({ ...texts, files: () => undefined }, [path], undefined, undefined, scripts);
  return found
    .filter(({ code }) => codes.includes(code))
    .map(({ place, severity, code, isPedantic, message }) => {
      const at = place && "line" in place ? `${place.line}:${place.column}-${place.endLine}:${place.endColumn}` : "";
      return `${at} ${isPedantic ? "pedantic " : ""}${severity} ${code}: ${message}`;
    });
}

const test = suite("scripts that programs judge");

/** Says of every script that each `BAD` in it is bad, and keeps what it was given. */
function finding(): ScriptPrograms & { readonly given: string[] } {
  const given: string[] = [];
  const judge = (scripts: readonly string[], by: string) =>
    scripts.map((script) => {
      given.push(`${by}: ${script}`);
      return script.split("\n").flatMap((line, index): readonly ScriptComment[] => {
        const column = line.indexOf("BAD") + 1;
        const range = { line: index + 1, endLine: index + 1, column, endColumn: column + 3 };
        return column === 0 ? [] : [{ ...range, level: "warning", code: "SC1", message: "It is\n bad." }];
      });
    });
  return {
    given,
    shellcheck: async (scripts, shell) => judge(scripts, shell),
    pyflakes: async (scripts) => judge(scripts, "python"),
  };
}

test("finds the place in block scalars, whatever their indent, and in texts of one line", async () => {
  const text = [
    "on: push",
    "jobs:",
    "  a:",
    "    runs-on: ubuntu-24.04",
    "    steps:",
    "      - run: |",
    "          echo 1",
    "            x BAD",
    "",
    "          y BAD",
    "      - run: a BAD",
    '      - run: "b BAD"',
    "      - run: 'c BAD'",
    "      - run: >-",
    "          d",
    "          BAD",
    '      - run: "e \\"q\\" BAD"',
    "      - run: |2",
    "              f BAD",
    "",
  ].join("\n");
  const said = "warning shellcheck: shellcheck says SC1: It is bad.";
  assert.equal(await lint(text, finding()), [
    `8:15-8:18 ${said}`,
    `10:13-10:16 ${said}`,
    `11:16-11:19 ${said}`,
    `12:17-12:20 ${said}`,
    `13:17-13:20 ${said}`,
    `14:14-17:1 ${said}`,
    `17:14-17:27 ${said}`,
    `19:17-19:20 ${said}`,
  ]);
});
test("hands each program the scripts of its shells, with expressions masked to their length", async () => {
  const programs = finding();
  const text = `on: push
jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - run: echo \${{ github.sha }} BAD
      - {run: b, shell: sh}
      - {run: c, shell: python}
      - {run: d, shell: pwsh}
      - {run: e, shell: "\${{ matrix.x }}"}
      - uses: actions/checkout@v4
      - run: 5
`;
  assert.equal(await lint(text, programs), ["6:37-6:40 warning shellcheck: shellcheck says SC1: It is bad."]);
  assert.equal(programs.given, [`bash: echo ${"_".repeat(17)} BAD`, "sh: b", "python: c"]);
});
test("judges composite actions, and no file that is no YAML", async () => {
  const action = "name: a\ndescription: b\nruns:\n  using: composite\n  steps:\n    - {run: x BAD, shell: bash}\n";
  assert.equal(await lint(action, finding(), "action.yml"), [
    "6:15-6:18 warning shellcheck: shellcheck says SC1: It is bad.",
  ]);
  assert.equal(await lint("on: [push\njobs: BAD", finding()), []);
});
test("says nothing where a program is not there", async () => {
  const none: ScriptPrograms = { shellcheck: async () => undefined, pyflakes: async () => undefined };
  assert.equal(await lint("on: push\njobs: {a: {runs-on: ubuntu-24.04, steps: [{run: BAD}]}}", none), []);
});
test.run();

const programs = suite("shellcheck and pyflakes as programs");
const script =
  "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo $x\n      - {run: import os, shell: python}\n";

/** Programs of these names that run a script of `sh`. */
async function withPrograms(
  texts: Readonly<Record<string, string>>,
  check: (path: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "yardmaster-programs-"));
  try {
    for (const [name, text] of Object.entries(texts)) {
      writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
      chmodSync(join(folder, name), 0o755);
    }
    await check(`${folder}${delimiter}/usr/bin${delimiter}/bin`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.platform !== "win32") {
  programs("are asked for the shell at hand, and read", async () => {
    const shellcheck = `case "$*" in *--shell=bash*0.sh) ;; *) exit 3 ;; esac
grep -q 'echo $x' 0.sh || exit 3
echo '{"comments":[{"file":"0.sh","line":1,"endLine":1,"column":6,"endColumn":8,"level":"info","code":2086,"message":"Quote."}]}'
exit 1`;
    const pyflakes = `echo "0.py:1:1: 'os' imported but unused"; exit 1`;
    await withPrograms({ shellcheck, pyflakes }, async (PATH) => {
      assert.equal(await lint(script, nodeScriptPrograms({ PATH })), [
        "6:19-6:21 pedantic warning shellcheck-note: shellcheck says SC2086: Quote.",
        "7:15-7:16 warning pyflakes: pyflakes says: 'os' imported but unused",
      ]);
    });
  });
  programs("that fail, or say what is no JSON, say nothing", async () => {
    for (const text of ["exit 4", "echo no; exit 1", "echo '{}'"]) {
      await withPrograms({ shellcheck: text, pyflakes: "exit 2" }, async (PATH) => {
        assert.equal(await lint(script, nodeScriptPrograms({ PATH })), [], text);
      });
    }
  });
}
programs("that are not installed say nothing, and nothing waits for them", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
  const before = timers();
  assert.equal(await lint(script, nodeScriptPrograms({ PATH: join(tmpdir(), "nothing-here") })), []);
  assert.is(timers(), before, "nothing that would keep the process");
});

const real = nodeScriptPrograms(process.env);
if (await isInstalled(real)) {
  programs("shellcheck itself is quiet about expressions and variables of env", async () => {
    const text =
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          cd x\n          if [ "${{ a }}" = "b" ]; then echo "$VERSION"; fi\n          foo=1\n';
    assert.equal(await lint(text, real), [
      "9:11-9:14 warning shellcheck: shellcheck says SC2034: foo appears unused. Verify use (or export if used externally).",
    ]);
  });
}
programs.run();

async function isInstalled({ shellcheck }: ScriptPrograms): Promise<boolean> {
  return (await shellcheck(["true"], "sh")) !== undefined;
}
