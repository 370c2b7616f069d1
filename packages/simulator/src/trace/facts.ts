import type { WorkflowFact } from "@yardmaster/core";
import type { PartialMap } from "@yardmaster/core/evaluation";

/** A repository as far as runs depend on it. What is not known is undefined, and what depends on it is unknown. */
export interface SimulatedRepository {
  /** `owner/name`. */
  readonly name: string;
  readonly defaultBranch: string;
  readonly visibility: "public" | "internal" | "private";
  /** By their paths from the root, as the ref of the run has them. */
  readonly workflows: ReadonlyMap<string, WorkflowFact>;
  /** Paths of the workflows that the default branch has; undefined where nobody looked. */
  readonly onDefaultBranch?: ReadonlySet<string>;
  /** Files among the workflows that are none, by path, each with what is wrong with it. */
  readonly unreadable?: ReadonlyMap<string, string>;
  /** Workflows that GitHub's parser refuses, by path, each with why: a run of one fails before its first job. */
  readonly invalid?: ReadonlyMap<string, string>;
  /** Workflows of other repositories, by the text of `uses`. */
  readonly calledElsewhere?: ReadonlyMap<string, WorkflowFact>;
  readonly settings: SimulatedSettings;
  /** Runs that are under way or wait, the oldest first. */
  readonly runs?: readonly OtherRun[];
}

/** Settings of a repository and of what it belongs to. */
export interface SimulatedSettings {
  /** `vars` by name; undefined: not known. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Names in `secrets`; undefined: any may be there. */
  readonly secrets?: readonly string[];
  /** Secrets of Dependabot by name; undefined: any may be there. */
  readonly dependabotSecrets?: readonly string[];
  /** By name. */
  readonly environments?: Readonly<Record<string, EnvironmentSettings>>;
  /** What a token has where nothing states `permissions`: contents and packages read, or all write. */
  readonly defaultPermissions?: "restricted" | "permissive";
  /** What a private repository lets pull requests of its forks do and have. */
  readonly forkPullRequests?: {
    /** They start runs at all. */
    readonly runs?: boolean;
    readonly sendsWriteToken?: boolean;
    readonly sendsSecrets?: boolean;
    /** Runs of people who cannot write wait for an approval. */
    readonly needsApproval?: boolean;
  };
  /** Whose pull requests from forks of a public repository wait for somebody's approval; undefined: `first-time`. */
  readonly forkApproval?: "first-time-new" | "first-time" | "all-outside" | "none";
  readonly policies?: readonly ActionsPolicy[];
}

export interface EnvironmentSettings {
  readonly variables?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  /** Patterns of branches and tags that may deploy; undefined: all. */
  readonly refs?: readonly string[];
  /** Somebody has to approve. */
  readonly needsApproval?: boolean;
}

/**
 * Who may start which workflow by which event. Source: docs.github.com, "Actions policies" (2026-09-17); without one that
 * speaks of `pull_request_target`, public repositories refuse it from 2026-12-02.
 */
export interface ActionsPolicy {
  /** Workflow files from the root; undefined: all. */
  readonly workflows?: readonly string[];
  /** Events that may start them; undefined: all. */
  readonly events?: readonly string[];
  /** Logins that may; undefined: all. */
  readonly actors?: readonly string[];
  /** It is only watched, and refuses nothing. */
  readonly isEvaluatedOnly?: boolean;
}

export interface OtherRun {
  /** From the root. */
  readonly workflow: string;
  /** As evaluated. */
  readonly group: string;
  readonly status: "in_progress" | "pending";
}

/** What steps and jobs came to, as far as a person or another program says. All else succeeds, with outputs unknown. */
export interface GivenOutcomes {
  /** By the place of the job: its id, or `caller/id` of one that is called. */
  readonly jobs?: Readonly<Record<string, GivenJob>>;
  /** What of `github` only a run knows, by name: `run_id`, `token`. Without them these are unknown. */
  readonly github?: PartialMap;
  /** `unknown`: any step may fail. */
  readonly otherwise?: "success" | "unknown";
  /**
   * The run is cancelled. Jobs with a `result` had ended by then; those with `steps` alone were at the first step of which
   * nothing is said, and jobs of which nothing is said, or that come after others, had just started or not.
   */
  readonly isCancelled?: boolean;
}

export interface GivenJob {
  /** In place of what its steps come to. */
  readonly result?: "success" | "failure" | "cancelled";
  /** In place of what its `outputs` come to. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** By id, or else by position from 0. */
  readonly steps?: Readonly<Record<string, GivenStep>>;
  /** By position of the leg, from 0: in place of what is said of all. */
  readonly legs?: Readonly<Record<string, Omit<GivenJob, "legs">>>;
}

export interface GivenStep {
  readonly outcome?: "success" | "failure" | "cancelled";
  readonly outputs?: Readonly<Record<string, string>>;
  /** What it wrote to `GITHUB_ENV`. */
  readonly env?: Readonly<Record<string, string>>;
}
