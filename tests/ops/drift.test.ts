import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, type TestRepository } from "../cli/repository.ts";
import { checkWorkflow } from "../helpers/judge-text.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const bindings = "generated/actions.ts";

/** What this repository commits of sources and generated files. */
const committed: Readonly<Record<string, Buffer>> = Object.fromEntries(
  ["workflows-src", ".github/workflows", "generated"]
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length)),
    )
    .concat("package.json")
    .map((path) => [path, readFileSync(join(root, path))]),
);
const generated = Object.keys(committed).filter((path) =>
  /^\.github\/workflows\/.*\.yml$|^generated\/.*\.(?:json|mmd)$/.test(path),
);
const count = generated.length;
/** It shows which workflows there are and who starts them. */
const diagram = "generated/workflows.mmd";

/** @param below how deep the copy lies under its own temporary folder */
function copyOfThis(below = ""): TestRepository {
  const repository = makeRepository({});
  for (const [path, content] of Object.entries(committed)) repository.write(join(below, path), content);
  repository.remove("node_modules");
  for (const linked of ["node_modules", "packages"])
    symlinkSync(join(root, linked), join(repository.root, below, linked));
  return repository;
}

/** The paths that `check` calls drifted, and its exit code. */
async function drifted({ run }: TestRepository): Promise<readonly [number, readonly string[]]> {
  const { code, stdout } = await run(["check", "--format", "json"]);
  const { drift, findings } = JSON.parse(stdout) as { drift: { file: string }[]; findings: unknown[] };
  assert.equal(findings, []);
  return [code, drift.map(({ file }) => file)];
}

