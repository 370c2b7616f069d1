/** Tells where the next character of a JavaScript text stands, fed piece by piece. */
export class JavaScriptScanner {
  readonly #templates: number[] = [];
  #state: "code" | "'" | '"' | "`" | "//" | "/*" | "regular-expression" = "code";
  #escaped = false;
  #braces = 0;
  #before = "";
  #inClass = false;

  /** @returns undefined in code, otherwise the name of the place for the message. */
  refusedPlace(): string | undefined {
    switch (this.#state) {
      case "code":
        return undefined;
      case "//":
      case "/*":
        return "in a comment";
      case "regular-expression":
        return "in a regular expression";
      default:
        return "inside quotes";
    }
  }

  skipValue(): void {
    this.#before = "v";
  }

  feed(text: string): void {
    for (let index = 0; index < text.length; index++) {
      const character = text[index] ?? "";
      const next = text[index + 1] ?? "";
      if (this.#state === "code") index += this.#code(character, next);
      else index += this.#inside(character, next);
    }
  }

  #code(character: string, next: string): number {
    if (character === "'" || character === '"' || character === "`") this.#state = character;
    else if (character === "/" && next === "/") this.#state = "//";
    else if (character === "/" && next === "*") {
      this.#state = "/*";
      return 1;
    } else if (character === "/" && beginsRegularExpression(this.#before)) this.#state = "regular-expression";
    else if (character === "{") this.#braces += 1;
    else if (character === "}") {
      if (this.#templates.at(-1) === this.#braces) {
        this.#templates.pop();
        this.#state = "`";
      } else this.#braces -= 1;
    }
    if (/\s/.test(character)) {
      if (/\w$/.test(this.#before)) this.#before += " ";
    } else this.#before = (this.#before + character).slice(-12);
    return 0;
  }

  #inside(character: string, next: string): number {
    if (this.#state === "//") {
      if (character === "\n") this.#state = "code";
      return 0;
    }
    if (this.#state === "/*") {
      if (character !== "*" || next !== "/") return 0;
      this.#state = "code";
      return 1;
    }
    if (this.#escaped) this.#escaped = false;
    else if (character === "\\") this.#escaped = true;
    else if (this.#state === "regular-expression") this.#insideRegularExpression(character);
    else if (this.#state === "`" && character === "$" && next === "{") {
      this.#templates.push(this.#braces);
      this.#state = "code";
      this.#before = "(";
      return 1;
    } else if (character === this.#state || (character === "\n" && this.#state !== "`")) this.#endLiteral();
    return 0;
  }

  #insideRegularExpression(character: string): void {
    if (character === "[") this.#inClass = true;
    else if (character === "]") this.#inClass = false;
    else if ((character === "/" && !this.#inClass) || character === "\n") this.#endLiteral();
  }

  #endLiteral(): void {
    this.#state = "code";
    this.#inClass = false;
    this.#before = "v";
  }
}

/** A slash divides after a value and begins a regular expression after an operator or a keyword. */
function beginsRegularExpression(before: string): boolean {
  const text = before.trimEnd();
  return (
    text === "" || /[(,=:[!&|?{};+\-*%<>~^]$/.test(text) || /\b(return|typeof|case|in|of|await|void|delete)$/.test(text)
  );
}
