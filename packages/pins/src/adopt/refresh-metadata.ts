import { compareVersions, type LockedAction } from "@yardmaster/core";
import { placeOf } from "../resolve/action-reference.ts";
import { nameCommit } from "../resolve/choose-version.ts";
import { type ActionPin, readLocked } from "../resolve/read-locked.ts";
import { type Access, type ReaderFor, withReaders } from "../servers/choose-reader.ts";
import { mapBounded } from "../servers/map-bounded.ts";
import { lockedServer } from "../servers/server.ts";

/** What a repository says of a pin. */
export type Refreshed =
  /** The version is the commit's: the whole entry of the lock, its version as exact as the tags are. */
  | { readonly kind: "read"; readonly locked: LockedAction }
  | { readonly kind: "unreachable"; readonly reason: string }
  /** The version is another commit, or no tag at all. */
  | { readonly kind: "differs"; readonly repository: string; readonly taggedSha: string | undefined };

/** @returns by action, one answer for each pin. */
export type RefreshMetadata = (pins: readonly ActionPin[]) => Promise<ReadonlyMap<string, Refreshed>>;

const maximumAtOnce = 8;

/** Asks each pin's own server, by REST or git as `bind` does. Network. */
export function refreshMetadata(access: Access): RefreshMetadata {
  return (pins) =>
    withReaders(access, async (readerFor) => {
      const answers = await mapBounded(pins, maximumAtOnce, (pin) => refresh(pin, readerFor));
      return new Map(pins.flatMap(({ action }, index) => (answers[index] ? [[action, answers[index]]] : [])));
    });
}

async function refresh(pin: ActionPin, readerFor: ReaderFor): Promise<Refreshed> {
  const { action, sha, version } = pin;
  const { server, reader } = readerFor(pin.server);
  const { repository } = placeOf(action);
  const tags = await reader.tags(repository);
  if (!tags.ok) return { kind: "unreachable", reason: `it ${tags.error.problem}` };
  const named = tags.value.filter((tag) => compareVersions(tag.name, version) === "same");
  const exact = nameCommit(action, sha, version, tags.value);
  const isOfExact = exact !== undefined && ["same", "wider"].includes(compareVersions(version, exact));
  const own = named.find((tag) => tag.sha === sha);
  if (!own && !isOfExact) {
    const place = `${server.origin}/${repository.owner}/${repository.repo}`;
    return { kind: "differs", repository: place, taggedSha: named[0]?.sha };
  }
  const best = isOfExact ? exact : (own?.name ?? version);
  const read = await readLocked({ action, sha, version: best, ...lockedServer(server) }, reader);
  return read.ok ? { kind: "read", locked: read.value } : { kind: "unreachable", reason: read.error.message };
}
