import type { Expression } from "@yardmaster/core";

/**
 * What each context is called in a variable's name. None begins with `GITHUB_` or `RUNNER_`, which GitHub reserves, and
 * none is empty, so that an input called `path` never replaces `PATH`.
 */
const prefixes: Readonly<Record<string, string>> = {
  env: "ENV",
  github: "GH",
  inputs: "INPUT",
  job: "JOB",
  jobs: "JOBS",
  matrix: "MATRIX",
  needs: "NEEDS",
  runner: "HOST",
  secrets: "SECRET",
  steps: "STEP",
  strategy: "STRATEGY",
  vars: "VAR",
};

/** The variable that carries an interpolated expression: `github.event.comment.body` becomes `EVENT_COMMENT_BODY`. */
export function environmentName(expression: Expression): string {
  const names = pathOf(expression);
  if (!names) return "VALUE";
  const [context = "", ...rest] = names;
  const parts = context === "github" && rest[0] === "event" ? rest : [prefixes[context] ?? context, ...rest];
  return parts
    .filter((part) => part !== "outputs")
    .map((part) => part.replace(/[^A-Za-z0-9]+/g, "_").toUpperCase())
    .join("_");
}

function pathOf(expression: Expression): readonly string[] | undefined {
  if (expression.kind === "context") return [expression.name];
  if (expression.kind !== "property") return undefined;
  const object = pathOf(expression.object);
  return object && [...object, expression.name];
}
