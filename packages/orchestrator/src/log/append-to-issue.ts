import { createHash } from "node:crypto";
import { fail, ok, type Result } from "@yardmaster/core";
import type { GitHub, GitHubError, IssueComment, RepositoryName } from "@yardmaster/github";
import type { Clock } from "../host/host.ts";
import type { Appended, AppendFailure } from "./append-to-branch.ts";
import type { LogLine } from "./log-line.ts";

export interface IssuePlace {
  readonly repository: RepositoryName;
  readonly issue: number;
}

/** GitHub's limit for a comment. */
const maximumCommentCharacters = 65_536;
const maximumAttempts = 3;
/** GitHub ends its requests after ten seconds: what is not there then does not come any more. */
const pauseMilliseconds = 10_000;
/** The runner's clock, which a line's start goes by, and GitHub's, which comments go by, may differ. */
const clockDifferenceMilliseconds = 600_000;

/**
 * One comment a line, in a block of JSON below a marker that names the line. A line whose marker begins a comment of an app
 * or of GitHub Actions is there already; a person's comment is no proof, because anybody may write one.
 */
export async function appendToIssue(
  lines: readonly LogLine[],
  place: IssuePlace,
  github: Pick<GitHub, "issueComments" | "createComment">,
  clock: Clock,
): Promise<Result<Appended, AppendFailure>> {
  let appended: Appended = { written: 0, present: 0 };
  if (lines.length === 0) return ok(appended);
  const oldest = Math.min(...lines.map(({ start }) => start.getTime()));
  const since = new Date(Math.max(oldest - clockDifferenceMilliseconds, 0));
  const look = () => github.issueComments(place.repository, place.issue, since);
  const before = await look();
  if (!before.ok) return fail({ appended, error: before.error });
  for (const line of lines) {
    const comment = printComment(line);
    if (before.value.some((each) => isLine(each, comment.marker))) {
      appended = { ...appended, present: appended.present + 1 };
      continue;
    }
    const created = await createOnce(comment, place, { create: github.createComment, look, clock });
    if (!created.ok) return fail({ appended, error: created.error });
    appended = { ...appended, written: appended.written + 1 };
  }
  return ok(appended);
}

interface PrintedComment {
  readonly marker: string;
  readonly body: string;
}

function printComment({ text, short }: LogLine): PrintedComment {
  const key = createHash("sha256").update(text).digest("hex").slice(0, 32);
  const marker = `<!-- orchestrator-log:v1 ${key} -->`;
  const print = (json: string) => `${marker}\n\`\`\`json\n${json}\n\`\`\`\n`;
  const whole = print(text);
  return { marker, body: whole.length <= maximumCommentCharacters ? whole : print(short) };
}

function isLine({ author, body }: IssueComment, marker: string): boolean {
  return author.type === "Bot" && body.startsWith(marker);
}

interface CreateTools {
  readonly create: GitHub["createComment"];
  readonly look: () => Promise<Result<readonly IssueComment[], GitHubError>>;
  readonly clock: Clock;
}

/** Where the answer is lost, the comment is looked for before it is sent again. */
async function createOnce(
  { marker, body }: PrintedComment,
  { repository, issue }: IssuePlace,
  { create, look, clock }: CreateTools,
): Promise<Result<undefined, GitHubError>> {
  for (let attempt = 1; ; attempt++) {
    const created = await create(repository, issue, body);
    if (created.ok) return ok(undefined);
    if (created.error.carriedOut === "no") return created;
    if (clock.remainingMilliseconds() < pauseMilliseconds) return created;
    await clock.wait(pauseMilliseconds);
    const after = await look();
    if (!after.ok) return after;
    if (after.value.some((each) => isLine(each, marker))) return ok(undefined);
    if (attempt === maximumAttempts) return created;
  }
}
