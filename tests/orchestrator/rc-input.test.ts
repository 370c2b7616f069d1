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
  ...["A b", "help", "status", "cancel"].map(
    (name) =>
      [
        `tasks: the name ${name}`,
        table({ tasks: [{ ...task, name }] }),
        {},
        tableShape("tasks.0.name", 'a task name such as "release-notes", which is not "help", "status" or "cancel"'),
      ] as const,
  ),
  ["tasks: twice", table({ tasks: [task, task] }), {}, tableShape("tasks.1.name", "a name that no other has")],
  [
    "tasks: workflow",
    table({ tasks: [{ ...task, dispatch: { ...task?.dispatch, workflow: "../x.yml" } }] }),
    {},
    tableShape("tasks.0.dispatch.workflow", 'a file name such as "release.yml"'),
  ],
  [
    "tasks: description",
    table({ tasks: [{ ...task, description: "a\n::error::" }] }),
    {},
    tableShape("tasks.0.description", "a text on one line"),
  ],
  [
    "tasks: unknown key of a task",
    table({ tasks: [{ ...task, ref: "x" }] }),
    {},
    tableShape("tasks.0.ref", "no such key"),
  ],
  [
    "tasks: inputs",
    table({ tasks: [{ ...task, inputs: Array(26).fill(task?.inputs[0]) }] }),
    {},
    tableShape("tasks.0.inputs", "at most 25 inputs, with those that the orchestrator fills in"),
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
    for (const command of ["gate", "dispatch", "refuse"]) {
      // The others ask GitHub only when there is something to say.
      if (command !== "gate" && name.includes("GITHUB_API_URL")) continue;
      const machine = { files, env: { ...runnerVariables, GATE_ALLOWED: "true", GATE_VERDICTS: "[]", ...env } };
      const run = await runRcOn(machine, "orchestrator", command, "--event-path", "e.json");
      assert.is(`${run.code} ${run.stdout}${run.stderr}`, `2 rc: error ${sentence}\n`);
      assert.equal(Object.keys(run.files), [
        "generated/orchestrator-tasks.json",
        ...("e.json" in files ? ["e.json"] : []),
      ]);
    }
  });
}

const twice: readonly (readonly [name: string, text: string, key: string, place: string])[] = [
  ["at the top", '{"a": 1,\n "a": 2}', "a", "2, column 2"],
  ["deep, in a list", '{"a":[[{}, {"b": {"c":1, "d":[], "c":1}}]]}', "c", "1, column 34"],
  ["spelled in another way", '{"sender": 1, "s\\u0065nder": 2}', "sender", "1, column 15"],
  ["that is no key of ours", '{"x": {"": 1, "": 1}}', "", "1, column 15"],
  ["__proto__", '{"__proto__": 1, "__proto__": 2}', "__proto__", "1, column 18"],
  ["behind a text full of marks", '{"a": "\\\\\\"{[,:]}", "b": "\\\\", "b": 1}', "b", "1, column 32"],
  ["half a pair", '{"\\ud83d": 1, "\\uD83D": 1}', "\\u{d83d}", "1, column 15"],
];
for (const [name, text, key, place] of twice) {
  input(`a key twice: ${name}`, async () => {
    for (const file of ["e.json", "generated/orchestrator-tasks.json"]) {
      const files = { "e.json": JSON.stringify(comment), [file]: text };
      const said = await say({ files, env: runnerVariables }, "orchestrator", "gate", "--event-path", "e.json");
      const sentence = `The file "${file}" has the key "${key}" a second time in one object, at line ${place}.`;
      assert.is(said, `2 rc: error repeated-key: ${sentence} Write "${key}" once there.\n`);
    }
  });
}

input("a whole event in which somebody is named twice", async () => {
  const text = JSON.stringify(comment).replace(
    '"sender":',
    '"sender":{"login":"octocat","id":583231,"type":"User"},"sender":',
  );
  const env = { ...runnerVariables, ORCHESTRATOR_MAINTAINERS: "octocat" };
  const run = await runRcOn({ files: { "e.json": text }, env }, "orchestrator", "gate", "--event-path", "e.json");
  assert.match(run.stderr, /^rc: error repeated-key: The file "e\.json" has the key "sender" a second time/);
  assert.equal([run.code, run.files["github-output"]], [2, undefined]);
});

input("the same key in two objects, and as a value, is none", async () => {
  const text = JSON.stringify({ ...comment, more: [{ a: "a" }, { a: { a: ["a", "a"] } }, "a", "a"] });
  const env = { ...runnerVariables, ORCHESTRATOR_MAINTAINERS: "octocat" };
  const run = await runRcOn({ files: { "e.json": text }, env }, "orchestrator", "gate", "--event-path", "e.json");
  assert.is(run.code, 0, run.stderr);
});

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
