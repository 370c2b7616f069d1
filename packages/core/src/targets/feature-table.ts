import { type GhesVersion, ghesVersions, releaseOf, type Target } from "../platform/target.ts";

/** Something that github.com runs and some server does not. */
export interface Feature {
  /** As the subject of a sentence. */
  readonly name: string;
  /** The first server release that has it; none that is known. */
  readonly since: GhesVersion | "none";
  /**
   * `documented`: GitHub's documentation says so, in the text or by the versions of the page's section (read in November
   * 2026). `assumed`: the documentation does not say; it is taken to be absent, because a workflow that is refused here
   * costs less than one that fails on the server.
   */
  readonly basis: "documented" | "assumed";
  /** What happens where it is absent: it is written in another way of the same meaning, if there is one, or refused. */
  readonly answer: "rewritten" | "refused";
}

/** In the order of `docs/rules/targets.md`, which says the same for people; a test compares them. */
export const features = {
  "schedule-timezone": {
    name: "`timezone` of a schedule",
    since: "3.22",
    basis: "documented",
    answer: "rewritten",
  },
  "self-reference": { name: "`uses: $/…`", since: "none", basis: "documented", answer: "rewritten" },
  case: { name: "the function `case`", since: "none", basis: "assumed", answer: "rewritten" },
  "concurrency-queue": { name: "`queue` of `concurrency`", since: "none", basis: "assumed", answer: "refused" },
  "cache-mode": { name: "`cache-mode`", since: "none", basis: "documented", answer: "refused" },
  "background-steps": {
    name: "parallel and background steps",
    since: "none",
    basis: "assumed",
    answer: "refused",
  },
  "environment-deployment": {
    name: "`deployment` of an environment",
    since: "none",
    basis: "documented",
    answer: "refused",
  },
  "job-workflow": {
    name: "`job.workflow_*` and `job.check_run_id`",
    since: "none",
    basis: "documented",
    answer: "refused",
  },
  snapshot: { name: "`snapshot` and the event `image_version`", since: "none", basis: "documented", answer: "refused" },
  "service-command": {
    name: "`command` and `entrypoint` of a service",
    since: "none",
    basis: "assumed",
    answer: "refused",
  },
  attestations: { name: "the permission `attestations`", since: "none", basis: "documented", answer: "refused" },
  "artifact-metadata": {
    name: "the permission `artifact-metadata`",
    since: "none",
    basis: "documented",
    answer: "refused",
  },
  models: { name: "the permission `models`", since: "none", basis: "documented", answer: "refused" },
  "code-quality": { name: "the permission `code-quality`", since: "none", basis: "assumed", answer: "refused" },
  "copilot-requests": { name: "the permission `copilot-requests`", since: "none", basis: "assumed", answer: "refused" },
  drives: { name: "the permission `drives`", since: "none", basis: "assumed", answer: "refused" },
  "vulnerability-alerts": {
    name: "the permission `vulnerability-alerts`",
    since: "none",
    basis: "assumed",
    answer: "refused",
  },
} as const satisfies Readonly<Record<string, Feature>>;

export type FeatureId = keyof typeof features;

export function hasFeature(target: Target, id: FeatureId): boolean {
  const release = releaseOf(target);
  if (release === undefined) return true;
  const { since }: Feature = features[id];
  return since !== "none" && release >= ghesVersions.indexOf(since);
}

export interface Limits {
  /** Inputs of `workflow_dispatch`. */
  readonly dispatchInputs: number;
  /** Different reusable workflows in one run; the calls of one file are a lower bound of it. */
  readonly reusableWorkflows: number;
  /** Levels of called workflows below the one that starts, as they are seen over all files. */
  readonly calledLevels: number;
}

/**
 * Limits of files and of what they call. Levels of calls count the workflow that starts: 10, and 4 on servers, with up to 9
 * and 3 below it.
 * Source: docs.github.com, "Events that trigger workflows", "Reuse workflows" and "Reusing workflow configurations"; that servers have 10
 * inputs and not 25 is assumed for those that the documentation does not name.
 */
export function limitsOf(target: Target): Limits {
  return target === "github.com"
    ? { dispatchInputs: 25, reusableWorkflows: 50, calledLevels: 9 }
    : { dispatchInputs: 10, reusableWorkflows: 20, calledLevels: 3 };
}
