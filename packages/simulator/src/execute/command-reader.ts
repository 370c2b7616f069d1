import { parseWorkflowCommand, type WorkflowCommand } from "./parse-workflow-command.ts";

/** What is said of a file, or of the step. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly message: string;
  readonly title?: string;
  readonly file?: string;
  readonly line?: string;
}

/** What commands in the output of a step do. */
export interface CommandSink {
  readonly print: (line: string) => void;
  readonly mask: (value: string) => void;
  readonly output: (name: string, value: string) => void;
  readonly state: (name: string, value: string) => void;
  readonly environment: (name: string, value: string) => void;
  readonly path: (folder: string) => void;
  readonly annotate: (annotation: Annotation) => void;
  /** A command that cannot be carried out fails the step. */
  readonly fail: () => void;
}

/**
 * Takes a step's output line by line, both streams of it, and does what its commands say.
 * Source: actions/runner, `ActionCommandManager.cs`.
 * @param allows the variables by which a job lets unsafe commands in.
 */
export function createCommandReader(
  sink: CommandSink,
  allows: { readonly unsecureCommands: boolean; readonly unsecureStopTokens: boolean },
): (line: string) => void {
  let stopToken: string | undefined;
  let doesEcho = false;
  const isKnown = (name: string): boolean => commands.has(name.toLowerCase()) || isSame(name, stopToken);

  const error = (message: string): void => sink.annotate({ level: "error", message });
  const warning = (message: string): void => sink.annotate({ level: "warning", message });
  const annotate = ({ name, data, properties }: WorkflowCommand): void =>
    sink.annotate(annotationOf(name.toLowerCase() as Annotation["level"], data, properties));
  const insistOnAllowed = (name: string): void => {
    if (!allows.unsecureCommands) throw new CommandError(disabled(name));
  };

  const carryOut = new Map<string, (command: WorkflowCommand) => void>([
    ["error", annotate],
    ["warning", annotate],
    ["notice", annotate],
    ["group", ({ data }) => sink.print(`##[group]${data}`)],
    ["endgroup", () => sink.print("##[endgroup]")],
    [
      "add-mask",
      ({ data }) => {
        if (data.trim() === "") warning("Can't add secret mask for empty string in ##[add-mask] command.");
        else {
          if (doesEcho) sink.print("::add-mask::***");
          sink.mask(data);
        }
      },
    ],
    [
      "set-output",
      (command) => {
        warning(deprecated("set-output"));
        sink.output(requiredName(command), command.data);
      },
    ],
    [
      "save-state",
      (command) => {
        warning(deprecated("save-state"));
        sink.state(requiredName(command), command.data);
      },
    ],
    [
      "set-env",
      (command) => {
        insistOnAllowed("set-env");
        const name = requiredName(command);
        if (name.toUpperCase() !== "NODE_OPTIONS") sink.environment(name, command.data);
        else error("Can't update NODE_OPTIONS environment variable using ::set-env:: command.");
      },
    ],
    [
      "add-path",
      ({ data }) => {
        insistOnAllowed("add-path");
        if (data === "") throw new CommandError("path must not be empty");
        sink.path(data);
      },
    ],
    [
      "echo",
      ({ data }) => {
        const wanted = data.trim().toUpperCase();
        if (wanted !== "ON" && wanted !== "OFF") throw new CommandError(invalidEcho(data));
        doesEcho = wanted === "ON";
      },
    ],
    // `debug` is shown where debugging is on; matchers of problems change what is shown, and nothing else.
  ]);

  return (line) => {
    const command = parseWorkflowCommand(line, isKnown);
    if (!command) return sink.print(line);
    const name = command.name.toLowerCase();
    if (stopToken !== undefined) {
      sink.print(line);
      if (isSame(command.name, stopToken)) stopToken = undefined;
      return;
    }
    const isSecret = quiet.has(name);
    try {
      if (name === "stop-commands") {
        if (!allows.unsecureStopTokens && isUnsafeToken(command.data)) throw new CommandError(unsafeToken);
        sink.print(line);
        stopToken = command.data;
        return;
      }
      if (doesEcho && !isSecret) sink.print(line);
      carryOut.get(name)?.(command);
    } catch (problem) {
      if (!(problem instanceof CommandError)) throw problem;
      error(`Unable to process command '${isSecret ? name : line}' successfully.`);
      error(problem.message);
      sink.fail();
    }
  };
}

class CommandError extends Error {}

function requiredName({ name, properties }: WorkflowCommand): string {
  const value = properties.get("name") ?? "";
  if (value === "") throw new CommandError(`Required field 'name' is missing in ##[${name}] command.`);
  return value;
}

function invalidEcho(data: string): string {
  return `Invalid echo command value. Possible values can be: 'on', 'off'. Current value is: '${data}'.`;
}

/** Commands that are never shown as they are written. */
const quiet: ReadonlySet<string> = new Set(["add-mask", "debug", "warning", "error", "notice"]);
const commands: ReadonlySet<string> = new Set([
  ...quiet,
  ...["set-output", "save-state", "set-env", "add-path", "group", "endgroup", "echo", "stop-commands"],
  ...["add-matcher", "remove-matcher"],
]);

function isSame(name: string, token: string | undefined): boolean {
  return token !== undefined && name.toLowerCase() === token.toLowerCase();
}

function isUnsafeToken(token: string): boolean {
  return token === "" || token.toLowerCase() === "pause-logging" || commands.has(token.toLowerCase());
}

function annotationOf(
  level: Annotation["level"],
  message: string,
  properties: ReadonlyMap<string, string>,
): Annotation {
  const stated = (["title", "file", "line"] as const).flatMap((key) => {
    const value = properties.get(key);
    return value === undefined ? [] : [[key, value] as const];
  });
  return { level, message, ...Object.fromEntries(stated) };
}

function disabled(name: string): string {
  return `The \`${name}\` command is disabled. Please upgrade to using Environment Files or opt into unsecure command execution by setting the \`ACTIONS_ALLOW_UNSECURE_COMMANDS\` environment variable to \`true\`. For more information see: https://github.blog/changelog/2020-10-01-github-actions-deprecating-set-env-and-add-path-commands/`;
}

function deprecated(name: string): string {
  return `The \`${name}\` command is deprecated and will be disabled soon. Please upgrade to using Environment Files. For more information see: https://github.blog/changelog/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/`;
}

const unsafeToken =
  "You cannot use a endToken that is an empty string, the string 'pause-logging', or another workflow command. For more information see: https://docs.github.com/actions/learn-github-actions/workflow-commands-for-github-actions#example-stopping-and-starting-workflow-commands or opt into insecure command execution by setting the `ACTIONS_ALLOW_UNSECURE_STOPCOMMAND_TOKENS` environment variable to `true`.";
