/**
 * What stands before a version in the comment behind a pin: `pin@`, `tag=`, `renovate: tag=`, `ratchet:owner/repo@`.
 * Renovate writes and reads all of them, Dependabot keeps them.
 */
const form =
  /^(?:(?:renovate\s*:\s*)?(?:pin\s*|tag\s*=\s*)?|ratchet:[\w-]+\/[\w.-]+(?:\/[\w./-]+)?)@?(?<version>[\w.+/-]{1,100})$/;

/** A tag: `v7`, `7.1`, `v7.1.0`, `v7.1.0-beta.2`, `codeql-bundle-v2.1.0`. */
const versionName =
  /^(?:[a-zA-Z_][\w-]*[-/])?v?\d{1,9}(?:\.\d{1,9}){0,2}(?:-[0-9a-z]+(?:[.-][0-9a-z]+)*)?(?:\+[\w.-]+)?$/i;

/**
 * The version that a comment behind a pin names.
 * @param comment without `#`.
 * @returns undefined when it is anything but one version in a form that bots use.
 */
export function versionOfComment(comment: string): string | undefined {
  const version = form.exec(comment.trim())?.groups?.version;
  return version !== undefined && versionName.test(version) ? version : undefined;
}
