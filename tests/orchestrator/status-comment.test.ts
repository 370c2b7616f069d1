import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Fault, held } from "../helpers/embedded-github/index.ts";
import { createCommentEvent } from "../helpers/orchestrator-events.ts";
import {
  dispatchRoute,
  listRunsRoute,
  people,
  reactionRoute,
  updateCommentRoute,
} from "../helpers/orchestrator-github.ts";
import { decisionOf, runLine } from "../helpers/orchestrator-line.ts";
import { attempt, plainBody, reactionsOn, requestsOf, resultsOf, shownComments, withGitHub } from "./dispatch-line.ts";

const runUrl = "https://github.com/Codertocat/Hello-World/actions/runs/42/attempts/1";
const foot = `\n\`2026-11-22T08:06:00-07:00\` America/Phoenix, by [\`42\`](${runUrl})\n`;
const head = "| repository | request | run | progress |\n|---|---|---|---|";
const forbidden: Fault = { kind: "answer", status: 403, body: { message: "No" } };

const comments = suite("status comments: what readers see");

comments("dispatched, with a link to the run", () =>
  withGitHub(async (github) => {
    await attempt(github);
    const url = `${github.url}/Codertocat/Hello-World/actions/runs/16000000001`;
    assert.equal(shownComments(github), [
      `\`${plainBody}\`: **dispatched**

\`dispatched\` \`GitHub started "release-notes.yml" in "Codertocat/Hello-World" as run 16000000001.\`

${head}
| \`Codertocat/Hello-World\` | dispatched | [\`16000000001\`](${url}) | – |
${foot}`,
    ]);
    assert.equal(reactionsOn(github), ["eyes", "rocket", "+1"]);
  }),
);

comments("help, in a block of text", () =>
  withGitHub(async (github) => {
    await attempt(github, { body: "/orchestrate help announce" });
    assert.equal(shownComments(github), [
      `\`/orchestrate help announce\`: **help**

\`help\` \`The command asks for help; nothing was sent.\`

\`\`\`text
/orchestrate announce tag=STRING [--dry-run]
  Tells other programs of a release.
  tag: Of the release. (required)
/orchestrate help [TASK]
/orchestrate status [TASK]
/orchestrate cancel TASK
--dry-run says what would be sent, and sends nothing.
\`\`\`
${foot}`,
    ]);
    assert.equal(reactionsOn(github), ["eyes", "+1"]);
  }),
);

comments("refused, with what to do", () =>
  withGitHub(async (github) => {
    await attempt(github, { body: "/orchestrate deploi stage=staging" });
    assert.equal(shownComments(github), [
      `\`/orchestrate deploi stage=staging\`: **refused**

\`unknown-task\` \`There is no task "deploi".\`

What to do: \`Did you mean "deploy"?\`
${foot}`,
    ]);
    assert.equal(reactionsOn(github), ["eyes", "confused"]);
  }),
);

comments("a dry run, whose target is planned, with the request that it would send", () =>
  withGitHub(async (github) => {
    await attempt(github, { body: `${plainBody} --dry-run` });
    const request =
      'POST /repos/Codertocat/Hello-World/actions/workflows/release-notes.yml/dispatches {"ref":"master","inputs":{"since":"v1.2.0","correlation_id":"rc-492700400-dd36633e50"}}';
    assert.equal(shownComments(github), [
      `\`${plainBody} --dry-run\`: **dry-run**

\`dry-run\` \`This is a dry run; nothing was sent.\`

${head}
| \`Codertocat/Hello-World\` | planned | – | – |

\`\`\`text
${request}
\`\`\`
${foot}`,
    ]);
  }),
);

comments("unknown, with the way on", () =>
  withGitHub(async (github) => {
    github.inject(dispatchRoute, { kind: "answer", status: 502, body: "<html>" });
    github.inject(listRunsRoute, forbidden);
    await attempt(github);
    assert.equal(shownComments(github), [
      `\`${plainBody}\`: **unknown**

\`dispatch-server\` \`Whether GitHub started "release-notes.yml" in "Codertocat/Hello-World" is unknown; it may have: "GitHub answered 502 to POST /repos/Codertocat/Hello-World/actions/workflows/release-notes.yml/dispatches.".\`

What to do: \`Use "Re-run all jobs": it looks for the run before it sends anything.\`

${head}
| \`Codertocat/Hello-World\` | unknown | – | – |
${foot}`,
    ]);
    assert.equal(reactionsOn(github), ["eyes", "rocket", "confused"]);
  }),
);

comments("a fan-out, a line each", () =>
  withGitHub(async (github) => {
    await attempt(github, { body: "/orchestrate sync topic=docs" });
    const row = (name: string, index: number) =>
      `| \`Codertocat/${name}\` | dispatched | [\`1600000000${index}\`](${github.url}/Codertocat/${name}/actions/runs/1600000000${index}) | – |`;
    const [comment = ""] = shownComments(github);
    const order = ["north", "south", "west"].map((name) => {
      const index = github.runs.findIndex((run) => run.repository === `Codertocat/${name}`) + 1;
      return row(name, index);
    });
    assert.ok(comment.includes(`\n${head}\n${order.join("\n")}\n`), comment);
    assert.is(shownComments(github).length, 1);
  }),
);

comments("one for each command, in their order", () =>
  withGitHub(async (github) => {
    await attempt(github, { body: `${plainBody}\n/orchestrate help sync\n/orchestrate nonsense` });
    assert.equal(
      shownComments(github).map((comment) => comment.split("\n")[0]),
      [
        `\`${plainBody}\`: **dispatched**`,
        "`/orchestrate help sync`: **help**",
        "`/orchestrate nonsense`: **refused**",
      ],
    );
  }),
);

