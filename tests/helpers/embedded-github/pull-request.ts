import type { components } from "@octokit/openapi-types";
import { errorReply } from "./reply.ts";
import { findRepository, numberOf, type Route } from "./route.ts";

type PullRequest = components["schemas"]["pull-request"];
/** What the programs can read of it. */
type Body = Pick<PullRequest, "number" | "state" | "title" | "url" | "html_url"> & {
  readonly head: { readonly ref: string; readonly sha: string; readonly repo: { readonly full_name: string } | null };
  readonly base: { readonly ref: string; readonly repo: { readonly full_name: string } };
};

export const pullRequest: Route = {
  route: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
  answer(request, context) {
    const found = findRepository(request, context, "read", ["pull_requests"]);
    if ("refusal" in found) return found.refusal;
    const { repository, fullName } = found;
    const pull = context.world.findPullRequest(repository, numberOf(request.parameters.pull_number));
    if (!pull) return errorReply(404, "Not Found");
    const { number, state = "open", headSha, headRepository = fullName } = pull;
    const body: Body = {
      number,
      state,
      title: `Pull request ${number}`,
      url: `${context.url}/repos/${fullName}/pulls/${number}`,
      html_url: `${new URL(context.url).origin}/${fullName}/pull/${number}`,
      head: { ref: "change", sha: headSha, repo: headRepository === null ? null : { full_name: headRepository } },
      base: { ref: repository.defaultBranch, repo: { full_name: fullName } },
    };
    return { status: 200, body };
  },
};
