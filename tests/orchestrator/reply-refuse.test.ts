import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Fault } from "../helpers/embedded-github/index.ts";
import { createCommentEvent, createManualEvent } from "../helpers/orchestrator-events.ts";
import { createCommentRoute, people, reactionRoute } from "../helpers/orchestrator-github.ts";
import { decisionOf, outputsOf, runStage, verdictsText } from "../helpers/orchestrator-line.ts";
import { attempt, plainBody, reactionsOn, requestsOf, resultsOf, shownComments, withGitHub } from "./dispatch-line.ts";

const runUrl = "https://github.com/Codertocat/Hello-World/actions/runs/42/attempts/1";
const foot = `\n\`2026-11-22T08:06:00-07:00\` America/Phoenix, by [\`42\`](${runUrl})\n`;
const commentOf = (person: { login: string; id: number }, body: string) => createCommentEvent({ ...person, body });
const writes = (requests: readonly string[]) => requests.filter((request) => !request.startsWith("GET "));

const outsider = suite("refuse: somebody who may not");

outsider("is told once, with the reason and the usage, and not once a command", () =>
  withGitHub(async (github) => {
    const body = `${plainBody}\n/orchestrate deploy stage=staging\n/orchestrate help`;
    const run = await attempt(github, { event: commentOf(people.outsider, body) });
    assert.equal([run.gate.code, run.dispatch, run.refuse?.code], [1, undefined, 0]);
    assert.equal(resultsOf(run.decision), Array(3).fill("denied not-admitted"));
    assert.equal([run.decision.stage, run.decision.decision, run.decision.result], ["refuse", "denied", "denied"]);
    assert.equal(shownComments(github), [
      `\`${plainBody}\`: **denied**

\`not-admitted\` \`"outsider" may not give this command; who may: the permission triage, a team of the rule.\`

What to do: \`Ask one of them to give the command.\`

\`\`\`text
/orchestrate release-notes since=STRING [until=STRING] [--dry-run]
\`\`\`
${foot}`,
    ]);
    assert.equal(reactionsOn(github), ["eyes", "confused"]);
    assert.equal(outputsOf(run.refuse), {
      result: "denied",
      reason_code: "not-admitted",
      run_id: "2026-11-22T08-06-00-0700",
    });
    assert.is(github.runs.length, 0);
  }),
);

outsider("is told with the gate's words on standard output, too", () =>
  withGitHub(async (github) => {
    const { refuse } = await attempt(github, { event: commentOf(people.outsider, plainBody) });
    assert.is(
      refuse?.stdout,
      'refuse: denied (not-admitted): "outsider" may not give this command; who may: the permission triage, a team of the rule. Ask one of them to give the command.\n',
    );
  }),
);

outsider("of a command that is wrong, too, gets the way to the help, and no hint at what there is", () =>
  withGitHub(async (github) => {
    await attempt(github, { event: commentOf(people.outsider, "/orchestrate relese-notes") });
    const [comment = ""] = shownComments(github);
    assert.match(comment, "\n```text\n/orchestrate help\n```\n");
    assert.not.match(comment, "release-notes");
  }),
);

outsider("who writes no command gets no answer", () =>
  withGitHub(async (github) => {
    for (const body of ["Thanks!", "`/orchestrate help`", "> /orchestrate help", "/orchestratex help"]) {
      const run = await attempt(github, { event: commentOf(people.outsider, body) });
      assert.equal([run.refuse, run.outputs.found, run.outputs.allowed], [undefined, "false", "false"], body);
      assert.equal(decisionOf(run.gate).reason_code, "no-command");
    }
    assert.equal(github.requests, []);
  }),
);

outsider("a refusal that runs again updates its comment", () =>
  withGitHub(async (github) => {
    const event = commentOf(people.outsider, plainBody);
    await attempt(github, { event });
    await attempt(github, { event, attempt: 2 });
    assert.is(github.comments.length, 1);
    assert.match(shownComments(github)[0] ?? "", "/actions/runs/42/attempts/2)");
    assert.equal(reactionsOn(github), ["eyes", "confused"]);
  }),
);

