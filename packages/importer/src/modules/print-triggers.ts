import { writeString } from "../values/write-text.ts";
import type { GatheringWriter, TriggerContext } from "../writing/module-writer.ts";
import { type Entry, printInline } from "./print-entries.ts";

/** Contexts in the order in which modules name them. */
const order: readonly TriggerContext[] = ["github", "inputs", "secrets", "vars", "env", "runner", "job", "strategy"];

/** `const { on, … } = triggers(…);` with the contexts that the rest of the module reads. */
export function printTriggers(events: string, writer: GatheringWriter): string {
  const { contexts, settings } = writer.gathered();
  const given = order.filter((name) => contexts.has(name)).map((name) => (name === "job" ? "job: current" : name));
  const named = Object.entries(settings)
    .filter(([, names]) => names.size > 0)
    .map(([kind, names]): Entry => [kind, `[${[...names].map(writeString).join(", ")}]`]);
  const rest = named.length === 0 ? "" : `, ${printInline(named)}`;
  const made = `${writer.mark(["on"])}${writer.language("triggers")}(${events}${rest})`;
  return `const { ${["on", ...given].join(", ")} } = ${made};`;
}
