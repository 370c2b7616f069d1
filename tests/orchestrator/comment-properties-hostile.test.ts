import { readdirSync, readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { printOutcome, readComment } from "./comment-properties-read.ts";

interface HostileComment {
  readonly name: string;
  /** Lines; or parts, where it is long: a text, or a text and how often it is repeated. */
  readonly lines?: readonly string[];
  readonly parts?: readonly (string | readonly [string, number])[];
  /** Of each command in turn, as `printOutcome` has it; one reason code where none is read. */
  readonly outcomes: readonly string[];
}

const folder = new URL("../fixtures/orchestrator/hostile-comments/", import.meta.url);
const comments = readdirSync(folder)
  .sort()
  .flatMap((file): readonly HostileComment[] => JSON.parse(readFileSync(new URL(file, folder), "utf8")));

function textOf({ lines = [], parts = [] }: HostileComment): string {
  return lines.join("\n") + parts.map((part) => (typeof part === "string" ? part : part[0].repeat(part[1]))).join("");
}

const test = suite("hostile comments");

for (const each of comments) {
  test(each.name, () => assert.equal(readComment(textOf(each)).map(printOutcome), each.outcomes));
}

test("there are 200 at least, each with a name and a text of its own", () => {
  assert.ok(comments.length >= 200, String(comments.length));
  assert.is(new Set(comments.map(({ name }) => name)).size, comments.length);
  assert.is(new Set(comments.map(textOf)).size, comments.length);
});

test.run();
