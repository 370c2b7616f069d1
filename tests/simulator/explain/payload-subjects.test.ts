import { eventHelp, loadExamples, smallestChange } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, repositoryOf } from "../../helpers/simulated-files.ts";

// GitHub's own examples judge which events have a field: one that an event's examples have may be asked of it.

const test = suite("fields that events of their own have");
const file = ".github/workflows/main.yml";
const fields = ["comment", "commits", "discussion", "forkee", "head_commit", "issue"];
const more = ["client_payload", "merge_group", "pull_request", "release", "review"];

for (const field of [...fields, ...more]) {
  test(`\`${field}\` is asked of the events whose examples have it, and of few others`, async () => {
    const examples = await loadExamples();
    const named = eventHelp.map(({ name }) => name);
    const listed = named.filter((name) => name !== "schedule" && isAskedOf(name, field));
    const webhooks = examples.filter(({ examples: payloads }) => payloads.some((payload) => field in payload));
    const having = named.filter((name) => webhooks.some((webhook) => webhook.name === name));
    const others = having.filter((name) => !listed.includes(name));
    assert.equal(others, []);
    assert.ok(listed.length > 0 && listed.length < 6, listed.join(", "));
  });
}

function isAskedOf(name: string, field: string): boolean {
  const jobs = `{a: {if: "github.event.${field}.x == 'y'", runs-on: x, steps: [{run: a}]}}`;
  const repository = repositoryOf({ "main.yml": `on: [${name}]\njobs: ${jobs}\n` });
  const event = eventOf({ name, payload: {} });
  const found = smallestChange(repository, event, {}, { file, place: "a" })?.found ?? [];
  return found.some(({ text }) => text.includes(`github.event.${field}.x`));
}

test.run();
