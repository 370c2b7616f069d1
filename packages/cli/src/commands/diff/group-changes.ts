import { count } from "@yardmaster/core";
import type { Change, ChangeKind } from "@yardmaster/simulator";

export interface ChangeGroup {
  readonly kind: ChangeKind;
  /** Those that widen first. */
  readonly changes: readonly Change[];
}

/** By kind, those kinds first of which something widens. */
export function groupChanges(changes: readonly Change[]): readonly ChangeGroup[] {
  const kinds = [...new Set(changes.map(({ kind }) => kind))];
  const groups = kinds.map((kind) => ({ kind, changes: changes.filter((change) => change.kind === kind) }));
  return [...groups.filter(isWidening), ...groups.filter((group) => !isWidening(group))];
}

function isWidening({ changes }: ChangeGroup): boolean {
  return changes.some(({ severity }) => severity === "widens");
}

/** `3 changes, 1 of which widens what may happen: permissions 1, pins 2`. */
export function countChanges(changes: readonly Change[]): string {
  if (changes.length === 0) return "No change in behaviour";
  const widening = changes.filter(({ severity }) => severity === "widens").length;
  const some = widening === 0 ? "none" : String(widening);
  const kinds = groupChanges(changes).map(({ kind, changes: own }) => `${kind} ${own.length}`);
  return `${count(changes.length, "change")}, of which ${some} ${widening > 1 ? "widen" : "widens"} what may happen: ${kinds.join(", ")}`;
}

export function titleOf(kind: ChangeKind): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}