comments("updated by a re-run, not doubled", () =>
  withGitHub(async (github) => {
    const body = `${plainBody}\n/orchestrate help sync`;
    await attempt(github, { body });
    const before = github.comments.map((comment) => comment.id);
    const { decision } = await attempt(github, { body, attempt: 2 });
    assert.equal(resultsOf(decision), ["dispatched already-dispatched", "help help"]);
    assert.equal(
      github.comments.map((comment) => comment.id),
      before,
    );
    assert.match(shownComments(github)[0] ?? "", "`already-dispatched`");
    assert.match(shownComments(github)[0] ?? "", "/actions/runs/42/attempts/2)");
  }),
);

comments.run();

const hostile = suite("status comments: words of strangers");

const words = [
  "@octocat",
  "@Octocoders/everybody",
  "#1",
  "https://evil.example/x",
  "![x](https://evil.example/pixel.png)",
  "[x](https://evil.example)",
  "<img/src=x>",
  "--><b>x</b>",
  "<!--",
  "`@octocat`",
  "``",
  "|x|",
  "***",
  "GH-1",
];
for (const word of words) {
  hostile(`${word}: mentioned nowhere, linked nowhere, and the marker holds`, () =>
    withGitHub(async (github) => {
      const event = createCommentEvent({ ...people.triager, body: "x" });
      const { dispatch, refuse } = await runLine({
        event,
        apiUrl: github.url,
        flags: ["--command", `/orchestrate release-notes since='${word.replaceAll("'", "")}' until="${word}"x`],
      });
      assert.is(decisionOf(dispatch ?? refuse).result, "refused");
      const allowed = await runLine({
        event,
        apiUrl: github.url,
        runId: "43",
        flags: ["--command", `/orchestrate release-notes since='${word}'`],
      });
      assert.is(decisionOf(allowed.dispatch).result, "dispatched");
      assert.is(github.comments.length, 2);
      for (const { body } of github.comments) {
        const [first = "", ...rest] = body.split("\n");
        assert.match(first, /^<!-- orchestrator:v1 \{[^<>]*\} -->$/);
        assert.not.match(first.slice(4, -3), "--");
        assert.ok(JSON.parse(first.slice("<!-- orchestrator:v1 ".length, -" -->".length)).text.includes(word));
        // What is left without code spans and our own links holds no word of the comment.
        const plain = rest
          .join("\n")
          .replace(/`[^`\n]*`/g, "C")
          .replace(
            /\[C\]\(https?:\/\/[\w.:-]+\/Codertocat\/Hello-World\/actions\/runs\/\d+(?:\/attempts\/\d+)?\)/g,
            "L",
          );
        assert.not.match(plain, /[@#<>[\]()`]|http|evil|GH-/);
      }
    }),
  );
}

hostile("a line that would end the block of text cannot", () =>
  withGitHub(async (github) => {
    const table = {
      version: 1,
      tasks: [
        {
          name: "x",
          description: "``` @octocat <b>",
          dispatch: { event: "workflow_dispatch", workflow: "x.yml", repositories: [], parallel: 1 },
          inputs: [],
        },
      ],
    };
    const files = { "generated/orchestrator-tasks.json": JSON.stringify(table) };
    await attempt(github, { body: "/orchestrate help x", files });
    const [comment = ""] = shownComments(github);
    assert.match(comment, "\n  \\u{60}\\u{60}\\u{60} @octocat <b>\n");
    assert.is(comment.split("```").length, 3);
  }),
);

hostile("a command of 900 characters is cut in the comment, and the comment stays below GitHub's limit", () =>
  withGitHub(async (github) => {
    const { decision } = await attempt(github, { body: `/orchestrate release-notes since=${"<".repeat(900)}` });
    assert.is(decision.result, "dispatched", decision.reason);
    const [comment = ""] = shownComments(github);
    assert.is(/^`([^`]*)`/.exec(comment)?.[1]?.length, 300);
    assert.ok((github.comments[0]?.body.length ?? 0) < 65_536);
  }),
);

hostile.run();

const failing = suite("status comments: GitHub does not take the answer");

for (const [name, route, faults, requests] of [
  ["the update", updateCommentRoute, [forbidden], 1],
  ["the last reaction", reactionRoute, [{ kind: "slow" }, { kind: "slow" }, forbidden], 3],
] as const) {
  failing(`${name} is refused: the outcome is the same, and the record says so`, () =>
    withGitHub(async (github) => {
      github.inject(route, ...faults);
      const { dispatch, decision } = await attempt(github);
      assert.equal([dispatch?.code, decision.result, github.runs.length], [0, "dispatched", 1]);
      const { name: fact, value, source } = decision.facts.at(-1);
      assert.equal([fact, value], ["answer-not-given", "forbidden"]);
      assert.ok(source.startsWith("GitHub answered 403 to "), source);
      const template = route.split(" ")[1]?.split("/").at(-1) ?? "";
      const end = template.startsWith("{") ? "/3000000001" : `/${template}`;
      assert.is(requestsOf(github).filter((request) => request.endsWith(end)).length, requests);
    }),
  );
}

failing("a comment that was deleted in between is not written again", () =>
  withGitHub(async (github) => {
    const sending = held();
    github.inject(dispatchRoute, sending.fault);
    const running = attempt(github);
    await sending.carriedOut;
    github.deleteComment(github.comments[0]?.id ?? 0);
    sending.release();
    const { dispatch, decision } = await running;
    assert.equal([dispatch?.code, github.comments.length], [0, 0]);
    assert.is(decision.facts.at(-1).value, "not-found");
  }),
);

failing.run();
