/** Follows the lines that go into a file of the runner: `name=value`, or `name<<END`, lines, `END`. */
export class WrittenEntries {
  readonly names = new Set<string>();
  /** Of a name that is an argument of the function that writes it. */
  takesArgument = false;
  isComplete = true;
  hasUnread = false;
  #delimiter: string | undefined;

  /** @param text whole lines; `$…` in it stands for what is not known. */
  add(text: string): void {
    for (const line of text.split(/\r?\n/)) this.#line(line);
  }

  /** Something is written that is not known: no matter within the lines of a value. */
  addUnknown(): void {
    if (this.#delimiter === undefined) this.addUnread();
  }

  /** Something is written under a name that cannot be read. */
  addUnread(): void {
    this.isComplete = false;
    this.hasUnread = true;
  }

  #line(line: string): void {
    if (this.#delimiter !== undefined) {
      if (line.trim() === this.#delimiter) this.#delimiter = undefined;
      return;
    }
    if (line.trim() === "") return;
    const [, name = "", operator, rest = ""] = /^(.*?)(<<|=)(.*)$/.exec(line) ?? [];
    if (operator === "<<") this.#delimiter = rest.trim();
    if (operator === undefined) this.addUnread();
    else if (/^\$\{?1\}?$/.test(name.trim())) this.takesArgument = true;
    else if (/^[^$`]+$/.test(name)) this.names.add(name.trim());
    else this.addUnread();
  }
}
