import type { Task, TaskDispatch, TaskInput, TaskRule, TaskTable } from "./task-table.ts";

/** What is wrong in a table whose shape is right. */
export interface TaskTableProblem {
  /** Keys and indexes from the table's top, such as `["tasks", "0", "who", "teams", "1"]`. */
  readonly path: readonly string[];
  /** What is needed there, as a phrase: `a login without @`. */
  readonly expected: string;
}

/** Every problem, in the order of the table. Names are those that GitHub can have; relations are within one task. */
export function checkTaskTable({ tasks }: TaskTable): readonly TaskTableProblem[] {
  return [
    ...(tasks.length > maximumTasks ? [problem(["tasks"], `at most ${maximumTasks} tasks`)] : []),
    ...findRepeated(
      tasks.map(({ name }) => name),
      ["tasks"],
      ["name"],
    ),
    ...tasks.flatMap((task, index) => checkTask(task, ["tasks", String(index)])),
  ];
}

type Path = readonly string[];

interface NameKind {
  readonly pattern: RegExp;
  readonly expected: string;
}

const maximumTasks = 100;
const maximumRepositories = 100;
const maximumNames = 100;
const maximumParallel = 10;
/** GitHub's: inputs of `workflow_dispatch`, keys of a client payload. */
const maximumKeys = { workflow_dispatch: 25, repository_dispatch: 10 } as const;

