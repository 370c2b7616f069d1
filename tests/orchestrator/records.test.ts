import { type CommandRecord, printArtifacts, printSummary, quote, type TargetRecord } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { findSecrets } from "../helpers/find-secrets.ts";
import { runnerVariables, runRcOn } from "../helpers/orchestrator-host.ts";
import { sampleRecord } from "../helpers/sample-record.ts";

const summary = suite("rc orchestrator summary");

const decisionFile = printArtifacts(sampleRecord)["decision.json"];

async function print(files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  const run = await runRcOn(
    { files, env: { ...runnerVariables, ...env } },
    "orchestrator",
    "summary",
    "--artifacts",
    "a",
  );
  return `${run.code} ${run.stdout}${run.stderr}`;
}

summary("prints what the stage that wrote the record has printed", async () => {
  assert.is(await print({ "a/decision.json": decisionFile }), `0 ${printArtifacts(sampleRecord)["summary.md"]}`);
});

summary("says what is missing or broken", async () => {
  const run =
    "Run `rc orchestrator gate` or `rc orchestrator dispatch` first, or name its directory with --artifacts.\n";
  assert.is(
    await print({}),
    `2 rc: error no-record: The record "a/decision.json" cannot be read: it does not exist. ${run}`,
  );
  const shape = (expected: string, path: string) =>
    `2 rc: error wrong-shape: The file "a/decision.json" needs ${expected} at "${path}". Correct ${path}, or name another file.\n`;
  const changed = (from: string, to: string) => print({ "a/decision.json": decisionFile.replace(from, to) });
  assert.is(await changed('"version": 1', '"version": 2'), shape("the version 1", "version"));
  assert.is(
    await changed('"action": "dispatch"', '"action": "yes"'),
    shape('"none" or "help" or "status" or "cancel" or "dispatch"', "commands.0.action"),
  );
  assert.is(
    await changed('"milliseconds": 12', '"milliseconds": -1'),
    shape("a whole number from 0", "timings.0.milliseconds"),
  );
  assert.match(
    await print({ "a/decision.json": "{" }),
    /^2 rc: error not-json: The file "a\/decision\.json" is not JSON from line 1, column 2 on/,
  );
});

summary("blots out a secret that an older program left in a record", async () => {
  const file = decisionFile.replace("Done.", "Done with ghp_0123456789abcdef.");
  const printed = await print({ "a/decision.json": file }, { GITHUB_TOKEN: "ghp_0123456789abcdef" });
  assert.match(printed, "| Reason | `dispatched` `Done with ***.` |");
  assert.equal(findSecrets(printed, ["ghp_0123456789abcdef"]), []);
});

summary("texts of other people cannot leave their code, cell or block", () => {
  assert.is(
    printSummary(sampleRecord),
    `### Orchestrator dispatch: dispatched

| | |
|---|---|
| Pull request | \`#7\` |
| Person | \`a\`, \`b\` |
| Decision | \`allowed\` |
| Reason | \`dispatched\` \`Done.\` |
| What to do | \`Nothing to do.\` |
| Phoenix time | \`2026-11-22T08:06:00-07:00\` |
| UTC | \`2026-11-22T15:06:00Z\` |
| Run id | \`2026-11-22T08-06-00-0700\` |
| GitHub run | \`42\`, attempt \`1\` |

#### Command 1: dispatched

| | |
|---|---|
| Command | \`\\u{60}x\\u{60} \\u{7c} y <b> @octocat\\u{a}\\u{7c} z \\u{7c} #\\u{23}[group]\` |
| Line | \`3\` |
| Decision | \`allowed\` |
| Reason | \`dispatched\` \`GitHub started it.\` |
| What to do | \`Wait.\` |
| Task | \`t\` |
| Id | \`rc-1-0123456789\` |

| Repository | Result | Run | Reason | Request |
|---|---|---|---|---|
| \`o/r\` | dispatched | [\`5\`](https://github.com/o/r/actions/runs/5) | \`dispatched\` \`GitHub started it.\` \`Wait.\` | \`POST /repos/o/r/actions/workflows/t.yml/dispatches\` \`{"ref":"main","inputs":{"a":"\\u{60}\\u{60}\\u{60}\\n<b>\\u{7c}"}}\` |

\`\`\`text
usage: \\u{60}\\u{60}\\u{60} \\u{7c} @octocat
second
\`\`\`
`,
  );
});

