import type { Command, FreeCommand } from "./commands/command.ts";
import { execOptions } from "./commands/simulate/exec-options.ts";
import { eventOptions } from "./commands/simulate/options.ts";
import { recordedOptions } from "./commands/simulate/recorded-options.ts";
import type { CommandSyntax } from "./program/arguments.ts";
import { schemas } from "./schemas/schemas.ts";

/** In the order in which people come by them. */
export const commandGroups = {
  start: "Start",
  write: "Write workflows in TypeScript",
  pins: "Follow the versions of actions and images",
  look: "Look at any workflows, whoever wrote them",
  tools: "For programs, editors and this program itself",
} as const;

export interface Example {
  /** With the program's name. */
  readonly line: string;
  readonly says: string;
}

/** `load` and `loadFree` load the command's own libraries, and no other command's. */
export type CommandDefinition = CommandSyntax & {
  readonly summary: string;
  /** Under which of {@link commandGroups} help lists it. */
  readonly group: keyof typeof commandGroups;
  /** Each is run by a test. */
  readonly examples: readonly Example[];
  readonly exit: string;
} & (
    | {
        readonly load: () => Promise<Command>;
        /** It may be the first in a repository that has no sources yet. */
        readonly startsSources?: true;
      }
    | { readonly loadFree: () => Promise<FreeCommand> }
  );

const formats = ["human", "json", "github", "sarif"];
const confidences = ["low", "medium", "high"];

