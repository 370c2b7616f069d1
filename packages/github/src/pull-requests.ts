import { checkId, checkRepository } from "./check-names.ts";
import { type Client, decoded } from "./client.ts";
import { decodePullRequest } from "./decode-answers.ts";
import type { GitHub } from "./github.ts";

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
