import { endOfExpression } from "../expressions/map-template.ts";
import type { ShellCommand, ShellScript } from "./shell-command.ts";
import type { FoundCommand, FoundRedirection } from "./shell-frame.ts";
import { ShellReader, type UnreadText } from "./shell-reader.ts";

/**
 * The commands of a script for a POSIX shell or bash, as far as its text shows them: code in the arguments of `eval`,
 * `trap`, `bash -c` and their like is not followed. Each `${{ }}` counts as one value, whatever stands in it. Never throws
 * for any text.
 */
export function readShellScript(text: string): ShellScript {
  const functions = new Set<string>();
  const found = readFrom({ text, start: 0, kind: "script" }, functions, { values: 0 });
  const commands = new Map(found.map((command): [FoundCommand, Built] => [command, build(command, text)]));
  for (const [{ pipe, groups }, command] of commands) {
    const reader = pipe ?? groups.findLast((group) => group.pipe)?.pipe;
    if (reader) command.pipesTo = commands.get(reader);
  }
  return { commands: [...commands.values()].sort((a, b) => a.start - b.start), functions };
}

/** The commands alone of {@link readShellScript}. */
export function shellCommands(text: string): readonly ShellCommand[] {
  return readShellScript(text).commands;
}

type Built = { -readonly [K in keyof ShellCommand]: ShellCommand[K] };

function readFrom(
  { text, start, kind }: UnreadText,
  functions: Set<string>,
  counted: { values: number },
): readonly FoundCommand[] {
  const reader = new ShellReader(start, kind);
  let at = 0;
  for (let open = text.indexOf("${{"); open !== -1; open = text.indexOf("${{", at)) {
    const end = endOfExpression(text, open);
    if (end === undefined) break;
    reader.feed(text.slice(at, open));
    reader.value(counted.values++, text.slice(open, end));
    at = end;
  }
  reader.feed(text.slice(at));
  reader.finish();
  for (const name of reader.functions) functions.add(name);
  return [...reader.commands, ...reader.unread.flatMap((nested) => readFrom(nested, functions, counted))];
}

function build({ words, own, groups, isSubstitution, start, end }: FoundCommand, text: string): Built {
  const redirections = [own, ...groups.map((group) => group.redirections).reverse()].flat().map(written);
  const line = text.slice(0, start).split("\n").length - 1;
  return { words, redirections, pipesTo: undefined, isSubstitution, start, end, line };
}

function written({ operator, descriptor, target, document }: FoundRedirection) {
  return { operator, descriptor, target, ...(document ? { document } : {}) };
}