function withByteChanged(content: Buffer, at: number): Buffer {
  const changed = Buffer.from(content);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

const changes: Readonly<Record<string, (content: Buffer) => Buffer | undefined>> = {
  "its first byte": (content) => withByteChanged(content, 0),
  "its last byte": (content) => withByteChanged(content, content.length - 1),
  "the byte in its middle": (content) => withByteChanged(content, content.length >> 1),
  "a byte of its header": (content) => withByteChanged(content, content.indexOf("Do not edit")),
  "a carriage return in place of a line feed": (content) => Buffer.from(content.toString().replace("\n", "\r")),
  "a blank at its end": (content) => Buffer.concat([content, Buffer.from(" ")]),
  "a byte order mark": (content) => Buffer.concat([Buffer.from("\ufeff"), content]),
  "its last newline gone": (content) => content.subarray(0, -1),
  "nothing left in it": () => Buffer.alloc(0),
  "its deletion": () => undefined,
};

const test = suite<TestRepository>("the committed workflows");
test.before((repository) => void Object.assign(repository, copyOfThis()));
test.after((repository) => repository.dispose());

test("are what their sources make, and GitHub's parser accepts them", async ({ run }) => {
  assert.ok(count >= 6);
  assert.equal(await run(["check"], { checkText: checkWorkflow }), {
    code: 0,
    stdout: `${count} files: ${count} in step; 0 findings\n`,
    stderr: "",
  });
});
for (const [what, change] of Object.entries(changes)) {
  test(`fail the check, each by name, with a change in every file: ${what}`, async (repository) => {
    for (const path of generated) {
      const changed = change(committed[path] ?? Buffer.alloc(0));
      if (changed) repository.write(path, changed);
      else repository.remove(path);
    }
    assert.equal(await drifted(repository), [1, [...generated].sort()]);
    for (const path of generated) repository.write(path, committed[path] ?? "");
  });
}
test("fail the check one at a time, and nothing beside it is named", async (repository) => {
  for (const path of generated) {
    repository.write(path, withByteChanged(committed[path] ?? Buffer.alloc(0), 200));
    assert.equal(await drifted(repository), [1, [path]]);
    repository.write(path, committed[path] ?? "");
  }
  assert.equal(await drifted(repository), [0, []]);
});
test("fail the check with a source changed, added or gone", async (repository) => {
  const { read, write, remove } = repository;
  const source = "workflows-src/ci.workflow.ts";
  const text = read(source);
  write(source, text.replace('"timeout-minutes": 60', '"timeout-minutes": 61'));
  assert.equal(await drifted(repository), [1, [".github/workflows/ci.yml"]]);
  remove(source);
  assert.equal(await drifted(repository), [1, [".github/workflows/ci.yml", diagram]]);
  write(source, text);
  write("workflows-src/more.workflow.ts", text.replace('workflow("ci"', 'workflow("more"'));
  assert.equal(await drifted(repository), [1, [".github/workflows/more.yml", diagram]]);
  remove("workflows-src/more.workflow.ts");
});
test("follow the lock: a new pin is drift wherever the action is used", async (repository) => {
  const lock = "workflows-src/actions.lock.json";
  const text = repository.read(lock);
  const { actions } = JSON.parse(text) as { actions: Record<string, { sha: string }> };
  repository.write(lock, text.replace(actions["actions/upload-artifact"]?.sha ?? "", "a".repeat(40)));
  assert.equal(await drifted(repository), [
    1,
    ["adopt", "permission-gate", "release-notes", "release", "reusable-orchestrator"].map(
      (name) => `.github/workflows/${name}.yml`,
    ),
  ]);
  repository.write(lock, text);
});
test("come out the same from nothing, and a second time", async ({ run, read, remove }) => {
  for (const path of generated) remove(path);
  const created = [...generated].sort().map((path) => `created ${path}\n`);
  assert.equal(await run(["gen"]), {
    code: 0,
    stdout: `${created.join("")}${count} files: ${count} created\n`,
    stderr: "",
  });
  for (const path of generated) assert.is(read(path), String(committed[path]));
  assert.equal(await run(["gen"]), { code: 0, stdout: `${count} files: ${count} unchanged\n`, stderr: "" });
});
test("have bindings whose every byte is the lock's: `bind --check`", async ({ run, read, write, remove }) => {
  const content = committed[bindings] ?? Buffer.alloc(0);
  assert.equal(await run(["bind", "--check"]), { code: 0, stdout: `unchanged ${bindings}\n`, stderr: "" });
  const changesOfBindings: typeof changes = {
    ...changes,
    "a byte of its header": () => withByteChanged(content, content.indexOf("actions.lock.json") + 3),
  };
  for (const [what, change] of Object.entries(changesOfBindings)) {
    const changed = change(content);
    if (changed) write(bindings, changed);
    else remove(bindings);
    const { code, stderr } = await run(["bind", "--check"]);
    assert.is(code, 1, what);
    assert.match(
      stderr,
      `${bindings} error bindings-stale: ${bindings} is not what workflows-src/actions.lock.json makes now.`,
    );
    write(bindings, content);
  }
  assert.is((await run(["bind", "--check"])).code, 0);
  assert.is(read(bindings), String(content));
});
test.run();

const built = suite("the built program");
built("makes the same bytes in another zone, language and depth of folders", () => {
  const deep = "a folder/with/some depth";
  const repository = copyOfThis(deep);
  try {
    for (const path of generated) repository.remove(join(deep, path));
    const result = spawnSync(process.execPath, [`${root}packages/cli/bin/yardmaster.mjs`, "gen"], {
      cwd: join(repository.root, deep, "workflows-src/shared"),
      encoding: "utf8",
      timeout: 60_000,
      env: { ...process.env, TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
    });
    const stderr = "Types were not checked: `yardmaster check` does that.\n";
    const created = [...generated].sort().map((path) => `created ${path}\n`);
    assert.equal(
      { code: result.status, stdout: result.stdout, stderr: result.stderr },
      { code: 0, stdout: `${created.join("")}${count} files: ${count} created\n`, stderr },
    );
    for (const path of generated) assert.is(repository.read(join(deep, path)), String(committed[path]));
  } finally {
    repository.dispose();
  }
});
built.run();
