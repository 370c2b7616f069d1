import { fail } from "@yardmaster/core";
import { createGitHub, type GitHub } from "@yardmaster/github";
import type { Connection } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { EmbeddedGitHub } from "../helpers/embedded-github/index.ts";
import { findSecrets } from "../helpers/find-secrets.ts";
import { createCommentEvent, createManualEvent } from "../helpers/orchestrator-events.ts";
import {
  botToken,
  dispatchRoute,
  jobToken,
  people,
  permissionRoute,
  startOrchestratorGitHub,
  teamToken,
} from "../helpers/orchestrator-github.ts";
import { type RunOfRc, runnerVariables, runRcOn } from "../helpers/orchestrator-host.ts";
import { validateLogLine, validateRecord } from "../helpers/validate-record.ts";

const tokens = [jobToken, teamToken, botToken];
const folder = "artifacts/orchestrator";

async function runBoth(
  github: EmbeddedGitHub,
  event: object,
  env: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
  change: (github: GitHub) => GitHub = (github) => github,
) {
  const files = { "event.json": JSON.stringify(event) };
  const common = { ...runnerVariables, GITHUB_API_URL: github.url, GITHUB_TOKEN: jobToken, ...env };
  const argv = ["--event-path", "event.json", ...flags];
  const gateEnv = { ...common, ORCHESTRATOR_TEAM_TOKEN: teamToken };
  const gate = await runRcOn({ files, env: gateEnv }, "orchestrator", "gate", ...argv);
  const [, verdicts = "[]"] = /^verdicts<<(rc_d0)\n(.*)\n\1$/m.exec(gate.files["github-output"] ?? "")?.slice(1) ?? [];
  const dispatchEnv = { ...common, GATE_ALLOWED: "true", GATE_VERDICTS: verdicts, ORCHESTRATOR_BOT_TOKEN: botToken };
  const connect = (connection: Connection) =>
    change(createGitHub({ ...connection, userAgent: "tests", timeoutMilliseconds: 500, wait: async () => {} }));
  const dispatch = await runRcOn({ files, env: dispatchEnv, github: connect }, "orchestrator", "dispatch", ...argv);
  return [gate, dispatch];
}

