import { errorReply, type Reply } from "./reply.ts";
import type { Route, RouteContext, RouteRequest } from "./route.ts";
import { type EmbeddedContent, isSameName } from "./state.ts";

const notFound = errorReply(404, "Not Found");

function withContent(answer: (content: EmbeddedContent, request: RouteRequest) => Reply): Route["answer"] {
  return (request: RouteRequest, { state }: RouteContext) => {
    const { owner, repo } = request.parameters;
    const found = state.repositories.find((known) => isSameName(known.owner, owner) && isSameName(known.name, repo));
    const content = found?.content;
    if (!content || (content.isPrivate && !request.token.permissions.contents)) return notFound;
    return answer(content, request);
  };
}

const listTags: Route = {
  route: "GET /repos/{owner}/{repo}/tags",
  answer: withContent(({ tags }, { query }) => {
    const [length, page] = [Number(query.get("per_page") ?? 30), Number(query.get("page") ?? 1)];
    const all = Object.entries(tags).map(([name, sha]) => ({ name, commit: { sha, url: "" }, node_id: "" }));
    return { status: 200, body: all.slice((page - 1) * length, page * length) };
  }),
};

const getBranch: Route = {
  route: "GET /repos/{owner}/{repo}/git/ref/heads/{branch}",
  answer: withContent(({ branches = {} }, { parameters: { branch = "" } }) =>
    Object.hasOwn(branches, branch)
      ? { status: 200, body: { ref: `refs/heads/${branch}`, object: { type: "commit", sha: branches[branch] } } }
      : notFound,
  ),
};

const getCommit: Route = {
  route: "GET /repos/{owner}/{repo}/git/commits/{sha}",
  answer: withContent(({ commits }, { parameters: { sha = "" } }) => {
    const commit = commits[sha];
    return commit ? { status: 200, body: { sha, committer: { name: "x", date: commit.committedAt } } } : notFound;
  }),
};

const getRelease: Route = {
  route: "GET /repos/{owner}/{repo}/releases/tags/{tag}",
  answer: withContent(({ releases = {} }, { parameters: { tag = "" } }) =>
    Object.hasOwn(releases, tag) ? { status: 200, body: { tag_name: tag, published_at: releases[tag] } } : notFound,
  ),
};

const getFile: Route = {
  route: "GET /repos/{owner}/{repo}/contents/{path}",
  answer: withContent(({ commits }, { parameters: { path = "" }, query }) => {
    const text = commits[query.get("ref") ?? ""]?.files[path];
    if (text === undefined) return notFound;
    const content = Buffer.from(text).toString("base64").replaceAll(/.{60}/g, "$&\n");
    return { status: 200, body: { type: "file", encoding: "base64", path, content } };
  }),
};

export const contentRoutes: readonly Route[] = [listTags, getBranch, getCommit, getRelease, getFile];
