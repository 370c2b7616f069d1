/** What is known, while sources are evaluated, of the value that an expression has on GitHub. */
export interface Shape {
  /** Undefined: not known. */
  readonly type?: ValueType;
  /** The only texts that the value can be. */
  readonly options?: readonly string[];
  /** The names that can be read, where there are no others. */
  readonly properties?: Readonly<Record<string, Shape>>;
  /** Of every name, where any can be read. */
  readonly items?: Shape;
  /** How a sentence begins that ends with a name which is not there: `The job "gate" has no output`. */
  readonly lacks?: string;
  /** Of a context: the option of `triggers` that declares its names. */
  readonly setting?: "secrets" | "vars" | "env";
  /** How the author reads it: `gate.outputs`; the expression itself unless stated. */
  readonly readAs?: string;
  /** Its author reads it without its type, and what is made of it is printed as it is built. */
  readonly isLoose?: true;
}

export type ValueType = "text" | "number" | "boolean" | "list" | "map";

export const unknownShape: Shape = {};
export const looseShape: Shape = { isLoose: true };
export const textShape: Shape = { type: "text" };
/** How a job or a step ended. */
export const resultShape: Shape = { type: "text", options: ["success", "failure", "cancelled", "skipped"] };
export const numberShape: Shape = { type: "number" };
export const booleanShape: Shape = { type: "boolean" };
export const listShape: Shape = { type: "list" };

/** Of a plain value; objects and lists are not looked into. */
export function shapeOfPlain(value: unknown): Shape {
  if (typeof value === "string") return textShape;
  if (Number.isFinite(value)) return numberShape;
  return typeof value === "boolean" ? booleanShape : unknownShape;
}

/** What all of several values are; unknown where they differ. */
export function commonShape(shapes: readonly Shape[]): Shape {
  const [first, ...others] = shapes;
  if (first?.type === undefined || others.some(({ type }) => type !== first.type)) return unknownShape;
  return { type: first.type };
}
