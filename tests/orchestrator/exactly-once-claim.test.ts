import { fail, ok } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  account,
  attemptIn,
  createWorld,
  forbidden,
  idOf,
  lost,
  marker,
  own,
  plainBody,
  readMarker,
  statusLeft,
  stranger,
} from "./exactly-once-world.ts";

const seen = ok({ created: true, account });
const rocketWasThere = ok({ created: false, account });
const sent = ["dispatched dispatched"];
const ends = (calls: readonly string[]): string => calls.map((call) => call.trim()).join(", ");

const claim = suite("exactly once: the claim");

claim("a status comment that says what is being sent, then the rocket, then the request", async () => {
  const world = createWorld({ updateComment: [fail(forbidden)] });
  const { results, calls } = await attemptIn(world);
  assert.equal(results, sent);
  const at = calls.indexOf(`dispatchWorkflow ${own} release-notes.yml`);
  assert.is(ends(calls.slice(0, at)), "react eyes, issueComments, createComment, react rocket");
  const { at: _, run_url: __, ...status } = readMarker(world.comments[0]?.body);
  assert.equal(status, {
    id: idOf(plainBody),
    run: "42",
    text: plainBody,
    task: "release-notes",
    result: "sending",
    reason_code: "sending",
    reason: "The request is being sent; its outcome is not known yet.",
    hint: null,
    targets: [{ repository: own, result: "sending", run: null, progress: null }],
  });
  assert.not.match(world.comments[0]?.body ?? "", "```");
});

claim("two commands are claimed by one rocket, which comes after both comments", async () => {
  const world = createWorld();
  const body = `${plainBody}\n/orchestrate deploy stage=staging`;
  const { results, calls } = await attemptIn(world, { body });
  assert.equal(results, [...sent, ...sent]);
  const at = calls.findIndex((call) => call.startsWith("dispatch"));
  assert.is(ends(calls.slice(0, at)), "react eyes, issueComments, createComment, createComment, react rocket");
  assert.is(world.runs.length, 2);
});

claim("a command without a request claims nothing", async () => {
  const world = createWorld();
  const { calls } = await attemptIn(world, { body: "/orchestrate help" });
  assert.not.ok(calls.includes("react rocket"));
});

claim("one command held, the other free: each goes its own way", async () => {
  const world = createWorld();
  world.write(1, marker({ run: "7" }));
  const { results, calls } = await attemptIn(world, { body: `${plainBody}\n/orchestrate deploy stage=staging` });
  assert.equal(results, ["held held-by-other-run", "dispatched dispatched"]);
  assert.equal(
    calls.filter((call) => call.startsWith("dispatch")),
    [`dispatchWorkflow ${own} deploy.yml`],
  );
  assert.is(calls.filter((call) => call === "react rocket").length, 1);
});

claim(
  "one comment that cannot be written, the other can: each goes its own way, though the rocket was there",
  async () => {
    const world = createWorld({ createComment: [fail(forbidden)], react: [seen, rocketWasThere] });
    const { results } = await attemptIn(world, { body: `${plainBody}\n/orchestrate deploy stage=staging` });
    assert.equal(results, ["not-sent claim-failed", "dispatched dispatched"]);
  },
);

claim("all held: no rocket, and nothing of this run is written", async () => {
  const world = createWorld();
  world.write(1, marker({ run: "7" }));
  const { results, calls, decision } = await attemptIn(world);
  assert.equal(results, ["held held-by-other-run"]);
  assert.is(ends(calls), "react eyes, issueComments, workflowRuns Codertocat/Hello-World, react confused");
  assert.match(decision.reason, 'Run "7" has taken this command');
  assert.is(world.comments.length, 1);
});

claim("held, and this run has a comment of its own: that one is brought up to date", async () => {
  const world = createWorld();
  world.write(1, marker({ run: "7" }));
  world.write(2, marker({ run: "42" }));
  const { results, calls } = await attemptIn(world, { attempt: 2 });
  assert.equal(results, ["held held-by-other-run"]);
  assert.ok(calls.includes("updateComment 2"));
  assert.is(world.comments.length, 2);
  assert.equal([readMarker(world.comments[0]?.body).run, readMarker(world.comments[1]?.body).result], ["7", "held"]);
});

