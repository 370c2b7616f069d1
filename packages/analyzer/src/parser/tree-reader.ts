import type { ObjectReader } from "@actions/workflow-parser/templates/object-reader";
import type { LiteralToken, TemplateToken } from "@actions/workflow-parser/templates/tokens/index";
import {
  BooleanToken,
  MappingToken,
  NullToken,
  NumberToken,
  SequenceToken,
  StringToken,
} from "@actions/workflow-parser/templates/tokens/index";
import type { YamlEntry, YamlNode, YamlScalar, YamlTree } from "@yardmaster/core";

type Range = TemplateToken["range"];

type Event =
  | { readonly type: "literal"; readonly token: LiteralToken }
  | { readonly type: "list"; readonly token: SequenceToken }
  | { readonly type: "map"; readonly token: MappingToken }
  | { readonly type: "end-of-list" | "end-of-map" | "start" | "end" }
  | { readonly type: "failure"; readonly reason: string };

/** Aliases can make more of a text of ten lines than any machine can hold. */
const maximumEvents = 500_000;

/**
 * Feeds GitHub's parser from a text that was read already. To the letter what the `YamlObjectReader` of its package gives
 * for the text, also where that is odd: a circular alias is nothing, and a key is a text whatever stands there.
 */
export class TreeReader implements ObjectReader {
  readonly #events: Event[] = [];
  #next = 0;

  constructor(tree: YamlTree, file: number) {
    this.#events = listEvents(tree, file);
  }

  allowLiteral(): LiteralToken | undefined {
    const event = this.#events[this.#next];
    if (event?.type !== "literal") return undefined;
    this.#advance();
    return event.token;
  }

  allowSequenceStart(): SequenceToken | undefined {
    const event = this.#events[this.#next];
    if (event?.type !== "list") return undefined;
    this.#advance();
    return event.token;
  }

  allowSequenceEnd(): boolean {
    return this.#allow("end-of-list");
  }

  allowMappingStart(): MappingToken | undefined {
    const event = this.#events[this.#next];
    if (event?.type !== "map") return undefined;
    this.#advance();
    return event.token;
  }

  allowMappingEnd(): boolean {
    return this.#allow("end-of-map");
  }

  validateStart(): void {
    if (!this.#allow("start")) throw new Error("Expected start of reader");
  }

  validateEnd(): void {
    if (!this.#allow("end")) throw new Error("Expected end of reader");
  }

  #allow(type: Event["type"]): boolean {
    if (this.#events[this.#next]?.type !== type) return false;
    this.#advance();
    return true;
  }

  /** What cannot be read ends the reading when it comes up: what stands before it is judged. */
  #advance(): void {
    this.#next++;
    const event = this.#events[this.#next];
    if (event?.type === "failure") throw new Error(event.reason);
  }
}

function listEvents({ root, positionAt }: YamlTree, file: number): Event[] {
  const events: Event[] = [];
  const add = (event: Event): void => {
    events.push(event);
    if (events.length > maximumEvents) throw new TooMuch();
  };
  const rangeOf = (node: YamlNode | undefined): Range =>
    node && { start: positionAt(node.start), end: positionAt(node.end) };

  const visit = (node: YamlNode | undefined, resolving: ReadonlySet<YamlNode>): void => {
    if (node?.kind === "scalar") add(literal(node));
    else if (node?.kind === "list") {
      add({ type: "list", token: new SequenceToken(file, rangeOf(node), undefined) });
      for (const item of node.items) {
        if (item.kind === "entry") visitEntry(item, resolving);
        else visit(item, resolving);
      }
      add({ type: "end-of-list" });
    } else if (node?.kind === "map") {
      add({ type: "map", token: new MappingToken(file, rangeOf(node), undefined) });
      for (const entry of node.entries) visitEntry(entry, resolving);
      add({ type: "end-of-map" });
    } else if (node?.target && !resolving.has(node.target)) {
      visit(node.target, new Set([...resolving, node.target]));
    }
  };
  const visitEntry = ({ key, value }: YamlEntry, resolving: ReadonlySet<YamlNode>): void => {
    const text = (key?.kind === "scalar" ? key.value : undefined) as string;
    add({ type: "literal", token: new StringToken(file, rangeOf(key), text, undefined) });
    visit(value, resolving);
  };
  const literal = (node: YamlScalar): Event => {
    const { value, source, header } = node;
    const range = rangeOf(node);
    if (value === null || value === undefined) return { type: "literal", token: new NullToken(file, range, undefined) };
    if (typeof value === "number") return { type: "literal", token: new NumberToken(file, range, value, undefined) };
    if (typeof value === "boolean") return { type: "literal", token: new BooleanToken(file, range, value, undefined) };
    if (typeof value !== "string") {
      return { type: "failure", reason: `Unexpected value type '${typeof value}' when reading object` };
    }
    return { type: "literal", token: new StringToken(file, range, value, undefined, source, header) };
  };

  try {
    add({ type: "start" });
    visit(root, new Set());
    add({ type: "end" });
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    events.push({ type: "failure", reason: "The aliases of this file expand beyond any workflow's size" });
  }
  return events;
}

class TooMuch extends Error {}
