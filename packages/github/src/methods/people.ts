import { ok } from "@yardmaster/core";
import { decodeCollaborator, decodeTeam, decodeTeamMembership } from "../answers/decode-answers.ts";
import type { GitHub } from "../contract/github.ts";
import { checkLogin, checkRepository, checkTeam } from "../requests/check-names.ts";
import { type Client, decoded } from "../requests/client.ts";

export function peopleMethods(client: Client): Pick<GitHub, "collaborator" | "teamMembership" | "teamVisibility"> {
  return {
    collaborator(repository, login) {
      const asked = client.repeatable({
        refused: checkRepository(repository) ?? checkLogin(login),
        route: "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
        parameters: { ...repository, username: login },
      });
      return decoded(asked, (data) => decodeCollaborator(data, login));
    },

    async teamMembership(org, teamSlug, login) {
      const answer = await client.repeatable({
        refused: checkTeam(org, teamSlug) ?? checkLogin(login),
        route: "GET /orgs/{org}/teams/{team_slug}/memberships/{username}",
        parameters: { org, team_slug: teamSlug, username: login },
      });
      if (answer.ok) return decodeTeamMembership(answer.value.data);
      return answer.error.kind === "not-found" ? ok("none-or-not-visible") : answer;
    },

    async teamVisibility(org, teamSlug) {
      const answer = await client.repeatable({
        refused: checkTeam(org, teamSlug),
        route: "GET /orgs/{org}/teams/{team_slug}",
        parameters: { org, team_slug: teamSlug },
      });
      if (answer.ok) return decodeTeam(answer.value.data, teamSlug);
      return answer.error.kind === "not-found" ? ok("not-visible") : answer;
    },
  };
}
