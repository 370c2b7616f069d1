import { shortFile } from "@yardmaster/core";
import type { Hop, Reach, ReachRoute } from "./effects.ts";
import { codeText } from "./event-filter.ts";
import { people } from "./people.ts";

/** Who reaches it, by what and when: one sentence. */
export function describeReach(kind: "secret" | "permission", reach: Omit<Reach, "sentence">): string {
  const where = `job ${codeText(reach.job)} in ${shortFile(reach.file)}`;
  const handed = reach.handedTo === undefined ? "" : ` (handed to ${reach.handedTo})`;
  const guard =
    reach.environment === undefined ? "" : `, after what the environment ${codeText(reach.environment)} asks for,`;
  const routes = reach.routes.map(describeRoute).join("; ");
  return `${nameOf(kind, reach.name)} of ${where}${handed}: reached${guard} ${routes}.`;
}

function nameOf(kind: "secret" | "permission", name: string): string {
  if (kind === "secret") return name === "*" ? "Every secret" : `Secret ${codeText(name)}`;
  return name === "default" ? "What the repository's settings let the token write" : codeText(`${name}: write`);
}

function describeRoute({ event, filter, people: who, through, conditions }: ReachRoute): string {
  const start = `by ${codeText(event)}${filter === "" ? "" : ` ${filter}`}`;
  const way = through.length === 0 ? "" : ` through ${through.map(describeHop).join(" and ")}`;
  const condition = conditions.length === 0 ? "" : `, if ${conditions.map(codeText).join(" and ")}`;
  return `${start}${way}, so by ${people[who]}${condition}`;
}

const verbs = { calls: "calls", dispatches: "dispatches", "waits-for": "completes" } as const;

function describeHop({ kind, file, job }: Hop): string {
  return `${shortFile(file)}${job === undefined ? "" : `#${job}`} (${verbs[kind]})`;
}
