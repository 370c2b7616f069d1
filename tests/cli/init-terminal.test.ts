import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeGitRepository } from "./git-repository.ts";

// The question at a real terminal: Python's `pty` makes one.

const program = join(process.cwd(), "packages/cli/bin/yardmaster.mjs");

/** Answers the question by these keys. Prints what the terminal showed, then the exit code. */
const driver = `
import os, pty, sys
keys = sys.argv[1].encode().decode("unicode_escape").encode()
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
shown = b""
sent = False
while True:
    try:
        part = os.read(terminal, 4096)
    except OSError:
        break
    if not part:
        break
    shown += part
    if not sent and b"[y/N] " in shown:
        sent = True
        os.write(terminal, keys)
_, status = os.waitpid(pid, 0)
sys.stdout.write(shown.decode("utf-8", "replace"))
sys.stdout.write("\\nexit " + str(os.waitstatus_to_exitcode(status)))
`;

const isThere = process.platform !== "win32" && spawnSync("python3", ["-c", "import pty"]).status === 0;
const test = suite("yardmaster init: at a terminal");

for (const [name, keys, isWritten] of [
  ["a yes writes", "y\\r", true],
  ["a no writes nothing", "n\\r", false],
  ["Ctrl-C writes nothing", "\\x03", false],
  ["the end of the input writes nothing", "\\x04", false],
] as const) {
  (isThere ? test : test.skip)(name, () => {
    const repository = makeGitRepository({ "package.json": "{}\n" });
    try {
      const argv = ["-c", driver, keys, process.execPath, program, "init"];
      const { stdout } = spawnSync("python3", argv, { cwd: repository.root, encoding: "utf8", timeout: 120_000 });
      assert.match(stdout, "Write 10 files? [y/N] ");
      assert.match(stdout, isWritten ? /created \.gitattributes[\s\S]*\nexit 0$/ : /Nothing was written\.\s+exit 1$/);
      assert.is(existsSync(join(repository.root, "workflows-src")), isWritten);
      assert.is(repository.read("package.json") === "{}\n", !isWritten);
    } finally {
      repository.dispose();
    }
  });
}

test("with its input from a file it asks nobody", () => {
  const repository = makeGitRepository({ "package.json": "{}\n" });
  try {
    const options = { cwd: repository.root, encoding: "utf8", input: "y\n" } as const;
    const { status, stderr } = spawnSync(process.execPath, [program, "init"], options);
    assert.is(status, 2);
    assert.match(stderr, "There is no terminal to ask at");
    assert.is(existsSync(join(repository.root, "workflows-src")), false);
  } finally {
    repository.dispose();
  }
});

test.run();
