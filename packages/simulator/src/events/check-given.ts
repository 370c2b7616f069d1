import { count, isCommit, nearestNames, parseCron, platformEvents, type ValueMap } from "@yardmaster/core";
import type { SimulatedRepository } from "../trace/facts.ts";
import type { Problem } from "../trace/trace.ts";
import { eventOfPayload } from "./event-of-payload.ts";
import { eventTable, ruleOfEvent } from "./event-table.ts";
import type { GivenEvent } from "./given-event.ts";
import type { WebhookExample } from "./load-examples.ts";

/** Why there is no such event to simulate; undefined where there is. */
export function checkName(name: string, examples: readonly WebhookExample[]): Problem | undefined {
  if (ruleOfEvent(name)) return undefined;
  if (name === "workflow_call") {
    return {
      code: "event-not-own",
      message: "`workflow_call` comes from a job that calls the workflow: name the event that starts its caller",
    };
  }
  if (name === "pull_request_comment") {
    return { code: "event-not-own", message: "there is no event `pull_request_comment`: use `issue_comment`" };
  }
  const nearest = nearestNames(name, Object.keys(eventTable));
  if (examples.some((each) => each.name === name)) {
    const instead = name === "star" ? ["watch"] : nearest;
    const hint = instead.length === 0 ? "name one that does" : `the nearest that does is \`${instead[0]}\``;
    return { code: "event-starts-nothing", message: `\`${name}\` goes to webhooks and starts no workflow: ${hint}` };
  }
  const hint = nearest.length === 0 ? "name one that starts workflows" : `did you mean \`${nearest[0]}\``;
  return { code: "event-unknown", message: `there is no event \`${name}\`: ${hint}` };
}

/** Why an activity type is none of the event's; undefined where it is, and where none is said. */
export function checkAction(name: string, action: string | undefined, isSaid: boolean): Problem | undefined {
  if (action === undefined || name === "repository_dispatch") return undefined;
  const types: readonly string[] = platformEvents[name as keyof typeof platformEvents].types;
  if (types.length === 0) {
    if (!isSaid) return undefined;
    return { code: "type-not-taken", message: `\`${name}\` has no activity types: leave out \`${action}\`` };
  }
  if (types.includes(action)) return undefined;
  const [nearest] = nearestNames(action, types);
  const hint =
    nearest === undefined ? `it has ${types.map((type) => `\`${type}\``).join(", ")}` : `did you mean \`${nearest}\``;
  return {
    code: "type-unknown",
    message: `\`${name}\` starts no workflow by the activity type \`${action}\`: ${hint}`,
  };
}

/** Whether a payload shows that it is one of another event. */
export function checkShape(name: string, payload: ValueMap): Problem | undefined {
  const shown = eventOfPayload(payload);
  if (shown === undefined || shown === (ruleOfEvent(name)?.webhook ?? name) || shown === name) return undefined;
  const message = `the payload is one of \`${shown}\`, and \`${name}\` was said: leave out one of them`;
  return { code: "payload-of-another-event", message };
}

/** What of the rest cannot be so. */
export function checkFacts(given: GivenEvent, name: string): readonly Problem[] {
  const problems: Problem[] = [];
  const { instant, attempt, fork, inputs, ref, sha, cron, association } = given;
  if (!/^\d{4}-\d\d-\d\dT/.test(instant) || Number.isNaN(Date.parse(instant))) {
    const message = `\`${instant}\` is no instant: write it as \`2026-11-27T12:00:00Z\``;
    problems.push({ code: "instant-invalid", message });
  }
  if (ref !== undefined && !isRefName(ref)) {
    const message = `\`${ref}\` is no name that git takes for a branch or a tag: write it as \`main\` or \`refs/tags/v1\``;
    problems.push({ code: "ref-invalid", message });
  }
  if (sha !== undefined && !isCommit(sha)) {
    problems.push({ code: "sha-invalid", message: `\`${sha}\` is no commit: write all 40 digits of its hash` });
  }
  const due = cron === undefined ? undefined : parseCron(cron);
  if (due && !due.ok) {
    const message = `\`${cron}\` is no cron: ${due.error}; write it as the workflow's \`schedule\` does`;
    problems.push({ code: "cron-unreadable", message });
  }
  if (association !== undefined && !associations.includes(association)) {
    const [nearest] = nearestNames(association.toUpperCase(), associations);
    const hint = nearest === undefined ? `there are ${associations.join(", ")}` : `did you mean \`${nearest}\``;
    problems.push({ code: "association-unknown", message: `nobody is \`${association}\` to a repository: ${hint}` });
  }
  if (attempt !== undefined && (!Number.isInteger(attempt) || attempt < 1)) {
    problems.push({ code: "attempt-invalid", message: `attempts count from 1: \`${attempt}\` is none` });
  }
  if (fork !== undefined && !/^[\w.-]+\/[\w.-]+$/.test(fork)) {
    problems.push({ code: "fork-invalid", message: `\`${fork}\` is no repository: write it as \`owner/name\`` });
  }
  if (fork !== undefined && !name.startsWith("pull_request")) {
    problems.push({ code: "fork-not-taken", message: `\`${name}\` is of no pull request: leave out the fork` });
  }
  if (inputs && name !== "workflow_dispatch" && name !== "repository_dispatch") {
    const message = `\`${name}\` takes no inputs: only \`workflow_dispatch\` and \`repository_dispatch\` do`;
    problems.push({ code: "inputs-not-taken", message });
  }
  return problems;
}

/** Source: docs.github.com, "Webhook events and payloads", `author_association`. */
const associations = [
  "COLLABORATOR",
  "CONTRIBUTOR",
  "FIRST_TIMER",
  "FIRST_TIME_CONTRIBUTOR",
  "MANNEQUIN",
  "MEMBER",
  "NONE",
  "OWNER",
];

/** Source: git, `check-ref-format`. */
function isRefName(ref: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: git refuses them.
  return !/^$|^\/|\/$|\/\/|\.\.|@\{|^@$|\.$|[\u0000- \u007f~^:?*[\\]|(?:^|\/)\.|\.lock(?:\/|$)/.test(ref);
}

/** The workflow that a person names: by path, by file name, or by its own name. */
export function findWorkflow(said: string, { workflows }: SimulatedRepository): string | Problem {
  const files = [...workflows.keys()];
  const named = files.filter((file) => workflows.get(file)?.model.name === said);
  const [found] = workflows.has(said) ? [said] : [...files.filter((file) => isFileName(file, said)), ...named];
  if (found !== undefined) return found;
  const stems = files.map((file) => file.replace(/^.*\//, ""));
  const [nearest] = nearestNames(said, stems);
  const hint = nearest === undefined ? `there are ${count(files.length, "workflow")}` : `did you mean \`${nearest}\``;
  return { code: "workflow-unknown", message: `there is no workflow \`${said}\`: ${hint}` };
}

function isFileName(file: string, said: string): boolean {
  const name = file.replace(/^.*\//, "");
  return name === said || name.replace(/\.ya?ml$/, "") === said;
}
