import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createCommentEvent, createManualEvent } from "../helpers/orchestrator-events.ts";
import { jobToken, people } from "../helpers/orchestrator-github.ts";
import { type Machine, runnerVariables, runRcOn } from "../helpers/orchestrator-host.ts";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";

/** Exit code, stdout and stderr as one text. */
async function say(machine: Machine, ...argv: string[]): Promise<string> {
  const { code, stdout, stderr } = await runRcOn(machine, ...argv);
  return `${code} ${stdout}${stderr}`;
}

const usage = suite("rc: usage");

const mistakes: readonly (readonly [readonly string[], string])[] = [
  [[], "missing-command: rc needs a command. Use one of run-id, orchestrator."],
  [["orchestrator"], "missing-command: rc orchestrator needs a command. Use one of gate, dispatch, summary."],
  [["run-di"], 'unknown-command: rc has no command "run-di". Did you mean run-id?'],
  [["gate"], 'unknown-command: rc has no command "gate". Use one of run-id, orchestrator.'],
  [["__proto__"], 'unknown-command: rc has no command "__proto__". Use one of run-id, orchestrator.'],
  [["orchestrator", "dispach"], 'unknown-command: rc orchestrator has no command "dispach". Did you mean dispatch?'],
  [
    ["orchestrator", "--version"],
    'unknown-command: rc orchestrator has no command "--version". Use one of gate, dispatch, summary.',
  ],
  [["run-id", "--att", "x"], 'unknown-flag: rc run-id has no flag "--att". Did you mean --at?'],
  [["run-id", "now"], 'unexpected-argument: rc run-id takes no argument "now". Run `rc run-id --help`.'],
  [["run-id", "--at"], "flag-without-value: The flag --at needs a value. Write --at VALUE."],
  [["run-id", "--at=1", "--at=2"], "repeated-flag: The flag --at is given more than once. Give it once."],
  [
    ["run-id", "--at", "noon"],
    'bad-flag-value: The flag --at holds "noon", which is not an RFC 3339 instant such as 2026-11-22T15:06:00Z. Correct --at.',
  ],
  [["orchestrator", "gate"], "missing-flag: rc orchestrator gate needs the flag --event-path. Add --event-path VALUE."],
  [
    ["orchestrator", "gate", "--event-path="],
    "missing-flag: rc orchestrator gate needs the flag --event-path. Add --event-path VALUE.",
  ],
  [
    ["orchestrator", "gate", "--dry-run"],
    'unknown-flag: rc orchestrator gate has no flag "--dry-run". Use one of --event-path, --run-id, --command, --artifacts, --tasks.',
  ],
  [
    ["orchestrator", "dispatch", "--dry-run=yes"],
    "flag-with-value: The flag --dry-run takes no value. Write --dry-run alone.",
  ],
  [
    ["orchestrator", "gate", "--event-path", "e", "--run-id", ""],
    'bad-flag-value: The flag --run-id holds "", which is not a Phoenix run id such as 2026-11-22T08-06-00-0700. Correct --run-id.',
  ],
  [
    ["orchestrator", "gate", "--event-path", "e", "--run-id", "2026-11-22T08-06-00+0000"],
    'bad-flag-value: The flag --run-id holds "2026-11-22T08-06-00+0000", which is not a Phoenix run id such as 2026-11-22T08-06-00-0700. Correct --run-id.',
  ],
  [
    ["orchestrator", "gate", "--event-path", "e", "--artifacts", ""],
    'bad-flag-value: The flag --artifacts holds "", which is not the name of a directory. Correct --artifacts.',
  ],
];
for (const [argv, sentence] of mistakes) {
  usage(`rc ${argv.join(" ")}`, async () =>
    assert.is(
      await say({}, ...argv),
      `2 rc: error ${sentence}
`,
    ),
  );
}