export const commandTable: readonly CommandDefinition[] = [
  {
    name: "init",
    group: "start",
    summary:
      "Start in an existing repository: sources, scripts, a check of drift, bots' settings, and a `ci` where none is.",
    options: [
      { name: "yes", summary: "write without a question" },
      { name: "dry-run", summary: "show what would be written; write nothing" },
      { name: "import", summary: "import the workflows that are there, each proved; the others stay as they are" },
      { name: "format", summary: "for people or programs", values: ["human", "json"] },
    ],
    examples: [
      { line: "yardmaster init --dry-run", says: "show what would be written" },
      { line: "yardmaster init --yes", says: "write it, in a script" },
      { line: "yardmaster init --import --yes", says: "and let TypeScript make the workflows that are there" },
    ],
    exit: "0 written, unchanged or shown; 1 declined, or the sources have errors; 2 no terminal and no --yes, or a file cannot be read",
    loadFree: async () => (await import("./commands/init/init.ts")).init,
  },
  {
    name: "import",
    group: "start",
    summary: "Turn workflows and actions into TypeScript that is proved to make the same, and let it make them.",
    operands: "[FILE…]",
    options: [
      { name: "out", summary: "the folder for the modules (workflows-src)", takes: "FOLDER" },
      { name: "prove", summary: "say what would come of it; write nothing" },
      { name: "hoist", summary: "move expressions out of scripts, into variables of their steps" },
      {
        name: "iterate",
        summary: "compare what a module makes with its original: the FILE, the disk, or git",
        takes: "MODULE",
      },
      { name: "format", summary: "for people or programs", values: ["human", "json"] },
      { name: "no-types", summary: "leave the project's TypeScript out" },
    ],
    examples: [
      { line: "yardmaster import --prove", says: "what would come of all workflows and actions; nothing is written" },
      { line: "yardmaster import", says: "bring all of them over; what is not proved stays as it is" },
      { line: "yardmaster import .github/workflows/ci.yml", says: "one of them" },
    ],
    exit: "0 all proved, or equal; 1 a file is refused, differs, or check finds something; 2 one cannot be read",
    loadFree: async () => (await import("./commands/import/import.ts")).importYaml,
  },
  {
    name: "gen",
    group: "write",
    summary: "Write .github/workflows and generated/ from workflows-src.",
    options: [
      { name: "force", summary: "overwrite files that were edited by hand or are not ours" },
      { name: "format", summary: "for people or programs", values: ["human", "json"] },
      { name: "watch", summary: "write again after each change, until Ctrl-C" },
    ],
    examples: [
      { line: "yardmaster gen", says: "write what the sources make" },
      { line: "yardmaster gen --watch", says: "again after each save, until Ctrl-C" },
      { line: "yardmaster gen --force", says: "discard what was edited by hand in generated files" },
    ],
    exit: "0 written, 1 refused or errors found, 2 a source cannot be read",
    load: async () => (await import("./commands/gen.ts")).gen,
  },
  {
    name: "check",
    group: "write",
    summary: "Say what gen would change, and what is wrong; write nothing.",
    options: [
      { name: "format", summary: "for people, programs, the Actions log or code scanning", values: formats },
      { name: "no-types", summary: "leave the project's TypeScript out" },
    ],
    examples: [
      { line: "yardmaster check", says: "in CI, and before a push" },
      { line: "yardmaster check --format github", says: "as annotations of a run" },
      { line: "yardmaster check --no-types --format json", says: "for programs, without the project's TypeScript" },
    ],
    exit: "0 clean, 1 drift or errors found (warnings alone do not count), 2 a source cannot be read",
    load: async () => (await import("./commands/check.ts")).check,
  },
  {
    name: "lint",
    group: "look",
    summary: "Say what is wrong in workflows, actions and dependabot.yml, whoever wrote them; needs no sources.",
    operands: "[PATH…]",
    options: [
      { name: "format", summary: "for people, programs, the Actions log or code scanning", values: formats },
      { name: "map", summary: "judge nothing; say what another tool found, at the TypeScript", takes: "FINDINGS" },
      { name: "since", summary: "say only what is new against a commit", takes: "REV" },
      { name: "pedantic", summary: "say as well what is right and no reason to stop" },
      { name: "min-confidence", summary: "leave out what is less sure (low)", values: confidences },
      { name: "no-shellcheck", summary: "leave scripts to the rules, where shellcheck or pyflakes are installed" },
      { name: "fix", summary: "make the safe fixes, in sources where they make the YAML; shows the difference first" },
      { name: "unsafe", summary: "with --fix, make also those that somebody has to agree to" },
      { name: "dry-run", summary: "with --fix, write nothing" },
      { name: "fail-on", summary: "what makes the exit code 1 (warning)", values: ["error", "warning"] },
    ],
    examples: [
      { line: "yardmaster lint", says: "all workflows and actions of this repository" },
      { line: "yardmaster lint .github/workflows/ci.yml", says: "one file" },
      { line: "yardmaster lint --since origin/main", says: "what a branch brings" },
      { line: "yardmaster lint --fix --dry-run", says: "what the safe fixes would change" },
    ],
    exit: "0 nothing found, 1 findings, 2 a file cannot be read or is of another kind; the others are judged",
    loadFree: async () => (await import("./commands/lint/lint.ts")).lint,
  },
  {
    name: "where",
    group: "write",
    summary: "Name the TypeScript behind a line of generated YAML, or the YAML that a line of TypeScript made.",
    operands: "FILE:LINE[:COLUMN]",
    options: [{ name: "format", summary: "for people or programs", values: ["human", "json"] }],
    examples: [
      { line: "yardmaster where .github/workflows/ci.yml:24", says: "the TypeScript behind a line of YAML" },
      { line: "yardmaster where workflows-src/ci.workflow.ts:7", says: "the YAML that a line of TypeScript made" },
    ],
    exit: "0 told, 1 nothing stands behind it, 2 there is no such place",
    load: async () => (await import("./commands/where/where.ts")).where,
  },
  {
    name: "bind",
    group: "pins",
    summary: "Lock actions, reusable workflows and images, and write their typed functions to generated/actions.ts.",
    operands: "[ACTION@REF… | [NAME=]docker://IMAGE:TAG…]",
    options: [
      { name: "check", summary: "write nothing; exit 1 when the file is not what the lock makes" },
      { name: "update", summary: "take newer releases of the same major version" },
      { name: "major", summary: "with --update, take newer major versions too" },
      { name: "min-age", summary: "days since a version came out before it is taken (7)", takes: "DAYS" },
      { name: "allow-branch", summary: "lock a commit without a release, under the name of its ref" },
      { name: "no-digest", summary: "lock the tags of images alone, without asking their registries" },
      { name: "transport", summary: "rest where there is a token, git otherwise", values: ["rest", "git"] },
      { name: "format", summary: "for people or programs", values: ["human", "json"] },
    ],
    examples: [
      { line: "yardmaster bind actions/cache@v5", says: "lock an action, and write its typed function" },
      { line: "yardmaster bind --update", says: "take newer releases that are at least a week old" },
      { line: "yardmaster bind --check", says: "in CI: whether the file is what the lock makes" },
    ],
    exit: "0 written or unchanged, 1 stale or refused, 2 the lock or an action cannot be read; then nothing is written",
    load: async () => (await import("./commands/bind/bind.ts")).bind,
    startsSources: true,
  },
  {
    name: "adopt",
    group: "pins",
    summary: "Take version bumps made in generated YAML into the lock of actions, and generate again.",
    options: [
      { name: "dry-run", summary: "say what would be taken; write nothing" },
      { name: "offline", summary: "look no metadata up, and say what is unverified" },
      { name: "transport", summary: "rest where there is a token, git otherwise", values: ["rest", "git"] },
      { name: "format", summary: "for people or programs", values: ["human", "json"] },
    ],
    examples: [
      { line: "yardmaster adopt --dry-run", says: "what a bot's branch brings" },
      { line: "yardmaster adopt", says: "take it into the lock, and generate again" },
    ],
    exit: "0 taken, or nothing to take, 1 refused or a difference is left, 2 a source or the lock cannot be read",
    load: async () => (await import("./commands/adopt/adopt.ts")).adopt,
  },
  {
    name: "graph",
    group: "look",
    summary: "Say what starts which workflow, and who reaches which secret and permission; needs no sources.",
    operands: "[PATH]",
    options: [
      { name: "format", summary: "for people, programs or documents", values: ["text", "json", "mermaid"] },
      { name: "html", summary: "write a page to look at, which needs no network; - prints it", takes: "FILE" },
    ],
    examples: [
      { line: "yardmaster graph", says: "what starts what, and who reaches which secret" },
      { line: "yardmaster graph --html workflows.html", says: "as a map in a page of its own" },
      { line: "yardmaster graph --format mermaid", says: "as a diagram for documents" },
    ],
    exit: "0 said, 1 the sources have errors, 2 there are no workflows, or a source cannot be read",
    loadFree: async () => (await import("./commands/graph/graph.ts")).graph,
  },
  {
    name: "simulate",
    group: "look",
    summary: "Say what an event starts: which workflows, jobs and steps, with what, and why; needs no sources.",
    operands: "[EVENT.json]",
    options: [
      ...eventOptions,
      {
        name: "workflow",
        summary: "only this one, with its steps; the one that workflow_dispatch starts",
        takes: "FILE",
      },
      { name: "steps", summary: "with the steps of all jobs" },
      { name: "all", summary: "with each workflow that does not start" },
      { name: "format", summary: "for people or programs", values: ["human", "json"] },
      ...recordedOptions,
      ...execOptions,
    ],
    examples: [
      { line: "yardmaster simulate", says: "a push of what is checked out" },
      { line: "yardmaster simulate --event pull_request --fork", says: "a pull request from a fork" },
      { line: "yardmaster simulate --event issue_comment --set comment.body=/deploy", says: "a comment with its text" },
      { line: "yardmaster simulate --workflow ci.yml --steps", says: "one workflow, with its steps" },
    ],
    exit: "0 simulated, whatever starts; 1 a source has errors, or a file is no workflow; 2 something given is wrong or lacking",
    loadFree: async () => (await import("./commands/simulate/simulate.ts")).simulateEvent,
  },
  {
    name: "diff",
    group: "look",
    summary: "Say what changes in the behaviour of workflows between two commits or folders; needs no sources.",
    operands: "[OLD [NEW]]",
    options: [
      {
        name: "fail-on",
        summary:
          "exit 1 where something of these kinds changes, or where anything widens: permissions,secrets,widening",
        takes: "KINDS",
      },
      { name: "format", summary: "for people, a pull request or programs", values: ["human", "markdown", "json"] },
    ],
    examples: [
      { line: "yardmaster diff", says: "what the working tree changes since the last commit" },
      { line: "yardmaster diff main HEAD", says: "between two commits" },
      { line: "yardmaster diff HEAD^1 --format markdown", says: "for a pull request" },
      { line: "yardmaster diff main --fail-on permissions,secrets", says: "as a gate" },
    ],
    exit: "0 said, 1 a change of a kind in --fail-on, or the sources have errors, 2 a side or a kind is not known",
    loadFree: async () => (await import("./commands/diff/diff.ts")).diff,
  },
  {
    name: "explain",
    group: "look",
    summary: "Say why a workflow, job or step runs or does not, and the smallest change that would turn it.",
    operands: "WORKFLOW[#JOB[/STEP]]",
    options: [
      { name: "payload", summary: "of the event, as simulate takes it", takes: "EVENT.json" },
      ...eventOptions,
      { name: "format", summary: "for people or programs", values: ["human", "json"] },
    ],
    examples: [
      { line: "yardmaster explain ci.yml", says: "why a push starts it, or not" },
      { line: "yardmaster explain ci.yml#publish --event release", says: "why a job runs or is skipped" },
      { line: "yardmaster explain ci.yml#build/2 --format json", says: "the third step, for programs" },
    ],
    exit: "0 explained, 1 a source has errors, or a file is no workflow; 2 something given is wrong or lacking",
    loadFree: async () => (await import("./commands/explain/explain.ts")).explain,
  },
  {
    name: "doctor",
    group: "tools",
    summary: "Say what stands in the way: programs, lock, drift, settings that the workflows need, and policies.",
    options: [
      { name: "offline", summary: "ask no server, even where a token is given" },
      { name: "format", summary: "for people or programs", values: ["human", "json"] },
    ],
    examples: [
      { line: "yardmaster doctor", says: "with a token in GITHUB_TOKEN, settings are looked up by name" },
      { line: "yardmaster doctor --offline --format json", says: "for programs, without a server" },
    ],
    exit: "0 nothing fails (warnings alone do not count), 1 something fails or will, 2 a source cannot be read",
    load: async () => (await import("./commands/doctor/doctor.ts")).doctor,
  },
  {
    name: "mcp",
    group: "tools",
    summary:
      "Offer check, lint, simulate, explain, import and bind to agents, by the Model Context Protocol on stdin and stdout.",
    options: [{ name: "write", summary: "let tools write: import, bind and gen" }],
    examples: [
      { line: "yardmaster mcp", says: "started by a client in the repository's root; it only reads" },
      { line: "yardmaster mcp --write", says: "the same for an agent that may write" },
    ],
    exit: "0 the client has closed its side",
    loadFree: async () => (await import("./commands/mcp/mcp.ts")).mcp,
  },
  {
    name: "schema",
    group: "tools",
    summary: "Print the JSON Schema of what a command prints with `--format json`, or of a file that it reads.",
    operands: "[NAME]",
    operandValues: schemas.map(({ name }) => name),
    options: [],
    examples: [
      { line: "yardmaster schema", says: "all that there are" },
      { line: "yardmaster schema check", says: "what programs get from `check`" },
    ],
    exit: "0 printed, 2 there is no such schema",
    loadFree: async () => (await import("./commands/schema/schema.ts")).schema,
  },
  {
    name: "completion",
    group: "tools",
    summary: "Print what a shell reads to complete commands, options and their values.",
    operands: "SHELL",
    operandValues: ["bash", "zsh", "fish"],
    options: [],
    examples: [
      { line: "source <(yardmaster completion bash)", says: "in ~/.bashrc; the same with zsh in ~/.zshrc" },
      { line: "yardmaster completion fish | source", says: "in ~/.config/fish/config.fish" },
    ],
    exit: "0 printed, 2 no such shell",
    loadFree: async () => (await import("./commands/completion/completion.ts")).completionOf(commandTable),
  },
];