claim("another run's comment of another command, or of one that stood back, holds nothing", async () => {
  const world = createWorld();
  world.write(1, marker({ run: "7", id: idOf("x") }));
  world.write(2, marker({ run: "8", result: "held" }));
  world.write(3, marker({ run: "9" }).replace("v1", "v2"));
  const { results } = await attemptIn(world);
  assert.equal(results, sent);
});

claim("another run that was refused before it planned a request holds nothing", async () => {
  const world = createWorld();
  world.write(1, marker({ run: "7", result: "denied", targets: [] }));
  assert.equal((await attemptIn(world)).results, sent);
});

claim("comments of other accounts hold nothing", async () => {
  const world = createWorld();
  world.write(1, marker({ run: "7" }), stranger);
  assert.equal((await attemptIn(world)).results, sent);
});

claim.run();

const rocket = suite("exactly once: the rocket was there");

/** Another run's rocket, and what it has written by the time that this one reads again. */
async function withRocket(written: () => void, world = createWorld()) {
  const { react } = world.github;
  world.github.react = (repository, id, content) => {
    if (content !== "rocket") return react(repository, id, content);
    world.calls.push("react rocket");
    written();
    return Promise.resolve(rocketWasThere);
  };
  return { world, ...(await attemptIn(world)) };
}

rocket("and no other run: the request may have gone out before, so it is looked for during a minute", async () => {
  const { results, calls, waitedSeconds } = await withRocket(() => {});
  assert.equal([results, waitedSeconds], [sent, 60]);
  const at = calls.findIndex((call) => call.startsWith("dispatch"));
  const lookUps = calls.slice(0, at).filter((call) => call === `workflowRuns ${own}`);
  assert.is(lookUps.length, 8);
});

rocket("and another run has written: this one stands back, and says so in its own comment", async () => {
  const world = createWorld();
  const { results, decision } = await withRocket(() => world.write(1, marker({ run: "7" })), world);
  assert.equal(results, ["held held-by-other-run"]);
  assert.match(decision.reason, 'Run "7" has taken this command');
  assert.equal(
    world.comments.map(({ id, body }) => `${id} ${readMarker(body).run} ${readMarker(body).result}`),
    ["3000 42 held", "1 7 sending"],
  );
});

rocket("and the comments cannot be read again: nothing is sent", async () => {
  const world = createWorld({ issueComments: [ok([]), fail(forbidden)] });
  const { results, calls } = await withRocket(() => {}, world);
  assert.equal(results, ["not-sent claim-failed"]);
  assert.not.ok(calls.some((call) => call.startsWith("dispatch")));
});

rocket("which cannot be left: nothing is sent", async () => {
  const world = createWorld();
  const { react } = world.github;
  world.github.react = (repository, id, content) =>
    content === "rocket" ? Promise.resolve(fail(forbidden)) : react(repository, id, content);
  const { results, decision } = await attemptIn(world);
  assert.equal(results, ["not-sent claim-failed"]);
  assert.match(decision.reason, '"No."');
  assert.equal(world.runs, []);
});

rocket.run();

const again = suite("exactly once: a later attempt");

again("takes up its own comment, and says first that it sends again", async () => {
  const world = createWorld();
  world.write(1, marker({ result: "refused" }));
  const { results, calls } = await attemptIn(world, { attempt: 2 });
  assert.equal(results, sent);
  const at = calls.findIndex((call) => call.startsWith("dispatch"));
  assert.is(ends(calls.slice(0, at)), `react eyes, issueComments, updateComment 1, react rocket, workflowRuns ${own}`);
  assert.is(world.comments.length, 1);
});

