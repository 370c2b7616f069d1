import type { components } from "@octokit/openapi-types";

export function simpleUser(
  apiUrl: string,
  login: string,
  id: number,
  type = login.endsWith("[bot]") ? "Bot" : "User",
): components["schemas"]["simple-user"] {
  const url = `${apiUrl}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: Buffer.from(`04:User${id}`).toString("base64"),
    avatar_url: `${apiUrl}/avatars/u/${id}`,
    gravatar_id: "",
    url,
    html_url: `${new URL(apiUrl).origin}/${encodeURIComponent(login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    site_admin: false,
  };
}
