import { createHash } from "node:crypto";
import { type Diagnostic, fail, type LockedAction, ok, type Result } from "@yardmaster/core";
import { parseAction } from "@yardmaster/yaml-io";
import type { RepositoryReader } from "../servers/repository-reader.ts";
import { placeOf } from "./action-reference.ts";
import { actionUnreadable, metadataInvalid, metadataMissing } from "./diagnostics.ts";

/** The commit that an entry of the lock is to name. */
export interface ActionPin {
  readonly action: string;
  readonly version: string;
  readonly sha: string;
  /** Origin; absent for github.com. */
  readonly server?: string;
}

/** Reads the metadata at a commit: the whole entry of the lock. */
export async function readLocked(pin: ActionPin, reader: RepositoryReader): Promise<Result<LockedAction, Diagnostic>> {
  const { action, version, sha, server } = pin;
  const { repository, kind, files } = placeOf(action);
  for (const file of files) {
    const read = await reader.file(repository, sha, file);
    if (!read.ok) return fail(actionUnreadable({ action, ...read.error }));
    if (!read.value) continue;
    const metadata = parseAction(new TextDecoder().decode(read.value), kind);
    if (!metadata.ok) return fail(metadataInvalid({ action, version, file, problem: metadata.error }));
    const digest = `sha256:${createHash("sha256").update(read.value).digest("hex")}`;
    return ok({ version, sha, ...(server === undefined ? {} : { server }), digest, ...metadata.value });
  }
  return fail(metadataMissing({ action, version, files }));
}
