import { fail, ok, type Result } from "@yardmaster/core";
import type { GitHubError } from "@yardmaster/github";
import type { CommandStatus } from "../status/command-status.ts";
import {
  type Conversation,
  type ConversationTools,
  createStatus,
  findStatus,
  readStatuses,
  type StatusComment,
} from "../status/conversation.ts";
import { printStatus } from "../status/print-status.ts";

/**
 * `held`: another run has begun the command, or may have. `commentId`: of this run's own status comment, if there is one.
 * `earlier`: what an earlier attempt of this run left in it. `isLaunched`: the rocket was there before, so that something
 * may have been sent even where no status comment says so: somebody can have deleted it.
 */
export type Claim =
  | {
      readonly kind: "claimed";
      readonly commentId: number;
      readonly earlier: CommandStatus | undefined;
      readonly isLaunched: boolean;
    }
  | { readonly kind: "held"; readonly commentId: number | undefined; readonly holder: CommandStatus };

export type Claims = ReadonlyMap<string, Result<Claim, GitHubError>>;

/**
 * Takes commands for this run before anything is sent. Two runs of one comment are rare (GitHub delivers it twice, or two
 * workflows call the orchestrator) and must not both dispatch. A run first writes a status comment that names it, then
 * leaves the reaction `rocket`, of which GitHub keeps one an account. Whoever gets 201 goes on; whoever gets 200 reads the
 * comments again and stands back where it finds another run's. So of two runs at least one sees the other: the one that
 * got 201 had its comment there before, and of two that got 200 the later writer reads the earlier one's comment.
 * @param wanted The status of each command as it is while its requests are under way.
 * @returns a claim for each command, by correlation id; an error where it failed, and then nothing may be sent
 */
export async function claimCommands(
  conversation: Conversation,
  wanted: readonly CommandStatus[],
  github: ConversationTools,
): Promise<Claims> {
  const claims = new Map<string, Result<Claim, GitHubError>>();
  for (const status of wanted) claims.set(status.id, await begin(conversation, status, github));
  const begun = wanted.flatMap((status) => {
    const claim = claims.get(status.id);
    return claim?.ok && claim.value.kind === "claimed" ? [{ status, claim: claim.value }] : [];
  });
  if (begun.length === 0) return claims;

  const { place } = conversation;
  const rocket = await github.react(place.repository, place.commentId, "rocket");
  if (rocket.ok && rocket.value.created) return claims;
  const after = rocket.ok ? await readStatuses(conversation, place.since, github) : rocket;
  for (const { status, claim } of begun) {
    const holder = after.ok ? othersOf(status, after.value)[0] : undefined;
    if (!after.ok) claims.set(status.id, fail(after.error));
    else if (holder) claims.set(status.id, ok({ kind: "held", commentId: claim.commentId, holder: holder.status }));
    else claims.set(status.id, ok({ ...claim, isLaunched: true }));
  }
  return claims;
}

async function begin(
  conversation: Conversation,
  status: CommandStatus,
  github: ConversationTools,
): Promise<Result<Claim, GitHubError>> {
  const own = findStatus(conversation.statuses, status);
  const holder = othersOf(status, conversation.statuses)[0];
  if (holder) return ok({ kind: "held", commentId: own?.commentId, holder: holder.status });
  if (!own) {
    const created = await createStatus(conversation, status, [], github);
    return created.ok
      ? ok({ kind: "claimed", commentId: created.value, earlier: undefined, isLaunched: false })
      : created;
  }
  // Before it tries again, others and later attempts must be able to see that it does.
  const targets = status.targets.map(
    (target) =>
      own.status.targets.find((each) => each.repository === target.repository && each.result === "dispatched") ??
      target,
  );
  const isOpen = targets.some((target) => target.result !== "dispatched");
  if (isOpen && own.status.result !== "sending") {
    const body = printStatus({ ...status, targets });
    const updated = await github.updateComment(conversation.place.repository, own.commentId, body);
    if (!updated.ok) return updated;
  }
  return ok({ kind: "claimed", commentId: own.commentId, earlier: own.status, isLaunched: false });
}

/**
 * Status comments of the same command by other runs, except those that stood back themselves, and those of a denial or
 * refusal that came before any request was planned: such a run has nothing to send, now or when it is run again.
 */
function othersOf(status: CommandStatus, statuses: readonly StatusComment[]): readonly StatusComment[] {
  return statuses.filter(
    (each) =>
      each.status.id === status.id &&
      each.status.run !== status.run &&
      each.status.result !== "held" &&
      each.status.targets.length > 0,
  );
}
