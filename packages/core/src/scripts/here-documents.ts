import type { FoundRedirection } from "./shell-frame.ts";

interface OpenDocument {
  readonly redirection: FoundRedirection;
  readonly stripsTabs: boolean;
  text: string;
  start: number;
}

/** The here-documents whose operators have been read, in whose order their texts follow. */
export class HereDocuments {
  #open: OpenDocument[] = [];
  #line = "";

  get areOpen(): boolean {
    return this.#open.length > 0;
  }

  add(redirection: FoundRedirection, stripsTabs: boolean): void {
    this.#open.push({ redirection, stripsTabs, text: "", start: 0 });
  }

  /** @param start offset of the first character of their texts. */
  begin(start: number): void {
    const [document] = this.#open;
    if (document) document.start = start;
  }

  feed(text: string): void {
    this.#line += text;
  }

  /** @param next offset of the line behind this one. @returns the redirection whose document ends with this line. */
  endLine(next: number): FoundRedirection | undefined {
    const [document] = this.#open;
    if (!document) return undefined;
    if (this.#isDelimiter(document)) return this.#close(document, next);
    document.text += `${this.#line}\n`;
    this.#line = "";
    return undefined;
  }

  /** At the end of the script, which may be the delimiter's line without an end. */
  finish(): FoundRedirection | undefined {
    const [document] = this.#open;
    if (!document) return undefined;
    if (!this.#isDelimiter(document)) document.text += this.#line;
    return this.#close(document, 0);
  }

  #isDelimiter({ stripsTabs, redirection }: OpenDocument): boolean {
    return (stripsTabs ? this.#line.replace(/^\t+/, "") : this.#line) === redirection.target.text;
  }

  #close({ redirection, text, start }: OpenDocument, next: number): FoundRedirection {
    redirection.document = { text, start, isLiteral: redirection.target.isQuoted };
    this.#line = "";
    this.#open = this.#open.slice(1);
    this.begin(next);
    return redirection;
  }
}
