/**
 * What a text can hold. `text`: anything. `line`: anything but line breaks. `ref`: the name of a branch, so no blanks, no
 * line breaks and none of `~ ^ : ? * [ \`, but `$(…)`, quotes and `;`. `label`: an owner, a colon and a branch.
 * Source of `ref`: git-check-ref-format.
 */
export type FieldContent = "text" | "line" | "ref" | "label";

/**
 * Who sets a field. `anyone`: an outsider, at once. `merged`: an outsider, whose commit somebody with write access has to take
 * in first, or a wiki that was opened to all. `writer`: only people with write access or triage, or the holder of a token.
 */
export type FieldSetter = "anyone" | "merged" | "writer";

/** Whose text it is, where conditions may ask who that was. */
export type FieldAuthor = "comment" | "subject" | "head" | "writer";

export interface PayloadField {
  /** Below `github`, a number or `*` of a list as `*`. */
  readonly path: string;
  readonly events: readonly string[];
  readonly holds: FieldContent;
  readonly setBy: FieldSetter;
  readonly author: FieldAuthor;
}

const pullRequestEvents = [
  "pull_request",
  "pull_request_target",
  "pull_request_review",
  "pull_request_review_comment",
] as const;
const commentEvents = ["issue_comment", "commit_comment", "discussion_comment", "pull_request_review_comment"] as const;
const refEvents = ["push", "create", "delete", "release", "workflow_dispatch", "registry_package"] as const;

/**
 * The fields of `github` that carry somebody's text into a run, by the events that have them. What is not listed holds
 * nothing that a shell would run: numbers, booleans, commits, logins, names of repositories, URLs of the API.
 *
 * Sources: GitHub's "Security hardening" (contexts that end in `body`, `default_branch`, `email`, `head_ref`, `label`,
 * `message`, `name`, `page_name`, `ref` and `title`); CodeQL, `untrusted_event_properties.yml` and `context_event_map.yml`;
 * actionlint's list of untrusted inputs. Names of labels and milestones take triage; what a wiki holds takes write access
 * unless its owner opened it; inputs are no fields, since their types are the workflow's own; a run of `workflow_run` names pull requests only where their branch is of the repository.
 */
export const payloadFields: readonly PayloadField[] = [
  ...fields("anyone", "comment", "text", ["event.comment.body"], commentEvents),
  ...fields("anyone", "comment", "text", ["event.review.body"], ["pull_request_review"]),
  ...fields("anyone", "head", "text", ["event.comment.diff_hunk"], ["pull_request_review_comment"]),
  ...fields("anyone", "subject", "line", ["event.issue.title"], ["issues", "issue_comment"]),
  ...fields("anyone", "subject", "text", ["event.issue.body"], ["issues", "issue_comment"]),
  ...fields("anyone", "subject", "line", ["event.discussion.title"], ["discussion", "discussion_comment"]),
  ...fields("anyone", "subject", "text", ["event.discussion.body"], ["discussion", "discussion_comment"]),
  ...fields("anyone", "subject", "line", ["event.pull_request.title"], pullRequestEvents),
  ...fields("anyone", "subject", "text", ["event.pull_request.body"], pullRequestEvents),
  ...fields(
    "anyone",
    "head",
    "ref",
    ["head_ref", "event.pull_request.head.ref", "event.pull_request.head.repo.default_branch"],
    pullRequestEvents,
  ),
  ...fields("anyone", "head", "label", ["event.pull_request.head.label"], pullRequestEvents),
  ...fields(
    "anyone",
    "head",
    "line",
    ["event.pull_request.head.repo.description", "event.pull_request.head.repo.homepage"],
    pullRequestEvents,
  ),
  ...fields("anyone", "subject", "line", ["event.changes.title.from"], ["issues", "discussion", ...pullRequestEvents]),
  ...fields(
    "anyone",
    "subject",
    "text",
    ["event.changes.body.from"],
    ["issues", "issue_comment", "discussion", "discussion_comment", ...pullRequestEvents],
  ),
  ...fields("anyone", "head", "ref", ["event.workflow_run.head_branch"], ["workflow_run"]),
  ...fields("anyone", "subject", "line", ["event.workflow_run.display_title"], ["workflow_run"]),
  ...fields("anyone", "head", "line", ["event.workflow_run.head_repository.description"], ["workflow_run"]),
  ...commitFields("anyone", "event.workflow_run.head_commit", ["workflow_run"]),
  ...fields("anyone", "head", "line", ["event.forkee.description", "event.forkee.homepage"], ["fork"]),
  ...commitFields("merged", "event.head_commit", ["push"]),
  ...commitFields("merged", "event.commits.*", ["push"]),
  ...commitFields("merged", "event.merge_group.head_commit", ["merge_group"]),
  ...fields("merged", "head", "line", ["event.pages.*.title", "event.pages.*.page_name"], ["gollum"]),
  ...fields("writer", "writer", "ref", ["ref", "ref_name", "event.ref", "event.base_ref"], refEvents),
  ...fields("writer", "writer", "ref", ["base_ref", "event.pull_request.base.ref"], pullRequestEvents),
  ...fields("writer", "writer", "ref", ["event.workflow_run.pull_requests.*.head.ref"], ["workflow_run"]),
  ...fields("writer", "writer", "line", ["event.release.name", "event.release.tag_name"], ["release"]),
  ...fields("writer", "writer", "text", ["event.release.body"], ["release"]),
  ...fields("writer", "writer", "text", ["event.client_payload.*", "event.client_payload"], ["repository_dispatch"]),
  ...fields("writer", "writer", "line", ["event.label.name"], ["label", "issues", "discussion", ...pullRequestEvents]),
  ...fields("writer", "writer", "line", ["event.pull_request.labels.*.name"], pullRequestEvents),
  ...fields("writer", "writer", "line", ["event.issue.labels.*.name"], ["issues", "issue_comment"]),
  ...fields("writer", "writer", "line", ["event.milestone.title"], ["milestone", "issues", ...pullRequestEvents]),
];

function fields(
  setBy: FieldSetter,
  author: FieldAuthor,
  holds: FieldContent,
  paths: readonly string[],
  events: readonly string[],
): readonly PayloadField[] {
  return paths.map((path) => ({ path, events, holds, setBy, author }));
}

/** git keeps `<`, `>` and line breaks out of names and addresses, and nothing else. */
function commitFields(setBy: FieldSetter, commit: string, events: readonly string[]): readonly PayloadField[] {
  const names = ["author.name", "author.email", "committer.name", "committer.email"].map((name) => `${commit}.${name}`);
  return [
    ...fields(setBy, "head", "text", [`${commit}.message`], events),
    ...fields(setBy, "head", "line", names, events),
  ];
}
