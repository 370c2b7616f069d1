export {
  createInstallationToken,
  type InstallationToken,
  type InstallationTokenOptions,
} from "./apps/installation-token.ts";
export type {
  Collaborator,
  CommentAuthor,
  DispatchReceipt,
  GitHub,
  GitHubError,
  GitHubErrorKind,
  IssueComment,
  PullRequest,
  Reaction,
  ReactionReceipt,
  RepositoryDispatch,
  RepositoryName,
  RepositoryPermissions,
  TeamMembership,
  TeamVisibility,
  WorkflowDispatch,
  WorkflowRun,
  WorkflowRunQuery,
} from "./contract/github.ts";
export type { GitHubOptions } from "./contract/github-options.ts";
export type { RepositoryReads, TagCommit } from "./contract/repository-reads.ts";
export type { RunReads } from "./contract/run-reads.ts";
export type { ActionsSettings, SettingsReads } from "./contract/settings-reads.ts";
export { createRepositoryReads } from "./files/create-repository-reads.ts";
export {
  createFileStore,
  type FileChange,
  type FilePlace,
  type FileStore,
  type StoredText,
} from "./files/file-store.ts";
export { createGitHub } from "./methods/create-github.ts";
export { createRunReads } from "./methods/create-run-reads.ts";
export { createSettingsReads } from "./methods/create-settings-reads.ts";
