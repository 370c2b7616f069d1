import { ok } from "@yardmaster/core";
import { decodeDispatchedRun } from "../answers/decode-answers.ts";
import { wrongShape } from "../answers/fields.ts";
import type { GitHub } from "../contract/github.ts";
import { checkEventType, checkPayload, checkRepository, checkWorkflowFile } from "../requests/check-names.ts";
import type { Client } from "../requests/client.ts";

export function dispatchMethods(client: Client): Pick<GitHub, "dispatchWorkflow" | "dispatchRepository"> {
  return {
    async dispatchWorkflow({ repository, workflow, ref, inputs }) {
      const parameters = { ...repository, workflow_id: workflow, ref, inputs };
      const request = {
        refused: checkRepository(repository) ?? checkWorkflowFile(workflow),
        route: "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches",
        statuses: [200, 204],
      };
      let answer = await client.once({ ...request, parameters: { ...parameters, return_run_details: true } });
      // GHES up to 3.20 does not know the field. A 400 has dispatched nothing, so it is sent again without.
      if (!answer.ok && answer.error.status === 400 && answer.error.message.includes("return_run_details")) {
        answer = await client.once({ ...request, parameters });
      }
      if (!answer.ok) return answer;
      if (answer.value.status === 204) return ok({ status: 204 });
      // A 200 may be a proxy's: without the run it does not say that GitHub has carried anything out.
      const run = decodeDispatchedRun(answer.value.data);
      return run ? ok({ status: 200, run }) : wrongShape("a dispatched run");
    },

    async dispatchRepository({ repository, eventType, payload }) {
      const answer = await client.once({
        refused: checkRepository(repository) ?? checkEventType(eventType) ?? checkPayload(payload),
        route: "POST /repos/{owner}/{repo}/dispatches",
        parameters: { ...repository, event_type: eventType, client_payload: payload },
        statuses: [204],
      });
      return answer.ok ? ok({ status: 204 }) : answer;
    },
  };
}
