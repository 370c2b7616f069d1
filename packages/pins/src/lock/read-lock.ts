import { join } from "node:path";
import {
  type ActionsLock,
  type Diagnostic,
  type Files,
  fail,
  type ModelPath,
  ok,
  parseActionsLock,
  type Result,
} from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import { lockMissing } from "./diagnostics.ts";

export const lockFile = "workflows-src/actions.lock.json";

export interface ReadLock {
  readonly lock: ActionsLock;
  readonly bytes: Uint8Array;
  /** Where the lock states the commit of an action, for people; without one, the file. */
  readonly placeOf: (action?: string) => string;
  /** Where it states an image. */
  readonly placeOfImage: (key?: string) => string;
}

/** @param root of the repository. */
export async function readLock(root: string, files: Files): Promise<Result<ReadLock, Diagnostic>> {
  const bytes = await files.read(join(root, lockFile));
  if (!bytes) return fail(lockMissing({ file: lockFile }, { file: lockFile }));
  const text = new TextDecoder().decode(bytes);
  const lock = parseActionsLock(text, lockFile);
  if (!lock.ok) return lock;
  const { ranges } = readYaml(text, lockFile);
  const placeAt = (path: ModelPath): string => {
    const range = ranges(path);
    return range ? `${lockFile}:${range.line}:${range.column}` : lockFile;
  };
  const placeOf = (action?: string): string => (action === undefined ? lockFile : placeAt(["actions", action, "sha"]));
  const placeOfImage = (key?: string): string => (key === undefined ? lockFile : placeAt(["images", key]));
  return ok({ lock: lock.value, bytes, placeOf, placeOfImage });
}