const [command] = sampleRecord.commands as [CommandRecord];
const [target] = command.targets as [TargetRecord];

summary("what is absent leaves no row behind", () => {
  const bare: CommandRecord = { ...command, line: null, hint: null, task: null, targets: [], answer: [], text: "" };
  const event = { name: "workflow_dispatch", issue: null, is_pull_request: false, comment_id: null };
  assert.is(
    printSummary({ ...sampleRecord, event, hint: null, github_run: null, commands: [bare] }),
    `### Orchestrator dispatch: dispatched

| | |
|---|---|
| Person | \`a\`, \`b\` |
| Decision | \`allowed\` |
| Reason | \`dispatched\` \`Done.\` |
| Phoenix time | \`2026-11-22T08:06:00-07:00\` |
| UTC | \`2026-11-22T15:06:00Z\` |
| Run id | \`2026-11-22T08-06-00-0700\` |

#### Command 1: dispatched

| | |
|---|---|
| Command | (empty) |
| Decision | \`allowed\` |
| Reason | \`dispatched\` \`GitHub started it.\` |
| Id | \`rc-1-0123456789\` |
`,
  );
});

summary("what GitHub would not take is left out, and the page says so", () => {
  const crowd = Array.from({ length: 5_000 }, () => ({ login: "x".repeat(5_000), id: 1 }));
  const long: CommandRecord = { ...command, answer: Array.from({ length: 1_024 }, () => "\u0000".repeat(110)) };
  const printed = printSummary({ ...sampleRecord, people: crowd, commands: [command, long, long, command] });
  assert.ok(Buffer.byteLength(printed) <= 1024 * 1024);
  assert.equal(printed.match(/^(?:#### .*|\| Id .*|```text)$/gm), [
    ...["#### Command 1: dispatched", "| Id | `rc-1-0123456789` |", "```text"],
    ...["#### Command 2: dispatched", "| Id | `rc-1-0123456789` |", "```text"],
    ...["#### Command 3: dispatched", "| Id | `rc-1-0123456789` |"],
    ...["#### Command 4: dispatched", "| Id | `rc-1-0123456789` |", "```text"],
  ]);
  assert.ok(printed.endsWith("\n```\n\nThe rest is too long for this page.\n"));
  const many = Array.from({ length: 3_000 }, () => command);
  assert.ok(Buffer.byteLength(printSummary({ ...sampleRecord, commands: many })) <= 1024 * 1024);
});

summary("an address that is no page of a run is not linked", () => {
  for (const url of ["javascript:alert(1)", "https://evil.example/x", "https://github.com/o/r/actions/runs/5)x"]) {
    const targets = [{ ...target, run: { id: "5", url } }];
    const printed = printSummary({ ...sampleRecord, commands: [{ ...command, targets }] });
    assert.match(printed, "| `o/r` | dispatched | `5` |");
    assert.not.match(printed, url);
  }
});

summary.run();

const quoted = suite("quoting");

quoted("shows what cannot be seen, and breaks up what the runner takes for a command", () => {
  assert.is(quote('a "b" \\ c'), '"a \\"b\\" \\\\ c"');
  assert.is(
    quote("a\r\n::error::b\u001b[1m\u202e\u2028\ud800"),
    '"a\\u{d}\\u{a}\\u{3a}:error\\u{3a}:b\\u{1b}[1m\\u{202e}\\u{2028}\\u{d800}"',
  );
  assert.is(quote("###[x] :::"), '"##\\u{23}[x] \\u{3a}\\u{3a}:"');
  assert.is(quote("ñ 日本 😀"), '"ñ 日本 😀"');
});

quoted("cuts between characters, never inside one", () => {
  assert.is(quote("ab😀c", 3), '"ab" (and 3 more characters)');
  assert.is(quote("ab😀c", 4), '"ab😀" (and 1 more characters)');
});

quoted.run();
