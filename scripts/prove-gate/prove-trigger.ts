import { type Search, search } from "@yardmaster/simulator/testing";
import { hasAllowingFact } from "./allowing-fact.ts";
import type { FactSpace } from "./facts.ts";
import { createJudge } from "./judge-facts.ts";
import type { Trigger } from "./triggers.ts";
import type { World } from "./world.ts";

/** What a combination is counted as. */
export const seenAs = {
  reached: "reached with an allowing fact",
  held: "reached by an attempt that the program holds",
  notReached: "not reached",
  /** Somebody who may is turned away: no danger, and none is expected. */
  turnedAway: "not reached in spite of an allowing fact",
} as const;

/** No combination of facts about a way of giving commands reaches the token without an allowing fact. */
export function proveTrigger(trigger: Trigger, world: World): Search<FactSpace> {
  const judge = createJudge(trigger, world);
  return search(
    trigger.space,
    (facts, { see, trace }) => {
      const judged = judge(facts);
      const isAllowed = hasAllowingFact(facts, trigger.name);
      trace(judged.trace);
      if (judged.reach === undefined) {
        see(isAllowed ? seenAs.turnedAway : seenAs.notReached);
        return true;
      }
      if (!isAllowed) return `${judged.reach} without an allowing fact`;
      if (facts.rerun.keepsGate && !judged.isHeld) return `${judged.reach} for somebody whom the gate has not judged`;
      see(judged.isHeld ? seenAs.held : seenAs.reached);
      return true;
    },
    { limit: 10_000_000 },
  );
}
