import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { createNodeHost } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { withDisk } from "../helpers/orchestrator-disk.ts";

const host = createNodeHost({
  env: {},
  stdout() {},
  stderr() {},
  flush: async () => ({ ok: true, value: undefined }),
});
const unreadable = (file: string, reason: string) =>
  `rc: error unreadable-file: The file "${file}" cannot be read: ${reason}. Check the path and its permissions.\n`;
const unwritable = (file: string, reason: string) =>
  `rc: error unwritable-file: The file "${file}" cannot be written: ${reason}. Free space there, or name another directory.\n`;

const inputs = suite("files: regular ones only, and bounded");

inputs("pipes, devices, sockets and folders are refused at once, by their own path and behind a link", () =>
  withDisk(async ({ directory, stage, output }) => {
    const pipe = join(directory, "pipe");
    assert.is(spawnSync("mkfifo", [pipe]).status, 0);
    const socket = join(directory, "socket");
    const server = createServer().listen(socket);
    const places: readonly (readonly [string, string])[] = [
      [pipe, "it is a pipe"],
      [socket, "it is a socket"],
      ["/dev/zero", "it is a device"],
      ["/dev/null", "it is a device"],
      [directory, "it is a directory"],
    ];
    try {
      for (const [index, [place, reason]] of places.entries()) {
        const link = join(directory, `link-${index}`);
        await symlink(place, link);
        for (const path of [place, link]) {
          for (const flag of ["--event-path", "--tasks"]) {
            const { code, stderr } = await stage("gate", [flag, path]);
            assert.equal([code, stderr], [2, unreadable(path, reason)]);
          }
        }
      }
      await symlink(join(directory, "nothing"), join(directory, "dangling"));
      const dangling = await stage("gate", ["--event-path", join(directory, "dangling")]);
      assert.is(dangling.stderr, unreadable(join(directory, "dangling"), "it does not exist"));
      assert.is(existsSync(output), false);
    } finally {
      server.close();
    }
  }),
);

inputs("a link to a payload is that payload", () =>
  withDisk(async ({ directory, stage }) => {
    await symlink("event.json", join(directory, "link.json"));
    assert.is((await stage("gate", ["--event-path", join(directory, "link.json")])).code, 0);
  }),
);

if (process.platform === "linux") {
  inputs("a file of which more comes than its size says is read up to the bound", async () => {
    // Of a size of 0, by the system's word, and of some 250 GB.
    const problem = "it has more than the 26214400 bytes of a payload";
    assert.equal(await host.readText("/proc/self/pagemap"), { ok: false, error: problem });
  });
}

inputs.run();

const links = suite("files: symbolic links inside the artifacts folder");

const names = ["decision.json", "summary.md", "dispatch-log.ndjson", "else"];
for (const name of names) {
  links(`${name}: the gate, the dispatch and the refusal go through none`, () =>
    withDisk(async ({ directory, stage, output }) => {
      const victim = join(directory, "victim");
      for (const target of [victim, directory, join(directory, "nothing")]) {
        await writeFile(victim, "untouched");
        const folder = join(directory, "artifacts");
        await mkdir(folder, { recursive: true });
        await symlink(target, join(folder, name));
        for (const command of ["gate", "dispatch", "refuse"]) {
          const { code, stdout, stderr } = await stage(command);
          assert.equal([code, stdout], [2, ""]);
          assert.is(stderr, unwritable(join(folder, name), "it is a symbolic link"));
        }
        assert.is(await readFile(victim, "utf8"), "untouched");
        assert.is(existsSync(join(directory, "nothing")), false);
        assert.is(existsSync(output), false);
        await rm(folder, { recursive: true });
      }
    }),
  );
}

links("the log and the summary read through none: to a file, to a folder, to nothing", () =>
  withDisk(async ({ directory, bash, stage }) => {
    assert.is((await stage("gate")).code, 0);
    const folder = join(directory, "downloads");
    const env = { GITHUB_TOKEN: "ghs_TokenThatIsNeverSent", GITHUB_API_URL: "http://127.0.0.1:9" };
    const cases: readonly (readonly [path: string, target: string])[] = [
      ["dispatch-log.ndjson", "../artifacts/dispatch-log.ndjson"],
      ["a/decision.json", "../../artifacts/decision.json"],
      ["a/other", "/etc/passwd"],
      ["b", "../artifacts"],
      ["b", "../nothing"],
    ];
    for (const [path, target] of cases) {
      await mkdir(join(folder, "a"), { recursive: true });
      await symlink(target, join(folder, path));
      const line = `GITHUB_TOKEN=${env.GITHUB_TOKEN} GITHUB_API_URL=${env.GITHUB_API_URL} exec "$@"`;
      const { code, stderr } = bash(line, "orchestrator", "log", "--artifacts", folder, "--to", "issue:1");
      assert.equal([code, stderr], [2, unreadable(join(folder, path), "it is a symbolic link")]);
      await rm(folder, { recursive: true });
    }
    await mkdir(folder);
    await symlink("../artifacts/decision.json", join(folder, "decision.json"));
    const summary = bash('exec "$@"', "orchestrator", "summary", "--artifacts", folder);
    const said = `The record "${join(folder, "decision.json")}" cannot be read: it is a symbolic link.`;
    assert.equal([summary.code, summary.stderr.includes(said)], [2, true]);
  }),
);

