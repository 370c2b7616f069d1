import { count } from "@yardmaster/core";
import type { Paint } from "../../report/paint.ts";
import { visibleText } from "../../report/visible-text.ts";
import { chooseToBind } from "./choose-to-bind.ts";
import { findEscapes } from "./find-escapes.ts";
import type { Imported } from "./plan-import.ts";
import { refusalsOf } from "./refusals.ts";

interface Task {
  /** `2 actions` */
  readonly what: string;
  readonly next: string;
}

export interface ImportMode {
  /** Nothing was written. */
  readonly isProving: boolean;
  /** Expressions were moved out of scripts. */
  readonly isHoisting: boolean;
}

/** What is left to do, in order; nothing where nothing is. */
export function printLeft(imported: Imported, mode: ImportMode, paint: Paint): readonly string[] {
  const tasks = findTasks(imported, mode);
  if (tasks.length === 0) return [];
  const width = Math.max(...tasks.map(({ what }) => what.length));
  const rows = tasks.map(({ what, next }, index) => `  ${index + 1}. ${what.padEnd(width)}  ${visibleText(next)}`);
  return [paint.bold("Left to do, in order:"), ...rows];
}

function findTasks(imported: Imported, mode: ImportMode): readonly Task[] {
  const { result } = imported;
  const { locked, branches } = chooseToBind(result.toBind);
  const refused = refusalsOf(imported).length;
  const proved = result.files.filter(({ state }) => state === "proved");
  const wrong = proved.reduce((all, file) => all + file.wrong.length, 0);
  const unsafe = proved.flatMap((file) => file.unsafe);
  const outside = unsafe.filter(({ isOutsider }) => isOutsider).length;
  const escapes = proved.map(({ source = "" }) => findEscapes(source));
  const raw = escapes.flatMap((each) => each.raw);
  const loose = escapes.reduce((all, each) => all + each.loose, 0);
  return [
    task(locked.length, "unlocked action", bindNext(`npx yardmaster bind ${locked.join(" ")}`, mode)),
    task(branches.length, "branch action", bindNext(`npx yardmaster bind --allow-branch ${branches.join(" ")}`, mode)),
    task(refused, "refused file", "mend what is said above, and import again"),
    task(wrong, "mistake", "of the originals: mend it in the module, where `raw` says it"),
    task(unsafe.length, "script expression", unsafeNext(outside, mode)),
    task(raw.length, "raw value", `write it in the language where that can: ${kindsOf(raw)}`),
    task(loose, "loose read", "declare what `loose` and `context` read: inputs, outputs, secrets, variables"),
  ].filter((each) => each !== undefined);
}

function task(number: number, what: string, next: string): Task | undefined {
  return number === 0 ? undefined : { what: count(number, what), next };
}

const shownKinds = 4;

/** `2 "It is no event.", 1 "…"` */
function kindsOf(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const kinds = [...counts].sort(([, a], [, b]) => b - a);
  const shown = kinds.slice(0, shownKinds).map(([reason, number]) => `${number} ${JSON.stringify(reason)}`);
  const more = kinds.slice(shownKinds).reduce((sum, [, number]) => sum + number, 0);
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

/** An import makes calls of bindings where there are some; what it has written stays. */
function bindNext(command: string, { isProving }: ImportMode): string {
  return isProving
    ? `before the import, by the network: ${command}`
    : `by the network, then put its functions in place of \`use(…)\`: ${command}`;
}

function unsafeNext(outside: number, { isProving, isHoisting }: ImportMode): string {
  const whose = outside === 0 ? "no outsider can set one" : `${outside} that an outsider can set, above`;
  if (isHoisting) return `${whose}: left for the reasons above; change the script, then \`unsafeScript\` to \`sh\``;
  const byHand = "`unsafeScript` becomes `sh` in the module";
  return `${whose}: ${isProving ? `import with --hoist, or ${byHand}` : byHand}`;
}