const forbidden: Fault = { kind: "answer", status: 403, body: { message: "No" } };
for (const [name, route, faults] of [
  ["the receipt", reactionRoute, [forbidden]],
  ["the comment", createCommentRoute, [forbidden]],
  ["the reaction", reactionRoute, [{ kind: "slow" }, forbidden]],
] as const) {
  outsider(`${name} is not taken: exit 1, and the record says so`, () =>
    withGitHub(async (github) => {
      github.inject(route, ...faults);
      const { refuse, decision } = await attempt(github, { event: commentOf(people.outsider, plainBody) });
      assert.is(refuse?.code, 1);
      assert.equal(resultsOf(decision), ["denied not-admitted"]);
      assert.equal([decision.facts.at(-1).name, decision.facts.at(-1).value], ["answer-not-given", "forbidden"]);
    }),
  );
}

outsider("of a manual run finds the reason in the log: there is no comment to answer", () =>
  withGitHub(async (github) => {
    const event = createManualEvent({ ...people.outsider, inputs: { command: "release-notes since=v1" } });
    const { refuse, decision } = await attempt(github, { event });
    assert.is(refuse?.code, 0, refuse?.stderr);
    assert.equal(resultsOf(decision), ["denied not-admitted"]);
    assert.equal(writes(requestsOf(github)), []);
  }),
);

outsider.run();

const whole = suite("refuse: a comment whose commands are not read");

const many = Array.from({ length: 11 }, (_, index) => `/orchestrate release-notes since=v${index}`).join("\n");
const comments: readonly (readonly [string, string, string, string])[] = [
  ["too many commands", many, "too-many-commands", "The comment gives 11 commands; at most 10 are read, and none was."],
  [
    "a command twice",
    `${plainBody}\n\n${plainBody}`,
    "repeated-command",
    "Line 3 repeats the command of line 1; no command of the comment was read.",
  ],
];
for (const [name, body, reason, message] of comments) {
  for (const person of [people.triager, people.outsider]) {
    whole(`${name}, by ${person.login}: one refusal stands for all`, () =>
      withGitHub(async (github) => {
        const run = await attempt(github, { event: commentOf(person, body) });
        assert.equal([run.gate.code, run.outputs.found, run.outputs.allowed], [1, "true", "false"]);
        assert.is(run.refuse?.code, 0, run.refuse?.stderr);
        assert.equal(resultsOf(run.decision), [`denied ${reason}`]);
        assert.is(github.comments.length, 1);
        const [comment = ""] = shownComments(github);
        assert.ok(comment.startsWith(`\`/orchestrate\`: **denied**\n\n\`${reason}\` \`${message}\`\n`), comment);
        assert.equal(reactionsOn(github), ["eyes", "confused"]);
        assert.is(github.runs.length, 0);
      }),
    );
  }
}

whole("a contradiction of the event is said once, too", () =>
  withGitHub(async (github) => {
    const run = await attempt(github, { env: { GITHUB_ACTOR: "mallory" } });
    assert.equal(resultsOf(run.decision), ["denied actor-not-sender"]);
    assert.is(github.comments.length, 1);
  }),
);

whole.run();

const alone = suite("refuse: what the gate must have said");

const event = commentOf(people.outsider, plainBody);
const denied = {
  id: "rc-492700400-758b67a1fd",
  allowed: false,
  reason_code: "r",
  reason: "R.",
  hint: null,
  head: null,
};

alone("what it allowed is not refused", () =>
  withGitHub(async (github) => {
    const run = await runStage(
      "refuse",
      { event, apiUrl: github.url },
      { allowed: "true", run_attempt: "1", verdicts: verdictsText([{ ...denied, allowed: true }]) },
    );
    assert.is(run.code, 0);
    assert.equal(decisionOf(run).commands, []);
    assert.is(decisionOf(run).reason_code, "nothing-to-refuse");
    assert.equal(github.requests, []);
  }),
);

alone("a comment without a command is not answered, though the stage is called", () =>
  withGitHub(async (github) => {
    const run = await runStage(
      "refuse",
      { event: commentOf(people.outsider, "Thanks!"), apiUrl: github.url },
      { allowed: "false", run_attempt: "1", verdicts: verdictsText([denied]) },
    );
    assert.is(run.code, 0);
    assert.equal([decisionOf(run).reason_code, decisionOf(run).commands], ["no-command", []]);
    assert.equal(github.requests, []);
  }),
);

alone("without its words: exit 2, and nothing is said", () =>
  withGitHub(async (github) => {
    for (const verdicts of [undefined, "", "no", "{}", '[{"id":1}]']) {
      const run = await runStage(
        "refuse",
        { event, apiUrl: github.url },
        { allowed: "false", run_attempt: "1", verdicts },
      );
      assert.is(run.code, 2);
      assert.match(run.stderr, "GATE_VERDICTS");
    }
    assert.equal(github.requests, []);
  }),
);

alone.run();
