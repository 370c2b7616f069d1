import type { Place, ScriptScanner } from "../assemble-script.ts";
import { refusedInCommand, type ShellWord } from "./shell-command-rules.ts";

interface Word extends ShellWord {
  text: string;
  quoted: boolean;
  readonly values: { index: number; trusted: boolean; at: number }[];
}

/** What can contain commands has words of its own; the others are parts of the word around them. */
type Frame = {
  readonly kind:
    | "command"
    | "subshell"
    | "group"
    | "double-quotes"
    | "arithmetic"
    | "index"
    | "parameter"
    | "backticks";
  word: Word | undefined;
  words: Word[];
  /** `case` constructs that are open, and whether a pattern of the innermost stands here. */
  cases: number;
  pattern: boolean;
  next: "word" | "file" | "delimiter";
};

const refusedFrames: Partial<Record<Frame["kind"], string>> = {
  arithmetic: "in an arithmetic expression",
  index: "in an arithmetic expression",
  parameter: "inside `${}`",
  backticks: "inside backticks",
};
const refusedLeaves = {
  "single-quotes": "inside single quotes",
  "ansi-quotes": "inside single quotes",
  comment: "in a comment",
  "here-document": "in a here-document",
} as const;
/** After these a command begins, as it does after a separator. */
const commandOpeners = new Set("if then else elif fi do done while until ! { } time coproc esac".split(" "));
/** Stands in a word's text for what a value or a substitution puts there. */
const valueMark = "\u0000";
const substitutionMark = "\u0001";

/** Follows the quoting and the commands of a POSIX shell or bash script. */
export class ShellScanner implements ScriptScanner {
  readonly #frames: Frame[] = [makeFrame("command")];
  /** The first word of each command so far, as it is written; a value in it stands as U+0000. */
  readonly commands: string[] = [];
  readonly #late: { index: number; refused: string }[] = [];
  #leaf: "none" | keyof typeof refusedLeaves = "none";
  #escaped = false;
  #documentLine = "";
  #documents: { delimiter: string; stripTabs: boolean }[] = [];

  feed(text: string): void {
    for (let index = 0; index < text.length; index++) index += this.#step(text, index);
  }

  value(index: number | undefined, trusted: boolean): void {
    const word = this.#word();
    if (index === undefined) word.text += "v";
    else {
      word.values.push({ index, trusted, at: word.text.length });
      word.text += valueMark;
    }
  }

  takesCommand(): boolean {
    const frame = this.#commandFrame();
    return !frame.word && frame.words.length === 0 && !frame.pattern && frame.next === "word" && frame.kind !== "group";
  }

  finish(): { readonly index: number; readonly refused: string } | undefined {
    for (const frame of this.#frames) this.#endCommand(frame);
    return this.#late[0];
  }

  place(): Place {
    if (this.#leaf !== "none") return { refused: refusedLeaves[this.#leaf] };
    const frame = this.#commandFrame();
    if (frame.next === "delimiter") return { refused: "in the delimiter of a here-document" };
    if (frame.word?.text.endsWith("$")) return { refused: "right after a `$`" };
    const inside = this.#frames.slice(this.#frames.indexOf(frame));
    if (this.#frames.some(({ kind }) => kind === "backticks")) return { refused: "inside backticks" };
    const refused = inside.map(({ kind }) => refusedFrames[kind]).find((name) => name !== undefined);
    if (refused) return { refused };
    return this.#top().kind === "double-quotes" ? "double-quotes" : "bare";
  }

  /** Handles the character at `index`. @returns how many characters after it are consumed as well. */
  #step(text: string, index: number): number {
    const character = text[index] ?? "";
    if (this.#leaf === "comment" && character === "\n") this.#leaf = "none";
    if (this.#leaf !== "none") return this.#stepLeaf(character);
    if (this.#escaped) {
      this.#escaped = false;
      if (character !== "\n") this.#append(character, true);
      return 0;
    }
    if (character === "\\") {
      this.#escaped = true;
      return 0;
    }
    return this.#top().kind === "double-quotes" ? this.#stepDoubleQuotes(text, index) : this.#stepCode(text, index);
  }

  #stepLeaf(character: string): number {
    if (this.#leaf === "comment") return 0;
    if (this.#leaf === "here-document") {
      if (character === "\n") this.#endDocumentLine();
      else this.#documentLine += character;
    } else if (this.#leaf === "ansi-quotes" && (this.#escaped || character === "\\")) {
      this.#escaped = !this.#escaped;
    } else if (character === "'") this.#leaf = "none";
    else this.#append(character, true);
    return 0;
  }

  #stepDoubleQuotes(text: string, index: number): number {
    const character = text[index] ?? "";
    if (character === '"') this.#frames.pop();
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
      if (kind === "backticks") this.#frames.pop();
      else this.#push("backticks");
      this.#append(substitutionMark, false);
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
      if (frame.word && !frame.word.quoted && /^\d+$/.test(frame.word.text)) frame.word = undefined;
      this.#endWord(frame);
      if (next === "(") return 0;
      frame.next = "file";
      return next === "&" || next === "|" || next === ">" ? 1 : 0;
    } else if (character === "&" && next === ">") {
      this.#endWord(frame);
    } else if (/[;&|]/.test(character)) {
      if (frame.pattern || inCondition(frame) || frame.kind === "group") this.#endWord(frame);
      else this.#endCommand(frame);
      if (character === ";" && (next === ";" || next === "&") && frame.cases > 0) frame.pattern = true;
    } else if (/[ \t\r]/.test(character)) {
      this.#endWord(frame);
    } else this.#append(character, false);
    return 0;
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
      frame.words = [];
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
    // `name()` has been a definition: what follows is its body.
    if (frame.kind === "subshell" && outer.words.length === 1 && !outer.word) outer.words = [];
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
      frame.next = "file";
      return 2;
    }
    const match = /^<<(-?)[ \t]*((?:'[^'\n]*'|"[^"\n]*"|\\.|[^\s;&|<>()'"\\])*)/.exec(text.slice(index));
    const [whole = "<<", dash, delimiter = ""] = match ?? [];
    if (index + whole.length === text.length) frame.next = "delimiter";
    const bare = delimiter.replace(/'([^']*)'|"([^"]*)"|\\(.)/g, "$1$2$3");
    if (delimiter) this.#documents.push({ delimiter: bare, stripTabs: dash === "-" });
    return whole.length - 1;
  }

  #endLine(): void {
    this.#leaf = this.#documents.length > 0 ? "here-document" : "none";
    for (const frame of this.#frames) if (isCommandFrame(frame) && frame.next !== "word") frame.next = "word";
  }

  #endDocumentLine(): void {
    const [document, ...others] = this.#documents;
    const line = document?.stripTabs ? this.#documentLine.replace(/^\t+/, "") : this.#documentLine;
    this.#documentLine = "";
    if (line !== document?.delimiter) return;
    this.#documents = others;
    if (others.length === 0) this.#leaf = "none";
  }

