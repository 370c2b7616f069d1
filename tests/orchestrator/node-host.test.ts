import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { createNodeHost, createProcessParts } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { jobToken, people, startOrchestratorGitHub } from "../helpers/orchestrator-github.ts";

const host = createNodeHost({ env: {}, stdout() {}, stderr() {}, flush: async () => ({ ok: true, value: undefined }) });

async function withDirectory(use: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "node-host-"));
  try {
    await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const files = suite("node host: files");

files("reads UTF-8 as it is, and says why it cannot", () =>
  withDirectory(async (directory) => {
    const file = join(directory, "event.json");
    await writeFile(file, "\ufeffé");
    assert.equal(await host.readText(file), { ok: true, value: "\ufeffé" });
    await writeFile(file, Buffer.from([0x22, 0xff, 0x22]));
    assert.equal(await host.readText(file), { ok: false, error: "it is not UTF-8" });
    await truncate(file, 25 * 1024 * 1024 + 1);
    assert.equal(await host.readText(file), {
      ok: false,
      error: "it has 26214401 bytes, more than the 26214400 of a payload",
    });
    assert.equal(await host.readText(join(directory, "none")), { ok: false, error: "it does not exist" });
    assert.equal(await host.readText(directory), { ok: false, error: "it is a directory" });
    assert.equal(await host.readText(join(file, "x")), { ok: false, error: "a part of its path is no directory" });
    assert.equal(await host.readText("a\0b"), { ok: false, error: "its path holds a null character" });
    await symlink("loop", join(directory, "loop"));
    assert.equal(await host.readText(join(directory, "loop")), { ok: false, error: "its symbolic links lead nowhere" });
  }),
);

files("replaces a file as a whole, makes its directory and leaves nothing beside it", () =>
  withDirectory(async (directory) => {
    const file = join(directory, "a/b/plan.json");
    assert.equal(await host.replaceFile(file, "one"), { ok: true, value: undefined });
    const { ino } = await stat(file);
    assert.equal(await host.replaceFile(file, "two"), { ok: true, value: undefined });
    assert.is(await readFile(file, "utf8"), "two");
    assert.is.not((await stat(file)).ino, ino);
    assert.equal(await readdir(join(directory, "a/b")), ["plan.json"]);
  }),
);

files("a target that cannot be replaced keeps what it had", () =>
  withDirectory(async (directory) => {
    const blocked = join(directory, "plan.json");
    assert.equal(await host.replaceFile(join(blocked, "keep"), "old"), { ok: true, value: undefined });
    assert.equal(await host.replaceFile(blocked, "new"), { ok: false, error: "it is a directory" });
    assert.equal(await readdir(directory), ["plan.json"]);
    assert.is(await readFile(join(blocked, "keep"), "utf8"), "old");
    await chmod(join(blocked, "keep"), 0o600);
    assert.is((await host.replaceFile(join(blocked, "keep", "x"), "new")).ok, false);
  }),
);

files("appends to a log", () =>
  withDirectory(async (directory) => {
    const file = join(directory, "a/log");
    await host.appendToFile(file, "1\n");
    await host.appendToFile(file, "2\n");
    assert.is(await readFile(file, "utf8"), "1\n2\n");
    assert.equal(await host.appendToFile(directory, "x"), { ok: false, error: "it is a directory" });
  }),
);

files("lists a folder, sorted, with its folders marked, and says why it cannot", () =>
  withDirectory(async (directory) => {
    await host.replaceFile(join(directory, "b/log"), "1");
    await host.replaceFile(join(directory, "a.json"), "{}");
    assert.equal(await host.listDirectory(directory), { ok: true, value: ["a.json", "b/"] });
    assert.equal(await host.listDirectory(join(directory, "none")), { ok: false, error: "it does not exist" });
    assert.equal(await host.listDirectory(join(directory, "a.json")), {
      ok: false,
      error: "a part of its path is no directory",
    });
  }),
);

files.run();

const machine = suite("node host: clock, chance and network");

machine("names are new each time, and hard to guess", () => {
  assert.match(host.randomName(), /^[0-9a-f]{32}$/);
  assert.is.not(host.randomName(), host.randomName());
  assert.ok(Math.abs(host.now().getTime() - Date.now()) < 5_000);
});

machine("what a stream does not take is known once all has been said, and ends nothing", async () => {
  const heard: string[] = [];
  const stream = (problem?: Error) =>
    new Writable({
      decodeStrings: false,
      write: (text, _, done) => {
        heard.push(text);
        done(problem);
      },
    });
  const good = createProcessParts({ env: { A: "1" }, stdout: stream(), stderr: stream() });
  good.stdout("one");
  good.stderr("two");
  assert.equal([good.env, heard], [{ A: "1" }, ["one", "two"]]);
  assert.equal(await good.flush(), { ok: true, value: undefined });
  const problems = [
    [Object.assign(new Error("x"), { code: "EPIPE" }), "nobody reads it any more"],
    [new Error("it is odd"), "it is odd"],
  ] as const;
  for (const [problem, reason] of problems) {
    const bad = createProcessParts({ env: {}, stdout: stream(problem), stderr: stream(problem) });
    bad.stderr("two");
    assert.equal(await bad.flush(), { ok: true, value: undefined });
    bad.stdout("one");
    bad.stdout("more");
    assert.equal(await bad.flush(), { ok: false, error: reason });
  }
});

machine("no request outlasts the time of the run", async () => {
  const github = await startOrchestratorGitHub();
  try {
    const connection = host.github({ token: jobToken, apiUrl: github.url, remainingMilliseconds: () => 0 });
    const answer = await connection.collaborator({ owner: "Codertocat", repo: "Hello-World" }, people.triager.login);
    assert.equal(!answer.ok && [answer.error.kind, answer.error.carriedOut], ["timeout", "no"]);
    assert.equal(github.requests, []);
  } finally {
    await github.close();
  }
});

machine("GitHub is asked with the token, under the program's name", async () => {
  const github = await startOrchestratorGitHub();
  try {
    const connection = host.github({
      token: jobToken,
      apiUrl: github.url,
      remainingMilliseconds: () => 30_000,
    });
    const answer = await connection.collaborator({ owner: "Codertocat", repo: "Hello-World" }, people.triager.login);
    assert.is(answer.ok && answer.value.userId, people.triager.id);
    assert.match(github.requests[0]?.headers["user-agent"] ?? "", /^releasecopilot-rc\/0\.1\.0 /);
  } finally {
    await github.close();
  }
});

machine.run();
