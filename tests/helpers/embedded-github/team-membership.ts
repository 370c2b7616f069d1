import type { operations } from "@octokit/openapi-types";
import { errorReply } from "./reply.ts";
import type { Route } from "./route.ts";
import { isSameName } from "./state.ts";

type Operation = operations["teams/get-membership-for-user-in-org"];
type Body = Operation["responses"][200]["content"]["application/json"];

/** A team that the token cannot see and one without the member answer alike. */
export const teamMembership: Route = {
  route: "GET /orgs/{org}/teams/{team_slug}/memberships/{username}",
  answer({ parameters, token }, { state, url }) {
    const { org, team_slug, username } = parameters;
    const team = state.teams?.find((known) => isSameName(known.org, org) && isSameName(known.slug, team_slug));
    const member = Object.entries(team?.members ?? {}).find(([login]) => isSameName(login, username));
    if (!team || !member || !token.permissions.members) return errorReply(404, "Not Found");
    const [login, membership] = member;
    const address = `${url}/organizations/1/team/1/memberships/${encodeURIComponent(login)}`;
    return { status: 200, body: { url: address, role: "member", state: membership } satisfies Body };
  },
};

/** Seen by tokens with Members: read alone. */
export const team: Route = {
  route: "GET /orgs/{org}/teams/{team_slug}",
  answer({ parameters, token }, { state }) {
    const { org, team_slug } = parameters;
    const found = state.teams?.find((known) => isSameName(known.org, org) && isSameName(known.slug, team_slug));
    if (!found || !token.permissions.members) return errorReply(404, "Not Found");
    return { status: 200, body: { id: 1, name: found.slug, slug: found.slug, privacy: "closed" } };
  },
};
