import type { Place, ScriptScanner } from "../assemble-script.ts";

/** Code in the script itself, in parentheses or in braces; or a text. */
interface Frame {
  readonly kind: "script" | "parentheses" | "block" | "double-quotes" | "here-string";
  /** The statement so far: texts without their contents, U+0000 for each value. */
  statement: string;
  /** Of this statement, and of all statements of the frame. */
  values: number[];
  all: number[];
}
type Leaf = keyof typeof refusedLeaves | "none";

const refusedLeaves = {
  "single-quotes": "inside single quotes",
  "literal-here-string": "in a single-quoted here-string",
  comment: "in a comment",
  "block-comment": "in a comment",
  "braced-name": "inside `${}`",
} as const;
const closing: Readonly<Record<string, string>> = { parentheses: ")", block: "}" };
/** PowerShell takes typographic quotes for plain ones. */
const singleQuote = /['\u2018\u2019\u201a\u201b]/;
const doubleQuote = /["\u201c\u201d\u201e]/;
const wordEnd = /[\s(){}[\],;|&=<>!+*/%]$/;

/** What runs a text as code, in a statement that holds a value. */
const evaluating: readonly (readonly [RegExp, string])[] = [
  [/(^|[\s|;&(=])(iex|invoke-expression)\b/i, "in a statement with `Invoke-Expression`"],
  [/\[scriptblock\]::create\b|\.(invokescript|addscript)\b/i, "in a statement that makes a script of a text"],
  [/(^|[\s|&(=])(pwsh|powershell)(\.exe)?\s.*-(c|command|encodedcommand)\b/i, "in code for `pwsh`"],
  [/(^|[\s|&(=])(ba|z|da)?sh\s.*-[a-z]*c\b/, "in code for another shell"],
  [/(^|[\s|&(=])cmd(\.exe)?\s.*\/[ckCK]\b/, "in code for `cmd`"],
  [/(^|[\s|&(=])(python3?|node|perl|ruby)\s.*-[ecE]\b/, "in code for another interpreter"],
];

/** Follows the quoting of a PowerShell 7 script. */
export class PowerShellScanner implements ScriptScanner {
  readonly #frames: Frame[] = [makeFrame("script")];
  readonly #late: { index: number; refused: string }[] = [];
  #leaf: Leaf = "none";
  #escaped = false;
  #before = "\n";
  #bareValue: { readonly index: number | undefined } | undefined;

  feed(text: string): void {
    if (text !== "") this.#checkAfterValue(text);
    for (let index = 0; index < text.length; index++) {
      index += this.#step(text, index);
      this.#before = text[index] ?? "";
    }
  }

  value(index: number | undefined): void {
    const code = this.#code();
    if (index !== undefined) this.#addValues(code, [index]);
    code.statement += "\u0000";
    this.#bareValue = this.#isText() ? undefined : { index };
    this.#before = "\u0000";
  }

  takesCommand(): boolean {
    return !this.#isText() && /(^|[;|{(&=])\s*$/.test(this.#code().statement);
  }

  finish(): { readonly index: number; readonly refused: string } | undefined {
    for (const frame of this.#frames.toReversed()) this.#endStatement(frame);
    return this.#late[0];
  }

  place(): Place {
    if (this.#leaf !== "none") return { refused: refusedLeaves[this.#leaf] };
    if (this.#escaped) return { refused: "right after a backtick" };
    if (this.#before === "$" || this.#before === "@") return { refused: `right after a \`${this.#before}\`` };
    if (this.#isText()) return "double-quotes";
    const { statement } = this.#code();
    if (/--%/.test(statement)) return { refused: "after `--%`" };
    if (/(^|[\s;|&(])[&.]\s*$/.test(statement)) return { refused: "as the name of a command" };
    // A word that begins with a hyphen is taken as it stands: `--name=$env:NAME` is not expanded.
    if (/(^|[\s(,;|&])-[^\s"]*$/.test(statement)) return { refused: "in the middle of a word" };
    if (statement !== "" && !wordEnd.test(statement)) return { refused: "in the middle of a word" };
    return "bare";
  }

  /** @returns how many characters after the one at `index` are consumed as well. */
  #step(text: string, index: number): number {
    const character = text[index] ?? "";
    if (this.#leaf !== "none") return this.#stepLeaf(text, index);
    if (this.#escaped) {
      this.#escaped = false;
      // A backtick at the end of a line joins the next one to it.
      if (!this.#isText()) this.#code().statement += character === "\n" ? " " : "v";
      return 0;
    }
    if (character === "`") {
      this.#escaped = true;
      return 0;
    }
    return this.#isText() ? this.#stepText(text, index) : this.#stepCode(text, index);
  }

  #stepLeaf(text: string, index: number): number {
    const character = text[index] ?? "";
    const next = text[index + 1] ?? "";
    if (this.#leaf === "comment") {
      if (character !== "\n") return 0;
      this.#leaf = "none";
      this.#endLine(text, index);
    } else if (this.#leaf === "block-comment") {
      if (character !== "#" || next !== ">") return 0;
      this.#leaf = "none";
      return 1;
    } else if (this.#leaf === "literal-here-string") {
      if (this.#before !== "\n" || !singleQuote.test(character) || next !== "@") return 0;
      this.#leaf = "none";
      return 1;
    } else if (this.#leaf === "braced-name") {
      if (character === "}") this.#leaf = "none";
    } else if (singleQuote.test(character)) this.#leaf = "none";
    return 0;
  }

  #stepText(text: string, index: number): number {
    const { kind } = this.#top();
    const isQuote = doubleQuote.test(text[index] ?? "");
    const next = text[index + 1] ?? "";
    if (kind === "here-string" && isQuote && this.#before === "\n" && next === "@") {
      this.#frames.pop();
      return 1;
    }
    // A doubled quote stands for one: it ends the text and begins another, which comes to the same.
    if (kind === "double-quotes" && isQuote) {
      this.#frames.pop();
      return 0;
    }
    return this.#dollar(text, index);
  }

  /** A subexpression or a name in braces. */
  #dollar(text: string, index: number): number {
    const two = text.slice(index, index + 2);
    if (two === "$(") this.#frames.push(makeFrame("parentheses"));
    else if (two === "${") this.#leaf = "braced-name";
    else return 0;
    return 1;
  }

  #stepCode(text: string, index: number): number {
    const character = text[index] ?? "";
    const code = this.#code();
    const atToken = code.statement === "" || wordEnd.test(code.statement);
    const hereString = /^@["'\u2018-\u201e][ \t]*\n/.exec(text.slice(index));
    if (hereString) {
      if (singleQuote.test(text[index + 1] ?? "")) this.#leaf = "literal-here-string";
      else this.#frames.push(makeFrame("here-string"));
      code.statement += '"';
      return hereString[0].length - 1;
    }
    if (character === "<" && text[index + 1] === "#") {
      this.#leaf = "block-comment";
      return 1;
    }
    if (character === "#" && atToken) {
      this.#leaf = "comment";
      return 0;
    }
    if (character === "\n" || character === ";") {
      if (character === ";") this.#endStatement(code);
      else this.#endLine(text, index);
      return 0;
    }
    if (this.#frames.length > 1 && character === closing[this.#top().kind]) {
      this.#close(code);
      return 0;
    }
    code.statement += character;
    if (singleQuote.test(character)) this.#leaf = "single-quotes";
    else if (doubleQuote.test(character)) this.#frames.push(makeFrame("double-quotes"));
    else if (character === "(") this.#frames.push(makeFrame("parentheses"));
    else if (character === "{") this.#frames.push(makeFrame("block"));
    else if (character === "$") return this.#dollar(text, index);
    return 0;
  }

  #close(frame: Frame): void {
    this.#endStatement(frame);
    this.#frames.pop();
    const outer = this.#code();
    outer.statement += closing[frame.kind];
    // What is computed in parentheses is a part of the statement around them; a block is not.
    if (frame.kind === "parentheses") this.#addValues(outer, frame.all);
  }

  #addValues(frame: Frame, indices: readonly number[]): void {
    frame.values.push(...indices);
    frame.all.push(...indices);
  }

  /** A pipeline goes on after a `|` at the end of a line or at the beginning of the next. */
  #endLine(text: string, index: number): void {
    const code = this.#code();
    if (/[|,]\s*$/.test(code.statement) || /^\s*\|/.test(text.slice(index))) code.statement += " ";
    else this.#endStatement(code);
  }

  #endStatement(frame: Frame): void {
    const [index] = frame.values;
    const match = index === undefined ? undefined : evaluating.find(([pattern]) => pattern.test(frame.statement));
    if (match && index !== undefined) this.#late.push({ index, refused: match[1] });
    frame.statement = "";
    frame.values = [];
  }

  /** `$env:NAME` goes on with what may belong to a name, and a `.` right behind it reads a property, unless that is called. */
  #checkAfterValue(text: string): void {
    const value = this.#bareValue;
    this.#bareValue = undefined;
    if (value?.index === undefined) return;
    const continues = /^[\w:?[("'\u2018-\u201e\u0024@`]/.test(text) || /^\.(?!\w+\()/.test(text);
    if (continues) this.#late.push({ index: value.index, refused: "in the middle of a word" });
  }

  #isText(): boolean {
    return this.#top().kind === "double-quotes" || this.#top().kind === "here-string";
  }

  #top(): Frame {
    return this.#frames.at(-1) as Frame;
  }

  #code(): Frame {
    return this.#frames.findLast(({ kind }) => kind !== "double-quotes" && kind !== "here-string") as Frame;
  }
}

function makeFrame(kind: Frame["kind"]): Frame {
  return { kind, statement: "", values: [], all: [] };
}
