import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GitRepository, makeGitRepository } from "./git-repository.ts";

// The built program, asked by the protocol's own client.

const program = fileURLToPath(new URL("../../packages/cli/bin/yardmaster.mjs", import.meta.url));
const source = `import { job, run, sh, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: { branches: ["main"] } });
export const ci = workflow("ci", { on, permissions: {}, jobs: [job("build", { "runs-on": "ubuntu-24.04", steps: [run(sh\`make\`)] })] });
`;
const byHand =
  "on: issues\npermissions: {}\njobs:\n  greet:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n";

interface Answer {
  readonly isError: boolean;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>> | undefined;
}

function listIn<T>({ json }: Answer, key: string): readonly T[] {
  const list = json?.[key];
  assert.ok(Array.isArray(list), `${key} is no list`);
  return list;
}

interface World extends GitRepository {
  readonly client: Client;
  readonly call: (name: string, given?: object, signal?: AbortSignal) => Promise<Answer>;
  readonly said: () => string;
  /** What the client could not read. */
  readonly unread: string[];
}

const writing = new WeakSet<object>();
const test = suite<World>("yardmaster mcp");
test.before.each(async (world) => {
  const files = {
    "package.json": "{}",
    "workflows-src/ci.workflow.ts": source,
    "workflows-src/actions.lock.json": '{"version": 1, "actions": {}}\n',
    ".github/workflows/hand.yml": byHand,
  };
  Object.assign(world, makeGitRepository(files));
  world.commit();
  await connect(world, []);
});
test.after.each(async (world) => {
  await world.client.close();
  world.dispose();
});

async function connect(world: World, options: readonly string[]): Promise<void> {
  if (world.client) await world.client.close();
  const client = new Client({ name: "test", version: "1.0.0" });
  const unread: string[] = [];
  client.onerror = (error) => unread.push(String(error));
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [program, "mcp", ...options],
    cwd: world.root,
    stderr: "pipe",
  });
  const said: string[] = [];
  transport.stderr?.on("data", (chunk) => said.push(String(chunk)));
  await client.connect(transport);
  const call: World["call"] = async (name, given = {}, signal) => {
    const {
      isError = false,
      content,
      structuredContent,
    } = await client.callTool({ name, arguments: given as Record<string, unknown> }, signal ? { signal } : {});
    const text = (content as readonly { readonly text?: string }[]).map((part) => part.text ?? "").join("\n");
    return { isError, text, json: structuredContent as Answer["json"] };
  };
  Object.assign(world, { client, call, unread, said: () => said.join("") });
  if (options.length > 0) writing.add(world);
}

test("offers tools that read, each with what it takes and what it answers", async ({ client }) => {
  const { tools } = await client.listTools();
  assert.equal(
    tools.map(({ name }) => name),
    ["check", "lint", "simulate", "explain", "import", "bind"],
  );
  for (const { name, description, inputSchema, outputSchema, annotations } of tools) {
    assert.ok((description ?? "").length > 40, name);
    assert.is(inputSchema.additionalProperties, false, name);
    assert.is(outputSchema?.type, "object", name);
    assert.equal(annotations, {
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    });
    assert.not.ok("write" in (inputSchema.properties ?? {}), name);
  }
  assert.match(client.getInstructions() ?? "", "Never edit generated YAML");
});

test("check: findings with the TypeScript line and the drift, as data and as text", async ({ call, write }) => {
  const { isError, json, text } = await call("check", { types: false });
  assert.is(isError, false);
  assert.equal(json?.drift, [
    { file: ".github/workflows/ci.yml", kind: "missing", source: "workflows-src/ci.workflow.ts" },
  ]);
  assert.equal(JSON.parse(text.split("\n")[0] ?? ""), json);
  write("workflows-src/ci.workflow.ts", source.replace("ubuntu-24.04", "ubuntu-16.04"));
  const [finding] = listIn<{ code: string; line: number }>(await call("check", { types: false }), "findings");
  assert.equal([finding?.code, finding?.line], ["runner-label-retired", 3]);
});

