export { type Fault, held, meeting } from "./fault.ts";
export { type FaultCase, faultMatrix, timesOut } from "./fault-matrix.ts";
export type { RateLimit } from "./rate-limit.ts";
export type { RecordedRequest } from "./read-request.ts";
export { type EmbeddedGitHub, type EmbeddedGitHubOptions, startEmbeddedGitHub } from "./start-embedded-github.ts";
export type {
  DispatchedRun,
  EmbeddedAccount,
  EmbeddedApp,
  EmbeddedCollaborator,
  EmbeddedComment,
  EmbeddedCommit,
  EmbeddedContent,
  EmbeddedGitHubState,
  EmbeddedInput,
  EmbeddedInstallation,
  EmbeddedPermissions,
  EmbeddedPullRequest,
  EmbeddedReaction,
  EmbeddedRepository,
  EmbeddedRole,
  EmbeddedTeam,
  EmbeddedToken,
  EmbeddedWorkflow,
  RunState,
} from "./state.ts";
export { defaultAccount } from "./world.ts";
