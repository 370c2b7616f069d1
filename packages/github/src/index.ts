export { createGitHub, type GitHubOptions } from "./create-github.ts";
export { createFileStore, type FileChange, type FilePlace, type FileStore, type StoredText } from "./file-store.ts";
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
} from "./github.ts";
export {
  createInstallationToken,
  type InstallationToken,
  type InstallationTokenOptions,
} from "./installation-token.ts";
export { createRepositoryReads } from "./repository-create.ts";
export type { RepositoryReads, TagCommit } from "./repository-reads.ts";
