type Frame = {
  readonly kind: "command" | "double-quotes" | "arithmetic" | "parameter" | "backticks" | "paren";
  cases: number;
};

/** Where the next character stands: two places take a variable, the others are named for the message. */
export type ShellPlace =
  | { readonly kind: "bare" }
  | { readonly kind: "double-quotes" }
  | { readonly kind: "refused"; readonly name: string };

const refusedFrames = {
  arithmetic: "in an arithmetic expression",
  parameter: "inside `${}`",
  backticks: "inside backticks",
} as const;

/** Follows the quoting of a POSIX shell or bash script, fed piece by piece, to tell where an interpolation stands. */
export class ShellScanner {
  readonly #frames: Frame[] = [{ kind: "command", cases: 0 }];
  #leaf: "none" | "single-quotes" | "ansi-quotes" | "comment" | "here-document" = "none";
  #word = "";
  #escaped = false;
  #line = "";
  #pendingDocuments: { delimiter: string; stripTabs: boolean }[] = [];

  feed(text: string): void {
    for (let index = 0; index < text.length; index++) index += this.#step(text, index);
  }

  /** Tells the scanner that a value stands here, so that a `#` right after it begins no comment. */
  skipValue(): void {
    this.#word += "v";
    this.#line += "v";
    this.#escaped = false;
  }

  place(): ShellPlace {
    if (this.#leaf === "single-quotes" || this.#leaf === "ansi-quotes")
      return { kind: "refused", name: "inside single quotes" };
    if (this.#leaf === "comment") return { kind: "refused", name: "in a comment" };
    if (this.#leaf === "here-document") return { kind: "refused", name: "in a here-document" };
    if (this.#word.endsWith("$")) return { kind: "refused", name: "right after a `$`" };
    const { kind } = this.#top();
    if (kind === "double-quotes") return { kind };
    if (kind === "command" || kind === "paren") return { kind: "bare" };
    return { kind: "refused", name: refusedFrames[kind] };
  }

  /** Handles the character at `index`. @returns how many characters after it are consumed as well. */
  #step(text: string, index: number): number {
    const character = text[index] ?? "";
    if (character === "\n") this.#endLine();
    else this.#line += character;
    if (this.#leaf !== "none") return this.#stepLeaf(character);
    if (this.#escaped) {
      this.#escaped = false;
      this.#word += "v";
      return 0;
    }
    if (character === "\\") {
      this.#escaped = true;
      return 0;
    }
    return this.#top().kind === "double-quotes" ? this.#stepDoubleQuotes(text, index) : this.#stepCode(text, index);
  }

  #stepLeaf(character: string): number {
    if (this.#leaf === "comment" || this.#leaf === "here-document") return 0;
    if (this.#leaf === "ansi-quotes" && (this.#escaped || character === "\\")) this.#escaped = !this.#escaped;
    else if (character === "'") this.#leaf = "none";
    return 0;
  }

  #stepDoubleQuotes(text: string, index: number): number {
    const character = text[index] ?? "";
    if (character === '"') this.#pop();
    else if (character === "`") this.#push("backticks");
    else if (character === "$") return this.#dollar(text, index);
    else this.#word = "v";
    return 0;
  }

  #stepCode(text: string, index: number): number {
    const character = text[index] ?? "";
    const next = text[index + 1] ?? "";
    const top = this.#top();
    const wordBefore = this.#word;
    if (character === "'" && top.kind !== "arithmetic") {
      this.#leaf = wordBefore.endsWith("$") ? "ansi-quotes" : "single-quotes";
      this.#word += "v";
    } else if (character === '"') {
      this.#push("double-quotes");
    } else if (character === "`") {
      if (top.kind === "backticks") this.#pop();
      else this.#push("backticks");
    } else if (character === "$") {
      return this.#dollar(text, index);
    } else if (character === "#" && wordBefore === "" && top.kind !== "parameter" && top.kind !== "arithmetic") {
      this.#leaf = "comment";
    } else if (character === "(") {
      this.#endWord();
      if (top.kind === "arithmetic") this.#push("arithmetic");
      else if (next !== "(" || wordBefore !== "") this.#push("paren");
      else return this.#pushArithmetic(1);
    } else if (character === ")") {
      this.#endWord();
      if (top.cases === 0 && top.kind !== "parameter" && this.#frames.length > 1) this.#pop();
    } else if (character === "}" && top.kind === "parameter") {
      this.#pop();
      this.#word += "v";
    } else if (character === "<" && next === "<" && top.kind !== "arithmetic" && top.kind !== "parameter") {
      return this.#hereDocument(text, index);
    } else if (/[\s;&|<>]/.test(character)) {
      this.#endWord();
    } else {
      this.#word += character;
    }
    return 0;
  }

  #dollar(text: string, index: number): number {
    const rest = text.slice(index + 1, index + 3);
    if (rest === "((") return this.#pushArithmetic(2);
    if (rest[0] === "(") this.#push("command");
    else if (rest[0] === "{") this.#push("parameter");
    else {
      this.#word += "$";
      return 0;
    }
    this.#line += rest[0];
    return 1;
  }

  #hereDocument(text: string, index: number): number {
    this.#endWord();
    if (text[index + 2] === "<") {
      this.#line += "<<";
      return 2;
    }
    const match = /^<<(-?)[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|\\?([^\s;&|<>()'"]+))/.exec(text.slice(index));
    if (!match) return 0;
    const delimiter = match[2] ?? match[3] ?? match[4] ?? "";
    this.#pendingDocuments.push({ delimiter, stripTabs: match[1] === "-" });
    this.#line += match[0].slice(1);
    return match[0].length - 1;
  }

  #endLine(): void {
    const line = this.#line;
    this.#line = "";
    const document = this.#pendingDocuments[0];
    if (this.#leaf === "here-document" && document) {
      if ((document.stripTabs ? line.replace(/^\t+/, "") : line) !== document.delimiter) return;
      this.#pendingDocuments.shift();
      this.#leaf = "none";
    }
    if (this.#leaf === "comment") this.#leaf = "none";
    if (this.#leaf === "none" && this.#pendingDocuments.length > 0) this.#leaf = "here-document";
  }

  #endWord(): void {
    const top = this.#top();
    if (this.#word === "case") top.cases += 1;
    if (this.#word === "esac") top.cases = Math.max(0, top.cases - 1);
    this.#word = "";
  }

  /** One frame for each of the two parentheses. @returns its argument: how many characters they take after this one. */
  #pushArithmetic(consumed: number): number {
    this.#push("arithmetic");
    this.#push("arithmetic");
    this.#line += "(".repeat(consumed);
    return consumed;
  }

  #push(kind: Frame["kind"]): void {
    this.#frames.push({ kind, cases: 0 });
    this.#word = "";
  }

  #pop(): void {
    this.#frames.pop();
    this.#word = "v";
  }

  #top(): Frame {
    return this.#frames.at(-1) as Frame;
  }
}
