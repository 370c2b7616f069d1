import { ok } from "@yardmaster/core";
import { decodeRunPage, decodeWorkflowRun } from "../answers/decode-runs.ts";
import type { GitHub } from "../contract/github.ts";
import { checkId, checkInstant, checkRepository, checkWorkflowFile } from "../requests/check-names.ts";
import { type Client, decoded } from "../requests/client.ts";
import { pageLength, readPages } from "../requests/pages.ts";
import { printInstant } from "../requests/print-instant.ts";

/** GitHub lists no more than a thousand runs by filters. */
const maximumPages = 10;

export function runMethods(client: Client): Pick<GitHub, "workflowRuns" | "workflowRun" | "cancelRun"> {
  return {
    async workflowRuns({ repository, workflow, event, createdSince }) {
      const refused =
        checkRepository(repository) ??
        (workflow === undefined ? undefined : checkWorkflowFile(workflow)) ??
        checkInstant(createdSince);
      if (refused) return { ok: false, error: refused };
      const ofWorkflow = workflow === undefined ? "" : "/workflows/{workflow_id}";
      const route = `GET /repos/{owner}/{repo}/actions${ofWorkflow}/runs`;
      const filter = { event, created: `>=${printInstant(createdSince)}` };
      const names = workflow === undefined ? repository : { ...repository, workflow_id: workflow };
      return readPages(
        (page) => {
          const parameters = { ...names, ...filter, per_page: pageLength, page };
          return decoded(client.repeatable({ refused: undefined, route, parameters }), (data) =>
            decodeRunPage(data, page),
          );
        },
        ({ id }) => id,
        { maximumPages, tooMany: `${repository.owner}/${repository.repo} has more than 1000 such runs.` },
      );
    },

    workflowRun(repository, id) {
      const asked = client.repeatable({
        refused: checkRepository(repository) ?? checkId("run", id),
        route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}",
        parameters: { ...repository, run_id: id },
      });
      return decoded(asked, (data) => decodeWorkflowRun(data, id));
    },

    async cancelRun(repository, id) {
      const answer = await client.repeatable({
        refused: checkRepository(repository) ?? checkId("run", id),
        route: "POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel",
        parameters: { ...repository, run_id: id },
        statuses: [202],
      });
      if (answer.ok) return ok("requested");
      return answer.error.status === 409 ? ok("finished") : answer;
    },
  };
}
