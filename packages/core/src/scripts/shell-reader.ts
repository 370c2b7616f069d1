import { CommandCollector } from "./command-collector.ts";
import { HereDocuments } from "./here-documents.ts";
import type { ShellWord } from "./shell-command.ts";
import {
  emptyWord,
  type FoundCommand,
  type FoundRedirection,
  type Frame,
  inCondition,
  isCommandFrame,
  makeFrame,
  type OpenWord,
} from "./shell-frame.ts";

/** Where the end of the text that was read stands. */
export type ShellPlace =
  | "bare"
  | "double-quotes"
  | "single-quotes"
  | "comment"
  | "here-document"
  | "delimiter"
  | "after-dollar"
  | "arithmetic"
  | "parameter"
  | "backticks";

/** Text with commands in it that the reader passed over. */
export interface UnreadText {
  readonly text: string;
  readonly start: number;
  readonly kind: "script" | "backticks" | "document";
}

const placesOfFrames: Partial<Record<Frame["kind"], ShellPlace>> = {
  arithmetic: "arithmetic",
  index: "arithmetic",
  parameter: "parameter",
  backticks: "backticks",
};
/** Stands in a word's text for what a value or a substitution puts there. */
const valueMark = "\u0000";
const substitutionMark = "\u0001";

/**
 * Follows the quoting and the commands of a POSIX shell or bash script, piece by piece, with values between the pieces. It is
 * longer than other files: one pass over the characters, whose steps share the frames that are open.
 */
export class ShellReader {
  readonly unread: UnreadText[] = [];
  readonly #collector: CommandCollector;
  readonly #kind: UnreadText["kind"];
  readonly #frames: Frame[];
  readonly #base: number;
  #fed = "";
  /** Offset of the character that is being read. */
  #at = 0;
  #leaf: "none" | "single-quotes" | "ansi-quotes" | "comment" | "here-document" = "none";
  #escaped = false;
  readonly #documents = new HereDocuments();

  /** @param base offset of the text in the script. */
  constructor(base = 0, kind: UnreadText["kind"] = "script") {
    this.#base = base;
    this.#at = base;
    this.#kind = kind;
    const at = () => this.#at;
    const slice = (start: number, end: number) => this.#slice(start, end);
    this.#collector = new CommandCollector({ at, slice });
    this.#frames = [makeFrame("command", base, [], kind !== "script")];
    if (kind === "document") this.#push("document");
  }

  /** In the order in which they end; one of assignments alone is among them. */
  get commands(): readonly FoundCommand[] {
    return this.#collector.commands;
  }

  get functions(): readonly string[] {
    return this.#collector.functions;
  }

  /** Words in the parentheses of arrays, patterns and conditions. */
  get groupWords(): readonly ShellWord[] {
    return this.#collector.groupWords;
  }

  feed(text: string): void {
    const start = this.#base + this.#fed.length;
    this.#fed += text;
    for (let index = 0; index < text.length; index++) {
      this.#at = start + index;
      index += this.#step(text, index);
    }
    this.#at = start + text.length;
  }