links("one that comes after the look is not followed either", () =>
  withDisk(async ({ directory }) => {
    const link = join(directory, "dispatch-log.ndjson");
    await writeFile(join(directory, "victim"), "untouched");
    await symlink("victim", link);
    const refused = { ok: false, error: "it is a symbolic link" };
    assert.equal(await host.appendToFile(link, "x\n", "refuse"), refused);
    assert.equal(await host.replaceFile(link, "x"), refused);
    assert.equal(await host.readText(link, "refuse"), refused);
    assert.is(await readFile(join(directory, "victim"), "utf8"), "untouched");
  }),
);

links("the folder itself may be one", () =>
  withDisk(async ({ directory, stage }) => {
    await mkdir(join(directory, "elsewhere"));
    await symlink("elsewhere", join(directory, "linked"));
    assert.is((await stage("gate", ["--artifacts", join(directory, "linked")])).code, 0);
    assert.ok(existsSync(join(directory, "elsewhere/decision.json")));
  }),
);

links.run();

const log = suite("files: the log of an artifact");

log("a last line without its end does not swallow the next record", () =>
  withDisk(async ({ directory, stage }) => {
    assert.is((await stage("gate")).code, 0);
    const path = join(directory, "artifacts/dispatch-log.ndjson");
    const first = (await readFile(path, "utf8")).trimEnd();
    for (const before of [first, first.slice(0, 40), `${first}\n`]) {
      await writeFile(path, before);
      assert.is((await stage("gate")).code, 0);
      const lines = (await readFile(path, "utf8")).split("\n");
      assert.equal([lines.length, lines[0], lines[2]], [3, before.trimEnd(), ""]);
      assert.is(JSON.parse(lines[1] ?? "").stage, "gate");
    }
  }),
);

log("a part of a record is taken back, and what stood there stays", () =>
  withDisk(async ({ directory, bash }) => {
    await mkdir(join(directory, "artifacts"));
    const path = join(directory, "artifacts/dispatch-log.ndjson");
    const before = "x".repeat(16 * 1024 - 100);
    await writeFile(path, before);
    const places = ["--tasks", join(directory, "tasks.json"), "--artifacts", join(directory, "artifacts")];
    const gate = ["orchestrator", "gate", "--event-path", join(directory, "event.json"), ...places];
    const { code, stderr } = bash('trap "" XFSZ; ulimit -f 16; exec "$@"', ...gate);
    assert.equal([code, stderr], [2, unwritable(path, "it would be larger than the system allows")]);
    assert.is(await readFile(path, "utf8"), before);
  }),
);

log.run();

const reasons = suite("files: what cannot be written is called what it is");

const full = "the disk is full";
const readOnly = "the file system is read-only";
const mounts: readonly (readonly [options: string, prepare: string, folder: string, reason: string])[] = [
  ["size=1m", "mkdir m/a && mount -o remount,ro m", "m/a", readOnly],
  ["size=1m", "mount -o remount,ro m", "m/b/c", readOnly],
  ["size=64k", "mkdir m/a && head -c 64K /dev/zero > m/x || true", "m/a", full],
  ["nr_inodes=2", "touch m/x", "m/b/c", full],
];

/** The ways to a mount of one's own: a namespace for users, or root on a runner of GitHub's. */
const namespaces = ["unshare -Urm", "sudo -n --preserve-env unshare -m"];

if (process.platform === "linux") {
  reasons("read-only or full, with the folder and without it", () =>
    withDisk(async ({ directory, bash, output }) => {
      const namespace = namespaces.find((way) => spawnSync("bash", ["-c", `${way} true`]).status === 0);
      assert.ok(namespace, "this machine lets nobody mount anything");
      const inside = mounts.map(
        ([options, prepare, folder]) =>
          `mount -t tmpfs -o ${options} none m; ${prepare}; "$@" --artifacts ${folder}; echo "exit $?" >&2; umount m`,
      );
      const script = join(directory, "script");
      await writeFile(script, `mkdir m; ${inside.join("\n")}\n`);
      const gate = ["orchestrator", "gate", "--event-path", "event.json", "--tasks", "tasks.json"];
      const { stderr } = bash(`cd '${directory}'; exec ${namespace} bash script "$@"`, ...gate);
      const said = mounts.map(([, , folder, why]) => `${unwritable(`${folder}/decision.json`, why)}exit 2\n`);
      assert.is(stderr, said.join(""));
      assert.is(existsSync(output), false);
    }),
  );
}

reasons("a link to nothing, and a file, in place of a folder of its path", () =>
  withDisk(async ({ directory, stage }) => {
    await symlink("nothing", join(directory, "dangling"));
    const below = "something that is no directory stands in its path";
    for (const [folder, reason] of [
      ["dangling", below],
      ["dangling/deeper", below],
      ["event.json/deeper", "a part of its path is no directory"],
    ] as const) {
      const { stderr } = await stage("gate", ["--artifacts", join(directory, folder)]);
      assert.is(stderr, unwritable(join(directory, folder, "decision.json"), reason));
    }
  }),
);

reasons.run();