test("lint: a draft that is not on the disk is judged, and stays off it", async ({ call, root }) => {
  const path = ".github/workflows/draft.yml";
  const text = byHand.replace("runs-on", "run-on");
  const linted = await call("lint", { texts: [{ path, text }] });
  const [first] = listIn<{ code: string; file: string }>(linted, "findings");
  assert.equal([first?.file, first?.code], [path, "key-unknown"]);
  const hand = ".github/workflows/hand.yml";
  const instead = await call("lint", { texts: [{ path: hand, text }] });
  assert.is(listIn<{ code: string }>(instead, "findings")[0]?.code, "key-unknown", "in place of what the disk has");
  const besides = { paths: [".github/workflows"], texts: [path, hand].map((each) => ({ path: each, text })) };
  const files = listIn<{ file: string }>(await call("lint", besides), "findings").map(({ file }) => file);
  assert.equal(files, [path, hand], "each once, beside a folder that is named");
  assert.not.ok(existsSync(join(root, path)));
});

test("lint, simulate, explain, import and bind answer by their contracts", async ({ call }) => {
  assert.equal((await call("lint", { paths: [".github/workflows/hand.yml"] })).json, { findings: [] });
  const simulated = await call("simulate", { files: ["a"], set: { "head_commit.message": "x" } });
  const starts = listIn<{ file: string; starts: string }>(simulated, "workflows").map(({ file, starts }) => [
    file,
    starts,
  ]);
  assert.equal(starts, [
    [".github/workflows/ci.yml", "yes"],
    [".github/workflows/hand.yml", "no"],
  ]);
  const explained = await call("explain", { target: "hand.yml#greet", files: ["a"] });
  assert.match(explained.text, "event-not-listed");
  const imported = await call("import", { files: [".github/workflows/hand.yml"] });
  assert.equal([imported.json?.proved, imported.json?.refused], [1, []]);
  const bound = await call("bind");
  assert.equal(
    listIn<{ code: string }>(bound, "findings").map(({ code }) => code),
    ["bindings-stale"],
  );
});

test("without --write nothing of the repository changes, whatever is called", async ({ call, root }) => {
  const snapshot = (): string[] =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes(`${root}/.git/`))
      .map((entry) => `${entry.parentPath}/${entry.name} ${readFileSync(join(entry.parentPath, entry.name), "base64")}`)
      .sort();
  const before = snapshot();
  for (const name of ["check", "lint", "simulate", "import", "bind"]) await call(name);
  await call("explain", { target: "ci.yml" });
  for (const [name, given] of [
    ["import", { write: true }],
    ["gen", {}],
  ] as const) {
    let refused = "";
    try {
      const { isError, text } = await call(name, given);
      refused = isError ? text : "";
    } catch (error) {
      refused = String(error);
    }
    assert.is.not(refused, "", name);
  }
  assert.equal(snapshot(), before);
});

test("with --write, gen and import write, and say that they may", async (world) => {
  await connect(world, ["--write"]);
  const { tools } = await world.client.listTools();
  const gen = tools.find(({ name }) => name === "gen");
  assert.equal(gen?.annotations?.readOnlyHint, false);
  assert.is(tools.find(({ name }) => name === "bind")?.annotations?.openWorldHint, true);
  assert.equal((await world.call("gen")).json, {
    files: [{ file: ".github/workflows/ci.yml", change: "created", source: "workflows-src/ci.workflow.ts" }],
    findings: [],
  });
  assert.match(world.read(".github/workflows/ci.yml"), "run: make");
  assert.is((await world.call("import")).json?.proved, 1);
  assert.not.ok(existsSync(join(world.root, "workflows-src/hand.workflow.ts")));
  assert.is((await world.call("import", { write: true })).isError, false);
  assert.ok(existsSync(join(world.root, "workflows-src/hand.workflow.ts")));
});

