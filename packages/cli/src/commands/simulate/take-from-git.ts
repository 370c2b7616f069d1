import { asMap, type Value } from "@yardmaster/core";
import type { GivenEvent, SimulatedEvent, SimulatedRepository } from "@yardmaster/simulator";
import type { Host } from "../../program/host.ts";

export interface TakenFromGit {
  readonly given: GivenEvent;
  /** Parts of a sentence: `refs/heads/main at 1a2b3c4`. */
  readonly taken: readonly string[];
}

const pullRequests = new Set(["pull_request", "pull_request_target"]);

/** What nobody said of an event without a payload, as the checkout has it: ref, commit, message, actor. */
export function takeFromGit(given: GivenEvent, root: string, host: Host): TakenFromGit {
  const taken: string[] = [];
  const { login } = host.git?.origin(root) ?? {};
  let completed = given;
  if (given.actor === undefined && login !== undefined && given.payload === undefined) {
    completed = { ...completed, actor: login };
    taken.push(`actor ${login}`);
  }
  const head = given.payload === undefined ? host.git?.head(root) : undefined;
  if (!head) return { given: completed, taken };
  const name = given.name ?? "push";
  const ref = head.branch ?? head.tags[0];
  if (pullRequests.has(name)) {
    const branch = head.branch?.replace(/^refs\/heads\//, "");
    if (given.head === undefined && branch !== undefined) {
      completed = { ...completed, head: branch };
      taken.unshift(`head ${branch}`);
    }
  } else if (name === "push" && given.ref === undefined && ref !== undefined) {
    completed = { ...completed, ref };
    taken.unshift(ref);
  }
  const isHead = isOfHead(completed, ref, name);
  if (given.sha === undefined && isHead) {
    completed = { ...completed, sha: head.sha };
    taken.unshift(`commit ${head.sha.slice(0, 7)}`);
  }
  if (given.message === undefined && isHead && (given.sha === undefined || given.sha === head.sha)) {
    completed = { ...completed, message: head.message };
    taken.push("its message");
  }
  return { given: completed, taken };
}

/** Whether the event is about what is checked out. */
function isOfHead(given: GivenEvent, ref: string | undefined, name: string): boolean {
  if (pullRequests.has(name)) return true;
  return name === "push" && given.ref === ref && ref !== undefined;
}

/**
 * The changed files of a push or a pull request, by its commits.
 * @param given without files.
 */
export function takeFiles(
  given: GivenEvent,
  { name, payload, sha }: SimulatedEvent,
  { defaultBranch }: SimulatedRepository,
  root: string,
  { git }: Host,
): TakenFromGit {
  const nothing = { given, taken: [] };
  if (!git || given.files !== undefined) return nothing;
  const range = pullRequests.has(name)
    ? pullRequestRange(given, payload, defaultBranch)
    : pushRange(given, name, payload, sha, git, root);
  if (!range) return nothing;
  for (const from of range.from) {
    const files = git.changed(root, from, range.to, range.since);
    if (!files) continue;
    const dots = range.since === "commit" ? ".." : "...";
    const shown = from === undefined ? `all of ${short(range.to)}` : `${short(from)}${dots}${short(range.to)}`;
    return {
      given: { ...given, files },
      taken: [`${files.length} changed file${files.length === 1 ? "" : "s"} (${shown})`],
    };
  }
  return nothing;
}

interface Range {
  /** The first that git knows counts; undefined stands for nothing. */
  readonly from: readonly (string | undefined)[];
  readonly to: string;
  readonly since: "commit" | "merge-base";
}

/** Three dots. Of a payload, its own commits. */
function pullRequestRange(
  given: GivenEvent,
  payload: SimulatedEvent["payload"],
  defaultBranch: string,
): Range | undefined {
  const since = "merge-base";
  if (given.payload === undefined) {
    const base = given.base ?? defaultBranch;
    return { from: [`refs/remotes/origin/${base}`, `refs/heads/${base}`, base], to: given.sha ?? "HEAD", since };
  }
  const pull = asMap(payload.pull_request);
  const [base, head] = [commit(asMap(pull?.base)?.sha), commit(asMap(pull?.head)?.sha)];
  return base === undefined || head === undefined ? undefined : { from: [base], to: head, since };
}

/** Two dots: since the commit before the push, or the parent. */
function pushRange(
  given: GivenEvent,
  name: string,
  payload: SimulatedEvent["payload"],
  sha: string,
  git: NonNullable<Host["git"]>,
  root: string,
): Range | undefined {
  if (name !== "push") return undefined;
  const since = "commit";
  if (given.payload !== undefined) {
    const [before, after] = [commit(payload.before), commit(payload.after)];
    return before === undefined || after === undefined ? undefined : { from: [before], to: after, since };
  }
  if (given.base !== undefined) return { from: [given.base], to: sha === "" ? "HEAD" : sha, since };
  const head = git.head(root);
  if (!head || (sha !== "" && sha !== head.sha)) return sha === "" ? undefined : { from: [`${sha}^`], to: sha, since };
  return { from: [head.parents[0]], to: head.sha, since };
}

/** Of a branch that is new, or gone, it is all zeros. */
function commit(value: Value | undefined): string | undefined {
  return typeof value === "string" && /^[0-9a-f]{40}$/.test(value) && !/^0+$/.test(value) ? value : undefined;
}

function short(name: string): string {
  return /^[0-9a-f]{40}$/.test(name) ? name.slice(0, 7) : name.replace(/^refs\/(?:remotes|heads)\//, "");
}
