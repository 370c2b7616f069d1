import { fail, ok, type Result, type Value } from "@yardmaster/core";
import type { Host } from "../../program/host.ts";
import { userAgent } from "../../program/program.ts";

/** A run on a server: `30433642`, or `https://github.com/OWNER/NAME/actions/runs/30433642/attempts/2`. */
export interface RunReference {
  readonly id: number;
  readonly attempt?: number;
  /** `https://github.com`; undefined: the usual server. */
  readonly origin?: string;
  /** `OWNER/NAME`; undefined: the one of the folder. */
  readonly repository?: string;
}

const timeoutMilliseconds = 20_000;

/** @returns undefined for what names no run: a file. */
export function parseRunReference(text: string): RunReference | undefined {
  if (/^\d{1,15}$/.test(text)) return { id: Number(text) };
  const [, origin, repository, id, attempt] =
    /^(https?:\/\/[^/]+)\/([\w.-]+\/[\w.-]+)\/actions\/runs\/(\d{1,15})(?:\/attempts\/(\d{1,6}))?(?:\/job\/\d+)?\/?(?:[?#].*)?$/.exec(
      text,
    ) ?? [];
  if (origin === undefined || repository === undefined) return undefined;
  return { id: Number(id), origin, repository, ...(attempt === undefined ? {} : { attempt: Number(attempt) }) };
}

/**
 * What GitHub's API answers of a run and of its jobs.
 * @param usual `OWNER/NAME` of the folder.
 * @returns a sentence where it cannot be read; the token is in none.
 */
export async function fetchRecording(
  { id, attempt, origin, repository: named }: RunReference,
  usual: string | undefined,
  host: Host,
): Promise<Result<{ readonly run: Value; readonly jobs: Value }, string>> {
  const name = named ?? usual;
  if (name === undefined) return fail("No remote of git says which repository the run is of: give its address.");
  const [{ createRunReads }, { serverOf }] = await Promise.all([
    import("@yardmaster/github"),
    import("@yardmaster/pins"),
  ]);
  const server = serverOf(origin, host.env);
  const { apiUrl, token } = server;
  if (token === undefined) {
    return fail(
      `Reading a run from ${server.origin} takes a token with the permission Actions: read, in GITHUB_TOKEN or GH_TOKEN (of another server in GH_ENTERPRISE_TOKEN, with GH_HOST). Without one, give a file of what the API answers.`,
    );
  }
  const [owner = "", repo = ""] = name.split("/");
  const log = (line: string): void => host.stderr.write(`${line}\n`);
  const reads = createRunReads({ apiUrl, token, userAgent, timeoutMilliseconds, log });
  const run = await reads.run({ owner, repo }, id, attempt);
  if (!run.ok) return fail(`The run ${id} of ${name} cannot be read: ${run.error.message}`);
  const jobs = await reads.jobs({ owner, repo }, id, attempt);
  if (!jobs.ok) return fail(`The jobs of the run ${id} of ${name} cannot be read: ${jobs.error.message}`);
  return ok({ run: run.value as Value, jobs: jobs.value as Value });
}