test("what is wrong is an error with the sentence and the next step, and the server goes on", async ({ call }) => {
  const unknown = await call("simulate", { event: "pusch" });
  assert.is(unknown.isError, true);
  assert.match(unknown.text, "pusch");
  assert.is((await call("explain", { target: "gone.yml" })).isError, true);
  for (const given of [{ nonsense: 1 }, { paths: "x" }, { texts: [{ path: "a.yml" }] }]) {
    let refused = false;
    try {
      refused = (await call("lint", given)).isError;
    } catch {
      refused = true;
    }
    assert.ok(refused, JSON.stringify(given));
  }
  assert.is((await call("lint")).isError, false);
});

test("no path leads outside the root, by whatever form or link", async ({ call, root }) => {
  const outside = mkdtempSync(join(tmpdir(), "outside-"));
  try {
    writeFileSync(join(outside, "secret.yml"), "on: push\n");
    symlinkSync(outside, join(root, "link"));
    for (const path of [
      "../x.yml",
      "/etc/passwd",
      "a/../../x.yml",
      "C:\\x.yml",
      "C:/x",
      "a\\..\\..\\x",
      "link/secret.yml",
      "link",
      "\0",
    ]) {
      for (const [name, given] of [
        ["lint", { paths: [path] }],
        ["lint", { texts: [{ path, text: "on: push" }] }],
        ["import", { files: [path] }],
        ["simulate", { facts: path }],
        ["simulate", { outputs: path }],
      ] as const) {
        const { isError, text, json } = await call(name, given);
        assert.is(isError, true, `${name} ${path}`);
        assert.match(text, "is outside ", `${name} ${path}`);
        assert.is(json, undefined);
      }
    }
  } finally {
    rmSync(outside, { recursive: true });
  }
});

test("an operand that begins with a dash is no option", async ({ call, root }) => {
  const { isError, text } = await call("import", { files: ["--out=stolen"] });
  assert.is(isError, true);
  assert.match(text, "--out=stolen");
  assert.not.ok(existsSync(join(root, "stolen")));
});

test("what sources print, at once and later, is no part of the protocol", async ({ call, write, said, unread }) => {
  const loud = `const say = (text: string) => {
  console.log('{"jsonrpc": "2.0", "of": "' + text + '"}');
  process.stdout.write('{"jsonrpc": "2.0", "of": "' + text + '"}\\n');
};
say("now");
setTimeout(() => say("later"), 1);
`;
  write("workflows-src/ci.workflow.ts", `${source}${loud}`);
  assert.ok((await call("check", { types: false })).json);
  for (const end = Date.now() + 30_000; !said().includes('"later"') && Date.now() < end; ) await sleep(10);
  assert.match(said(), '"of": "later"');
  assert.is((await call("lint")).isError, false);
  assert.equal(unread, []);
});

/** A compiler in the place of the project's, that takes its time and notes when it begins and ends. */
function slowCompiler({ root, write, read }: World): () => string {
  const log = "node_modules/typescript/log";
  const note = (text: string) => `fs.appendFileSync(${JSON.stringify(join(root, log))}, "${text} ")`;
  write("tsconfig.json", "{}");
  write(log, "");
  write("node_modules/typescript/package.json", '{"version": "9.9.9", "bin": {"tsc": "./tsc.js"}}');
  write(
    "node_modules/typescript/tsc.js",
    `const fs = require("node:fs"); ${note("begin")}; setTimeout(() => ${note("end")}, 1000);`,
  );
  return () => read(log).trim();
}