usage("--version and --help at each level", async () => {
  assert.is(await say({}, "--version"), "0 rc 0.1.0\n");
  const top = await say({}, "--help");
  assert.is(top, await say({}, "help"));
  assert.is(
    top,
    `0 Usage: rc COMMAND [FLAGS]

Commands:
  rc run-id                 Prints the run id of this moment in America/Phoenix, such as 2026-11-22T08-06-00-0700.
  rc orchestrator gate      Decides whether the people behind an event may give commands here.
  rc orchestrator dispatch  Carries out the command of an event that has passed the gate.
  rc orchestrator summary   Prints the summary of the last gate or dispatch as Markdown, safe for the workflow's summary page.

Run \`rc COMMAND --help\` for the flags of one.
Exit: 0 allowed or done, 1 denied or refused, 2 usage or unreadable input, 3 a bug of ours.
`,
  );
  assert.not.match(await say({}, "orchestrator", "--help"), "run-id");
  assert.is(
    await say({}, "orchestrator", "dispatch", "--help"),
    `0 Usage: rc orchestrator dispatch --event-path FILE [FLAGS]

Carries out the command of an event that has passed the gate.

Flags:
  --event-path FILE  The payload, as GITHUB_EVENT_PATH names it.
  --run-id ID        A run id that \`rc run-id\` printed; without it, one of this moment.
  --command TEXT     A command in place of the event's, with or without /orchestrate.
  --artifacts DIR    Where the records are written. Default: artifacts/orchestrator
  --tasks FILE       The table of tasks. Default: generated/orchestrator-tasks.json
  --dry-run          Shows the request and sends nothing.
  --help             Shows this.
`,
  );
});

usage("the value of --command is never a flag", async () => {
  const event = createCommentEvent({ ...people.triager, body: "x" });
  const files = { "event.json": JSON.stringify(event) };
  const env = { ...runnerVariables, ORCHESTRATOR_MAINTAINERS: "octocat" };
  const run = await runRcOn(
    { files, env },
    "orchestrator",
    "gate",
    "--event-path",
    "event.json",
    "--command",
    "--tasks=x",
  );
  assert.is(run.code, 0);
  assert.is(JSON.parse(run.files["artifacts/orchestrator/decision.json"] ?? "").command, "--tasks=x");
});

usage("a bug of ours is exit 3 and a request to report it, without secrets or commands to the runner", async () => {
  const env = { ...runnerVariables, GITHUB_TOKEN: jobToken, GITHUB_API_URL: "http://127.0.0.1:9" };
  const event = createCommentEvent({ ...people.triager, body: "/orchestrate help" });
  const run = await runRcOn(
    {
      env,
      files: { "event.json": JSON.stringify(event) },
      github: ({ token }) => {
        throw new Error(`broken ${token}\n::error::x`);
      },
    },
    "orchestrator",
    "gate",
    "--event-path",
    "event.json",
  );
  assert.is(run.code, 3);
  assert.is(run.stdout, "");
  const [first, second, third] = run.stderr.split("\n");
  assert.is(first, "rc: this is a bug of rc, not of your input. Please report it with these lines:");
  assert.is(second, "rc: | Error: broken ***");
  assert.is(third, "rc: | ::error::x");
});

usage.run();

const runId = suite("rc run-id");

runId("prints this moment, or another, in Phoenix time", async () => {
  assert.is(await say({}, "run-id"), "0 2026-11-22T08-06-00-0700\n");
  assert.is(await say({}, "run-id", "--at", "2026-07-01T06:59:59Z"), "0 2026-06-30T23-59-59-0700\n");
  assert.is(await say({}, "run-id", "--at=2026-03-08T05:00:00-04:00"), "0 2026-03-08T02-00-00-0700\n");
});

runId("is the program's own, as a process", () => {
  const program = fileURLToPath(new URL("../../packages/orchestrator/src/bin.ts", import.meta.url));
  const start = (...argv: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", program, ...argv], {
      env: { ...process.env, GITHUB_OUTPUT: "" },
      encoding: "utf8",
      timeout: 30_000,
    });
    return [status, stdout, stderr];
  };
  assert.equal(start("run-id", "--at", "2026-11-22T15:06:00Z"), [0, "2026-11-22T08-06-00-0700\n", ""]);
  assert.equal(start("orchestrator", "gate"), [
    2,
    "",
    "rc: error missing-flag: rc orchestrator gate needs the flag --event-path. Add --event-path VALUE.\n",
  ]);
});

