import { createRedact, printSummary, quote, type RunRecord } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createCommentEvent } from "../helpers/orchestrator-events.ts";
import { people } from "../helpers/orchestrator-github.ts";
import { runnerVariables, runRcOn } from "../helpers/orchestrator-host.ts";

const summary = suite("rc orchestrator summary");

async function runsOf(body: string) {
  const files = { "event.json": JSON.stringify(createCommentEvent({ ...people.triager, body })) };
  const env = { ...runnerVariables, ORCHESTRATOR_MAINTAINERS: "octocat", GATE_ALLOWED: "true" };
  const argv = ["--event-path", "event.json", "--artifacts", "a"];
  const gate = await runRcOn({ files, env }, "orchestrator", "gate", ...argv);
  const dispatch = await runRcOn({ files: gate.files, env }, "orchestrator", "dispatch", ...argv);
  return { gate, dispatch };
}

for (const body of [
  "/orchestrate release-notes since=v1 --dry-run",
  "/orchestrate help",
  "/orchestrate nope",
  "nothing",
]) {
  summary(`prints what gate and dispatch wrote: ${body}`, async () => {
    const { gate, dispatch } = await runsOf(body);
    for (const { files } of [gate, dispatch]) {
      const printed = await runRcOn({ files }, "orchestrator", "summary", "--artifacts", "a");
      assert.is(printed.code, 0);
      assert.ok((files["a/summary.md"] ?? "").length > 100);
      assert.is(printed.stdout, files["a/summary.md"]);
    }
  });
}

summary("says what is missing, broken or does not belong together", async () => {
  const { gate, dispatch } = await runsOf("/orchestrate release-notes since=v1 --dry-run");
  const say = async (files: Readonly<Record<string, string>>) => {
    const run = await runRcOn({ files }, "orchestrator", "summary", "--artifacts", "a");
    return `${run.code} ${run.stdout}${run.stderr}`;
  };
  const decision = gate.files["a/decision.json"] ?? "";
  const plan = gate.files["a/plan.json"] ?? "";
  const run =
    "Run `rc orchestrator gate` or `rc orchestrator dispatch` first, or name its directory with --artifacts.\n";
  assert.is(
    await say({}),
    `2 rc: error no-record: The record "a/decision.json" cannot be read: it does not exist. ${run}`,
  );
  assert.is(
    await say({ "a/decision.json": decision }),
    `2 rc: error no-record: The record "a/plan.json" cannot be read: it does not exist. ${run}`,
  );
  const shape = (file: string, expected: string, path: string) =>
    `2 rc: error wrong-shape: The file "a/${file}" needs ${expected} at "${path}". Correct ${path}, or name another file.\n`;
  assert.is(
    await say({ "a/decision.json": decision, "a/plan.json": dispatch.files["a/plan.json"] ?? "" }),
    shape("plan.json", "the same stage as the decision's", "stage"),
  );
  assert.is(
    await say({ "a/decision.json": decision, "a/plan.json": plan.replace('"run_id": "2026', '"run_id": "2027') }),
    shape("plan.json", "the same run_id as the decision's", "run_id"),
  );
  assert.is(
    await say({ "a/decision.json": decision.replace('"version": 1', '"version": 2'), "a/plan.json": plan }),
    shape("decision.json", "the version 1", "version"),
  );
  assert.is(
    await say({ "a/decision.json": decision.replace('"result": "allowed"', '"result": "yes"'), "a/plan.json": plan }),
    shape(
      "decision.json",
      '"allowed" or "denied" or "refused" or "help" or "dry-run" or "sending" or "dispatched" or "unknown"',
      "result",
    ),
  );
  for (const file of ["a/decision.json", "a/plan.json"]) {
    const files = { "a/decision.json": decision, "a/plan.json": plan, [file]: "{" };
    assert.match(
      await say(files),
      new RegExp(`^2 rc: error not-json: The file "${file}" is not JSON from line 1, column 2 on`),
    );
  }
});

