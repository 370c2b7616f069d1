export type { Fault } from "./fault.ts";
export type { EmbeddedCommit, EmbeddedContent } from "./repository-content.ts";
export {
  type EmbeddedGitHub,
  type EmbeddedGitHubOptions,
  type RecordedRequest,
  startEmbeddedGitHub,
} from "./start-embedded-github.ts";
export type {
  DispatchedRun,
  EmbeddedCollaborator,
  EmbeddedGitHubState,
  EmbeddedInput,
  EmbeddedRepository,
  EmbeddedRole,
  EmbeddedTeam,
  EmbeddedToken,
  EmbeddedWorkflow,
} from "./state.ts";
