type Path = readonly string[];

/**
 * Reads fields of foreign JSON. The first field of the wrong kind is kept as `problem`, and what a reading returns after
 * that has no meaning: callers read everything they need, then look at `problem` once.
 */
export class FieldReader {
  readonly #root: unknown;
  #problem: { readonly path: string; readonly expected: string } | undefined;

  constructor(root: unknown) {
    this.#root = root;
  }

  get problem(): { readonly path: string; readonly expected: string } | undefined {
    return this.#problem;
  }

  has(...path: Path): boolean {
    const value = this.#at(path);
    return value !== undefined && value !== null;
  }

  text(...path: Path): string {
    const value = this.#at(path);
    return typeof value === "string" ? value : this.#wrong(path, "a text", "");
  }

  nonEmptyText(...path: Path): string {
    const value = this.text(...path);
    return value === "" ? this.#wrong(path, "a text that is not empty", "") : value;
  }

  /** A missing field and `null` are the same here, as in GitHub's payloads. */
  optionalText(...path: Path): string | undefined {
    return this.has(...path) ? this.text(...path) : undefined;
  }

  /** An id or a number of GitHub: a positive integer that a double holds exactly. */
  id(...path: Path): number {
    const value = this.#at(path);
    return typeof value === "number" && Number.isSafeInteger(value) && value > 0
      ? value
      : this.#wrong(path, "a positive whole number", 0);
  }

  boolean(...path: Path): boolean {
    const value = this.#at(path);
    return typeof value === "boolean" ? value : this.#wrong(path, "true or false", false);
  }

  scalar(...path: Path): string | number | boolean {
    const value = this.#at(path);
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
    return this.#wrong(path, "a text, a number, true or false", "");
  }

  list(...path: Path): readonly unknown[] {
    const value = this.#at(path);
    return Array.isArray(value) ? value : this.#wrong(path, "a list", []);
  }

  object(...path: Path): Readonly<Record<string, unknown>> {
    const value = this.#at(path);
    return isObject(value) ? value : this.#wrong(path, "an object", {});
  }

  choice<const T extends string>(choices: readonly T[], ...path: Path): T {
    const value = this.#at(path);
    const choice = choices.find((each) => each === value);
    const [first] = choices;
    if (choice !== undefined) return choice;
    return this.#wrong(path, choices.map((each) => `"${each}"`).join(" or "), first as T);
  }

  refuse(expected: string, ...path: Path): void {
    this.#wrong(path, expected, undefined);
  }

  #at(path: Path): unknown {
    let value = this.#root;
    for (const key of path) {
      if (!(isObject(value) || Array.isArray(value)) || !Object.hasOwn(value, key)) return undefined;
      value = (value as Readonly<Record<string, unknown>>)[key];
    }
    return value;
  }

  #wrong<T>(path: Path, expected: string, stand: T): T {
    this.#problem ??= { path: path.length === 0 ? "the top" : path.join("."), expected };
    return stand;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
