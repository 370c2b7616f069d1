import { defineDiagnostic, isExact, parseVersionTag } from "@yardmaster/core";
import { isRefName } from "../resolve/action-reference.ts";

export const bumpNotLocked = defineDiagnostic({
  code: "bump-not-locked",
  severity: "error",
  message: (p: { action: string; ref: string; lock: string }) =>
    `The pin of ${p.action} was changed to ${quote(p.ref)}, and ${p.lock} does not hold that action.`,
  hint: () => "Change the pin in the source that names it, or lock the action with `yardmaster bind`.",
});

export const bumpNotCommit = defineDiagnostic({
  code: "bump-not-commit",
  severity: "error",
  message: (p: { action: string; ref: string; locked: string }) =>
    `${p.action} is at ${quote(p.ref)}, which is a branch or a tag and no commit; ${p.locked} holds its commit.`,
  hint: ({ action, ref }) => {
    if (!isRefName(ref)) return `Name a tag of ${action} in \`yardmaster bind ${action}@TAG\`, which pins its commit.`;
    const version = parseVersionTag(ref);
    if (!version) return `Run \`yardmaster bind ${action}@${ref} --allow-branch\`, which pins a commit.`;
    const rest = isExact(version) ? "" : "; where that is an untagged branch, add `--allow-branch`";
    return `Run \`yardmaster bind ${action}@${ref}\`, which pins a commit${rest}.`;
  },
});

export const bumpVersionUnknown = defineDiagnostic({
  code: "bump-version-unknown",
  severity: "error",
  message: (p: { action: string; sha: string; comment: string | undefined; locked: string }) =>
    p.comment === undefined
      ? `The commit ${p.sha} of ${p.action} has no version behind it; ${p.locked} holds another commit.`
      : `The comment ${quote(p.comment)} behind the commit ${p.sha} of ${p.action} names no version; ${p.locked} holds another pin.`,
  hint: (p) =>
    `Write the version of the commit behind it, such as \`# v1.2.3\`, or run \`yardmaster bind ${p.action}@VERSION\`.`,
});

export const bumpVersionDiffers = defineDiagnostic({
  code: "bump-version-differs",
  severity: "error",
  message: (p: {
    action: string;
    sha: string;
    version: string;
    other: string;
    otherSha: string;
    otherVersion: string;
  }) =>
    `The commit ${p.sha} of ${p.action} is called ${p.version}, but ${p.other} holds ${p.otherSha} as ${p.otherVersion}.`,
  hint: (p) => `Look up which commit ${p.version} is, for example with \`yardmaster bind ${p.action}@${p.version}\`.`,
});

export const bumpUntagged = defineDiagnostic({
  code: "bump-untagged",
  severity: "error",
  message: (p: { action: string; sha: string; version: string; repository: string }) =>
    `The commit ${p.sha} of ${p.action} is called ${p.version}, but ${p.repository} has no such tag.`,
  hint: (p) => `Discard the change, or run \`yardmaster bind ${p.action}@VERSION\` with a version that exists.`,
});

export const bumpLowers = defineDiagnostic({
  code: "bump-lowers",
  severity: "error",
  message: (p: { action: string; version: string; locked: string; lockedVersion: string }) =>
    `${p.action} would go back from ${p.lockedVersion}, at ${p.locked}, to ${p.version}.`,
  hint: (p) => `Discard the change; where it is meant, run \`yardmaster bind ${p.action}@${p.version}\`.`,
});

export const bumpRenames = defineDiagnostic({
  code: "bump-renames",
  severity: "error",
  message: (p: { action: string; version: string; locked: string; lockedVersion: string }) =>
    `${p.action} would go from ${p.lockedVersion}, at ${p.locked}, to ${p.version}, which is the version of another name.`,
  hint: (p) => `Discard the change; where it is meant, run \`yardmaster bind ${p.action}@${p.version}\`.`,
});

export const runnerBumped = defineDiagnostic({
  code: "runner-bumped",
  severity: "error",
  message: (p: { path: string; source: string; labels: readonly string[]; gen: string; force: string }) =>
    `${p.path} has other labels of runners than ${p.source} makes, which no lock holds: ${p.labels.map((label) => label.slice(0, 160)).join("; ")}.`,
  hint: (p) =>
    `Change them in ${p.source} and run \`${p.gen}\`, or discard them with \`${p.force}\`; docs/pins.md says how bots are kept from them.`,
});

export const bumpsDisagree = defineDiagnostic({
  code: "bumps-disagree",
  severity: "error",
  message: (p: { action: string; pin: string; other: string; otherPin: string }) =>
    `${p.action} is ${p.pin} here, but ${p.otherPin} at ${p.other}.`,
  hint: () => "Make both the same; one action has one pin.",
});

/** Text of strangers, short and on one line. */
function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
