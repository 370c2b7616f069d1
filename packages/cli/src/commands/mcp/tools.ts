/** What an agent may call: a command, with its arguments as data. */
export interface McpTool {
  readonly name: string;
  readonly title: string;
  /** For the model that chooses a tool. */
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly inputSchema: ObjectSchema;
  /** Name of the contract of what it answers: `yardmaster schema NAME`. */
  readonly answers: string;
  /** It may change files of the repository. */
  readonly writes: boolean;
  /** It asks servers. */
  readonly isOpen: boolean;
  /** What the command is given, without `--format`. */
  readonly argv: (given: ToolArguments) => readonly string[];
}

export interface ObjectSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
  readonly additionalProperties: false;
}

/** As its input schema has let them through. */
export type ToolArguments = Readonly<Record<string, unknown>>;

const text = (description: string) => ({ type: "string", description });
const flag = (description: string) => ({ type: "boolean", description });
const list = (description: string) => ({ type: "array", items: { type: "string" }, description });
const names = (description: string) => ({
  type: "object",
  additionalProperties: { type: ["string", "number", "boolean"] },
  description,
});
const input = (properties: ObjectSchema["properties"], ...required: readonly string[]): ObjectSchema => ({
  type: "object",
  properties,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: false,
});

/** Texts that are judged as if they stood in files: nothing is written. */
const texts = {
  type: "array",
  description: "Texts that stand in for files, or beside them, without being written: a draft before it is saved.",
  items: input({ path: text("From the root, with forward slashes."), text: text("The whole file.") }, "path", "text"),
};

/** Of what happens, as the options of `simulate` have it. */
const event = {
  event: text("Its name, such as pull_request; a push unless given."),
  action: text("Its activity type, such as opened."),
  ref: text("A branch, or refs/tags/NAME; git's unless given."),
  base: text("Branch of a pull request's base."),
  head: text("Branch of a pull request's head."),
  files: list("Changed files; git's unless given."),
  message: text("Of the head commit."),
  actor: text("Login of who does it."),
  at: text("A UTC instant, such as 2026-11-22T15:06:00Z; now unless given."),
  by: { enum: ["person", "app", "github-token"], description: "What does it." },
  fork: flag("The pull request comes from a fork."),
  cron: text("The schedule that is due."),
  inputs: names("Inputs of workflow_dispatch."),
  set: names("Fields of the payload, such as comment.body."),
  facts: text("A file with what the repository's settings hold: the schema `facts`."),
  outputs: text("A file with what jobs and steps come to: the schema `outputs`."),
  revision: text("A branch or commit whose workflows are taken, in place of the files here."),
} as const;

