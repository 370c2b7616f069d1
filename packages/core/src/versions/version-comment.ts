import { parseVersionTag } from "./version-tag.ts";

/**
 * What stands before a version in the comment behind a pin: `pin@`, `tag=`, `renovate: tag=`, `ratchet:owner/repo@`.
 * Renovate writes and reads all of them, Dependabot keeps them.
 */
const form =
  /^(?:(?:renovate\s*:\s*)?(?:pin\s*|tag\s*=\s*)?|ratchet:[\w-]+\/[\w.-]+(?:\/[\w./-]+)?)@?(?<version>[\w.+/-]{1,100})$/;

/**
 * The version that a comment behind a pin names.
 * @param comment without `#`.
 * @returns undefined when it is anything but one version in a form that bots use.
 */
export function versionOfComment(comment: string): string | undefined {
  const version = form.exec(comment.trim())?.groups?.version;
  return version !== undefined && parseVersionTag(version) ? version : undefined;
}
