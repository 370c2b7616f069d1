import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { viewRepository } from "../../scripts/check-docs/repository-view.ts";

// Every `gh api` in the pages asks for what GitHub's own description of its REST API has.

interface Call {
  readonly place: string;
  readonly method: string;
  /** With `{}` for each part that is given. */
  readonly path: string;
}

const calls: readonly Call[] = viewRepository(process.cwd()).pages.flatMap(({ path: page, fences }) =>
  fences.flatMap((fence) =>
    [...fence.text.matchAll(/\bgh api (?:--method (\w+) )?"([^"]+)"/g)].map(([, method = "GET", path = ""]) => ({
      place: `${page}:${fence.line}`,
      method,
      path: `/${path}`
        .replace(/^\/repos\/(?:\$repository|[\w-]+\/[\w-]+)/, "/repos/{}/{}")
        .replace(/\?.*$/, "")
        .replace(/\/(?:\$\w+|\$\(\w+\)|\d{5,})(?=\/|$)/g, "/{}")
        .replace(/\/contents$/, "/contents/{}") // of the root
        .replace(/\/environments\/\w+/, "/environments/{}"),
    })),
  ),
);

/** `GET /repos/{}/{}` for each route. */
function describedRoutes(): ReadonlySet<string> {
  const text = readFileSync("node_modules/@octokit/openapi-types/types.d.ts", "utf8");
  const routes = new Set<string>();
  let path = "";
  for (const line of text.split("\n")) {
    path = /^ {2}"(\/[^"]*)": \{$/.exec(line)?.[1]?.replace(/\{\w+\}/g, "{}") ?? path;
    const method = /^ {4}(get|put|post|patch|delete): operations\[/.exec(line)?.[1];
    if (method) routes.add(`${method.toUpperCase()} ${path}`);
  }
  return routes;
}

const test = suite("gh api in the documents");

test("names routes that GitHub describes", () => {
  const described = describedRoutes();
  assert.ok(described.size > 500, `${described.size} routes`);
  assert.ok(calls.length >= 10, `${calls.length} calls`);
  assert.equal(
    calls.filter(({ method, path }) => !described.has(`${method} ${path}`)),
    [],
  );
});

test.run();
