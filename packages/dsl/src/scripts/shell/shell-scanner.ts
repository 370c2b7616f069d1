import { type ShellPlace, ShellReader } from "@yardmaster/core";
import type { Place, ScriptScanner } from "../assemble-script.ts";
import { refusedInCommand } from "./shell-command-rules.ts";

const refusedPlaces: Readonly<Record<Exclude<ShellPlace, "bare" | "double-quotes">, string>> = {
  "single-quotes": "inside single quotes",
  comment: "in a comment",
  "here-document": "in a here-document",
  delimiter: "in the delimiter of a here-document",
  "after-dollar": "right after a `$`",
  arithmetic: "in an arithmetic expression",
  parameter: "inside `${}`",
  backticks: "inside backticks",
};

/** Follows the quoting and the commands of a POSIX shell or bash script. */
export class ShellScanner implements ScriptScanner {
  readonly #reader = new ShellReader();
  readonly #trusted = new Set<number>();

  feed(text: string): void {
    this.#reader.feed(text);
  }

  value(index: number | undefined, isTrusted: boolean): void {
    if (index !== undefined && isTrusted) this.#trusted.add(index);
    this.#reader.value(index);
  }

  takesCommand(): boolean {
    return this.#reader.beginsCommand();
  }

  finish(): { readonly index: number; readonly refused: string } | undefined {
    this.#reader.finish();
    const { commands, groupWords } = this.#reader;
    for (const { words } of commands) {
      const refused = refusedInCommand(words, this.#trusted);
      if (refused) return refused;
    }
    return refusedSubscript(groupWords);
  }

  place(): Place {
    const place = this.#reader.place();
    return place === "bare" || place === "double-quotes" ? place : { refused: refusedPlaces[place] };
  }
}

/** `[${x}]=` inside an array's parentheses is a subscript, which the shell computes. */
function refusedSubscript(words: ShellReader["groupWords"]): { index: number; refused: string } | undefined {
  for (const { text, values } of words) {
    const [value] = values;
    if (text.startsWith("[") && value && value.at < text.indexOf("]=")) {
      return { index: value.index, refused: "in the subscript of an array" };
    }
  }
  return undefined;
}
