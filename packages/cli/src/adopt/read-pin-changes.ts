import { readHeader } from "@yardmaster/yaml-io";
import { findPins, type PinSite } from "./find-pins.ts";

/** A pin that somebody changed in a generated file. */
export interface PinChange {
  readonly action: string;
  /** As the source makes it now. */
  readonly from: PinSite;
  /** As it stands on the disk. */
  readonly to: PinSite;
}

export interface PinChanges {
  readonly changes: readonly PinChange[];
  /** Nothing else in the file was edited. */
  readonly isPure: boolean;
}

/**
 * Compares the pins of a generated file with those that its source makes. An action that the source does not use in
 * this file is no change of a pin but another edit.
 * @param before the file on the disk.
 * @param after what its source makes now.
 */
export function readPinChanges(path: string, before: string, after: string): PinChanges {
  const text = before.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  const none = { changes: [], isPure: false };
  const found = path.endsWith(".json") ? undefined : findPins(text, path);
  const made = found && findPins(after, path);
  if (!found || !made) return none;
  const changes = found.flatMap((to): PinChange[] => {
    const own = made.filter((site) => site.action === to.action);
    const [from] = own;
    return !from || own.some((site) => isSame(site, to)) ? [] : [{ action: to.action, from, to }];
  });
  return changes.length === 0 ? none : { changes, isPure: isPure(putBack(text, changes), after) };
}

function isSame(a: PinSite, b: PinSite): boolean {
  return a.ref === b.ref && a.comment === b.comment;
}

function putBack(text: string, changes: readonly PinChange[]): string {
  const lines = text.split("\n");
  for (const { action, from, to } of changes) {
    const index = to.location.line - 1;
    const comment = from.comment === undefined ? "" : ` # ${from.comment}`;
    lines[index] = `${(lines[index] ?? "").slice(0, to.location.column - 1)}${action}@${from.ref}${comment}`;
  }
  return lines.join("\n");
}

/** Also when the source has changed since: then the file is as it was generated, but for its pins. */
function isPure(restored: string, after: string): boolean {
  const header = readHeader(restored);
  if (!header) return false;
  return header.digest === header.bodyDigest || header.body.trimEnd() === readHeader(after)?.body.trimEnd();
}
