import { NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { expressionSites, mappingKeys } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";

// What the facts say of a position, against GitHub's own parser with an expression at that position.

interface Site {
  readonly contexts: readonly string[];
  readonly functions: readonly string[];
}
const sites: Readonly<Record<string, Site>> = expressionSites;
const contexts = [...new Set(Object.values(sites).flatMap((site) => site.contexts))].sort();
/** With the least and the most arguments that any position takes. */
const calls: Readonly<Record<string, string>> = {
  "always(0,0)": "always()",
  "cancelled(0,0)": "cancelled()",
  "failure(0,0)": "failure()",
  "failure(0,MAX)": "failure('a', 'b')",
  "success(0,0)": "success()",
  "success(0,MAX)": "success('a', 'b')",
  "hashFiles(1,255)": "hashFiles('a')",
};
const functionsAt = (site: Site): readonly string[] =>
  Object.keys(calls).filter(
    (name) => site.functions.includes(name) || site.functions.includes(name.replace("0,0", "0,MAX")),
  );

/** Mappings whose items are a list. */
const lists = [
  "jobs.*.steps",
  "jobs.*.steps.*.parallel",
  "jobs.*.strategy.matrix.include",
  "jobs.*.strategy.matrix.exclude",
];
const listsOfScalars = ["ports", "volumes", "runs-on", "labels", "needs", "matrix.*"];

/** A workflow in flow style: a job a line, or else the top of it, has the expression at a position. */
function workflowWith(path: string, expressions: readonly string[]): string {
  const isCall = /^jobs\.\*\.(?:with|secrets)/.test(path);
  const plain = isCall ? { uses: "./.github/workflows/x.yml" } : { "runs-on": "x", steps: [{ run: "x" }] };
  if (!path.startsWith("jobs.*.")) {
    const top = nest([], path.split("."), `\${{ ${expressions[0]} }}`) as Record<string, unknown>;
    return JSON.stringify({ on: "push", jobs: { a: plain }, ...top });
  }
  const jobs = expressions.map((expression, index) => {
    const keys = path.split(".").slice(2);
    const job = nest(["jobs", "*"], keys, `\${{ ${expression} }}`) as Record<string, unknown>;
    return `"j${index}": ${JSON.stringify({ ...plain, ...job })}`;
  });
  return `{"on": "push", "jobs": {\n${jobs.join(",\n")}\n}}`;
}

function nest(before: readonly string[], rest: readonly string[], value: unknown): unknown {
  const [key, ...more] = rest;
  if (key === undefined) return value;
  const inner = nest([...before, key], more, value);
  const at = before.join(".");
  if (key !== "*") return { [key]: inner };
  if (lists.includes(at) || (more.length === 0 && listsOfScalars.some((name) => `.${at}`.endsWith(`.${name}`))))
    return [inner];
  return { a: inner };
}

/** Those of the expressions that GitHub's parser takes at a position. */
function taken(path: string, names: readonly string[], write: (name: string) => string): readonly string[] {
  const isOfJob = path.startsWith("jobs.*.");
  const batches = isOfJob ? [names] : names.map((name) => [name]);
  return batches.flatMap((batch) => {
    const content = workflowWith(path, batch.map(write));
    const { context } = parseWorkflow({ name: "w.yml", content }, new NoOperationTraceWriter());
    const refused = context.errors
      .getErrors()
      .filter(({ rawMessage }) => /Unrecognized|not allowed|Too (?:many|few)|Unexpected value/.test(rawMessage))
      .map(({ range }) => (isOfJob ? (range?.start.line ?? 0) - 2 : 0));
    return batch.filter((_, index) => !refused.includes(index));
  });
}

const test = suite("contexts and functions by position are those that GitHub's parser takes there");
for (const [path, site] of Object.entries(sites)) {
  test(path, () => {
    assert.equal(
      taken(path, contexts, (name) => `toJSON(${name})`),
      site.contexts,
    );
    assert.equal(
      taken(path, Object.keys(calls), (name) => calls[name] ?? ""),
      functionsAt(site),
    );
  });
}
test("a key that the facts have no position for takes no expression", () => {
  const others = Object.entries(mappingKeys).flatMap(([path, { keys }]) =>
    (keys as readonly string[]).map((key) => (path === "" ? key : `${path}.${key}`)).filter((key) => !(key in sites)),
  );
  assert.ok(others.length > 50, `${others.length} keys`);
  assert.equal(
    others.filter((path) => taken(path, contexts, (name) => `toJSON(${name})`).length > 0),
    [],
  );
});
test.run();
