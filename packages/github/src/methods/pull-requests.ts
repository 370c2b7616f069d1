import { decodePullRequest } from "../answers/decode-answers.ts";
import type { GitHub } from "../contract/github.ts";
import { checkId, checkRepository } from "../requests/check-names.ts";
import { type Client, decoded } from "../requests/client.ts";

export function pullRequestMethods(client: Client): Pick<GitHub, "pullRequest"> {
  return {
    pullRequest(repository, number) {
      const asked = client.repeatable({
        refused: checkRepository(repository) ?? checkId("number", number),
        route: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
        parameters: { ...repository, pull_number: number },
      });
      return decoded(asked, (data) => decodePullRequest(data, number));
    },
  };
}
