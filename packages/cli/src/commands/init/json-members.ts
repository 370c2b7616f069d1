export interface JsonMember {
  /** Keys of the objects around it, then its own; an element of a list has the key `[]`. */
  readonly path: readonly string[];
  /** Where the object that it belongs to begins. All places are in UTF-16 code units. */
  readonly object: number;
  /** Where its key begins. */
  readonly start: number;
  /** Where its value begins. */
  readonly value: number;
  readonly end: number;
}

interface OpenValue {
  readonly at: number;
  readonly isList: boolean;
  key: { readonly name: string; readonly start: number } | undefined;
}

/** Members of all objects, each behind those inside it. @param text JSON. */
export function readMembers(text: string): readonly JsonMember[] {
  const open: OpenValue[] = [];
  const members: JsonMember[] = [];
  const finish = (value: number, end: number): void => {
    const around = open.at(-1);
    if (!around?.key) return;
    const path = open.flatMap(({ key, isList }) => (key ? [key.name] : isList ? ["[]"] : []));
    members.push({ path, object: around.at, start: around.key.start, value, end });
    around.key = undefined;
  };
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g)) {
    const [word] = match;
    const at = match.index;
    if (word === "{" || word === "[") open.push({ at, isList: word === "[", key: undefined });
    else if (word === "}" || word === "]") {
      const closed = open.pop();
      if (closed) finish(closed.at, at + 1);
    } else if (word !== ":" && word !== ",") {
      const around = open.at(-1);
      if (around && !around.isList && !around.key) around.key = { name: JSON.parse(word), start: at };
      else finish(at, at + word.length);
    }
  }
  return members;
}
