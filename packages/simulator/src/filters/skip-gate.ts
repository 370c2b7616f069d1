import { textOf } from "../events/payload-field.ts";
import type { SimulatedEvent } from "../trace/event.ts";
import { type Gate, leavesOpen, refuses } from "./gate.ts";

const words = ["[skip ci]", "[ci skip]", "[no ci]", "[skip actions]", "[actions skip]"];

/**
 * What a commit's message forbids. Source: docs.github.com, "Skipping workflow runs". That page does not say whether the case
 * of the words counts, nor what becomes of a trailer with one empty line in front in place of two.
 */
export const skipGate: Gate = ({ event, rule }) => {
  if (!rule.skips) return undefined;
  const message = messageOf(event)?.replaceAll("\r\n", "\n");
  if (message === undefined) return undefined;
  const reads = event.commitMessage === undefined ? { reads: ["head_commit.message"] } : {};
  const word = words.find((each) => message.includes(each));
  if (word !== undefined) return { ...refuses("commit-skips", `the commit's message has \`${word}\``), ...reads };
  const dependsOn = ["the commit's message"];
  const lower = message.toLowerCase();
  const similar = words.find((each) => lower.includes(each));
  if (similar !== undefined) {
    const text = `the commit's message has \`${similar}\` in another case, and GitHub does not say whether that counts`;
    return { ...leavesOpen("commit-may-skip", text, dependsOn), ...reads };
  }
  const [found, empty = ""] = /(?:^|(\n{2,}))(?:[\w-]+:[^\n]*\n)*skip-checks: ?true\s*$/.exec(message) ?? [];
  if (found === undefined) return undefined;
  if (empty.length >= 3) {
    return { ...refuses("commit-skips", "the commit's message ends with `skip-checks: true`"), ...reads };
  }
  const text =
    "`skip-checks: true` has no two empty lines in front of it in the commit's message, and GitHub asks for them";
  return { ...leavesOpen("commit-may-skip", text, dependsOn), ...reads };
};

/** Of the head commit. The payload of a push has it. */
function messageOf({ commitMessage, payload }: SimulatedEvent): string | undefined {
  return commitMessage ?? textOf(payload, "head_commit", "message");
}
