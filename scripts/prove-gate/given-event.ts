import type { SimulatedEvent, SimulatedRepository } from "@yardmaster/simulator";
import { firstAttempt, type Rerun, type Sender } from "./axes.ts";
import type { Facts } from "./facts.ts";

/** Of the repository in which commands are given. */
export const repositoryName = "acme/app";

/** The payload of `issue_comment`, as far as anything reads it. */
export function commentPayload({ association, comment, action, sender, place }: Facts): SimulatedEvent["payload"] {
  const { login, id, type, through } = sender;
  const user = sender.isNotAuthor ? { login: "somebody-else", id: 77, type: "User" } : { login, id, type };
  const pull = place.pullRequest === undefined ? {} : { pull_request: { url: "https://api.github.com/pulls/7" } };
  return {
    action: action.name,
    issue: { number: 7, ...pull },
    comment: {
      id: 42,
      body: comment.body,
      author_association: association.name,
      created_at: "2026-11-27T12:00:00Z",
      user,
      performed_via_github_app: through === undefined ? null : { slug: through },
    },
    ...commonPayload(sender),
  };
}

/** The payload of `workflow_dispatch`: the action stands for the mode, the place for the branch. */
export function manualPayload({ comment, action, sender, place }: Facts): SimulatedEvent["payload"] {
  return { inputs: { command: comment.body, mode: action.name }, ref: refOf(place.name), ...commonPayload(sender) };
}

export function commonPayload({ login, id, type }: Sender) {
  return { repository: { full_name: repositoryName, default_branch: "main" }, sender: { login, id, type } };
}

/** What the runner says, whatever the payload. */
export function runnerOf(eventName: string, { login, actor = login }: Sender, rerun: Rerun) {
  const [owner = "", repo = ""] = repositoryName.split("/");
  const attempt = rerun === firstAttempt ? "1" : "2";
  const run = { id: "4242", attempt, url: "https://github.com" };
  return { eventName, repository: { owner, repo }, actor, triggeringActor: rerun.login ?? actor, run };
}

/** The same as simulations take it. */
export function simulatedEvent(
  name: string,
  payload: SimulatedEvent["payload"],
  { sender, rerun, place }: Pick<Facts, "sender" | "rerun" | "place">,
): SimulatedEvent {
  const { actor, triggeringActor, run } = runnerOf(name, sender, rerun);
  return {
    name,
    payload,
    ref: refOf(place.name),
    sha: "c".repeat(40),
    actor,
    triggeringActor,
    instant: "2026-11-27T12:00:00Z",
    changedFiles: undefined,
    commitMessage: undefined,
    by: sender.type === "Bot" ? "app" : "person",
    attempt: Number(run.attempt),
    assumed: new Set(),
  };
}

/** Named as a public repository whose settings nobody knows: any secret may be there, for any job that reads it. */
export function openRepository(workflows: SimulatedRepository["workflows"]): SimulatedRepository {
  return { name: repositoryName, defaultBranch: "main", visibility: "public", workflows, settings: {} };
}

function refOf(place: string): string {
  return place === "another branch" ? "refs/heads/another" : "refs/heads/main";
}
