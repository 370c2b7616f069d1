import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "./repository.ts";

// What the shells themselves make of the scripts.

const { run, dispose } = makeRepository({});
const printed = async (shell: string): Promise<string> => (await run(["completion", shell])).stdout;

/** A folder with the script and one file, for as long as `act` runs. */
async function withScript(shell: string, act: (folder: string, script: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "completion-"));
  try {
    const script = join(folder, `script.${shell}`);
    writeFileSync(script, await printed(shell));
    writeFileSync(join(folder, "zebra.yml"), "");
    act(folder, script);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function isThere(shell: string): boolean {
  return spawnSync(shell, ["--version"]).status === 0;
}

/** Of a shell that `.ci/run` installs: elsewhere the name says what was not tried. */
function inShell(shell: string, name: string, act: () => Promise<void>): void {
  if (isThere(shell) || process.env.CI) test(`${shell}: ${name}`, act);
  else test.skip(`${shell}: ${name} (${shell} is not installed here)`, act);
}

const test = suite("yardmaster completion");
test.after(dispose);

test("bash: commands, options, values of options and operands; nothing where files are meant", async () => {
  await withScript("bash", (folder, script) => {
    const complete = (...words: readonly string[]): string[] => {
      const ask =
        'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _yardmaster; printf "%s\\n" "${COMPREPLY[@]}"';
      const { stdout, stderr } = spawnSync("bash", ["-uc", ask, "bash", script, "yardmaster", ...words], {
        encoding: "utf8",
        cwd: folder,
      });
      assert.is(stderr, "");
      return stdout.split("\n").filter((line) => line !== "");
    };
    assert.equal(complete("si"), ["simulate"]);
    assert.equal(complete("he"), ["help"]);
    assert.equal(complete("--v"), ["--version"]);
    assert.equal(complete("help", "ge"), ["gen"]);
    assert.equal(complete("check", "--no"), ["--no-types"]);
    assert.equal(complete("check", "--format", "g"), ["github"]);
    assert.equal(complete("check", "--format", "=", "g"), ["github"]);
    assert.equal(complete("check", "--format", "="), ["human", "json", "github", "sarif"]);
    assert.equal(complete("simulate", "--files", "a", "--by", "g"), ["github-token"]);
    assert.equal(complete("simulate", "--facts", "z"), []);
    assert.equal(complete("import", "z"), []);
    assert.equal(complete("schema", "ex"), ["execution", "explain"]);
    assert.equal(complete("completion", ""), ["bash", "zsh", "fish", "--help"]);
    assert.equal(complete("nonsense", ""), []);
  });
});

inShell("fish", "commands, options, values, operands and files", async () => {
  await withScript("fish", (folder, script) => {
    const complete = (line: string): string[] => {
      const { stdout, stderr } = spawnSync("fish", ["--no-config", "-c", `source ${script}; complete -C '${line}'`], {
        encoding: "utf8",
        cwd: folder,
        env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
      });
      assert.is(stderr, "");
      return stdout.split("\n").flatMap((each) => (each === "" ? [] : [each.split("\t")[0] ?? ""]));
    };
    assert.equal(complete("yardmaster si"), ["simulate"]);
    assert.equal(complete("yardmaster help ge"), ["gen"]);
    assert.equal(complete("yardmaster check --no"), ["--no-types"]);
    assert.equal(complete("yardmaster check --format "), ["github", "human", "json", "sarif"]);
    assert.equal(complete("yardmaster check --format=g"), ["--format=github"]);
    assert.equal(complete("yardmaster schema ex"), ["execution", "explain"]);
    assert.equal(complete("yardmaster import z"), ["zebra.yml"]);
    assert.equal(complete("yardmaster simulate --facts z"), ["zebra.yml"]);
  });
});

inShell("zsh", "commands, options, values, operands and files", async () => {
  await withScript("zsh", (folder, script) => {
    const lines = [
      "si",
      "check --no",
      "check --format g",
      "check --format=g",
      "schema exe",
      "import z",
      "simulate --facts z",
    ];
    const ask = `
      zmodload zsh/zpty
      drain() { local part; while zpty -r -t shell part; do out+=$part; done }
      settle() { local -i before=-1 tries=0; while (( \${#out} != before || tries < 5 )); do
        (( \${#out} == before )) && (( ++tries )) || tries=0; before=\${#out}; sleep 0.1; drain; done }
      zpty shell zsh -f -i
      out=; zpty -w shell 'unsetopt zle_bracketed_paste; PS1=; PROMPT_EOL_MARK=; autoload -U compinit; compinit -u -d ${folder}/dump; source ${script}; yardmaster() { print -r -- "<yardmaster $*>" }; echo ready'
      settle
      for line in ${lines.map((line) => `'yardmaster ${line}'`).join(" ")}; do
        out=; zpty -w -n shell "$line"$'\\t'; settle; zpty -w -n shell $'\\n'; settle
        print -r -- "\${(V)out}" | tr -d '\\n'; print
      done`;
    const { stdout, stderr } = spawnSync("zsh", ["-f", "-c", ask], {
      encoding: "utf8",
      cwd: folder,
      timeout: 60_000,
      env: { ...process.env, TERM: "dumb", HOME: folder, ZDOTDIR: folder },
    });
    const completed = stdout
      .split("\n")
      .flatMap((line) => [...line.matchAll(/<(yardmaster [^>']*?) ?>/g)].at(-1)?.[1] ?? []);
    assert.equal(
      completed,
      [
        "yardmaster simulate",
        "yardmaster check --no-types",
        "yardmaster check --format github",
        "yardmaster check --format=github",
        "yardmaster schema execution",
        "yardmaster import zebra.yml",
        "yardmaster simulate --facts zebra.yml",
      ],
      stderr + stdout,
    );
  });
});

test("what is no shell is refused, with those that are near", async () => {
  assert.equal(await run(["completion", "fihs"]), {
    code: 2,
    stdout: "",
    stderr: '`completion` takes one of bash, zsh, fish, and got "fihs". Did you mean fish?\n',
  });
  assert.is((await run(["completion"])).stderr, "`completion` takes one of bash, zsh, fish, and got none.\n");
  assert.is((await run(["completion", "bash", "zsh"])).code, 2);
});
test.run();
