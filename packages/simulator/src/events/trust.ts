import type { SimulatedEvent } from "../trace/event.ts";
import type { SimulatedRepository } from "../trace/facts.ts";
import { ruleOfEvent } from "./event-table.ts";
import { fieldOf, textOf } from "./payload-field.ts";

/** What a run is trusted with, by where its event comes from. */
export interface Trust {
  /** The token only reads, whatever `permissions` say. */
  readonly isRestricted: boolean;
  /** The token only reads where no `permissions` are stated. */
  readonly readsByDefault?: true;
  /** `None`: no secrets come, but the job's own token. */
  readonly secretSource: "Actions" | "Dependabot" | "None";
  /** Why it is less than usual: the end of "the run is", absent of one that is not. */
  readonly because?: string;
}

export const dependabot = "dependabot[bot]";

/**
 * Sources: docs.github.com, "Workflow syntax", "How permissions are calculated"; "Securely using pull_request_target";
 * "Troubleshooting Dependabot on GitHub Actions"; "Managing GitHub Actions settings", forks of private repositories. The
 * rights of a re-run are those of the first actor.
 */
export function trustOfRun(event: SimulatedEvent, repository: SimulatedRepository): Trust {
  const rule = ruleOfEvent(event.name);
  if (rule?.dependabot !== undefined && event.actor === dependabot) {
    if (rule.dependabot === "default-read") {
      return {
        isRestricted: false,
        readsByDefault: true,
        secretSource: "Dependabot",
        because: "started by Dependabot",
      };
    }
    // `pull_request_target` on a pull request that Dependabot opened.
    if (textOf(event.payload, "pull_request", "user", "login") === dependabot) {
      return { isRestricted: true, secretSource: "None", because: "of a pull request of Dependabot" };
    }
  }
  if (!rule?.restrictsForks || !isOfFork(event, repository)) return { isRestricted: false, secretSource: "Actions" };
  const allowed = repository.visibility === "public" ? undefined : repository.settings.forkPullRequests;
  return {
    isRestricted: allowed?.sendsWriteToken !== true,
    secretSource: allowed?.sendsSecrets === true ? "Actions" : "None",
    because: "of a pull request from a fork",
  };
}

/** Whether the pull request of an event comes from another repository; that of a fork which was deleted is null. */
export function isOfFork({ payload }: SimulatedEvent, { name }: SimulatedRepository): boolean {
  const repo = fieldOf(payload, "pull_request", "head", "repo");
  if (repo === undefined) return false;
  const head = textOf(payload, "pull_request", "head", "repo", "full_name");
  // What the payload calls the repository itself: whoever asks may know it by another name.
  const base =
    textOf(payload, "pull_request", "base", "repo", "full_name") ?? textOf(payload, "repository", "full_name");
  return head?.toLowerCase() !== (base ?? name).toLowerCase();
}
