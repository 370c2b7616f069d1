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
