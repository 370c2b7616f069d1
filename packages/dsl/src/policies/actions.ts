import {
  asMap,
  isCommit,
  type ModelPath,
  type Policy,
  type PolicyWorkflow,
  type UsesReference,
} from "@yardmaster/core";
import { listed, matchesAny } from "./pattern.ts";
import { type PolicyOptions, policy } from "./policy.ts";

/**
 * Actions and reusable workflows that may be used.
 * @param allowed of `uses`, without or with its ref: `actions/*`, `docker/build-push-action`, `docker://ghcr.io/us/*`; `*`
 *   stands for any characters. Those of the repository itself always may.
 */
export function allowedActions(allowed: readonly string[], options?: PolicyOptions): Policy {
  return policy(
    "allowed-actions",
    "Only actions that are allowed are used.",
    (workflow, report) => {
      for (const { uses, path } of usesOf(workflow)) {
        if (uses.kind !== "local" && !matchesUses(uses, allowed))
          report(`\`${uses.text}\` is none of ${listed(allowed)}.`, path);
      }
    },
    options,
  );
}

/** Actions and reusable workflows that may not be used, in the form of {@link allowedActions}. */
export function forbiddenActions(forbidden: readonly string[], options?: PolicyOptions): Policy {
  return policy(
    "forbidden-actions",
    `None of ${listed(forbidden)} is used.`,
    (workflow, report) => {
      for (const { uses, path } of usesOf(workflow)) {
        if (matchesUses(uses, forbidden)) report(`\`${uses.text}\` may not be used.`, path);
      }
    },
    options,
  );
}

/** Every workflow that has steps uses each of these actions, in the form of {@link allowedActions}. */
export function requiredActions(required: readonly string[], options?: PolicyOptions): Policy {
  return policy(
    "required-actions",
    `Every workflow with steps uses ${listed(required)}.`,
    (workflow, report) => {
      if (workflow.jobs.every(({ steps }) => steps.length === 0)) return;
      const used = usesOf(workflow);
      for (const pattern of required) {
        if (!used.some(({ uses }) => matchesUses(uses, [pattern]))) report(`No step uses \`${pattern}\`.`, ["jobs"]);
      }
    },
    options,
  );
}

/**
 * Actions and reusable workflows are named by the full commit, and images by their digest.
 * @param except those that may move, in the form of {@link allowedActions}.
 */
export function pinnedActions({
  except = [],
  ...options
}: PolicyOptions & { readonly except?: readonly string[] } = {}): Policy {
  return policy(
    "pinned-actions",
    "Actions are pinned to a commit, and images to a digest.",
    (workflow, report) => {
      for (const { uses, path } of usesOf(workflow)) {
        if (uses.kind === "local" || uses.kind === "unknown" || matchesUses(uses, except)) continue;
        const isPinned = uses.kind === "docker" ? uses.image.includes("@sha256:") : isCommit(uses.ref);
        if (!isPinned) report(`\`${uses.text}\` can be moved to other code.`, path);
      }
    },
    options,
  );
}

/** Checkouts leave no credential for later steps: `persist-credentials: false`. */
export function noPersistedCredentials(options?: PolicyOptions): Policy {
  return policy(
    "no-persisted-credentials",
    "Checkouts leave no credential behind.",
    ({ jobs }, report) => {
      for (const { keys, path, uses } of jobs.flatMap(({ steps }) => steps)) {
        if (!uses || !matchesUses(uses, ["actions/checkout"])) continue;
        const given = asMap(keys.with)?.["persist-credentials"];
        if (String(given) !== "false") report("The checkout leaves its credential on the disk.", path);
      }
    },
    options,
  );
}

/** Tokens of a GitHub App are made for named repositories and permissions. */
export function limitedAppTokens(options?: PolicyOptions): Policy {
  return policy(
    "limited-app-tokens",
    "Tokens of a GitHub App are made for named repositories and permissions.",
    ({ jobs }, report) => {
      for (const { keys, path, uses } of jobs.flatMap(({ steps }) => steps)) {
        if (!uses || !matchesUses(uses, ["actions/create-github-app-token", "tibdex/github-app-token"])) continue;
        const given = asMap(keys.with) ?? {};
        const isOwn = matchesUses(uses, ["actions/*"]) && given.owner === undefined; // then the repository that runs it
        if (!isOwn && given.repositories === undefined)
          report("The token is good for all repositories of the App.", path);
        const isLimited = Object.keys(given).some((name) => name === "permissions" || name.startsWith("permission-"));
        if (!isLimited) report("The token has all permissions of the App.", path);
      }
    },
    options,
  );
}

interface UsesAt {
  readonly uses: UsesReference;
  readonly path: ModelPath;
}

function usesOf({ jobs }: PolicyWorkflow): readonly UsesAt[] {
  return jobs.flatMap(({ uses, path, steps }) => [
    ...(uses ? [{ uses, path: [...path, "uses"] }] : []),
    ...steps.flatMap((step) => (step.uses ? [{ uses: step.uses, path: [...step.path, "uses"] }] : [])),
  ]);
}

/** Without or with its ref; a folder of a repository is the repository's. */
function matchesUses(uses: UsesReference, patterns: readonly string[]): boolean {
  if (uses.kind !== "repository") return matchesAny(uses.text, patterns);
  const name = uses.text.slice(0, uses.text.lastIndexOf("@"));
  return matchesAny(uses.text, patterns) || matchesAny(name, patterns);
}
