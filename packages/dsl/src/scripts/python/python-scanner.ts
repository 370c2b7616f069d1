import type { Place, ScriptScanner } from "../assemble-script.ts";

type Text = {
  readonly kind: "text";
  /** One or three quotes. */
  readonly quotes: string;
  /** In an f- or t-string, braces hold code. */
  readonly isFormat: boolean;
};
type Bracket = {
  readonly kind: "bracket";
  readonly close: string;
  readonly callee: string;
  /** Of a text's braces. */
  readonly inText: boolean;
  readonly values: number[];
  text: string;
};

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
/** What runs its argument as Python, or gives it to a shell. */
const evaluating =
  /^(eval|exec|compile|__import__|(os\.)?(system|popen)|(subprocess\.)?(getoutput|getstatusoutput)|(builtins\.)(eval|exec|compile))$/;

/** Follows the texts, comments and brackets of a Python script, by the grammar of Python 3.12 and later. */
export class PythonScanner implements ScriptScanner {
  readonly #stack: (Text | Bracket)[] = [];
  readonly #late: { index: number; refused: string }[] = [];
  #comment = false;
  #escaped = false;
  /** The code before, on this line; texts in it stand as `""`. */
  #before = "";
  #value: { readonly index: number | undefined } | undefined;

  feed(text: string): void {
    for (let index = 0; index < text.length; index++) index += this.#step(text, index);
  }

  value(index: number | undefined): void {
    if (index !== undefined) {
      for (const bracket of this.#stack) if (bracket.kind === "bracket") bracket.values.push(index);
    }
    this.#before += "_";
    this.#value = { index };
  }

  takesCommand(): boolean {
    return !this.#value;
  }

  finish(): { readonly index: number; readonly refused: string } | undefined {
    return this.#late[0];
  }

  place(): Place {
    if (this.#comment) return { refused: "in a comment" };
    if (this.#stack.some(({ kind }) => kind === "text")) return { refused: "inside a text" };
    if (/[\w.@"]$/.test(this.#before)) return { refused: "right after a name or a text" };
    const call = this.#stack.find((frame) => frame.kind === "bracket" && evaluating.test(frame.callee));
    if (call?.kind === "bracket") return { refused: `in an argument of \`${call.callee}\`` };
    return "bare";
  }

  #step(text: string, index: number): number {
    const character = text[index] ?? "";
    if (this.#comment) {
      if (character === "\n") this.#endLine();
      return 0;
    }
    const top = this.#stack.at(-1);
    if (top?.kind === "text") return this.#stepText(text, index, top);
    this.#checkAfterValue(character);
    return this.#stepCode(text, index, top);
  }

  #stepText(text: string, index: number, top: Text): number {
    const character = text[index] ?? "";
    if (this.#escaped) this.#escaped = false;
    else if (character === "\\") this.#escaped = true;
    else if (text.startsWith(top.quotes, index)) {
      this.#endText();
      return top.quotes.length - 1;
    } else if (character === "\n" && top.quotes.length === 1) this.#endText();
    else if (top.isFormat && character === "{") {
      if (text[index + 1] === "{") return 1;
      this.#stack.push({ kind: "bracket", close: "}", callee: "", inText: true, values: [], text: "" });
      this.#before = "";
    }
    return 0;
  }

  #stepCode(text: string, index: number, top: Bracket | undefined): number {
    const character = text[index] ?? "";
    if (top) top.text += character;
    if (this.#escaped) this.#escaped = false;
    else if (character === "\\") this.#escaped = true;
    else if (character === "#" && !top?.inText) this.#comment = true;
    else if (character === '"' || character === "'") return this.#beginText(text, index);
    else if (character in closing) this.#open(character);
    else if (top && character === top.close) this.#close(top);
    else if (character === "\n") this.#endLine();
    else this.#before += character;
    return 0;
  }

  #beginText(text: string, index: number): number {
    const quote = text[index] ?? "";
    const quotes = text.startsWith(quote.repeat(3), index) ? quote.repeat(3) : quote;
    const prefix = /(?:^|\W)([A-Za-z]{0,2})$/.exec(this.#before)?.[1] ?? "";
    this.#stack.push({ kind: "text", quotes, isFormat: /[ft]/i.test(prefix) });
    return quotes.length - 1;
  }

  #endText(): void {
    this.#stack.pop();
    this.#before += '"';
  }

  #open(character: string): void {
    const callee = character === "(" ? (/[\w.]+$/.exec(this.#before)?.[0] ?? "") : "";
    this.#stack.push({
      kind: "bracket",
      close: closing[character] as string,
      callee,
      inText: false,
      values: [],
      text: "",
    });
    this.#before += character;
  }

  #close(top: Bracket): void {
    this.#stack.pop();
    this.#before += top.close;
    const [index] = top.values;
    if (index !== undefined && /\bshell\s*=\s*(?!False\b)/.test(top.text)) {
      this.#late.push({ index, refused: `in a call of \`${top.callee}\` with \`shell=True\`` });
    }
    const outer = this.#stack.at(-1);
    if (outer?.kind === "bracket") outer.text += `${top.text}`;
  }

  #endLine(): void {
    this.#comment = false;
    this.#before = "";
    this.#value = undefined;
  }

  /** A name, a number or a text right behind a value would be another one, or a mistake. */
  #checkAfterValue(character: string): void {
    if (!this.#value) return;
    const { index } = this.#value;
    this.#value = undefined;
    if (index !== undefined && /[\w"']/.test(character))
      this.#late.push({ index, refused: "right before a name or a text" });
  }
}
