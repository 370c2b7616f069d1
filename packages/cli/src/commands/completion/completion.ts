import { suggest } from "../../program/arguments.ts";
import { exitCodes } from "../../program/exit-code.ts";
import { visibleText } from "../../report/visible-text.ts";
import type { FreeCommand } from "../command.ts";
import { type CompletedCommand, completionShells, printCompletion } from "./print-completion.ts";

/** Prints what a shell reads to complete this program's commands. */
export function completionOf(commands: readonly CompletedCommand[]): FreeCommand {
  return async ({ operands: [name, ...more] }, { stdout, stderr }) => {
    const shell = completionShells.find((each) => each === name);
    if (shell && more.length === 0) {
      stdout.write(printCompletion(shell, commands));
      return exitCodes.clean;
    }
    const got = name === undefined ? "none" : [name, ...more].map((each) => `"${each}"`).join(" ");
    const near = name === undefined ? "" : suggest(name, completionShells);
    const sentence = `\`completion\` takes one of ${completionShells.join(", ")}, and got ${got}.${near}`;
    stderr.write(`${visibleText(sentence)}\n`);
    return exitCodes.usage;
  };
}
