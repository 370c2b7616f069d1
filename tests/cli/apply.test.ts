import { spawn, spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { nodeFiles } from "@yardmaster/compiler";
import { FileError, type Files } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { startProgram } from "../helpers/start-program.ts";
import { makeRepository, type TestRepository, workflowSource } from "./repository.ts";

const test = suite<TestRepository>("yardmaster gen: writing");

const ci = ".github/workflows/ci.yml";
const other = ".github/workflows/other.yml";

test.before.each(async (repository) => {
  Object.assign(
    repository,
    makeRepository({
      "workflows-src/ci.workflow.ts": workflowSource("ci"),
      "workflows-src/gone.workflow.ts": workflowSource("gone"),
      "workflows-src/other.workflow.ts": workflowSource("other"),
    }),
  );
  await repository.run(["gen"]);
  repository.write("workflows-src/ci.workflow.ts", workflowSource("ci", "release"));
  repository.write("workflows-src/other.workflow.ts", workflowSource("other", "release"));
  repository.remove("workflows-src/gone.workflow.ts");
});
test.after.each((repository) => repository.dispose());

/** Refuses the nth call of one operation. */
function failing(operation: "create" | "rename" | "remove" | "makeFolder", nth: number): Partial<Files> {
  let calls = 0;
  const act = nodeFiles[operation] as (...paths: readonly string[]) => Promise<void>;
  return {
    [operation]: async (...paths: readonly string[]) => {
      calls++;
      if (calls === nth)
        throw new FileError(operation, paths.at(operation === "create" ? 0 : -1) ?? "", "no space left on device");
      await act(...paths);
    },
  };
}

const refusal = (
  operation: string,
  path: string,
) => `error file-refused: The system refuses to ${operation} ${path}: no space left on device.
  hint: Remove the cause and run the command again. Every generated file is whole, old or new.
`;

for (const [operation, nth, path] of [
  ["makeFolder", 1, ".github/workflows"],
  ["create", 1, ".github/workflows/.ci.yml.yardmaster-tmp"],
  ["create", 2, ".github/workflows/.other.yml.yardmaster-tmp"],
] as const) {
  test(`a failure of ${operation} number ${nth} leaves every file as it was`, async ({ run, made }) => {
    const before = made();
    assert.equal(await run(["gen"], { files: failing(operation, nth) }), {
      code: 2,
      stdout: "",
      stderr: refusal(operation, path),
    });
    assert.equal(made(), before);
  });
}

for (const [operation, nth, path] of [
  ["rename", 1, ci],
  ["rename", 2, other],
  ["remove", 1, ".github/workflows/gone.yml"],
] as const) {
  test(`a failure of ${operation} number ${nth} leaves every file whole, and the next run finishes`, async ({
    run,
    made,
  }) => {
    const before = made();
    const { code, stderr } = await run(["gen"], { files: failing(operation, nth) });
    assert.equal([code, stderr], [2, refusal(operation, path)]);
    const between = made();
    assert.equal(Object.keys(between), Object.keys(before));
    assert.is((await run(["gen"])).code, 0);
    const after = made();
    for (const [file, text] of Object.entries(between)) assert.ok(text === before[file] || text === after[file], file);
    assert.equal(Object.keys(after), [ci, other]);
  });
}

test("a second failure while cleaning up does not hide the first", async ({ run }) => {
  const files = { ...failing("create", 2), ...failing("remove", 1) };
  assert.is((await run(["gen"], { files })).stderr, refusal("create", ".github/workflows/.other.yml.yardmaster-tmp"));
});

test("what a killed run left behind is cleaned by the next", async ({ run, write, made }) => {
  write(".github/workflows/.ci.yml.yardmaster-tmp", "half");
  write("generated/.x.json.yardmaster-tmp", "half");
  assert.is((await run(["check"])).code, 1);
  assert.is((await run(["gen"])).code, 0);
  assert.equal(Object.keys(made()), [ci, other]);
});

test("two runs at once cannot write into one staged file", async ({ root }) => {
  const path = `${root}/staged`;
  await nodeFiles.create(path, "one");
  try {
    await nodeFiles.create(path, "two");
    assert.unreachable();
  } catch (error) {
    assert.instance(error, FileError);
    assert.is((error as FileError).message, `create ${path}: file already exists`);
  }
  assert.is((await nodeFiles.read(path))?.toString(), "one");
});

test("what cannot be read is said, with the file", async ({ run, root }) => {
  const read: Files["read"] = async (path) => {
    if (path.endsWith("ci.yml")) throw new FileError("read", path, "permission denied");
    return nodeFiles.read(path);
  };
  const sentence = (path: string) => `error file-refused: The system refuses to read ${path}: permission denied.
  hint: Remove the cause and run the command again. Every generated file is whole, old or new.
`;
  assert.equal(await run(["check"], { files: { read } }), { code: 2, stdout: "", stderr: sentence(ci) });
  const elsewhere = await run(["check"], { files: { read }, cwd: `${root}/workflows-src` });
  assert.is(elsewhere.stderr, sentence(`<root>/${ci}`));
});

test("a folder in the way of a file is said, and stays", async ({ run, remove, write, read }) => {
  remove(ci);
  write(`${ci}/file`, "kept");
  const { code, stderr } = await run(["gen"]);
  assert.equal(
    [code, stderr],
    [2, refusal("replace", ci).replace("no space left on device", "illegal operation on a directory")],
  );
  assert.is(read(`${ci}/file`), "kept");
});

test("a file whose name changes only in case survives on systems that ignore case", async ({
  run,
  made,
  write,
  remove,
}) => {
  await run(["gen"]);
  remove("workflows-src/ci.workflow.ts");
  write("workflows-src/ci.workflow.ts", workflowSource("CI"));
  const order: string[] = [];
  const files: Partial<Files> = {
    remove: async (path) => {
      order.push(`remove ${path.split("/").at(-1)}`);
      await nodeFiles.remove(path);
    },
    rename: async (from, to) => {
      order.push(`rename ${to.split("/").at(-1)}`);
      await nodeFiles.rename(from, to);
    },
  };
  assert.is((await run(["gen"], { files })).code, 0);
  assert.equal(
    order.filter((step) => /ci\.yml$/i.test(step)),
    ["remove ci.yml", "rename CI.yml"],
  );
  assert.equal(Object.keys(made()), [".github/workflows/CI.yml", other]);
});

const nodeArguments = [...startProgram("packages/cli/src/bin.ts"), "gen"];

test("a real disk limit leaves old files whole and says so", ({ root, made, write }) => {
  write("workflows-src/ci.workflow.ts", workflowSource("ci", "release", `header: ["${"x".repeat(40_000)}"],`));
  const before = made();
  const script = 'trap "" XFSZ; ulimit -f 8; exec "$0" "$@"';
  const { status, stdout, stderr } = spawnSync("bash", ["-c", script, process.execPath, ...nodeArguments], {
    cwd: root,
    encoding: "utf8",
    timeout: 60_000,
    env: { ...process.env, TSX_DISABLE_CACHE: "1" },
  });
  assert.is(
    stderr,
    refusal("create", ".github/workflows/.ci.yml.yardmaster-tmp").replace("no space left on device", "file too large"),
  );
  assert.equal([status, stdout], [2, ""]);
  assert.equal(made(), before);
});

for (const moment of ["staging", "replacing"] as const) {
  test(`killed while ${moment}, files are whole and the next run finishes`, async ({ root, run, made, write }) => {
    const writeAll = (on: string): void => {
      for (let index = 0; index < 80; index++) {
        write(`workflows-src/w${index}.workflow.ts`, workflowSource(`w${index}`, on));
      }
    };
    writeAll("push");
    await run(["gen"]);
    let before = made();
    // On a busy machine a run may end before it is seen: that one shows nothing, and the next is another chance.
    let signal: unknown;
    for (let attempt = 1; attempt <= 10 && signal !== "SIGKILL"; attempt++) {
      before = made();
      writeAll(attempt % 2 === 1 ? "release" : "push");
      const child = spawn(process.execPath, nodeArguments, { cwd: root, stdio: "ignore" });
      const ended = new Promise((resolve) => child.once("close", (_code, by) => resolve(by)));
      let most = 0;
      while (child.exitCode === null && child.signalCode === null) {
        const staged = readdirSync(`${root}/.github/workflows`).filter((name) => name.endsWith("yardmaster-tmp"));
        most = Math.max(most, staged.length);
        if (moment === "staging" ? staged.length > 20 : staged.length < most) child.kill("SIGKILL");
        await new Promise((resolve) => setImmediate(resolve));
      }
      signal = await ended;
    }
    assert.is(signal, "SIGKILL");
    const between = Object.entries(made()).filter(([path]) => !path.endsWith("yardmaster-tmp"));
    assert.is((await run(["gen"])).code, 0);
    const after = made();
    assert.not(Object.keys(after).some((path) => path.endsWith("yardmaster-tmp")));
    for (const [path, text] of between) assert.ok(text === before[path] || text === after[path], path);
  });
}

test.run();
