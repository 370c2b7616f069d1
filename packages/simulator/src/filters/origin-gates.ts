import { fieldOf, textOf } from "../events/payload-field.ts";
import { isOfFork } from "../events/trust.ts";
import { type Gate, leavesOpen, refuses } from "./gate.ts";

/** The file has to be on the default branch. Source: docs.github.com, "Events that trigger workflows", the note of each event. */
export const defaultBranchGate: Gate = ({ file, rule, repository }) => {
  const { onDefaultBranch, defaultBranch } = repository;
  if (!rule.needsDefaultBranch || !onDefaultBranch || onDefaultBranch.has(file)) return undefined;
  return refuses("not-on-default-branch", `it is not on \`${defaultBranch}\`, where this event looks for it`);
};

const tokenTypes = ["opened", "synchronize", "reopened"];

/** What a job token brings about. Source: docs.github.com, "Events that trigger workflows", `pull_request`, third note. */
export const tokenGate: Gate = ({ event, rule }) => {
  if (event.by !== "github-token" || rule.byToken === "runs") return undefined;
  if (rule.byToken === "waits" && tokenTypes.includes(textOf(event.payload, "action") ?? "")) return undefined;
  return refuses("by-github-token", `what \`GITHUB_TOKEN\` does starts no run by \`${event.name}\``);
};

/** Source: docs.github.com, "Events that trigger workflows", `pull_request`, second note. */
export const conflictGate: Gate = ({ event, rule }) => {
  if (rule.onConflict === undefined || fieldOf(event.payload, "pull_request", "mergeable") !== false) return undefined;
  const reads = ["pull_request.mergeable"];
  if (rule.onConflict === "no") return { ...refuses("merge-conflict", "the pull request has a merge conflict"), reads };
  const text = `the pull request has a merge conflict, and GitHub does not say whether \`${event.name}\` runs then`;
  return { ...leavesOpen("merge-conflict-unknown", text, ["github.event.pull_request.mergeable"]), reads };
};

/**
 * Pull requests of forks start nothing in a private repository that does not want them.
 * Source: docs.github.com, "Managing GitHub Actions settings for a repository", forks of private repositories.
 */
export const forkGate: Gate = ({ event, rule, repository }) => {
  if (!rule.restrictsForks || repository.visibility === "public" || !isOfFork(event, repository)) return undefined;
  const { runs, sendsSecrets, sendsWriteToken } = repository.settings.forkPullRequests ?? {};
  if (runs ?? (sendsSecrets || sendsWriteToken)) return undefined;
  if (runs === false) {
    return refuses("fork-runs-off", "the repository's settings keep pull requests of forks from starting runs");
  }
  const setting = 'the setting "Run workflows from fork pull requests"';
  return leavesOpen("fork-runs-unknown", `it depends on ${setting}`, [setting]);
};
