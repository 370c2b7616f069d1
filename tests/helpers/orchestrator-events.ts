import { createRequire } from "node:module";
import type { WebhookDefinition } from "@octokit/webhooks-examples";
import type { IssueCommentCreatedEvent, WorkflowDispatchEvent } from "@octokit/webhooks-types";

// The package is one JSON file of 4 MB: `require` needs no import attribute, which its types do not know.
const definitions = createRequire(import.meta.url)("@octokit/webhooks-examples") as readonly WebhookDefinition[];

export interface CommentChanges {
  readonly body: string;
  readonly login?: string;
  readonly id?: number;
  readonly issueNumber?: number;
  /** The comment stands on the pull request of that number. */
  readonly pullRequest?: number;
  readonly commentId?: number;
}

/** GitHub's own example of a new comment in an organisation, with the body and the person of the case. */
export function createCommentEvent(changes: CommentChanges): IssueCommentCreatedEvent {
  const event = exampleOf("issue_comment", (example) => "action" in example && example.action === "created");
  const created = event as IssueCommentCreatedEvent;
  const person = { ...created.sender, ...accountOf(changes) };
  return {
    ...created,
    issue: {
      ...created.issue,
      number: changes.pullRequest ?? changes.issueNumber ?? created.issue.number,
      ...(changes.pullRequest === undefined ? {} : { pull_request: pullRequestOf(created, changes.pullRequest) }),
    },
    comment: { ...created.comment, id: changes.commentId ?? created.comment.id, body: changes.body, user: person },
    sender: person,
  };
}

export interface ManualChanges {
  readonly inputs: Readonly<Record<string, string>> | null;
  readonly login?: string;
  readonly id?: number;
}

/** GitHub's own example of a manual run. */
export function createManualEvent(changes: ManualChanges): WorkflowDispatchEvent {
  const event = exampleOf("workflow_dispatch", () => true) as WorkflowDispatchEvent;
  return { ...event, inputs: changes.inputs, sender: { ...event.sender, ...accountOf(changes) } };
}

function pullRequestOf({ repository }: IssueCommentCreatedEvent, number: number) {
  const page = `${repository.html_url}/pull/${number}`;
  return {
    url: `${repository.url}/pulls/${number}`,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
  };
}

function accountOf({ login, id }: { readonly login?: string; readonly id?: number }) {
  return { ...(login === undefined ? {} : { login }), ...(id === undefined ? {} : { id }) };
}

function exampleOf(name: string, matches: (example: object) => boolean): object {
  const examples: readonly object[] = definitions.find((definition) => definition.name === name)?.examples ?? [];
  const example = examples.findLast(matches);
  if (!example) throw new Error(`@octokit/webhooks-examples has no such example of ${name}`);
  return structuredClone(example);
}
