/**
 * What a run may do that an outsider has started: somebody without write access to a public repository.
 * `privileged`: the token of the job's permissions, and secrets. `read-only`: a token that only reads, and no secrets.
 */
export type OutsiderRun = "privileged" | "read-only";

/**
 * Events that outsiders can bring about, and what such a run has. All others take write access, an App or a token.
 *
 * Sources: docs.github.com, "Events that trigger workflows" and "Securely using pull_request_target"; CodeQL,
 * `actions/ql/lib/ext/config/externally_triggereable_events.yml`, without `workflow_dispatch` and `schedule`, which take
 * write access. `workflow_run` follows runs of forks with the rights of the default branch. A run of `pull_request_review`
 * or `pull_request_review_comment` is `privileged` here, because anybody may review a pull request from a branch of the
 * repository itself; that of a fork's pull request is not.
 */
export const outsiderEvents: Readonly<Record<string, OutsiderRun>> = {
  commit_comment: "privileged",
  discussion: "privileged",
  discussion_comment: "privileged",
  fork: "privileged",
  issue_comment: "privileged",
  issues: "privileged",
  pull_request: "read-only",
  pull_request_review: "privileged",
  pull_request_review_comment: "privileged",
  pull_request_target: "privileged",
  watch: "privileged",
  workflow_run: "privileged",
};

/**
 * Events whose runs stand on a fork's commit: what is checked out without a `ref` is the outsider's. All others run the
 * default branch or a commit of the repository.
 */
export const forkCommitEvents: readonly string[] = [
  "pull_request",
  "pull_request_review",
  "pull_request_review_comment",
];

/**
 * Events whose runs get a cache that they can only read, unless `cache-mode: write` gives it back.
 * Source: GitHub's changelog of 2026-09-10. `workflow_run` where a fork's run came before it.
 */
export const readOnlyCacheEvents: readonly string[] = ["issue_comment", "pull_request_target", "workflow_run"];