  #endWord(frame: Frame): void {
    const { word } = frame;
    if (!word) {
      if (frame.next === "delimiter") frame.next = "word";
      return;
    }
    frame.word = undefined;
    if (frame.next !== "word") {
      frame.next = "word";
      return;
    }
    if (frame.kind === "group") {
      this.#checkGroup(word);
      return;
    }
    const reserved = !word.quoted && word.values.length === 0 ? word.text : undefined;
    if (frame.pattern) {
      if (reserved !== "esac") return;
      frame.pattern = false;
      frame.cases -= 1;
      return;
    }
    frame.words.push(word);
    const count = frame.words.length;
    if (count === 1 && reserved !== undefined && commandOpeners.has(reserved)) {
      if (reserved === "esac") frame.cases = Math.max(0, frame.cases - 1);
      frame.words = [];
    } else if (count === 3 && reserved === "in" && frame.words[0]?.text === "case") {
      frame.cases += 1;
      frame.pattern = true;
      frame.words = [];
    } else if (count === 2 && frame.words[0]?.text === "function") frame.words = [];
  }

  /** `[${x}]=` inside an array's parentheses is a subscript, which the shell computes. */
  #checkGroup(word: Word): void {
    const bracket = word.text.indexOf("]=");
    const [value] = word.values;
    if (!word.text.startsWith("[") || !value || value.at > bracket) return;
    this.#late.push({ index: value.index, refused: "in the subscript of an array" });
  }

  #endCommand(frame: Frame): void {
    this.#endWord(frame);
    if (frame.kind === "group") return;
    const command = frame.words.find(({ text }) => !/^[A-Za-z_]\w*(\[[^\]]*\])?\+?=/.test(text));
    if (command) this.commands.push(command.text);
    const refused = refusedInCommand(frame.words);
    if (refused) this.#late.push(refused);
    frame.words = [];
  }

  #append(text: string, quoted: boolean): void {
    if (!isCommandFrame(this.#top()) && this.#top().kind !== "double-quotes" && !text.includes(substitutionMark))
      return;
    const word = this.#word();
    word.text += text;
    word.quoted ||= quoted;
  }

  #word(): Word {
    const frame = this.#commandFrame();
    frame.word ??= { text: "", quoted: false, values: [] };
    return frame.word;
  }

  #push(kind: Frame["kind"]): void {
    this.#frames.push(makeFrame(kind));
  }

  #top(): Frame {
    return this.#frames.at(-1) as Frame;
  }

  #commandFrame(): Frame {
    return this.#frames.findLast(isCommandFrame) as Frame;
  }
}

function makeFrame(kind: Frame["kind"]): Frame {
  return { kind, word: undefined, words: [], cases: 0, pattern: false, next: "word" };
}

function isCommandFrame({ kind }: Frame): boolean {
  return kind === "command" || kind === "subshell" || kind === "group";
}

/** Inside `[[ … ]]` operators and parentheses end no command. */
function inCondition(frame: Frame): boolean {
  return frame.words[0]?.text === "[[" && frame.words.at(-1)?.text !== "]]";
}
