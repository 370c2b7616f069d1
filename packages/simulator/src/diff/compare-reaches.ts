import { formatModelPath } from "@yardmaster/core";
import type { Behaviour, KnownReach, KnownRoute } from "./behaviour.ts";
import type { Change } from "./change.ts";
import { code } from "./code.ts";
import { type PeopleWords, wordsOf } from "./compare-events.ts";

/** Which secrets come to which jobs by which events and people. */
export function compareSecrets(old: Behaviour, now: Behaviour): readonly Change[] {
  return compareReaches("secrets", old.secrets, now.secrets, now.people);
}

/** By what else permissions to write are reached that a job has as before. */
export function comparePermissionReach(old: Behaviour, now: Behaviour): readonly Change[] {
  const keys = new Set(old.permissions.map(keyOf));
  const kept = now.permissions.filter((reach) => keys.has(keyOf(reach)));
  const keptKeys = new Set(kept.map(keyOf));
  const before = old.permissions.filter((reach) => keptKeys.has(keyOf(reach)));
  return compareReaches("permissions", before, kept, now.people);
}

function compareReaches(
  kind: "secrets" | "permissions",
  old: readonly KnownReach[],
  now: readonly KnownReach[],
  words: PeopleWords,
): readonly Change[] {
  const before = new Map(old.map((reach) => [keyOf(reach), reach]));
  const after = new Map(now.map((reach) => [keyOf(reach), reach]));
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys.flatMap((key): readonly Change[] => {
    const [left, right] = [before.get(key), after.get(key)];
    const reach = right ?? left;
    if (!reach) return [];
    const [had, has] = [waysOf(left, words), waysOf(right, words)];
    const fresh = [...has].filter((way) => !had.has(way));
    const gone = [...had].filter((way) => !has.has(way));
    const base = { kind, file: reach.file, path: formatModelPath(["jobs", reach.job]) };
    const what = `${nameOf(kind, reach.name)} of job ${code(reach.job)}${handed(reach)}`;
    return [
      ...(fresh.length > 0
        ? [
            {
              ...base,
              severity: "widens",
              sentence: `${what} is newly reached ${fresh.join("; ")}`,
              old: null,
              new: bare(fresh),
            } as const,
          ]
        : []),
      ...(gone.length > 0
        ? [
            {
              ...base,
              severity: "narrows",
              sentence: `${what} is no longer reached ${gone.join("; ")}`,
              old: bare(gone),
              new: null,
            } as const,
          ]
        : []),
    ];
  });
}

function keyOf({ name, file, job, handedTo = "" }: KnownReach): string {
  return JSON.stringify([file, job, name, handedTo]);
}

function waysOf(reach: KnownReach | undefined, words: PeopleWords): ReadonlySet<string> {
  return new Set(reach?.routes.map((route) => describeWay(route, words)));
}

function describeWay({ event, people, through }: KnownRoute, words: PeopleWords): string {
  const way = through.length === 0 ? "" : ` through ${through.map(({ file }) => code(file)).join(" and ")}`;
  return `by ${code(event)}${way}, so by ${wordsOf(people, words)}`;
}

function bare(ways: readonly string[]): string {
  return ways.join("; ").replaceAll("`", "");
}

function nameOf(kind: "secrets" | "permissions", name: string): string {
  if (kind === "secrets") return name === "*" ? "Every secret" : `Secret ${code(name)}`;
  return name === "default"
    ? "What the repository's settings let the token write"
    : `Permission ${code(`${name}: write`)}`;
}

function handed({ handedTo }: KnownReach): string {
  return handedTo === undefined ? "" : `, handed to ${code(handedTo)},`;
}