  /**
   * Tells that a value stands here. @param index of the value, or undefined for plain text.
   * @param raw how it is written in the script.
   */
  value(index: number | undefined, raw = ""): void {
    this.#escaped = false;
    if (this.#leaf === "here-document") this.#documents.feed(raw);
    else if (this.#leaf !== "comment") {
      const word = this.#word();
      if (index === undefined) word.text += "v";
      else {
        word.values.push({ index, at: word.text.length });
        word.text += valueMark;
      }
    }
    this.#fed += raw;
    this.#at += raw.length;
  }

  beginsCommand(): boolean {
    const frame = this.#commandFrame();
    return !frame.word && frame.words.length === 0 && !frame.pattern && frame.next === "word" && frame.kind !== "group";
  }

  finish(): void {
    while (this.#documents.areOpen) this.#closeDocument(this.#documents.finish());
    // The text of a document is no command itself.
    for (const frame of this.#frames.slice(this.#kind === "document" ? 1 : 0)) this.#endCommand(frame);
  }

  place(): ShellPlace {
    if (this.#leaf !== "none") return this.#leaf === "ansi-quotes" ? "single-quotes" : this.#leaf;
    const frame = this.#commandFrame();
    if (frame.next === "delimiter") return "delimiter";
    if (frame.word?.text.endsWith("$")) return "after-dollar";
    const inside = this.#frames.slice(this.#frames.indexOf(frame));
    if (this.#frames.some(({ kind }) => kind === "backticks")) return "backticks";
    const place = inside.map(({ kind }) => placesOfFrames[kind]).find((name) => name !== undefined);
    return place ?? (this.#top().kind === "double-quotes" ? "double-quotes" : "bare");
  }

  /** Handles the character at `index`. @returns how many characters after it are consumed as well. */
  #step(text: string, index: number): number {
    const character = text[index] ?? "";
    if (this.#leaf === "comment" && character === "\n") this.#leaf = "none";
    if (this.#leaf !== "none") return this.#stepLeaf(character);
    if (this.#escaped) {
      this.#escaped = false;
      if (character !== "\n") this.#append(character, true, 1);
      return 0;
    }
    if (character === "\\") {
      this.#escaped = true;
      return 0;
    }
    const { kind } = this.#top();
    return kind === "double-quotes" || kind === "document"
      ? this.#stepDoubleQuotes(text, index, kind)
      : this.#stepCode(text, index);
  }

  #stepLeaf(character: string): number {
    if (this.#leaf === "comment") return 0;
    if (this.#leaf === "here-document") {
      if (character === "\n") this.#closeDocument(this.#documents.endLine(this.#at + 1));
      else this.#documents.feed(character);
    } else if (this.#leaf === "ansi-quotes" && (this.#escaped || character === "\\")) {
      this.#escaped = !this.#escaped;
    } else if (character === "'") this.#leaf = "none";
    else this.#append(character, true);
    return 0;
  }

  #stepDoubleQuotes(text: string, index: number, kind: "double-quotes" | "document"): number {
    const character = text[index] ?? "";
    if (character === '"' && kind === "double-quotes") this.#frames.pop();
    else if (character === "`") this.#push("backticks");
    else if (character === "$") return this.#dollar(text, index);
    else this.#append(character, true);
    return 0;
  }

  #stepCode(text: string, index: number): number {
    const character = text[index] ?? "";
    const { kind } = this.#top();
    if (character === '"') {
      this.#append("", true);
      this.#push("double-quotes");
    } else if (character === "`") {
      if (kind === "backticks") this.#closeBackticks();
      else {
        this.#append(substitutionMark, false);
        this.#push("backticks");
      }
    } else if (character === "$" && text[index + 1] !== "'") {
      return this.#dollar(text, index);
    } else if (kind === "arithmetic" || kind === "index") {
      const [open, close] = kind === "index" ? "[]" : "()";
      if (character === open) this.#push(kind);
      else if (character === close) this.#frames.pop();
    } else if (character === "'" || character === "$") {
      this.#append("", true);
      this.#leaf = character === "$" ? "ansi-quotes" : "single-quotes";
      return character === "$" ? 1 : 0;
    } else if (kind === "parameter") {
      if (character === "}") this.#frames.pop();
    } else if (kind === "backticks") {
      if (character === "#" && /[\s;&|(]/.test(text[index - 1] ?? " ")) this.#leaf = "comment";
    } else return this.#stepCommand(text, index, this.#top());
    return 0;
  }

  #stepCommand(text: string, index: number, frame: Frame): number {
    const character = text[index] ?? "";
    const next = text[index + 1] ?? "";
    if (character === "#" && !frame.word) {
      this.#leaf = "comment";
    } else if (character === "\n") {
      if (frame.kind === "group" || inCondition(frame)) this.#endWord(frame);
      else this.#endCommand(frame);
      this.#endLine();
    } else if (character === "(") {
      return this.#openParenthesis(frame, next);
    } else if (character === ")") {
      this.#closeParenthesis(frame);
    } else if (character === "<" && next === "<" && !inCondition(frame)) {
      return this.#hereDocument(text, index, frame);
    } else if ((character === "<" || character === ">") && !inCondition(frame)) {
      return this.#redirect(text, index, frame);
    } else if (character === "&" && next === ">") {
      this.#endWord(frame);
      const operator = text.startsWith("&>>", index) ? "&>>" : "&>";
      this.#expectTarget(frame, operator, undefined);
      return operator.length - 1;
    } else if (/[;&|]/.test(character)) {
      if (frame.pattern || inCondition(frame) || frame.kind === "group") this.#endWord(frame);
      else return this.#separate(character, next, frame);
    } else if (/[ \t\r]/.test(character)) {
      this.#endWord(frame);
    } else this.#append(character, false);
    return 0;
  }

  #separate(character: string, next: string, frame: Frame): number {
    const last = this.#endCommand(frame);
    if (character === ";" && (next === ";" || next === "&") && frame.cases > 0) frame.pattern = true;
    const isDouble = next === character;
    if (character === "|" && !isDouble && last) frame.feeding = [last];
    return isDouble || (character === "|" && next === "&") ? 1 : 0;
  }

  #redirect(text: string, index: number, frame: Frame): number {
    const { word } = frame;
    const isNumbered = word && !word.isQuoted && /^\d+$/.test(word.text);
    const descriptor = isNumbered ? Number(word.text) : undefined;
    if (isNumbered) frame.word = undefined;
    if (text[index + 1] === "(") {
      // Of a process: its name is the word.
      this.#endWord(frame);
      this.#append(substitutionMark, false);
      this.#push("command");
      return 1;
    }
    this.#endWord(frame);
    const [operator = "<"] = /^(?:>>|>\||>&|<&|<>|>|<)/.exec(text.slice(index, index + 2)) ?? [];
    this.#expectTarget(frame, operator, descriptor);
    return operator.length - 1;
  }

  #expectTarget(frame: Frame, operator: string, descriptor: number | undefined): void {
    frame.next = { operator, descriptor, target: emptyWord(this.#at) };
  }

  #openParenthesis(frame: Frame, next: string): number {
    if (frame.word) {
      // An array, an extended pattern, or the parentheses of a function's definition.
      const isGroup = /[=@?*+!]$/.test(frame.word.text) || inCondition(frame);
      if (!isGroup) this.#endWord(frame);
      this.#push(isGroup ? "group" : "subshell");
      return 0;
    }
    if (frame.pattern) return 0;
    const isLoop = frame.words[0]?.text === "for" && frame.words.length === 1;
    if (next === "(" && (frame.words.length === 0 || isLoop)) {
      this.#push("arithmetic");
      this.#push("arithmetic");
      return 1;
    }
    if (inCondition(frame) || frame.kind === "group") this.#push("group");
    else {
      if (frame.words.length !== 1) frame.words = [];
      this.#push("subshell");
    }
    return 0;
  }

  #closeParenthesis(frame: Frame): void {
    const isPattern = frame.pattern;
    if (isPattern) this.#endWord(frame);
    else this.#endCommand(frame);
    // `esac` may have been what ends here.
    if (isPattern && frame.pattern) {
      frame.pattern = false;
      return;
    }
    if (this.#frames.length === 1) return;
    this.#frames.pop();
    const outer = this.#commandFrame();
    if (frame.kind === "subshell") this.#collector.closeSubshell(frame, outer);
  }

  #closeBackticks(): void {
    const frame = this.#frames.pop();
    if (!frame || this.#frames.some(({ kind }) => kind === "backticks")) return;
    const start = frame.start + 1;
    const text = this.#slice(start, this.#at).replace(/\\([`\\$])/g, "$1");
    this.unread.push({ text, start, kind: "backticks" });
  }

  #dollar(text: string, index: number): number {
    const rest = text.slice(index + 1, index + 3);
    const substitution =
      rest[0] === "(" ? "command" : rest[0] === "{" ? "parameter" : rest[0] === "[" ? "index" : undefined;
    if (!substitution) {
      this.#append("$", this.#top().kind === "double-quotes");
      return 0;
    }
    this.#append(substitutionMark, false);
    if (rest === "((") {
      this.#push("arithmetic");
      this.#push("arithmetic");
      return 2;
    }
    this.#push(substitution);
    return 1;
  }

  #hereDocument(text: string, index: number, frame: Frame): number {
    this.#endWord(frame);
    if (text[index + 2] === "<") {
      this.#expectTarget(frame, "<<<", undefined);
      return 2;
    }
    const match = /^<<(-?)[ \t]*((?:'[^'\n]*'|"[^"\n]*"|\\.|[^\s;&|<>()'"\\])*)/.exec(text.slice(index));
    const [whole = "<<", dash, delimiter = ""] = match ?? [];
    if (index + whole.length === text.length) frame.next = "delimiter";
    const bare = delimiter.replace(/'([^']*)'|"([^"]*)"|\\(.)/g, "$1$2$3");
    if (delimiter) {
      const end = this.#at + whole.length;
      const isQuoted = bare !== delimiter;
      const start = end - delimiter.length;
      const target = { text: bare, raw: delimiter, isQuoted, values: [], start, end };
      const redirection: FoundRedirection = { operator: "<<", descriptor: undefined, target };
      frame.redirections.push(redirection);
      this.#documents.add(redirection, dash === "-");
    }
    return whole.length - 1;
  }

  #endLine(): void {
    this.#leaf = this.#documents.areOpen ? "here-document" : "none";
    this.#documents.begin(this.#at + 1);
    for (const frame of this.#frames) if (isCommandFrame(frame) && frame.next !== "word") frame.next = "word";
  }

  #closeDocument(redirection: FoundRedirection | undefined): void {
    const { text, start, isLiteral } = redirection?.document ?? { text: "", start: 0, isLiteral: true };
    if (!isLiteral && /\$\(|`/.test(text)) this.unread.push({ text, start, kind: "document" });
    if (!this.#documents.areOpen) this.#leaf = "none";
  }

  #endWord(frame: Frame): void {
    this.#collector.endWord(frame);
  }

  #endCommand(frame: Frame) {
    return this.#collector.endCommand(frame);
  }

  /** @param behind characters of the word that have been read before this one: a backslash. */
  #append(text: string, quoted: boolean, behind = 0): void {
    const { kind } = this.#top();
    if (!isCommandFrame(this.#top()) && kind !== "double-quotes" && kind !== "document" && text !== substitutionMark) {
      return;
    }
    const word = this.#word(behind);
    word.text += text;
    word.isQuoted ||= quoted;
  }

  #word(behind = 0): OpenWord {
    const frame = this.#commandFrame();
    frame.word ??= emptyWord(this.#at - behind);
    return frame.word;
  }

  #push(kind: Frame["kind"]): void {
    const around = this.#commandFrame();
    // What a subshell runs shares the redirections and the input of what is around it; a substitution does not.
    const groups = kind === "subshell" ? [...around.groups, { redirections: [] }] : [];
    const frame = makeFrame(kind, this.#at, groups, kind === "command" || around.isSubstitution);
    if (kind === "subshell") {
      frame.feeding = around.feeding;
      around.feeding = [];
    }
    this.#frames.push(frame);
  }

  #slice(start: number, end: number): string {
    return this.#fed.slice(start - this.#base, end - this.#base);
  }

  #top(): Frame {
    return this.#frames.at(-1) as Frame;
  }

  #commandFrame(): Frame {
    return this.#frames.findLast(isCommandFrame) as Frame;
  }
}
