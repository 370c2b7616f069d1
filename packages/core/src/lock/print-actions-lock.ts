import type { ActionMetadata, LockedInput, LockedSecret } from "./action-metadata.ts";
import type { ActionsLock, LockedAction } from "./actions-lock.ts";
import type { ImageReference } from "./image-reference.ts";

/**
 * The lock as it stands in the file: actions, inputs and outputs by name, fields in one order, one line each, LF. A lock
 * that was read and is printed again has the same bytes.
 */
export function printActionsLock(lock: ActionsLock): string {
  const actions = byName(lock.actions, orderAction);
  const images = lock.images && Object.keys(lock.images).length > 0 ? byName(lock.images, orderImage) : undefined;
  return `${printJson({ version: images ? 2 : 1, actions, images }, "")}\n`;
}

function orderAction(locked: LockedAction): object {
  const { version, sha, server, kind, digest, using, description, inputs, outputs, outputDescriptions, secrets } =
    locked;
  const known: Readonly<Record<keyof LockedAction | keyof ActionMetadata, unknown>> = {
    version,
    sha,
    server,
    digest,
    kind,
    using,
    description,
    inputs: byName(inputs, orderInput),
    secrets: secrets && byName(secrets, orderSecret),
    outputs: [...outputs].sort(),
    outputDescriptions: outputDescriptions && byName(outputDescriptions, (text) => text),
  };
  return { ...known, ...othersOf(locked, known) };
}

function orderImage(image: ImageReference): object {
  const { name, tag, digest } = image;
  return { name, tag, digest, ...othersOf(image, { name, tag, digest }) };
}

function orderInput(input: LockedInput): object {
  const { required, default: fallback, type, values, description, deprecated } = input;
  const known = { required, default: fallback, type, values, description, deprecated };
  return { ...known, ...othersOf(input, known) };
}

function orderSecret(secret: LockedSecret): object {
  const { required, description } = secret;
  return { required, description, ...othersOf(secret, { required, description }) };
}

/** Fields that a later version of this program has written are kept. */
function othersOf(given: object, known: object): object {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([key]) => !Object.hasOwn(known, key))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function byName<T, U>(entries: Readonly<Record<string, T>>, order: (entry: T) => U): Readonly<Record<string, U>> {
  const sorted = Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, entry]) => [name, order(entry)]));
}

/** Lists of scalars stand on one line while it is short: a set of outputs reads, and changes, as one thing. */
function printJson(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => printJson(item, inner));
    const line = `[${items.join(", ")}]`;
    if (line.length <= 100 && !line.includes("\n")) return line;
    return `[\n${items.map((item) => `${inner}${item}`).join(",\n")}\n${indent}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  if (entries.length === 0) return "{}";
  const lines = entries.map(([key, entry]) => `${inner}${JSON.stringify(key)}: ${printJson(entry, inner)}`);
  return `{\n${lines.join(",\n")}\n${indent}}`;
}
