import { type Diagnostic, fail } from "@yardmaster/core";
import type { ExitCode, Host } from "../host/host.ts";
import { createRedactor, redactErrors } from "../host/redact.ts";
import { missingCommand, standardOutput, unknownCommand, unwritableFile } from "../reasons/problems.ts";
import { withoutCommands } from "../text/visible-text.ts";
import type { CommandDefinition } from "./command-definition.ts";
import { parseFlags } from "./parse-flags.ts";
import { type CommandHeading, printCommandHelp, printCommandList } from "./print-help.ts";

const group = "orchestrator";

/** Loaded one by one: `rc run-id` needs neither the Markdown parser nor the network. */
const loaders: Readonly<Record<string, () => Promise<CommandDefinition>>> = {
  "run-id": async () => (await import("./run-id-command.ts")).runIdCommand,
  "orchestrator gate": async () => (await import("./gate-command.ts")).gateCommand,
  "orchestrator dispatch": async () => (await import("./dispatch-command.ts")).dispatchCommand,
  "orchestrator refuse": async () => (await import("./refuse-command.ts")).refuseCommand,
  "orchestrator log": async () => (await import("./log-command.ts")).logCommand,
  "orchestrator summary": async () => (await import("./summary-command.ts")).summaryCommand,
};

/** The program `rc`. Never throws: a bug of ours is exit code 3 and a request to report it. */
export async function runRc(argv: readonly string[], machine: Host): Promise<ExitCode> {
  const host = guarded(machine);
  try {
    const code = await route(argv, host);
    const said = await host.flush();
    return said.ok || code > 1 ? code : report(unwritableFile({ file: standardOutput, reason: said.error }), host);
  } catch (error) {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    host.stderr("rc: this is a bug of rc, not of your input. Please report it with these lines:\n");
    for (const line of trace.split(/\r\n|[\r\n\u2028\u2029]/)) host.stderr(`rc: | ${line}\n`);
    return 3;
  }
}

/** The last net: whatever leaves the program passes here. What it prints is read by the runner, too. */
function guarded(host: Host): Host {
  const redactor = createRedactor(host.env);
  const { redact } = redactor;
  return {
    ...host,
    stdout: (text) => host.stdout(withoutCommands(redact(text))),
    stderr: (text) => host.stderr(withoutCommands(redact(text))),
    replaceFile: (path, text) => host.replaceFile(path, redact(text)),
    appendToFile: (path, text, links) => host.appendToFile(path, redact(text), links),
    github: (connection) => {
      redactor.learn(connection.token);
      const github = redactErrors(host.github(connection), redact);
      return {
        ...github,
        createComment: (repository, issue, body) => github.createComment(repository, issue, redact(body)),
        updateComment: (repository, id, body) => github.updateComment(repository, id, redact(body)),
      };
    },
    async installationToken(request) {
      const made = await host.installationToken(request);
      if (made.ok) redactor.learn(made.value.token);
      return made.ok ? made : fail({ ...made.error, message: redact(made.error.message) });
    },
    fileStore: (connection) => {
      redactor.learn(connection.token);
      return redactErrors(host.fileStore(connection), redact);
    },
  };
}

async function route(argv: readonly string[], host: Host): Promise<ExitCode> {
  const [first, second] = argv;
  const isGroup = first === group;
  const under = isGroup ? `rc ${group}` : "rc";
  const word = isGroup ? second : first;
  if (word === "--help" || word === "-h" || word === "help") {
    const headings = await loadHeadings(isGroup);
    host.stdout(printCommandList(under, headings));
    return 0;
  }
  if (word === "--version" && !isGroup) {
    host.stdout(`rc ${host.version}\n`);
    return 0;
  }
  const known = isGroup
    ? Object.keys(loaders).flatMap((name) => (name.startsWith(`${group} `) ? [name.slice(group.length + 1)] : []))
    : [...Object.keys(loaders).filter((name) => !name.includes(" ")), group];
  if (word === undefined) return report(missingCommand({ under, known }), host);
  const name = isGroup ? `${group} ${word}` : word;
  const load = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
  if (!load) return report(unknownCommand({ name: word, under, known }), host);

  const command = await load();
  const rest = argv.slice(isGroup ? 2 : 1);
  if (rest[0] === "--help" || rest[0] === "-h") {
    host.stdout(printCommandHelp(command));
    return 0;
  }
  const flags = parseFlags(rest, command.flags, `rc ${name}`);
  if (!flags.ok) return report(flags.error, host);
  const outcome = await command.run(flags.value, host);
  return outcome.ok ? outcome.value : report(outcome.error, host);
}

function loadHeadings(isGroup: boolean): Promise<readonly CommandHeading[]> {
  const wanted = Object.entries(loaders).filter(([name]) => !isGroup || name.startsWith(`${group} `));
  return Promise.all(wanted.map(([, load]) => load()));
}

function report({ code, message, hint }: Diagnostic, host: Host): ExitCode {
  host.stderr(`rc: error ${code}: ${message}${hint === undefined ? "" : ` ${hint}`}\n`);
  return 2;
}