const record: RunRecord = {
  version: 1,
  run_id: "2026-11-22T08-06-00-0700",
  at: { utc: "2026-11-22T15:06:00Z", phoenix: "2026-11-22T08:06:00-07:00" },
  stage: "dispatch",
  decision: "allowed",
  reason_code: "dispatched",
  reason: "Done.",
  hint: null,
  result: "dispatched",
  repository: "o/r",
  event: { name: "issue_comment", issue: 7, is_pull_request: true, comment_id: 1 },
  people: [
    { login: "a", id: 1 },
    { login: "b", id: null },
  ],
  command: "`x` | y <b> @octocat\n| z | ##[group]",
  plan: {
    action: "dispatch",
    task: "t",
    dry_run: false,
    request: { method: "POST", path: "/p", body: { ref: "main", inputs: { a: "```\n<b>|" } } },
    sent: true,
    response: { status: 200, run_id: "5", run_url: "https://github.com/o/r/actions/runs/5" },
    help: null,
    refusal: null,
  },
  facts: [],
  github_run: null,
};

summary("texts of other people cannot leave their code, cell or block", () => {
  assert.is(
    printSummary(record),
    `### Orchestrator dispatch: dispatched

| | |
|---|---|
| Command | \`\\u{60}x\\u{60} \\u{7c} y <b> @octocat\\u{a}\\u{7c} z \\u{7c} #\\u{23}[group]\` |
| Pull request | \`#7\` |
| Person | \`a\`, \`b\` |
| Decision | \`allowed\` |
| Reason | \`dispatched\` \`Done.\` |
| Task | \`t\` |
| Request | \`POST /p\` sent |
| Started run | [\`5\`](https://github.com/o/r/actions/runs/5) |
| Phoenix time | \`2026-11-22T08:06:00-07:00\` |
| UTC | \`2026-11-22T15:06:00Z\` |
| Run id | \`2026-11-22T08-06-00-0700\` |

\`\`\`json
{
  "ref": "main",
  "inputs": {
    "a": "\\u{60}\\u{60}\\u{60}\\n<b>\\u{7c}"
  }
}
\`\`\`
`,
  );
});

summary("what GitHub would not take is left out", () => {
  const request = {
    method: "POST",
    path: "/p",
    body: { ref: "main", inputs: { a: "x".repeat(1024 * 1024) } },
  } as const;
  const crowd = Array.from({ length: 5_000 }, () => ({ login: "x".repeat(5_000), id: 1 }));
  const printed = printSummary({ ...record, people: crowd, plan: { ...record.plan, request } });
  assert.ok(Buffer.byteLength(printed) < 65_536);
  assert.ok(printed.endsWith("| Run id | `2026-11-22T08-06-00-0700` |\n\nThe rest is too long for this page.\n"));
});

summary("an address that is no page of a run is shown, not linked", () => {
  for (const run_url of ["javascript:alert(1)", "https://evil.example/x", "https://github.com/o/r/actions/runs/5)x"]) {
    const response = { status: 200, run_id: "5", run_url };
    assert.match(printSummary({ ...record, plan: { ...record.plan, response } }), `| Started run | \`${run_url}\` |`);
  }
});

summary.run();

const secrets = suite("redaction");
const token = 'ghp_0123456789/+abc?é"x';
const redact = createRedact({
  ORCHESTRATOR_BOT_TOKEN: token,
  GITHUB_TOKEN: "short",
  PATH: "/usr/bin:/bin",
  MY_SECRET: "  padded-secret \n",
});

secrets("blots out every form of a token", () => {
  const bytes = Buffer.from(token);
  const forms = [
    token,
    JSON.stringify(token).slice(1, -1),
    encodeURIComponent(token),
    new URLSearchParams({ q: token }).toString().slice(2),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
  ];
  for (const form of forms) assert.is(redact(`<${form}>`), "<***>");
});

secrets("blots out base64 at every offset, but for the characters that neighbours share", () => {
  for (const before of ["", "x", "x-access-token:", "ab"]) {
    for (const after of ["", "y", "yz"]) {
      for (const encoding of ["base64", "base64url"] as const) {
        const text = redact(Buffer.from(before + token + after).toString(encoding));
        assert.match(text, "***");
        const left = text.replace("***", "").replace(/=+$/, "");
        assert.ok(left.length <= Math.ceil(((before.length + after.length) * 4) / 3) + 4, left);
      }
    }
  }
});

secrets("leaves ordinary words, short values and other variables alone", () => {
  assert.is(redact("a short word in /usr/bin:/bin"), "a short word in /usr/bin:/bin");
  assert.is(redact("padded-secret"), "***");
});

secrets.run();

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
