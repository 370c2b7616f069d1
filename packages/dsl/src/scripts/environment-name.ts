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

/** Variables that a shell sets for itself whatever the environment says, so that a value would be lost. */
const ownedByShells = new Set(
  (
    "_ BASH BASHOPTS BASHPID BASH_ARGC BASH_ARGV BASH_LINENO BASH_SOURCE BASH_SUBSHELL BASH_VERSINFO BASH_VERSION " +
    "DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS IFS LINENO OLDPWD OPTIND PIPESTATUS PPID PWD RANDOM SECONDS " +
    "SHELLOPTS SHLVL SRANDOM UID"
  ).split(" "),
);

/** Read by GitHub's own `gh`: a value under one of them would be its token, its server, its repository. */
const readByPrograms = new Set(
  "GH_TOKEN GH_ENTERPRISE_TOKEN GH_HOST GH_REPO GH_PATH GH_CONFIG_DIR GH_DEBUG GH_EDITOR GH_BROWSER GH_PAGER".split(
    " ",
  ),
);

/** Whether a derived name would have a meaning that its author did not choose: to the runner, a shell or a program. */
export function hasOtherMeaning(name: string): boolean {
  return environmentNameProblem(name) !== undefined || readByPrograms.has(name);
}

/** Why a stated name cannot carry a value; undefined when it can. */
export function environmentNameProblem(name: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return "it is not made of letters, digits and `_`";
  if (/^(GITHUB|RUNNER)_/i.test(name)) return "GitHub sets the variables that begin like it";
  return ownedByShells.has(name) ? "the shell sets it" : undefined;
}

function pathOf(expression: Expression): readonly string[] | undefined {
  if (expression.kind === "context") return [expression.name];
  if (expression.kind !== "property") return undefined;
  const object = pathOf(expression.object);
  return object && [...object, expression.name];
}