const fanOut = "/orchestrate sync topic=docs";
const there = { run: { id: "5", url: "https://github.com/x/actions/runs/5" }, progress: null };
const left = (result: string, results: readonly [string, string, string]): string => {
  const targets = ["north", "south", "west"].map((name, index) => ({
    repository: `Codertocat/${name}`,
    result: results[index],
    ...(results[index] === "dispatched" ? there : { run: null, progress: null }),
  }));
  return `<!-- orchestrator:v1 ${JSON.stringify({ ...statusLeft({ id: idOf(fanOut), task: "sync", result }), targets })} -->\nx`;
};

again("of a fan-out says to whom it sends again, and keeps what was started", async () => {
  const world = createWorld();
  world.write(1, left("refused", ["dispatched", "refused", "sending"]));
  const bodies: string[] = [];
  const { updateComment } = world.github;
  world.github.updateComment = (repository, id, body) => {
    bodies.push(body);
    return updateComment(repository, id, body);
  };
  await attemptIn(world, { attempt: 2, body: fanOut });
  const said = readMarker(bodies[0]);
  assert.is(said.result, "sending");
  assert.equal(
    (said.targets as { repository: string; result: string; run: unknown }[]).map((each) => [each.result, each.run]),
    [
      ["dispatched", there.run],
      ["sending", null],
      ["sending", null],
    ],
  );
});

for (const [what, result, results] of [
  ["of which all were started", "refused", ["dispatched", "dispatched", "dispatched"]],
  ["that says already that it sends", "sending", ["dispatched", "sending", "sending"]],
] as const) {
  again(`of a fan-out ${what} is not written anew`, async () => {
    const world = createWorld();
    world.write(1, left(result, results));
    const { calls } = await attemptIn(world, { attempt: 2, body: fanOut });
    assert.is(ends(calls.slice(0, 3)), "react eyes, issueComments, react rocket");
  });
}

again("that stood back says first that it tries again", async () => {
  const world = createWorld();
  world.write(1, marker({ result: "held" }));
  const { results, calls } = await attemptIn(world, { attempt: 2 });
  assert.equal(results, sent);
  const at = calls.findIndex((call) => call.startsWith("dispatch"));
  assert.is(ends(calls.slice(0, at)), `react eyes, issueComments, updateComment 1, react rocket, workflowRuns ${own}`);
});

again("that stood back and cannot say that it tries again sends nothing", async () => {
  const world = createWorld({ updateComment: [fail(lost)] });
  world.write(1, marker({ result: "held" }));
  const { results } = await attemptIn(world, { attempt: 2 });
  assert.equal(results, ["not-sent claim-failed"]);
  assert.equal(world.runs, []);
});

again("does not take another run's comment for its own", async () => {
  const world = createWorld();
  world.write(1, marker({ run: "7", result: "held" }));
  world.write(2, marker({ run: "42", result: "refused" }));
  const { results } = await attemptIn(world, { attempt: 2 });
  assert.equal(results, sent);
  assert.equal(
    world.comments.map(({ id, body }) => `${id} ${readMarker(body).run} ${readMarker(body).result}`),
    ["1 7 held", "2 42 dispatched"],
  );
});

again("finds the target's own state among those of the comment", async () => {
  const world = createWorld();
  const body = "/orchestrate sync topic=docs";
  const target = (name: string, result: string) => ({
    repository: `Codertocat/${name}`,
    result,
    run: null,
    progress: null,
  });
  const targets = [target("north", "refused"), target("west", "sending")];
  world.write(1, marker({ id: idOf(body), task: "sync", targets }));
  const { targets: ended, waitedSeconds, calls } = await attemptIn(world, { body, attempt: 2 });
  assert.equal(ended, ["dispatched dispatched 1", "dispatched dispatched 1", "dispatched dispatched 1"]);
  const lookUps = (name: string) => calls.filter((call) => call === `workflowRuns Codertocat/${name}`).length;
  assert.equal([lookUps("north"), lookUps("south"), lookUps("west")], [1, 1, 8]);
  assert.is(waitedSeconds, 60);
});

again.run();