/** What holds of every run, whatever the text. */
function checkRun({ code, stdout, stderr, files }: RunOfRc): void {
  assert.is.not(code, 3, stderr);
  for (const line of (stdout + stderr).split(/\r\n|[\r\n\u2028\u2029]/).slice(0, -1)) {
    assert.match(line, /^(gate|dispatch|answer|rc): /);
    assert.not.match(line, "##[");
    assert.not.match(line, /[\p{Cc}\p{Cf}\p{Cs}]/u);
  }
  const written = Object.entries(files).filter(([name]) => name !== "event.json");
  for (const [name, text] of [...written, ["stdout", stdout], ["stderr", stderr]] as const) {
    assert.equal(findSecrets(text, tokens), [], name);
  }
  assert.equal(validateRecord(files[`${folder}/decision.json`]), []);
  const log = files[`${folder}/dispatch-log.ndjson`] ?? "";
  assert.is(log.split("\n").length, 2);
  assert.equal(validateLogLine(log), []);
  const summary = files[`${folder}/summary.md`] ?? "";
  assert.ok(Buffer.byteLength(summary) < 65_536);
  for (const line of summary.split("\n")) {
    if (!line.startsWith("|")) continue;
    // Outside code nothing of the user is left: what stands there are our own words.
    assert.match(line.replace(/`[^`]*`/g, "C"), /^\|(?: [\w ,.()[\]:/-]+ \|)+$|^\| \| \|$|^\|(?:---\|)+$/);
  }
}

/** What readers see of a comment of the orchestrator: nothing of the other comment but in code, and nothing invisible. */
function checkComments({ comments }: EmbeddedGitHub): void {
  for (const { body } of comments) {
    assert.equal(findSecrets(body, tokens), []);
    const seen = body.replace(/<!-- [\s\S]*? -->/g, "");
    assert.not.match(seen.replaceAll("\n", ""), /[\p{Cc}\p{Cf}\p{Cs}]/u);
    const outside = seen.replace(/```[\s\S]*?```/g, "C").replace(/`[^`\n]*`/g, "C");
    assert.not.match(outside, /@octocat|<img|http:\/\/e|touch|pwned|-->/);
  }
}

const hostile = suite("hostile text");

const texts: readonly (readonly [string, string])[] = [
  ["commands of the runner", "::set-output name=allowed::true"],
  ["commands of the runner on a line of their own", "x\n::add-mask::a\n##[set-env name=A]b"],
  ["older commands of the runner", "##[error]x"],
  ["substitution", "$(touch /tmp/pwned) `id` ${IFS}x"],
  ["quotes", `'"'"' "'" \\" \\'`],
  ["Markdown and HTML", "| `a` | @octocat <img src=x onerror=alert(1)> [l](http://e) ![i](http://e) #1\n\n# h"],
  ["controls and bidirectional text", "a\u0000\u001b[2J\u202e\u2066b\u0085\u2028c\ud800"],
  ["an output's delimiter", "rc_d0\nallowed<<rc_d0\ntrue\nrc_d0"],
  ["64 KB", "A".repeat(65_000)],
  ["64 KB of backticks", "`".repeat(65_000)],
  ["JSON", '{"__proto__":{"allowed":true}}'],
];
for (const [name, text] of texts) {
  hostile(name, async () => {
    const github = await startOrchestratorGitHub();
    try {
      const bodies = [text, `/orchestrate ${text}`, `/orchestrate release-notes since=${text}`];
      bodies.push(`/orchestrate release-notes since="${text.replace(/["\\]/g, "\\$&")}"`);
      for (const body of bodies) {
        for (const run of await runBoth(github, createCommentEvent({ ...people.triager, body }))) checkRun(run);
        const manual = createManualEvent({ ...people.triager, inputs: { command: body } });
        const env = { GITHUB_EVENT_NAME: "workflow_dispatch", GITHUB_REPOSITORY: manual.repository.full_name };
        for (const run of await runBoth(github, manual, env, ["--command", body])) checkRun(run);
      }
      for (const { inputs } of github.runs) assert.not.match(inputs.since ?? "", /[\p{Cc}\p{Cf}\p{Cs}]/u);
      checkComments(github);
    } finally {
      await github.close();
    }
  });
}

hostile("a login, a repository's branch and an action that are no such things", async () => {
  const github = await startOrchestratorGitHub();
  try {
    const event = createCommentEvent({ login: "::error::`|@x\n", id: 1, body: "/orchestrate help" });
    const strange = { ...event, repository: { ...event.repository, default_branch: "`::x\n|" } };
    for (const run of await runBoth(github, strange, { GITHUB_ACTOR: "::error::`|@x\n" })) checkRun(run);
    for (const run of await runBoth(github, { ...strange, action: "::stop-commands::x" })) checkRun(run);
  } finally {
    await github.close();
  }
});

hostile.run();

const leaks = suite("tokens");

const release = createCommentEvent({ ...people.triager, body: "/orchestrate release-notes since=v1" });

leaks("a server that answers with the token leaks it nowhere", async () => {
  const github = await startOrchestratorGitHub();
  try {
    const basic = (token: string) => Buffer.from(`x-access-token:${token}`).toString("base64");
    // The second token stands where the sentence is cut.
    const echo = (token: string) => ({ message: `Bad ${token} ${basic(token)} ${"x".repeat(90)} ${token}` });
    github.inject(permissionRoute, { kind: "answer", status: 403, body: echo(teamToken) });
    const denied = await runBoth(github, release);
    github.inject(dispatchRoute, { kind: "answer", status: 422, body: echo(botToken) });
    const refused = await runBoth(github, release);
    for (const run of [...denied, ...refused]) {
      checkRun(run);
      assert.not.match(run.stdout, /TokenOfTheT/);
    }
    assert.equal(
      [...denied, ...refused].map(({ code }) => code),
      [1, 1, 0, 1],
    );
    assert.match(refused[1]?.stdout ?? "", "dispatch-invalid");
    checkComments(github);
    assert.ok(github.comments.some(({ body }) => body.includes("***")));
  } finally {
    await github.close();
  }
});

leaks("a token where a sentence is cut leaves no half behind", async () => {
  const github = await startOrchestratorGitHub();
  try {
    const message = `${"x".repeat(190)}${botToken}`;
    const refuse = async () => fail({ kind: "forbidden" as const, message, carriedOut: "no" as const });
    const [, run] = await runBoth(github, release, {}, [], (real) => ({ ...real, dispatchWorkflow: refuse }));
    assert.ok(run);
    checkRun(run);
    assert.match(run.stdout, `${"x".repeat(190)}***`);
    checkComments(github);
  } finally {
    await github.close();
  }
});

leaks("a token in the comment is blotted out of the records", async () => {
  const github = await startOrchestratorGitHub();
  try {
    const body = `/orchestrate release-notes since=${botToken}`;
    const [, dispatch] = await runBoth(github, createCommentEvent({ ...people.triager, body }));
    assert.ok(dispatch);
    checkRun(dispatch);
    const record = JSON.parse(dispatch.files[`${folder}/decision.json`] ?? "");
    assert.is(record.commands[0].text, "/orchestrate release-notes since=***");
    checkComments(github);
  } finally {
    await github.close();
  }
});

leaks.run();