export const tools: readonly McpTool[] = [
  {
    name: "check",
    title: "Check the TypeScript sources",
    description:
      "Compiles workflows-src, type-checks it, and says what is wrong and which generated files differ. Call it after each change of a source; each finding has the TypeScript line and a hint.",
    inputSchema: input({ types: flag("Type-check as well (true).") }),
    answers: "check",
    writes: false,
    isOpen: false,
    argv: ({ types }) => ["check", ...(types === false ? ["--no-types"] : [])],
  },
  {
    name: "lint",
    title: "Lint workflow YAML",
    description:
      "Judges workflows, action.yml and dependabot.yml, whoever wrote them: what GitHub refuses, what fails, what is unsafe. Takes files, and drafts in `texts`.",
    inputSchema: input({
      paths: list("Files or folders from the root; all workflows and actions unless given."),
      pedantic: flag("Say as well what is right and no reason to stop."),
      texts,
    }),
    answers: "lint",
    writes: false,
    isOpen: false,
    argv: ({ paths, pedantic, texts }) => [
      "lint",
      ...(pedantic === true ? ["--pedantic"] : []),
      "--",
      // A folder's files are those that git knows, and no draft is one.
      ...new Set([...strings(paths), ...draftsIn(texts)]),
    ],
  },
  {
    name: "simulate",
    title: "Simulate an event",
    description:
      "Says which workflows, jobs and steps an event would start, with what, and why the others stay: before the push. Names of what is not known are in the answer.",
    inputSchema: input({ ...event, workflow: text("Only this workflow, by file name.") }),
    answers: "simulate",
    writes: false,
    isOpen: false,
    argv: ({ workflow, ...given }) => ["simulate", ...eventArgv(given), ...option("workflow", workflow)],
  },
  {
    name: "explain",
    title: "Explain why a job runs or not",
    description:
      "The condition of a workflow, job or step as a tree of values for an event, and the smallest change of facts that would turn it.",
    inputSchema: input(
      { target: text("WORKFLOW, WORKFLOW#JOB or WORKFLOW#JOB/STEP, such as ci.yml#publish."), ...event },
      "target",
    ),
    answers: "explain",
    writes: false,
    isOpen: false,
    argv: ({ target, ...given }) => ["explain", ...eventArgv(given), "--", String(target)],
  },
  {
    name: "import",
    title: "Turn YAML into TypeScript",
    description:
      "Brings hand-written workflows and actions over to TypeScript that is proved to make the same YAML. Says what is proved and what is refused, with the reason; writes only where `write` is there and true.",
    inputSchema: input({ files: list("YAML files from the root; all workflows and actions unless given.") }),
    answers: "import",
    writes: true,
    isOpen: false,
    argv: ({ files, write }) => ["import", ...(write === true ? [] : ["--prove"]), "--", ...strings(files)],
  },
  {
    name: "bind",
    title: "Lock actions and type them",
    description:
      "Says whether generated/actions.ts is what the lock makes. Where `write` is there and true: resolves actions (owner/name@ref) over the network to commits, locks them, and writes their typed functions.",
    inputSchema: input({}),
    answers: "bind",
    writes: true,
    isOpen: true,
    argv: ({ actions, update, write }) =>
      write === true
        ? ["bind", ...(update === true ? ["--update"] : []), "--", ...strings(actions)]
        : ["bind", "--check"],
  },
  {
    name: "gen",
    title: "Write the generated files",
    description:
      "Writes .github/workflows and generated/ from the sources: all of them, or none where something is wrong.",
    inputSchema: input({}),
    answers: "gen",
    writes: true,
    isOpen: false,
    argv: () => ["gen"],
  },
];

/** The tools of a server, with what they take there. @param canWrite it was started with `--write`. */
export function toolsOf(canWrite: boolean): readonly McpTool[] {
  if (!canWrite)
    return tools.flatMap((tool) => (tool.name === "gen" ? [] : [{ ...tool, writes: false, isOpen: false }]));
  return tools.map((tool) => {
    const more = further[tool.name];
    if (!more) return tool;
    const properties = { ...tool.inputSchema.properties, ...more };
    return { ...tool, inputSchema: { ...tool.inputSchema, properties } };
  });
}

const further: Readonly<Record<string, ObjectSchema["properties"]>> = {
  import: { write: flag("Write the modules, and let them make the YAML.") },
  bind: {
    write: flag("Resolve and write; needs the network where actions are named or `update` is true."),
    actions: list("Such as actions/cache@v5, or docker://redis:8."),
    update: flag("Take newer releases of the same major version that are at least a week old."),
  },
};

function eventArgv(given: ToolArguments): readonly string[] {
  const { files, inputs, set, fork, ...texts } = given;
  return [
    ...Object.entries(texts).flatMap(([name, value]) => option(name, value)),
    ...(files === undefined ? [] : option("files", strings(files).join(","))),
    ...pairs("input", inputs),
    ...pairs("set", set),
    ...(fork === true ? ["--fork"] : []),
  ];
}

/** Joined by `=`, so that a value that begins with a dash is one. */
function option(name: string, value: unknown): readonly string[] {
  return value === undefined ? [] : [`--${name}=${value}`];
}

function pairs(name: string, map: unknown): readonly string[] {
  return Object.entries((map ?? {}) as object).map(([key, value]) => `--${name}=${key}=${value}`);
}

function draftsIn(texts: unknown): readonly string[] {
  return ((texts ?? []) as readonly { readonly path: string }[]).map(({ path }) => path);
}

function strings(values: unknown): readonly string[] {
  return (values ?? []) as readonly string[];
}