runId("is put out for the steps that follow, inside a runner only", async () => {
  const inside = await runRcOn({ env: { GITHUB_OUTPUT: "out" } }, "run-id");
  assert.is(inside.files.out, "run_id<<rc_d0\n2026-11-22T08-06-00-0700\nrc_d0\n");
  const outside = await runRcOn({ env: { GITHUB_OUTPUT: "" } }, "run-id");
  assert.equal(Object.keys(outside.files), ["generated/orchestrator-tasks.json"]);
});

runId("says so when the outputs cannot be written", async () => {
  assert.is(
    await say({ env: { GITHUB_OUTPUT: "out" }, broken: { out: "access is denied" } }, "run-id"),
    '2 rc: error unwritable-file: The file "out" cannot be written: access is denied. Free space there, or name another directory.\n',
  );
});

runId.run();

const input = suite("rc orchestrator: unreadable input is exit 2, and nothing is written");

const comment = createCommentEvent({ ...people.triager, body: "/orchestrate help" });
const manual = createManualEvent({ ...people.triager, inputs: { command: "help" } });
const manualRun = { GITHUB_EVENT_NAME: "workflow_dispatch", GITHUB_REPOSITORY: manual.repository.full_name };
const correct = "Correct $, or name another file.";
type Bad = readonly [string, Machine["files"] & object, Readonly<Record<string, string>>, string];
const shape = (path: string, expected: string): string =>
  `wrong-shape: The file "e.json" needs ${expected} at "${path}". ${correct.replace("$", path)}`;
const table = (change: object): Machine["files"] & object => ({
  "e.json": JSON.stringify(comment),
  "generated/orchestrator-tasks.json": JSON.stringify({ ...sampleTasks, ...change }),
});
const task = sampleTasks.tasks[0];
const tableShape = (path: string, expected: string): string =>
  shape(path, expected).replace("e.json", "generated/orchestrator-tasks.json");
