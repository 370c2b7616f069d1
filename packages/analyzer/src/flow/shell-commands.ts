/** A word of a command, as it is written, without its quotes. */
export interface ShellWord {
  /** Variables stand as `$NAME`, substitutions as `$()`; expressions as they are written. */
  readonly text: string;
  readonly variables: readonly ShellVariable[];
  /** The commands of `$(…)` and of backticks in it. */
  readonly substitutions: readonly ShellCommand[];
}

export interface ShellVariable {
  readonly name: string;
  /** In double quotes: it stays one word. */
  readonly isQuoted: boolean;
}

export interface Redirect {
  /** `>`, `>>`, `<`, `<<`, `<<<`. */
  readonly operator: string;
  readonly target: ShellWord;
}

/** A simple command: assignments before it are words as well. */
export interface ShellCommand {
  readonly words: readonly ShellWord[];
  readonly redirects: readonly Redirect[];
  /** The text that a here-document gives it. */
  readonly document: ShellWord | undefined;
  /** The command whose output it reads through a pipe. */
  readonly pipedFrom: ShellCommand | undefined;
  /** Its first line, without blanks at the ends. */
  readonly line: string;
}

/**
 * The simple commands of a POSIX shell script in their order, those inside substitutions left to their words. What groups
 * redirect, all commands in them redirect. Reads what is there and never fails; keywords begin commands and are none.
 */
export function shellCommands(text: string): readonly ShellCommand[] {
  return new Reader(text).commands(undefined);
}

/** A command while it is read. */
interface Open extends ShellCommand {
  readonly words: ShellWord[];
  readonly redirects: Redirect[];
  document: ShellWord | undefined;
  pipedFrom: ShellCommand | undefined;
  line: string;
}

const keywords = new Set([
  "if",
  "then",
  "else",
  "elif",
  "fi",
  "do",
  "done",
  "while",
  "until",
  "!",
  "{",
  "}",
  "time",
  "esac",
  "in",
]);

