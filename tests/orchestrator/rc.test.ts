import { spawnSync } from "node:child_process";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createCommentEvent } from "../helpers/orchestrator-events.ts";
import { jobToken, people } from "../helpers/orchestrator-github.ts";
import { type Machine, runnerVariables, runRcOn } from "../helpers/orchestrator-host.ts";
import { startProgram } from "../helpers/start-program.ts";

/** Exit code, stdout and stderr as one text. */
async function say(machine: Machine, ...argv: string[]): Promise<string> {
  const { code, stdout, stderr } = await runRcOn(machine, ...argv);
  return `${code} ${stdout}${stderr}`;
}

const usage = suite("rc: usage");

const mistakes: readonly (readonly [readonly string[], string])[] = [
  [[], "missing-command: rc needs a command. Use one of run-id, orchestrator."],
  [
    ["orchestrator"],
    "missing-command: rc orchestrator needs a command. Use one of gate, dispatch, refuse, log, summary.",
  ],
  [["run-di"], 'unknown-command: rc has no command "run-di". Did you mean run-id?'],
  [["gate"], 'unknown-command: rc has no command "gate". Use one of run-id, orchestrator.'],
  [["__proto__"], 'unknown-command: rc has no command "__proto__". Use one of run-id, orchestrator.'],
  [["orchestrator", "dispach"], 'unknown-command: rc orchestrator has no command "dispach". Did you mean dispatch?'],
  [
    ["orchestrator", "--version"],
    'unknown-command: rc orchestrator has no command "--version". Use one of gate, dispatch, refuse, log, summary.',
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
    'unknown-flag: rc orchestrator gate has no flag "--dry-run". Use one of --event-path, --run-id, --command, --artifacts, --tasks, --deadline.',
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
  ...["0", "-1", "1.5", "100000", "soon", ""].map(
    (value) =>
      [
        ["orchestrator", "gate", "--event-path", "e", "--deadline", value],
        `bad-flag-value: The flag --deadline holds "${value}", which is not a number of seconds from 1 to 99999. Correct --deadline.`,
      ] as const,
  ),
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
  rc orchestrator gate      Decides which commands of an event the people behind it may give.
  rc orchestrator dispatch  Carries out the commands of an event that have passed the gate.
  rc orchestrator refuse    Tells the author of a comment why the gate has allowed none of its commands.
  rc orchestrator log       Appends what the stages of this run recorded to a log that outlasts the run.
  rc orchestrator summary   Prints the summary of the last gate, dispatch or refusal as Markdown, safe for the workflow's summary page.

Run \`rc COMMAND --help\` for the flags of one.
Exit: 0 allowed or done, 1 denied or refused, 2 usage or unreadable input, 3 a bug of ours.
`,
  );
  assert.not.match(await say({}, "orchestrator", "--help"), "run-id");
  assert.is(
    await say({}, "orchestrator", "dispatch", "--help"),
    `0 Usage: rc orchestrator dispatch --event-path FILE [FLAGS]

Carries out the commands of an event that have passed the gate.

Flags:
  --event-path FILE   The payload, as GITHUB_EVENT_PATH names it.
  --run-id ID         A run id that \`rc run-id\` printed; without it, one of this moment.
  --command TEXT      A command in place of the event's, with or without /orchestrate.
  --artifacts DIR     Where the records are written. Default: artifacts/orchestrator
  --tasks FILE        The table of tasks. Default: generated/orchestrator-tasks.json
  --deadline SECONDS  After which nothing is sent and nothing waited for. Default: 420
  --dry-run           Shows the requests; sends nothing, and answers no comment.
  --help              Shows this.
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
  const [command] = JSON.parse(run.files["artifacts/orchestrator/decision.json"] ?? "").commands;
  assert.equal([command.text, command.line], ["--tasks=x", null]);
});

usage("a bug of ours is exit 3 and a request to report it, without secrets or commands to the runner", async () => {
  const env = { ...runnerVariables, GITHUB_TOKEN: jobToken, GITHUB_API_URL: "http://127.0.0.1:9" };
  const event = createCommentEvent({ ...people.triager, body: "/orchestrate help" });
  const run = await runRcOn(
    {
      env,
      files: { "event.json": JSON.stringify(event) },
      github: ({ token }) => {
        throw new Error(`broken ${token}\n::error::x\n##[add-mask]y`);
      },
    },
    "orchestrator",
    "gate",
    "--event-path",
    "event.json",
  );
  assert.is(run.code, 3);
  assert.is(run.stdout, "");
  const [first, second, third, fourth] = run.stderr.split("\n");
  assert.is(first, "rc: this is a bug of rc, not of your input. Please report it with these lines:");
  assert.is(second, "rc: | Error: broken ***");
  assert.is(third, "rc: | ::error::x");
  assert.is(fourth, "rc: | #\\u{23}[add-mask]y");
});

usage.run();

const runId = suite("rc run-id");

runId("prints this moment, or another, in Phoenix time", async () => {
  assert.is(await say({}, "run-id"), "0 2026-11-22T08-06-00-0700\n");
  assert.is(await say({}, "run-id", "--at", "2026-07-01T06:59:59Z"), "0 2026-06-30T23-59-59-0700\n");
  assert.is(await say({}, "run-id", "--at=2026-03-08T05:00:00-04:00"), "0 2026-03-08T02-00-00-0700\n");
});

runId("is the program's own, as a process", () => {
  const program = startProgram("packages/orchestrator/src/bin.ts");
  const start = (...argv: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...argv], {
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
    '2 2026-11-22T08-06-00-0700\nrc: error unwritable-file: The file "out" cannot be written: access is denied. Free space there, or name another directory.\n',
  );
});

runId.run();