const bad: readonly Bad[] = [
  [
    "no file",
    {},
    {},
    'unreadable-file: The file "e.json" cannot be read: it does not exist. Check the path and its permissions.',
  ],
  [
    "empty",
    { "e.json": "" },
    {},
    'not-json: The file "e.json" is not JSON from line 1, column 1 on. Write the file again; a partly written one ends early.',
  ],
  [
    "no JSON",
    { "e.json": '{\n  "a": 1,\n  b\n}' },
    {},
    'not-json: The file "e.json" is not JSON from line 3, column 3 on. Write the file again; a partly written one ends early.',
  ],
  ["a list", { "e.json": "[]" }, {}, shape("the top", "an object")],
  ["null", { "e.json": "null" }, {}, shape("the top", "an object")],
  [
    "another event",
    { "e.json": "{}" },
    { GITHUB_EVENT_NAME: "push" },
    'other-event: The event "push" gives no commands. Run this in a workflow started by "issue_comment" or "workflow_dispatch"; GITHUB_EVENT_NAME names the event.',
  ],
  [
    "without comment",
    { "e.json": JSON.stringify({ ...comment, comment: undefined }) },
    {},
    'event-without-comment: The file "e.json" holds no "comment", which every issue_comment event has. Pass the file that GITHUB_EVENT_PATH names, unchanged.',
  ],
  ["without sender", { "e.json": JSON.stringify({ ...comment, sender: null }) }, {}, shape("sender.login", "a text")],
  [
    "an id as text",
    { "e.json": JSON.stringify({ ...comment, sender: { ...comment.sender, id: "1" } }) },
    {},
    shape("sender.id", "a positive whole number"),
  ],
  [
    "a broken id",
    { "e.json": JSON.stringify({ ...comment, sender: { ...comment.sender, id: 1.5 } }) },
    {},
    shape("sender.id", "a positive whole number"),
  ],
  [
    "an empty login",
    { "e.json": JSON.stringify({ ...comment, sender: { ...comment.sender, login: "" } }) },
    {},
    shape("sender.login", "a text that is not empty"),
  ],
  [
    "a body of another kind",
    { "e.json": JSON.stringify({ ...comment, comment: { ...comment.comment, body: 1 } }) },
    {},
    shape("comment.body", "a text"),
  ],
  [
    "another mode",
    { "e.json": JSON.stringify({ ...manual, inputs: { mode: "dry" } }) },
    manualRun,
    shape("inputs.mode", '"live" or "dry-run"'),
  ],
  [
    "inputs of another kind",
    { "e.json": JSON.stringify({ ...manual, inputs: [1] }) },
    manualRun,
    shape("inputs", "an object"),
  ],
  [
    "GITHUB_EVENT_NAME",
    { "e.json": "{}" },
    { GITHUB_EVENT_NAME: "" },
    "missing-variable: The environment variable GITHUB_EVENT_NAME is missing or empty; it holds the name of the event that started the run. Set GITHUB_EVENT_NAME.",
  ],
  [
    "GITHUB_REPOSITORY",
    { "e.json": "{}" },
    { GITHUB_REPOSITORY: "x" },
    'bad-variable: The environment variable GITHUB_REPOSITORY holds "x", which is not OWNER/NAME. Correct GITHUB_REPOSITORY.',
  ],
  [
    "GITHUB_RUN_ID",
    { "e.json": "{}" },
    { GITHUB_RUN_ID: "x" },
    'bad-variable: The environment variable GITHUB_RUN_ID holds "x", which is not a number. Correct GITHUB_RUN_ID.',
  ],
  [
    "GITHUB_RUN_ATTEMPT",
    { "e.json": "{}" },
    { GITHUB_RUN_ATTEMPT: "0" },
    'bad-variable: The environment variable GITHUB_RUN_ATTEMPT holds "0", which is not a number from 1. Correct GITHUB_RUN_ATTEMPT.',
  ],
  [
    "GITHUB_SERVER_URL",
    { "e.json": "{}" },
    { GITHUB_SERVER_URL: "x" },
    'bad-variable: The environment variable GITHUB_SERVER_URL holds "x", which is not an address such as https://github.com. Correct GITHUB_SERVER_URL.',
  ],
  [
    "GITHUB_API_URL",
    { "e.json": JSON.stringify(comment) },
    { GITHUB_TOKEN: jobToken, GITHUB_API_URL: "x" },
    'bad-variable: The environment variable GITHUB_API_URL holds "x", which is not an absolute URL. Correct GITHUB_API_URL.',
  ],
  [
    "no GITHUB_API_URL",
    { "e.json": JSON.stringify(comment) },
    { GITHUB_TOKEN: jobToken },
    "missing-variable: The environment variable GITHUB_API_URL is missing or empty; it holds the address of GitHub's REST API. Set GITHUB_API_URL.",
  ],
  [
    "tasks: no JSON",
    { "e.json": JSON.stringify(comment), "generated/orchestrator-tasks.json": "[1," },
    {},
    'not-json: The file "generated/orchestrator-tasks.json" is not JSON from line 1, column 4 on. Write the file again; a partly written one ends early.',
  ],
  ["tasks: version", table({ version: 2 }), {}, tableShape("version", "the version 1")],
  ["tasks: unknown key", table({ extra: 1 }), {}, tableShape("extra", "no such key")],
  ["tasks: no list", table({ tasks: {} }), {}, tableShape("tasks", "a list")],
  ["tasks: too many", table({ tasks: Array(101).fill(task) }), {}, tableShape("tasks", "at most 100 tasks")],
  [
    "tasks: name",
    table({ tasks: [{ ...task, name: "A b" }] }),
    {},
    tableShape("tasks.0.name", 'a task name such as "release-notes"'),
  ],
  [
    "tasks: help",
    table({ tasks: [{ ...task, name: "help" }] }),
    {},
    tableShape("tasks.0.name", 'a name other than "help"'),
  ],
  ["tasks: twice", table({ tasks: [task, task] }), {}, tableShape("tasks.1.name", "a name that no other has")],
  [
    "tasks: workflow",
    table({ tasks: [{ ...task, workflow: "../x.yml" }] }),
    {},
    tableShape("tasks.0.workflow", 'a file name such as "release.yml"'),
  ],
  [
    "tasks: description",
    table({ tasks: [{ ...task, description: "a\n::error::" }] }),
    {},
    tableShape("tasks.0.description", "a text on one line"),
  ],
  ["tasks: ref", table({ tasks: [{ ...task, ref: "main" }] }), {}, tableShape("tasks.0.ref", '"default-branch"')],
  [
    "tasks: inputs",
    table({ tasks: [{ ...task, inputs: Array(26).fill(task?.inputs[0]) }] }),
    {},
    tableShape("tasks.0.inputs", "at most 25 inputs"),
  ],
  [
    "tasks: input name",
    table({ tasks: [{ ...task, inputs: [{ ...task?.inputs[0], name: "a b" }] }] }),
    {},
    tableShape("tasks.0.inputs.0.name", 'an input name such as "since"'),
  ],
  [
    "tasks: required",
    table({ tasks: [{ ...task, inputs: [{ ...task?.inputs[0], required: "yes" }] }] }),
    {},
    tableShape("tasks.0.inputs.0.required", "true or false"),
  ],
  [
    "tasks: default",
    table({ tasks: [{ ...task, inputs: [{ ...task?.inputs[0], default: {} }] }] }),
    {},
    tableShape("tasks.0.inputs.0.default", "a text, a number, true or false"),
  ],
  [
    "tasks: options",
    table({ tasks: [{ ...task, inputs: [{ ...task?.inputs[0], type: "choice", options: [] }] }] }),
    {},
    tableShape("tasks.0.inputs.0.options", "options, none of them empty"),
  ],
];
for (const [name, files, env, sentence] of bad) {
  input(name, async () => {
    for (const command of ["gate", "dispatch"]) {
      if (command === "dispatch" && name.includes("GITHUB_API_URL")) continue;
      const machine = { files, env: { ...runnerVariables, GATE_ALLOWED: "true", ...env } };
      const run = await runRcOn(machine, "orchestrator", command, "--event-path", "e.json");
      assert.is(`${run.code} ${run.stdout}${run.stderr}`, `2 rc: error ${sentence}\n`);
      assert.equal(Object.keys(run.files), [
        "generated/orchestrator-tasks.json",
        ...("e.json" in files ? ["e.json"] : []),
      ]);
    }
  });
}

