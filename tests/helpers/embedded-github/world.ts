import {
  type DispatchedRun,
  type EmbeddedAccount,
  type EmbeddedComment,
  type EmbeddedPullRequest,
  type EmbeddedReaction,
  type EmbeddedRepository,
  type EmbeddedToken,
  isSameName,
  type RunState,
} from "./state.ts";

export interface WorldOptions {
  /** The server's clock; this machine's unless given. */
  readonly now?: () => Date;
  /** A new run is missing from lists until both have passed: requests for lists, and time. */
  readonly delayListing?: { readonly requests?: number; readonly milliseconds?: number };
  /** Titles of runs are cut off behind so many; whole unless given. */
  readonly titleCharacters?: number;
}

export interface StoredRun extends DispatchedRun, RunState {
  readonly event: "workflow_dispatch" | "repository_dispatch";
  readonly displayTitle: string;
  /** RFC 3339, whole seconds. */
  readonly createdAt: string;
}

/** What requests change. Ids rise, in the order of arrival. */
export interface World {
  readonly runs: readonly DispatchedRun[];
  readonly comments: readonly EmbeddedComment[];
  readonly reactions: readonly EmbeddedReaction[];
  /** Those that apps have asked for. */
  readonly installationTokens: readonly EmbeddedToken[];
  now(): Date;
  addInstallationToken(token: Omit<EmbeddedToken, "value">): EmbeddedToken;
  startRun(
    run: Omit<DispatchedRun, "id">,
    how: Pick<StoredRun, "event"> & { readonly runName: string | undefined },
  ): DispatchedRun;
  findRun(repository: string, id: number | undefined): StoredRun | undefined;
  /** The newest first, as far as lists show them already; counts as a request for a list. */
  listRuns(repository: string): readonly StoredRun[];
  setRun(id: number, state: RunState): void;
  addComment(comment: Pick<EmbeddedComment, "repository" | "issue" | "author" | "body">): EmbeddedComment;
  updateComment(id: number, body: string): EmbeddedComment;
  deleteComment(id: number): void;
  isDeleted(commentId: number): boolean;
  addReaction(reaction: Omit<EmbeddedReaction, "id">): { readonly reaction: EmbeddedReaction; readonly isNew: boolean };
  findPullRequest(repository: EmbeddedRepository, number: number | undefined): EmbeddedPullRequest | undefined;
  setPullRequest(repository: string, pullRequest: EmbeddedPullRequest): void;
}

export const defaultAccount: EmbeddedAccount = { login: "github-actions[bot]", id: 41_898_282, type: "Bot" };

const firstRunId = 16_000_000_001;
const firstCommentId = 3_000_000_001;
const firstReactionId = 200_000_001;

/** @param origin Of the web pages. */
export function createWorld(origin: string, options: WorldOptions): World {
  const { now = () => new Date(), delayListing = {}, titleCharacters } = options;
  const runs: DispatchedRun[] = [];
  const stored = new Map<number, StoredRun>();
  const appears = new Map<number, { readonly request: number; readonly at: number }>();
  const comments: EmbeddedComment[] = [];
  const deleted = new Set<number>();
  const reactions: EmbeddedReaction[] = [];
  const installationTokens: EmbeddedToken[] = [];
  const pullRequests = new Map<string, EmbeddedPullRequest>();
  let listRequests = 0;
  let nextComment = firstCommentId;
  const pullRequestKey = (repository: string, number: number) => `${repository.toLowerCase()}#${number}`;

  return {
    runs,
    comments,
    reactions,
    installationTokens,
    now,
    addInstallationToken(token) {
      const added = { value: `ghs_InstallationTokenOfTheTests${1 + installationTokens.length}`, ...token };
      installationTokens.push(added);
      return added;
    },
    startRun(dispatched, { event, runName }) {
      const run = { id: firstRunId + runs.length, ...dispatched };
      runs.push(run);
      const untitled = run.eventType ?? `.github/workflows/${run.workflow}`;
      const displayTitle =
        runName?.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => run.inputs[name] ?? "") ?? untitled;
      stored.set(run.id, {
        ...run,
        event,
        displayTitle: displayTitle.slice(0, titleCharacters),
        createdAt: instant(now()),
        status: "queued",
        conclusion: null,
      });
      const { requests = 0, milliseconds = 0 } = delayListing;
      appears.set(run.id, { request: listRequests + requests, at: performance.now() + milliseconds });
      return run;
    },
    findRun(repository, id = 0) {
      const run = stored.get(id);
      return run && isSameName(run.repository, repository) ? run : undefined;
    },
    listRuns(repository) {
      const isListed = ({ id }: StoredRun) => {
        const from = appears.get(id);
        return !from || (listRequests >= from.request && performance.now() >= from.at);
      };
      const listed = [...stored.values()].filter((run) => isSameName(run.repository, repository) && isListed(run));
      listRequests++;
      return listed.reverse();
    },
    setRun(id, state) {
      const run = stored.get(id);
      if (!run) throw new Error(`No such run: ${id}`);
      stored.set(id, { ...run, ...state });
    },
    addComment(comment) {
      const id = nextComment++;
      const at = instant(now());
      const htmlUrl = `${origin}/${comment.repository}/issues/${comment.issue}#issuecomment-${id}`;
      const added = { id, ...comment, createdAt: at, updatedAt: at, htmlUrl };
      comments.push(added);
      return added;
    },
    updateComment(id, body) {
      const index = comments.findIndex((comment) => comment.id === id);
      const comment = comments[index];
      if (!comment) throw new Error(`No such comment: ${id}`);
      const updated = { ...comment, body, updatedAt: instant(now()) };
      comments[index] = updated;
      return updated;
    },
    deleteComment(id) {
      deleted.add(id);
      const index = comments.findIndex((comment) => comment.id === id);
      if (index !== -1) comments.splice(index, 1);
    },
    isDeleted: (id) => deleted.has(id),
    addReaction(reaction) {
      const same = reactions.find(
        (known) =>
          known.commentId === reaction.commentId &&
          known.content === reaction.content &&
          known.account.id === reaction.account.id,
      );
      if (same) return { reaction: same, isNew: false };
      const added = { id: firstReactionId + reactions.length, ...reaction };
      reactions.push(added);
      return { reaction: added, isNew: true };
    },
    findPullRequest({ owner, name, pullRequests: declared = [] }, number = 0) {
      const changed = pullRequests.get(pullRequestKey(`${owner}/${name}`, number));
      return changed ?? declared.find((pullRequest) => pullRequest.number === number);
    },
    setPullRequest(repository, pullRequest) {
      pullRequests.set(pullRequestKey(repository, pullRequest.number), pullRequest);
    },
  };
}

/** As GitHub prints instants: without fractions of a second. */
function instant(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, "Z");
}