const kinds = {
  task: {
    pattern: /^(?!(?:help|status|cancel)$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
    expected: 'a task name such as "release-notes", which is not "help", "status" or "cancel"',
  },
  input: { pattern: /^[A-Za-z_][A-Za-z0-9_-]{0,99}$/, expected: 'an input name such as "since"' },
  workflow: {
    pattern: /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}\.ya?ml$/,
    expected: 'a file name such as "release.yml"',
  },
  ref: {
    pattern:
      /^(?!refs\/|[0-9a-f]{40}$)(?!.*(?:\.\.|\/\/|\/\.|\.\/|\.lock(?:\/|$)))[A-Za-z0-9_][A-Za-z0-9_.+@#/-]{0,254}(?<![./])$/,
    expected: 'a plain name of a branch or tag, such as "main"',
  },
  repository: {
    pattern: /^[A-Za-z0-9_-]{1,39}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/,
    expected: "a repository as OWNER/NAME",
  },
  type: {
    pattern: /^(?! )[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]{1,100}(?<! )$/u,
    expected: "an event type of 1 to 100 characters",
  },
  role: { pattern: /^(?:triage|write|maintain|admin)$/, expected: '"triage", "write", "maintain" or "admin"' },
  customRole: {
    // A built-in role is asked for by its permission: by name it would leave out the roles above it.
    pattern:
      /^(?!(?:none|read|pull|triage|write|push|maintain|admin)$)(?! )[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]{1,100}(?<! )$/iu,
    expected: "the name of a custom role; built-in roles stand under `roles`",
  },
  team: {
    pattern: /^(?:[A-Za-z0-9_-]{1,39}\/)?(?!\.{1,2}$)[A-Za-z0-9._-]{1,255}$/,
    expected: "a team as SLUG or ORGANISATION/SLUG",
  },
  person: { pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/, expected: "a login without @" },
  app: { pattern: /^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$/, expected: 'the slug of an app, such as "renovate"' },
} satisfies Record<string, NameKind>;

function checkTask(task: Task, path: Path): readonly TaskTableProblem[] {
  const { name, description, dispatch, inputs, who } = task;
  const inputsPath = [...path, "inputs"];
  return [
    ...checkName(kinds.task, name, [...path, "name"]),
    ...checkLine(description, [...path, "description"]),
    ...checkDispatch(dispatch, [...path, "dispatch"]),
    ...checkKeys(task, path),
    ...findRepeated(
      inputs.map((input) => input.name),
      inputsPath,
      ["name"],
    ),
    ...inputs.flatMap((input, index) => checkInput(input, [...inputsPath, String(index)])),
    ...(who ? checkRule(who, [...path, "who"]) : []),
  ];
}

function checkDispatch(dispatch: TaskDispatch, path: Path): readonly TaskTableProblem[] {
  const { repositories, parallel } = dispatch;
  const isCount = Number.isInteger(parallel) && parallel >= 1 && parallel <= maximumParallel;
  return [
    ...checkNames(kinds.repository, repositories, maximumRepositories, [...path, "repositories"]),
    ...(isCount ? [] : [problem([...path, "parallel"], `a whole number from 1 to ${maximumParallel}`)]),
    ...(dispatch.event === "repository_dispatch" ? checkName(kinds.type, dispatch.type, [...path, "type"]) : []),
    ...(dispatch.event === "workflow_dispatch"
      ? checkName(kinds.workflow, dispatch.workflow, [...path, "workflow"])
      : []),
    ...(dispatch.event === "workflow_dispatch" ? checkRef(dispatch.ref, repositories, [...path, "ref"]) : []),
  ];
}

function checkRef(ref: string | undefined, repositories: readonly string[], path: Path): readonly TaskTableProblem[] {
  if (ref !== undefined) return checkName(kinds.ref, ref, path);
  return repositories.length > 0 ? [problem(path, "a branch or tag, because other repositories are named")] : [];
}

/** What the orchestrator fills in must not be a command's to give, in whatever case: GitHub ignores it. */
function checkKeys({ dispatch, inputs }: Task, path: Path): readonly TaskTableProblem[] {
  const names = new Set(inputs.map(({ name }) => name.toLowerCase()));
  const own = (["correlation", "head"] as const).flatMap((key) => {
    const name = dispatch[key];
    if (name === undefined) return [];
    const at = [...path, "dispatch", key];
    const isTaken = names.has(name.toLowerCase());
    names.add(name.toLowerCase());
    return [
      ...checkName(kinds.input, name, at),
      ...(isTaken ? [problem(at, "a name that no input of the table and no other key has")] : []),
    ];
  });
  const keys = inputs.length + [dispatch.correlation, dispatch.head].filter((name) => name !== undefined).length;
  const maximum = maximumKeys[dispatch.event];
  const expected = `at most ${maximum} inputs, with those that the orchestrator fills in`;
  return keys > maximum ? [...own, problem([...path, "inputs"], expected)] : own;
}

function checkInput({ name, description, type, options, default: preset }: TaskInput, path: Path) {
  const values = [...path, "options"];
  const isChoice = type === "choice";
  const isUsable = options !== undefined && options.length > 0 && !options.includes("");
  return [
    ...checkName(kinds.input, name, [...path, "name"]),
    ...checkLine(description, [...path, "description"]),
    ...(isChoice && !isUsable ? [problem(values, "options, none of them empty")] : []),
    ...(!isChoice && options !== undefined ? [problem(values, 'no options, because the type is not "choice"')] : []),
    ...(options ?? []).flatMap((option, index) => checkLine(option, [...values, String(index)])),
    ...(options !== undefined && new Set(options).size < options.length
      ? [problem(values, "options of which no two are the same")]
      : []),
    ...(preset === undefined ? [] : checkDefault(type, options, preset, [...path, "default"])),
  ];
}

function checkDefault(
  type: TaskInput["type"],
  options: readonly string[] = [],
  preset: string | number | boolean,
  path: Path,
): readonly TaskTableProblem[] {
  if (type === "choice") {
    return options.some((option) => option === preset) ? [] : [problem(path, "one of the options")];
  }
  if (typeof preset !== type || (typeof preset === "number" && !Number.isFinite(preset))) {
    return [problem(path, `a ${type}, as the input's type says`)];
  }
  return typeof preset === "string" ? checkLine(preset, path) : [];
}

function checkRule(rule: TaskRule, path: Path): readonly TaskTableProblem[] {
  const { roles, customRoles, teams, people, apps, except } = rule;
  const ways = [roles, customRoles, teams, people, apps];
  const hasWay = ways.some((names) => names !== undefined && names.length > 0);
  const list = (kind: NameKind, names: readonly string[] | undefined, ...keys: readonly string[]) =>
    names === undefined ? [] : checkNames(kind, names, maximumNames, [...path, ...keys], 1);
  return [
    ...(hasWay ? [] : [problem(path, "at least one of roles, customRoles, teams, people and apps")]),
    ...list(kinds.role, roles, "roles"),
    ...list(kinds.customRole, customRoles, "customRoles"),
    ...list(kinds.team, teams, "teams"),
    ...list(kinds.person, people, "people"),
    ...list(kinds.app, apps, "apps"),
    ...(except && !except.teams && !except.people ? [problem([...path, "except"], "teams or people")] : []),
    ...list(kinds.team, except?.teams, "except", "teams"),
    ...list(kinds.person, except?.people, "except", "people"),
  ];
}

function checkNames(kind: NameKind, names: readonly string[], maximum: number, path: Path, minimum = 0) {
  return [
    ...(names.length < minimum ? [problem(path, "a list that is not empty, or no such key")] : []),
    ...(names.length > maximum ? [problem(path, `at most ${maximum} names`)] : []),
    ...findRepeated(names, path, []),
    ...names.flatMap((name, index) => checkName(kind, name, [...path, String(index)])),
  ];
}

function checkName({ pattern, expected }: NameKind, name: string, path: Path): readonly TaskTableProblem[] {
  return pattern.test(name) ? [] : [problem(path, expected)];
}

/** Shown in logs and summaries: without controls and invisible formatting. */
function checkLine(text: string, path: Path): readonly TaskTableProblem[] {
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(text) ? [problem(path, "a text on one line")] : [];
}

function findRepeated(names: readonly string[], path: Path, below: Path): readonly TaskTableProblem[] {
  const seen = new Set<string>();
  return names.flatMap((name, index) => {
    const key = name.toLowerCase();
    const isRepeated = seen.has(key);
    seen.add(key);
    return isRepeated ? [problem([...path, String(index), ...below], "a name that no other has")] : [];
  });
}

function problem(path: Path, expected: string): TaskTableProblem {
  return { path, expected };
}
