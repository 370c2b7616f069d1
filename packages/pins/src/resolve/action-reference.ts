import { fail, isActionName, ok, type Result } from "@yardmaster/core";
import type { RepositoryName } from "../servers/repository-reader.ts";

/** What stands behind `bind`: an action or a reusable workflow, with or without its server and ref. */
export interface ActionReference {
  /** `owner/repo`, `owner/repo/path` or `owner/repo/.github/workflows/file.yml`: the lock's key. */
  readonly action: string;
  readonly ref?: string;
  /** Origin, where one was named. */
  readonly server?: string;
}

/** @returns on failure the rest of a sentence that begins with the text. */
export function parseActionReference(text: string): Result<ActionReference, string> {
  if (/^\.{0,2}\/|^\$\//.test(text)) return fail("is an action of this repository, which is not locked");
  const [, scheme, rest = ""] = /^(?:(https?:\/\/[^/]+)\/)?(.*)$/s.exec(text) ?? [];
  if (scheme !== undefined && !isServerOrigin(scheme)) return fail("names no server that is reached by https");
  const at = rest.indexOf("@");
  const action = at < 0 ? rest : rest.slice(0, at);
  const ref = at < 0 ? undefined : rest.slice(at + 1);
  if (!isActionName(action)) return fail("is not owner/repo@ref, owner/repo/path@ref or https://host/owner/repo@ref");
  if (ref !== undefined && !isRefName(ref)) return fail("names no ref that git allows and a comment can hold");
  return ok({
    action,
    ...(ref === undefined ? {} : { ref }),
    ...(scheme === undefined ? {} : { server: new URL(scheme).origin }),
  });
}

/** A ref that `bind` takes: no shell and no comment reads anything else in it. */
export function isRefName(text: string): boolean {
  return /^(?![-/.])[\w.+/-]{1,100}$/.test(text);
}

/** The repository, and what the metadata file is to be. */
export function placeOf(action: string): {
  readonly repository: RepositoryName;
  readonly kind: "action" | "workflow";
  readonly files: readonly string[];
} {
  const [owner = "", repo = "", ...folders] = action.split("/");
  const path = folders.join("/");
  if (/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) {
    return { repository: { owner, repo }, kind: "workflow", files: [path] };
  }
  const prefix = path === "" ? "" : `${path}/`;
  return { repository: { owner, repo }, kind: "action", files: [`${prefix}action.yml`, `${prefix}action.yaml`] };
}

/** Plain http reaches only this machine. */
function isServerOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || /^(?:127\.\d+\.\d+\.\d+|localhost)$/.test(hostname);
}
