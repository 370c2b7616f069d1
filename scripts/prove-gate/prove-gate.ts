import type { Search } from "@yardmaster/simulator/testing";
import { proveEvents } from "./prove-events.ts";
import { proveTrigger, seenAs } from "./prove-trigger.ts";
import { triggersOf } from "./triggers.ts";
import type { World } from "./world.ts";

/** A part of the proof: one way in which somebody could start a run. */
export interface ProofPart {
  readonly name: string;
  readonly found: Pick<Search, "combinations" | "tried" | "distinctTraces" | "seen"> & {
    readonly decides?: Readonly<Record<string, number>>;
    readonly counterExample?: NonNullable<Search["counterExample"]>;
  };
}

/**
 * Whether no combination of facts reaches the token that dispatches without an allowing fact.
 * @param only one part, by its name.
 * @returns all parts, or those up to the first with a counter-example.
 */
export function proveGate(world: World, only?: string): readonly ProofPart[] {
  const parts: ProofPart[] = [];
  const proofs = [
    ...triggersOf(world).map((trigger) => ({ name: trigger.name, prove: () => proveTrigger(trigger, world) })),
    { name: "events that give no command", prove: () => proveEvents(world) },
  ];
  for (const { name, prove } of proofs) {
    if (only !== undefined && name !== only) continue;
    const found = prove();
    parts.push({ name, found });
    if (found.counterExample) break;
  }
  return parts;
}

/** What must be seen, by part: a proof in which the token is never reached would prove nothing. */
export function missingIn(parts: readonly ProofPart[]): readonly string[] {
  return parts.flatMap(({ name, found: { seen } }) => {
    const isOpen = !["comments that are edited or deleted", "events that give no command"].includes(name);
    const wanted = [seenAs.notReached, ...(isOpen ? [seenAs.reached] : [])];
    return wanted.filter((what) => !Object.hasOwn(seen, what)).map((what) => `${name}: ${what}`);
  });
}
