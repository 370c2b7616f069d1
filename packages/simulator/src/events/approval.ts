import type { SimulatedEvent } from "../trace/event.ts";
import type { SimulatedRepository } from "../trace/facts.ts";
import type { Reason } from "../trace/trace.ts";
import { ruleOfEvent } from "./event-table.ts";
import { textOf } from "./payload-field.ts";
import { dependabot, isOfFork } from "./trust.ts";

/** People who have had nothing merged here, as `author_association` calls them; the first are new to GitHub. */
const firstTimers = ["FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR", "NONE"];
const insiders = ["OWNER", "MEMBER", "COLLABORATOR"];

/**
 * Why a run waits for somebody's approval before its first job; undefined where it does not.
 * Sources: docs.github.com, "Approving workflow runs from forks" (without a setting, all first-time contributors wait), and
 * "Events that trigger workflows", `pull_request`, on GITHUB_TOKEN. What was approved once is not asked again for a re-run.
 */
export function approvalOfRun(event: SimulatedEvent, repository: SimulatedRepository): Reason | undefined {
  const rule = ruleOfEvent(event.name);
  if (event.attempt > 1) return undefined;
  if (event.by === "github-token" && rule?.byToken === "waits") {
    return {
      code: "token-needs-approval",
      text: "a pull request that `GITHUB_TOKEN` opens or updates waits for an approval",
    };
  }
  if (!rule?.restrictsForks || event.actor === dependabot || !isOfFork(event, repository)) return undefined;
  const association = textOf(event.payload, "pull_request", "author_association");
  if (repository.visibility !== "public") return approvalOfPrivate(association, repository);
  const setting = repository.settings.forkApproval ?? "first-time";
  if (setting === "none") return undefined;
  if (association === undefined) {
    const dependsOn = ["github.event.pull_request.author_association"];
    return { code: "approval-unknown", text: "it may wait for an approval, by who its author is", dependsOn };
  }
  const waits =
    setting === "all-outside"
      ? !insiders.includes(association)
      : setting === "first-time"
        ? firstTimers.includes(association)
        : association === "FIRST_TIMER";
  return waits
    ? {
        code: "fork-needs-approval",
        text: `a pull request from a fork waits for an approval: its author is \`${association}\``,
      }
    : undefined;
}

/** Those who can write are not asked. */
function approvalOfPrivate(association: string | undefined, { settings }: SimulatedRepository): Reason | undefined {
  if (settings.forkPullRequests?.needsApproval !== true || association === "OWNER") return undefined;
  const text = "a pull request from a fork waits for an approval, unless its author has write access";
  return { code: "fork-needs-approval", text };
}
