import { count, formatModelPath, isCommit } from "@yardmaster/core";
import type { Behaviour, Pin } from "./behaviour.ts";
import type { Change, ChangeSeverity } from "./change.ts";
import { code } from "./code.ts";

interface PinnedFile {
  readonly file: string;
  readonly pins: readonly Pin[];
}

/** Actions and workflows of other repositories, each change once for all files that make it. */
export function comparePins(old: Behaviour, now: Behaviour): readonly Change[] {
  const [before, after] = [filesOf(old), filesOf(now)];
  const known = { old: refsIn(before), now: refsIn(after) };
  const files = [...new Set([...before.keys(), ...after.keys()])].sort();
  const found = new Map<string, { readonly change: PinChange; readonly files: string[] }>();
  for (const file of files) {
    for (const change of changesIn(before.get(file) ?? [], after.get(file) ?? [], known)) {
      const key = JSON.stringify([change.action, change.old.map(refOf), change.now.map(refOf)]);
      const same = found.get(key);
      if (same) same.files.push(file);
      else found.set(key, { change, files: [file] });
    }
  }
  return [...found.values()].map(({ change, files: places }) => describe(change, places));
}

function filesOf({ workflows, actions }: Behaviour): ReadonlyMap<string, readonly Pin[]> {
  const files: readonly PinnedFile[] = [...workflows, ...actions];
  return new Map(files.map(({ file, pins }) => [file, pins]));
}

function refsIn(files: ReadonlyMap<string, readonly Pin[]>): ReadonlySet<string> {
  return new Set([...files.values()].flat().map(keyOf));
}

function keyOf({ action, ref }: Pin): string {
  return `${action}@${ref}`;
}

function refOf({ ref, version }: Pin): string {
  return `${ref} ${version ?? ""}`;
}

interface PinChange {
  readonly action: string;
  readonly old: readonly Pin[];
  readonly now: readonly Pin[];
}

/** One that comes to a file or leaves it is told where it comes to the repository or leaves it. */
function changesIn(
  before: readonly Pin[],
  after: readonly Pin[],
  known: { readonly old: ReadonlySet<string>; readonly now: ReadonlySet<string> },
): readonly PinChange[] {
  const actions = [...new Set([...before, ...after].map(({ action }) => action))].sort();
  return actions.flatMap((action): readonly PinChange[] => {
    const [old, now] = [distinct(before, action), distinct(after, action)];
    const gone = old.filter((pin) => !now.some(({ ref }) => ref === pin.ref));
    const fresh = now.filter((pin) => !old.some(({ ref }) => ref === pin.ref));
    if (gone.length === 0 && fresh.length === 0) return [];
    const isTold =
      (old.length > 0 && now.length > 0) ||
      fresh.some((pin) => !known.old.has(keyOf(pin))) ||
      gone.some((pin) => !known.now.has(keyOf(pin)));
    return isTold ? [{ action, old: gone, now: fresh }] : [];
  });
}

function distinct(pins: readonly Pin[], action: string): readonly Pin[] {
  const own = pins.filter((pin) => pin.action === action);
  return [...new Map(own.map((pin) => [pin.ref, pin])).values()].sort((a, b) => (a.ref < b.ref ? -1 : 1));
}

function describe({ action, old, now }: PinChange, files: readonly string[]): Change {
  const [file = ""] = files;
  const [was, is] = [old[0], now[0]];
  const path = formatModelPath((is ?? was)?.path ?? []);
  const more = files.length > 1 ? ` in ${count(files.length, "file")}` : "";
  const link = old.length === 1 && now.length === 1 && was && is ? compareLink(was, is) : undefined;
  return {
    kind: "pins",
    severity: weigh(old, now),
    sentence: `${code(action)}: ${shown(old)}, now ${shown(now)}${more}`,
    file,
    path,
    old: textOf(old),
    new: textOf(now),
    ...(link === undefined ? {} : { link }),
  };
}

/** What is no commit can be moved by its owner. */
function weigh(old: readonly Pin[], now: readonly Pin[]): ChangeSeverity {
  if (old.length === 0 || now.length === 0) return "changes";
  const [wasFixed, isFixed] = [old, now].map((pins) => pins.every(({ ref }) => isCommit(ref)));
  if (wasFixed === isFixed) return "changes";
  return isFixed ? "narrows" : "widens";
}

function shown(pins: readonly Pin[]): string {
  return pins.length === 0 ? "none" : pins.map(shownPin).join(" and ");
}

function shownPin({ ref, version }: Pin): string {
  return version === undefined ? code(ref) : `${code(version)} (${code(isCommit(ref) ? ref.slice(0, 12) : ref)})`;
}

function textOf(pins: readonly Pin[]): string | null {
  return pins.length === 0 ? null : pins.map(({ ref }) => ref).join(", ");
}

/** Only of refs that mean nothing else in an address. */
function compareLink({ repository, ref: from }: Pin, { ref: to }: Pin): string | undefined {
  if (![from, to].every((ref) => /^[\w.-]+(?:\/[\w.-]+)*$/.test(ref) && !ref.includes(".."))) return undefined;
  return `https://github.com/${repository}/compare/${from}...${to}`;
}