test("types are checked unless it is told not to; calls wait for their turn, and a cancelled one has none", async (world) => {
  const { call } = world;
  const log = slowCompiler(world);
  await call("check", { types: false });
  assert.is(log(), "");
  const cancelled = new AbortController();
  const first = call("check");
  const second = call("check", {}, cancelled.signal).then(
    () => "answered",
    () => "cancelled",
  );
  const third = call("check", { types: true });
  await sleep(100);
  cancelled.abort();
  assert.equal([(await first).isError, await second, (await third).isError], [false, "cancelled", false]);
  assert.is(log(), "begin end begin end");
});

test("simulate, explain and lint take what is given as the options of the commands do", async ({
  call,
  run,
  root,
  write,
}) => {
  write(
    ".github/workflows/hand.yml",
    `on: { workflow_dispatch: { inputs: { to: { required: true } } }, pull_request: { types: [opened, labeled] } }
permissions: {}
jobs: { greet: { runs-on: ubuntu-24.04, steps: [{ run: make }] } }
`,
  );
  const at = "2026-01-02T03:04:05Z";
  const pull = {
    event: "pull_request",
    action: "labeled",
    base: "main",
    head: "x",
    files: ["a", "b"],
    fork: true,
    actor: "-x",
    at,
  };
  const pullArgv = ["--event=pull_request", "--action=labeled", "--base=main", "--head=x", "--files=a,b", "--fork"];
  for (const [name, given, argv] of [
    ["simulate", { ...pull, workflow: "hand.yml" }, [...pullArgv, "--actor=-x", `--at=${at}`, "--workflow=hand.yml"]],
    [
      "simulate",
      { event: "workflow_dispatch", inputs: { to: "-a=b" }, at, ref: "x" },
      ["--event=workflow_dispatch", "--input=to=-a=b", `--at=${at}`, "--ref=x"],
    ],
    [
      "explain",
      { ...pull, target: "hand.yml#greet" },
      [...pullArgv, "--actor=-x", `--at=${at}`, "--", "hand.yml#greet"],
    ],
    ["lint", { pedantic: true }, ["--pedantic"]],
  ] as const) {
    const { stdout, stderr } = await run([name, "--format", "json", ...argv], { cwd: root });
    assert.is.not(stdout, "", stderr);
    assert.equal((await call(name, given)).json, JSON.parse(stdout), name);
  }
});

test("with --write, bind writes the functions of the lock", async (world) => {
  await connect(world, ["--write"]);
  assert.is((await world.call("bind", { write: true })).isError, false);
  assert.match(world.read("generated/actions.ts"), "Generated by `yardmaster bind`");
  assert.equal(listIn(await world.call("bind"), "findings"), []);
});

test("calls at the same time are answered each by its own", async ({ call }) => {
  const check = () => call("check", { types: false });
  const [first, second, third] = await Promise.all([check(), call("lint"), check()]);
  assert.equal(first.json, third.json);
  assert.equal(second.json, { findings: [] });
});

test("an answer too long for a model is cut in the text alone", async ({ call, write }) => {
  const steps = Array.from(
    { length: 400 },
    (_, index) => `      - run: echo \${{ github.event.issue.title }} ${index}\n`,
  ).join("");
  write(".github/workflows/hand.yml", byHand.replace("      - run: make\n", steps));
  const answer = await call("lint");
  const { text } = answer;
  assert.is(listIn(answer, "findings").length, 400);
  assert.ok(text.length < 21_000, `${text.length} characters`);
  assert.match(text, /\d+ more characters, which the structured content has/);
});

test("lines that are no messages do not end it, and the end of its input does", ({ root }) => {
  const hello = {
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "t", version: "1" } },
  };
  const input = `nonsense\n{"jsonrpc": "2.0", "id": 9}\n${JSON.stringify(hello)}\n`;
  const { status, stdout } = spawnSync(process.execPath, [program, "mcp"], {
    cwd: root,
    input,
    encoding: "utf8",
    timeout: 30_000,
  });
  assert.is(status, 0);
  const answers = stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  assert.is(answers.find(({ id }) => id === 1)?.result.serverInfo.name, "yardmaster");
});
test.run();
