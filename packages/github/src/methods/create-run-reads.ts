import { ok } from "@yardmaster/core";
import { fieldsOf, isId, wrongShape } from "../answers/fields.ts";
import type { GitHubOptions } from "../contract/github-options.ts";
import type { RunReads } from "../contract/run-reads.ts";
import { checkId, checkRepository } from "../requests/check-names.ts";
import { createClient, decoded } from "../requests/client.ts";
import { pageLength, pageOf, readPages } from "../requests/pages.ts";
import { repeatPolicyOf } from "../requests/repeat-policy.ts";

const maximumPages = 30;

/** Reads repeat as those of `createGitHub` do, and have its bounds. */
export function createRunReads(options: GitHubOptions): RunReads {
  const client = createClient(options, repeatPolicyOf(options));
  const placeOf = (attempt: number | undefined): string =>
    `GET /repos/{owner}/{repo}/actions/runs/{run_id}${attempt === undefined ? "" : "/attempts/{attempt_number}"}`;
  const namesOf = (id: number, attempt: number | undefined): Readonly<Record<string, number>> =>
    attempt === undefined ? { run_id: id } : { run_id: id, attempt_number: attempt };
  return {
    run: (repository, id, attempt) =>
      decoded(
        client.repeatable({
          refused: checkRepository(repository) ?? checkId("run", id),
          route: placeOf(attempt),
          parameters: { ...repository, ...namesOf(id, attempt) },
        }),
        (data) => (fieldsOf(data).id === id ? ok(data) : wrongShape("a workflow run")),
      ),
    jobs: (repository, id, attempt) =>
      readPages(
        (page) =>
          decoded(
            client.repeatable({
              refused: checkRepository(repository) ?? checkId("run", id),
              route: `${placeOf(attempt)}/jobs`,
              parameters: { ...repository, ...namesOf(id, attempt), per_page: pageLength, page },
            }),
            (data) => {
              const { jobs } = fieldsOf(data);
              const areJobs = Array.isArray(jobs) && jobs.every((job) => isId(fieldsOf(job).id));
              return areJobs ? ok(pageOf(jobs as readonly unknown[])) : wrongShape("a list of jobs");
            },
          ),
        (job) => fieldsOf(job).id as number,
        { maximumPages, tooMany: `The run ${id} has more than 3000 jobs.` },
      ),
  };
}
