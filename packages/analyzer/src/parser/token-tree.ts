import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/index";
import { MappingToken, NullToken, SequenceToken, StringToken } from "@actions/workflow-parser/templates/tokens/index";
import type { ModelPath } from "@yardmaster/core";

/** A workflow as the parser has read it, before it is converted. Mappings are changed where they stand. */
export type TokenTree = TemplateToken;

interface Entry {
  readonly key: string;
  readonly value: TokenTree;
}

export function entriesOf(token: TokenTree | undefined): readonly Entry[] {
  if (!(token instanceof MappingToken)) return [];
  return [...token].flatMap(({ key, value }) => (key instanceof StringToken ? [{ key: key.value, value }] : []));
}

export function valueAt(token: TokenTree | undefined, ...keys: readonly string[]): TokenTree | undefined {
  return keys.reduce(
    (node: TokenTree | undefined, key) => entriesOf(node).findLast((entry) => entry.key === key)?.value,
    token,
  );
}

/** Steps of a job, and those inside `parallel`. */
export function stepsOf(job: TokenTree): readonly TokenTree[] {
  return itemsOf(valueAt(job, "steps")).flatMap((step) => [step, ...itemsOf(valueAt(step, "parallel"))]);
}

/** Replaces entries of a mapping, in their order; undefined takes one out. Keys that are expressions stay. */
export function rewriteEntries(holder: TokenTree | undefined, rewrite: (entry: Entry) => Entry | undefined): void {
  if (!(holder instanceof MappingToken)) return;
  const pairs = [...holder];
  while (holder.count > 0) holder.remove(0);
  for (const { key, value } of pairs) {
    const entry = key instanceof StringToken ? rewrite({ key: key.value, value }) : undefined;
    if (!(key instanceof StringToken)) holder.add(key, value);
    else if (entry) holder.add(entry.key === key.value ? key : renamed(key, entry.key), entry.value);
  }
}

/** The value of a key becomes the empty mapping, at its place, where it is an expression. */
export function emptyExpression(holder: TokenTree, name: string): void {
  rewriteEntries(holder, ({ key, value }) => ({
    key,
    value: key === name && value.isExpression ? new MappingToken(value.file, value.range, value.definitionInfo) : value,
  }));
}

/** A text in other words, alone or as an item of a list. */
export function respell(token: TokenTree, spell: (text: string) => string): TokenTree {
  if (token instanceof StringToken) return renamed(token, spell(token.value));
  if (!(token instanceof SequenceToken)) return token;
  return listLike(
    token,
    [...token].map((item) => respell(item, spell)),
  );
}

/** Takes a node out of what holds it. */
export function removeAt(token: TokenTree, [key, ...rest]: ModelPath): TokenTree {
  const without = (child: TokenTree): TokenTree | undefined => (rest.length === 0 ? undefined : removeAt(child, rest));
  if (token instanceof SequenceToken) {
    return listLike(
      token,
      [...token].flatMap((item, index) => (index === key ? (without(item) ?? []) : [item])),
    );
  }
  rewriteEntries(token, (entry) => {
    const value = entry.key === key ? without(entry.value) : entry.value;
    return value && { key: entry.key, value };
  });
  return token;
}

export function isNull(token: TokenTree): boolean {
  return token instanceof NullToken;
}

function itemsOf(token: TokenTree | undefined): readonly TokenTree[] {
  return token instanceof SequenceToken ? [...token] : [];
}

function renamed({ file, range, definitionInfo }: StringToken, value: string): StringToken {
  return new StringToken(file, range, value, definitionInfo);
}

function listLike({ file, range, definitionInfo }: SequenceToken, items: readonly TokenTree[]): SequenceToken {
  const list = new SequenceToken(file, range, definitionInfo);
  for (const item of items) list.add(item);
  return list;
}
