export { createGitHub, type GitHubOptions } from "./create-github.ts";
export type {
  Collaborator,
  DispatchReceipt,
  GitHub,
  GitHubError,
  GitHubErrorKind,
  RepositoryName,
  RepositoryPermissions,
  TeamMembership,
  WorkflowDispatch,
} from "./github.ts";
export { createRepositoryReads } from "./repository-create.ts";
export type { RepositoryReads, TagCommit } from "./repository-reads.ts";
