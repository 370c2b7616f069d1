import {
  defineDiagnostic,
  githubLockFile,
  isCommit,
  parseVersionTag,
  type RepositoryFacts,
  type RepositoryReference,
} from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { ownOwner } from "./own-owner.ts";

interface Parameters {
  readonly uses: string;
  readonly ref: string;
}

const hint = () =>
  "Pin the commit, with the version in a comment behind it: `uses: owner/repository@<40 digits> # v1.2.3`; `yardmaster bind` finds it.";

export const usesOnBranch = defineDiagnostic({
  code: "uses-on-branch",
  severity: "warning",
  message: (p: Parameters) =>
    `\`${p.uses}\` runs whatever "${p.ref}" holds at that moment, with the token and the secrets of this job: whoever can push there changes what it does.`,
  hint,
});

export const usesOnTag = defineDiagnostic({
  code: "uses-on-tag",
  severity: "warning",
  confidence: "medium",
  message: (p: Parameters) =>
    `\`${p.uses}\` runs what the tag "${p.ref}" names at that moment: whoever can push there can move it to other code.`,
  hint,
});

export const usesOfGitHubUnpinned = defineDiagnostic({
  code: "uses-of-github-unpinned",
  severity: "warning",
  isPedantic: true,
  message: (p: Parameters) => `\`${p.uses}\` of GitHub's own runs what the tag "${p.ref}" names at that moment.`,
  hint,
});

/** Owners whose actions run in every job anyway: GitHub's own. */
const ownersOfGitHub: ReadonlySet<string> = new Set(["actions", "github", "dependabot"]);

/**
 * Actions and reusable workflows of other repositories whose code can change under one name. A full version of an immutable
 * release cannot; nobody knows it without asking. What is of the repository's own owner is left alone, and steps that
 * GitHub's own lock covers; it covers no calls.
 */
export const unpinnedUses: Rule = {
  reports: [usesOnBranch, usesOnTag, usesOfGitHubUnpinned],
  job({ uses, path }, { facts }, report) {
    if (uses?.kind === "repository" && isMovable(uses, facts)) {
      report(kindOf(uses), { uses: uses.text, ref: uses.ref }, [...path, "uses"], { excerpt: uses.ref });
    }
  },
  step({ uses, path }, { document }, report) {
    if (uses?.kind !== "repository" || !isMovable(uses, document.facts) || isLocked(uses, document.facts)) return;
    report(kindOf(uses), { uses: uses.text, ref: uses.ref }, [...path, "uses"], { excerpt: uses.ref });
  },
};

function isMovable({ owner, ref }: RepositoryReference, facts: RepositoryFacts): boolean {
  if (isCommit(ref) || ref.includes("${{") || /^[0-9a-f]{7,39}$/.test(ref)) return false;
  return owner.toLowerCase() !== ownOwner(facts);
}

function kindOf({ owner, ref }: RepositoryReference) {
  // By custom a branch is also what begins with `release/`.
  const isTag = !/^releases?\//i.test(ref) && (parseVersionTag(ref) || /^v?\d/i.test(ref));
  if (!isTag) return usesOnBranch;
  return ownersOfGitHub.has(owner.toLowerCase()) ? usesOfGitHubUnpinned : usesOnTag;
}

const lockOf = new WeakMap<RepositoryFacts, string>();

/** Whether GitHub's own lock has an entry for the repository at that ref. */
function isLocked({ owner, repository, ref }: RepositoryReference, facts: RepositoryFacts): boolean {
  const lock = lockOf.get(facts) ?? facts.text(githubLockFile)?.toLowerCase() ?? "";
  lockOf.set(facts, lock);
  const entry = `${owner}/${repository}@${ref}`.toLowerCase();
  const at = lock.indexOf(entry);
  return at !== -1 && /^["':\s]/.test(lock.slice(at + entry.length, at + entry.length + 1));
}