input("the generator's own keys in the table are none of ours", async () => {
  const env = { ...runnerVariables, ORCHESTRATOR_MAINTAINERS: "octocat" };
  const run = await runRcOn(
    { files: table({ $generated: "x" }), env },
    "orchestrator",
    "gate",
    "--event-path",
    "e.json",
  );
  assert.is(run.code, 0);
});

input.run();

const json = suite("rc orchestrator: the place where JSON ends");

const places: readonly (readonly [string, string])[] = [
  ["{", "1:2"],
  ['{"a" 1}', "1:6"],
  ['{"a":1,}', "1:8"],
  ["[1 2]", "1:4"],
  ["[1,]", "1:4"],
  ["[1}", "1:3"],
  ['{"a":}', "1:6"],
  ["{1:2}", "1:2"],
  ["[:]", "1:2"],
  ["[,]", "1:2"],
  ['["a\nb"]', "1:2"],
  ['["\\x"]', "1:2"],
  ["{}\n {}", "2:2"],
  ["\r\n\t[true, nul]", "2:9"],
  ["[01]", "1:3"],
  ["\ufeff{}", "1:1"],
  ['{"a":{"b":[1,{"c":null}]},"d":[]}]', "1:34"],
];
for (const [text, place] of places) {
  json(JSON.stringify(text), async () => {
    const said = await say(
      { files: { "e.json": text }, env: runnerVariables },
      "orchestrator",
      "gate",
      "--event-path",
      "e.json",
    );
    const [, line, column] = /from line (\d+), column (\d+) on/.exec(said) ?? [];
    assert.is(`${line}:${column}`, place);
  });
}

json.run();