class Reader {
  #index = 0;
  #waiting: { delimiter: string; isQuoted: boolean; command: Open }[] = [];

  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** @param end character that closes what is read: `)` or a backtick. */
  commands(end: string | undefined): ShellCommand[] {
    const found: Open[] = [];
    const groups: number[] = [];
    let open = this.#open();
    let pipe: ShellCommand | undefined;
    const close = () => {
      if (open.words.length === 0 && open.redirects.length === 0) {
        open = this.#open();
        return;
      }
      open.pipedFrom = pipe;
      // What stands behind the end of a group is of all commands in it.
      const from = open.words.length === 0 ? this.#lastGroup : undefined;
      if (from === undefined) found.push(open);
      else for (const command of found.slice(from)) command.redirects.push(...open.redirects);
      pipe = undefined;
      open = this.#open();
    };
    while (this.#index < this.text.length) {
      const character = this.text[this.#index] ?? "";
      if (open.line === "") open.line = this.#line();
      if (character === end && groups.length === 0) {
        close();
        this.#index++;
        return found;
      }
      if (character === "\n") {
        close();
        this.#index++;
        this.#documents();
      } else if (/[ \t\r]/.test(character)) this.#index++;
      else if (character === "\\" && this.text[this.#index + 1] === "\n") this.#index += 2;
      else if (character === "#") this.#skipLine();
      else if (character === ";" || character === "&") {
        if (character === "&" && this.text[this.#index + 1] === ">") this.#redirect(open);
        else {
          close();
          this.#index++;
        }
      } else if (character === "|") {
        close();
        this.#index++;
        if (this.text[this.#index] === "|") this.#index++;
        else pipe = found.at(-1);
      } else if (character === "(") {
        close();
        this.#lastGroup = undefined;
        groups.push(found.length);
        this.#index++;
      } else if (character === ")") {
        close();
        this.#lastGroup = groups.pop();
        this.#index++;
      } else if (
        character === "<" ||
        character === ">" ||
        /^\d+[<>]/.test(this.text.slice(this.#index, this.#index + 4))
      ) {
        this.#redirect(open);
      } else {
        const word = this.#wordAhead();
        const isFirst = open.words.length === 0;
        if (isFirst && word.text === "{") groups.push(found.length);
        if (isFirst && word.text === "}") this.#lastGroup = groups.pop();
        if (isFirst && (word.text === "done" || word.text === "fi")) this.#lastGroup = undefined;
        if (isFirst && keywords.has(word.text)) open.line = "";
        else {
          if (isFirst) this.#lastGroup = undefined;
          open.words.push(word);
        }
      }
    }
    close();
    return found;
  }

  #lastGroup: number | undefined;

  #open(): Open {
    return { words: [], redirects: [], document: undefined, pipedFrom: undefined, line: "" };
  }

  /** The rest of the line from here. */
  #line(): string {
    const end = this.text.indexOf("\n", this.#index);
    return this.text.slice(this.#index, end === -1 ? undefined : end).trim();
  }

  #skipLine(): void {
    const end = this.text.indexOf("\n", this.#index);
    this.#index = end === -1 ? this.text.length : end;
  }

  #redirect(open: Open): void {
    const [written = ">"] = /^(?:\d*|&)(?:<<<|<<-?|>>|>\||<>|<&|>&|[<>])/.exec(this.text.slice(this.#index)) ?? [];
    this.#index += Math.max(written.length, 1);
    while (/[ \t]/.test(this.text[this.#index] ?? "")) this.#index++;
    const operator = written.replace(/^[\d&]*/, "").replace(/^<<-$/, "<<");
    const quoted = /^['"\\]/.test(this.text[this.#index] ?? "");
    if (this.text[this.#index] === "(") {
      // `<(…)`: a file that a command makes.
      this.#index++;
      const substitutions = this.commands(")");
      open.words.push({ text: "$()", variables: [], substitutions });
      return;
    }
    const target = this.#word(false);
    open.redirects.push({ operator, target });
    if (operator === "<<") this.#waiting.push({ delimiter: target.text, isQuoted: quoted, command: open });
  }

  /** The here-documents whose line has ended. */
  #documents(): void {
    for (const { delimiter, isQuoted, command } of this.#waiting.splice(0)) {
      const start = this.#index;
      let end = this.text.length;
      for (let line = start; line < this.text.length; ) {
        const next = this.text.indexOf("\n", line);
        const stop = next === -1 ? this.text.length : next;
        if (this.text.slice(line, stop).trim() === delimiter) {
          end = line;
          this.#index = Math.min(stop + 1, this.text.length);
          break;
        }
        line = stop + 1;
        this.#index = Math.min(line, this.text.length);
      }
      const body = this.text.slice(start, end);
      command.document = isQuoted ? { text: body, variables: [], substitutions: [] } : new Reader(body).wordToEnd();
    }
  }

  /** All of the text as one word in double quotes. */
  wordToEnd(): ShellWord {
    const word = new Word();
    this.#quoted(word, undefined);
    return word.done();
  }

  /** A word where one has to be: what begins none, such as a backtick that ends an outer substitution, is passed over. */
  #wordAhead(): ShellWord {
    const start = this.#index;
    const word = this.#word(false);
    if (this.#index === start) this.#index++;
    return word;
  }

  #word(isQuoted: boolean): ShellWord {
    const word = new Word();
    while (this.#index < this.text.length) {
      const character = this.text[this.#index] ?? "";
      if (/[ \t\r\n;&|<>()]/.test(character)) {
        // An array, or the parentheses of a function.
        if (character === "(" && word.text.endsWith("=")) {
          this.#index++;
          while (this.#index < this.text.length && this.text[this.#index] !== ")") {
            if (/[ \t\r\n]/.test(this.text[this.#index] ?? "")) this.#index++;
            else word.add(this.#wordAhead());
            if (/[;&|<>(]/.test(this.text[this.#index] ?? "")) this.#index++;
          }
          this.#index++;
        }
        break;
      }
      if (this.#expression(word)) continue;
      if (character === "`" && this.#backticks === 0) this.#backtick(word);
      else if (character === "`") break;
      else if (character === '"') {
        this.#index++;
        this.#quoted(word, '"');
      } else if (character === "'") {
        const end = this.text.indexOf("'", this.#index + 1);
        const stop = end === -1 ? this.text.length : end;
        word.text += this.text.slice(this.#index + 1, stop);
        this.#index = stop + 1;
      } else if (character === "\\") {
        word.text += this.text[this.#index + 1] === "\n" ? "" : (this.text[this.#index + 1] ?? "");
        this.#index += 2;
      } else if (character === "$") this.#dollar(word, isQuoted);
      else {
        word.text += character;
        this.#index++;
      }
    }
    return word.done();
  }

  #backticks = 0;

  #quoted(word: Word, end: string | undefined): void {
    while (this.#index < this.text.length) {
      const character = this.text[this.#index] ?? "";
      if (character === end) {
        this.#index++;
        return;
      }
      if (this.#expression(word)) continue;
      if (character === "\\") {
        word.text += this.text[this.#index + 1] ?? "";
        this.#index += 2;
      } else if (character === "`") this.#backtick(word);
      else if (character === "$") this.#dollar(word, true);
      else {
        word.text += character;
        this.#index++;
      }
    }
  }

  #backtick(word: Word): void {
    this.#index++;
    this.#backticks++;
    word.text += "$()";
    word.substitutions.push(...this.commands("`"));
    this.#backticks--;
  }

  /** `${{ … }}`, which is gone before the shell reads the script. */
  #expression(word: Word): boolean {
    if (!this.text.startsWith("${{", this.#index)) return false;
    const end = this.text.indexOf("}}", this.#index);
    const stop = end === -1 ? this.text.length : end + 2;
    word.text += this.text.slice(this.#index, stop);
    this.#index = stop;
    return true;
  }

  #dollar(word: Word, isQuoted: boolean): void {
    const rest = this.text.slice(this.#index, this.#index + 80);
    if (rest.startsWith("$((")) {
      const end = this.text.indexOf("))", this.#index);
      this.#index = end === -1 ? this.text.length : end + 2;
      word.text += "0";
      return;
    }
    if (rest.startsWith("$(")) {
      this.#index += 2;
      word.text += "$()";
      word.substitutions.push(...this.commands(")"));
      return;
    }
    const [written, braced, bare] = /^\$(?:\{[!#]?([A-Za-z_]\w*)|([A-Za-z_]\w*|[@*#?$!0-9-]))/.exec(rest) ?? [];
    if (written === undefined) {
      word.text += "$";
      this.#index++;
      return;
    }
    const name = braced ?? bare ?? "";
    this.#index += written.length;
    if (braced !== undefined) this.#index = this.#closingBrace();
    word.text += `$${name}`;
    if (!rest.startsWith("${#")) word.variables.push({ name, isQuoted });
  }

  #closingBrace(): number {
    let depth = 1;
    for (let index = this.#index; index < this.text.length; index++) {
      if (this.text[index] === "{") depth++;
      else if (this.text[index] === "}" && --depth === 0) return index + 1;
    }
    return this.text.length;
  }
}

class Word {
  text = "";
  readonly variables: ShellVariable[] = [];
  readonly substitutions: ShellCommand[] = [];

  add(other: ShellWord): void {
    this.text += `${other.text} `;
    this.variables.push(...other.variables);
    this.substitutions.push(...other.substitutions);
  }

  done(): ShellWord {
    return this;
  }
}
