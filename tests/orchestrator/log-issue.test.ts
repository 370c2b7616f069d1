import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type EmbeddedAccount, type Fault, faultMatrix, timesOut } from "../helpers/embedded-github/index.ts";
import { createFastClock } from "../helpers/orchestrator-host.ts";
import { validateLogLine } from "../helpers/validate-record.ts";
import {
  appendLines,
  type LogScenario,
  lineOf,
  recordOf,
  repository,
  requestsOf,
  withLogGitHub,
} from "./log-scenario.ts";

const to = "issue:7";
const createRoute = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";

/** The lines that stand in comments, in their order. */
function linesOf({ github }: LogScenario): readonly string[] {
  return github.comments.map(({ body, issue }) => {
    assert.is(issue, 7);
    const [, json = ""] = /^<!-- orchestrator-log:v1 [0-9a-f]{32} -->\n```json\n(.*)\n```\n$/.exec(body) ?? [];
    return json;
  });
}

const log = suite("rc orchestrator log on an issue");

log("writes a comment a line, and none twice", () =>
  withLogGitHub(async (scenario) => {
    const first = await appendLines(scenario, [lineOf(1), lineOf(2)], { to });
    assert.is(
      `${first.code} ${first.stdout}${first.stderr}`,
      "0 log: issue #7: 2 of 2 lines appended, 0 were there.\n",
    );
    assert.equal(requestsOf(scenario), [
      "GET issues/7/comments?since=2026-11-22T14%3A56%3A00Z&per_page=100&page=1",
      "POST issues/7/comments",
      "POST issues/7/comments",
    ]);
    const again = await appendLines(scenario, [lineOf(1), lineOf(3), lineOf(2)], { to });
    assert.is(again.stdout, "log: issue #7: 1 of 3 lines appended, 2 were there.\n");
    assert.equal(linesOf(scenario), [lineOf(1), lineOf(2), lineOf(3)]);
    for (const line of linesOf(scenario)) assert.equal(validateLogLine(line), []);
  }),
);

log("cuts a line that no comment takes, and finds it again", () =>
  withLogGitHub(async (scenario) => {
    for (const written of [1, 0]) {
      const run = await appendLines(scenario, [lineOf(1, recordOf(65_536))], { to });
      assert.match(run.stdout, `${written} of 1 lines appended`);
    }
    const [line = ""] = linesOf(scenario);
    assert.is(JSON.parse(line).cut, true);
    assert.is(JSON.parse(line).github_run.id, "1");
    assert.equal(validateLogLine(line), []);
  }),
);

log("does not take the comment of a person for its own", () =>
  withLogGitHub(async (scenario) => {
    await appendLines(scenario, [lineOf(1)], { to });
    const [own] = scenario.github.comments;
    assert.ok(own);
    scenario.github.deleteComment(own.id);
    const stranger: EmbeddedAccount = { login: "stranger", id: 666, type: "User" };
    scenario.github.addComment({ repository, issue: 7, author: stranger, body: own.body });
    const quoting: EmbeddedAccount = { login: "quoting[bot]", id: 667, type: "Bot" };
    scenario.github.addComment({ repository, issue: 7, author: quoting, body: `> ${own.body}` });
    const run = await appendLines(scenario, [lineOf(1)], { to });
    assert.is(run.stdout, "log: issue #7: 1 of 1 lines appended, 0 were there.\n");
    assert.is(scenario.github.comments.length, 3);
  }),
);

log("runs at once do not meet", () =>
  withLogGitHub(async (scenario) => {
    const lines = Array.from({ length: 20 }, (_, run) => lineOf(run));
    const done = await Promise.all(
      lines.map((line) => appendLines(scenario, [line], { to, timeoutMilliseconds: 5_000 })),
    );
    assert.ok(done.every(({ code }) => code === 0));
    assert.equal([...linesOf(scenario)].sort(), [...lines].sort());
  }),
);

log("says how far it came", () =>
  withLogGitHub(async (scenario) => {
    scenario.github.injectAt(3, { kind: "answer", status: 404, body: { message: "Not Found" } });
    const run = await appendLines(scenario, [lineOf(1), lineOf(2)], { to });
    assert.is(run.code, 1);
    assert.is(run.stdout, "log: issue #7: 1 of 2 lines appended, 0 were there.\n");
    assert.match(run.stderr, "Lines are missing from the log: GitHub answered 404 to POST ");
    assert.equal(linesOf(scenario), [lineOf(1)]);
  }),
);

log("gives up where no answer comes, and does not hammer", () =>
  withLogGitHub(async (scenario) => {
    const refusal: Fault = { kind: "answer", status: 502, body: "<html>" };
    scenario.github.inject(createRoute, ...Array.from({ length: 9 }, () => refusal));
    const run = await appendLines(scenario, [lineOf(1), lineOf(2)], { to });
    assert.is(run.code, 1);
    assert.equal(
      requestsOf(scenario).map((request) => request.slice(0, 4)),
      ["GET ", "POST", "GET ", "POST", "GET ", "POST", "GET "],
    );
    assert.equal(linesOf(scenario), []);
  }),
);

log.run();

const timeoutMilliseconds = 100;
const faults = suite("rc orchestrator log on an issue: faults");

const matrix = faultMatrix(timeoutMilliseconds * 2);

for (const request of [1, 2, 3]) {
  faults(`every fault at request ${request}: no line is lost, none doubled`, async () => {
    await Promise.all(matrix.map(({ name, fault }) => checkFault(name, fault, request)));
  });
}

/** What failed honestly is done by a re-run. */
async function checkFault(name: string, fault: Fault, request: number): Promise<void> {
  await withLogGitHub(async (scenario) => {
    const lines = [lineOf(1), lineOf(2)];
    scenario.github.injectAt(request, fault);
    // Its pause before it writes again is 500 ms of this machine: by then, what is carried out late has been.
    const clock = createFastClock(20);
    const first = await appendLines(scenario, lines, {
      to,
      clock,
      ...(timesOut(fault) ? { timeoutMilliseconds } : {}),
    });
    assert.is.not(first.code, 2, `${name}: ${first.stderr}`);
    // What was carried out late has come by now.
    await new Promise((resolve) => setTimeout(resolve, timeoutMilliseconds * 3));
    const again = await appendLines(scenario, lines, { to });
    assert.is(again.code, 0, `${name}: ${again.stderr}`);
    if (first.code === 0) assert.match(again.stdout, "0 of 2 lines appended, 2 were there", name);
    assert.equal([...linesOf(scenario)].sort(), lines, name);
  });
}

faults.run();
