import { asMap, type ModelPath, nodeText, type Value, valueAt } from "@yardmaster/core";
import { type CommentLine, readHeader, settleComments, type YamlDocument } from "@yardmaster/yaml-io";
import type { Difference } from "./difference.ts";

export interface ComparedComments {
  readonly kept: number;
  readonly lost: readonly Difference[];
  /** That nobody has written. */
  readonly added: readonly Difference[];
}

/** Which comments of a file stand in the other at the same nodes, in their order and to the byte. */
export function compareComments(original: YamlDocument, made: YamlDocument): ComparedComments {
  const wanted = listComments(original);
  const left = groupByPlace(listComments(made));
  const passed: CommentLine[] = [];
  const lost = wanted.filter((comment) => !takeFirst(placesOf(comment, original, made), comment.line, left, passed));
  const copies = new Set(wanted.flatMap((comment) => copiesOf(comment, original).map(placeKey).map(withLine(comment))));
  const added = [...passed, ...[...left.values()].flat()].filter(
    (comment) => !isVersion(comment) && !copies.has(withLine(comment)(placeKey(comment))),
  );
  return {
    kept: wanted.length - lost.length,
    lost: lost.map(({ path, line }) => differ(path, line, undefined)),
    added: added.map(({ path, line }) => differ(path, undefined, line)),
  };
}

/** Of those of a file, without the line that `gen` itself writes. */
function listComments(document: YamlDocument): readonly CommentLine[] {
  const { text, model } = document;
  if (model === undefined) return [];
  const own = readHeader(text) ? document.comments().slice(1) : document.comments();
  const { start, lines, end } = settleComments(own, model);
  return [
    ...start.map((line): CommentLine => ({ path: [], position: "above", line })),
    ...lines,
    ...end.map((line): CommentLine => ({ path: [], position: "last", line })),
  ];
}

type Place = Pick<CommentLine, "path" | "position">;

/** Where it may stand: what is above the first key is above the file. */
function placesOf(comment: CommentLine, original: YamlDocument, made: YamlDocument): readonly Place[] {
  const { path, position } = comment;
  const isFirst = position === "above" && path.length === 1 && path[0] === firstKey(original);
  const first = firstKey(made);
  const isStart = position === "above" && path.length === 0;
  return [
    { path, position },
    ...(isFirst ? [{ path: [], position }] : []),
    ...((isFirst || isStart) && first !== undefined ? [{ path: [first], position }] : []),
    ...aboveItem(comment, made),
    ...namesOfEvents(comment, original),
    ...copiesOf(comment, original),
  ];
}

/** What is above the first key of a list's item is above the item, or behind its dash. */
function aboveItem({ path, position }: Place, { model }: YamlDocument): readonly Place[] {
  const item = path.slice(0, -1);
  const isFirst =
    position === "above" &&
    typeof item.at(-1) === "number" &&
    Object.keys(asMap(valueAt(item, model ?? null)) ?? {})[0] === path.at(-1);
  return isFirst
    ? [
        { path: item, position },
        { path: item, position: "end" },
      ]
    : [];
}

/** A list of events may have become a map. */
function namesOfEvents({ path, position }: Place, { model }: YamlDocument): readonly Place[] {
  const name = path.length === 2 && path[0] === "on" ? valueAt(path, model ?? null) : undefined;
  return typeof name === "string" && typeof path[1] === "number" ? [{ path: ["on", name], position }] : [];
}

/** What stands at a value with an anchor may come out wherever that is used. */
function copiesOf({ path, position }: Place, document: YamlDocument): readonly Place[] {
  return document.anchors().flatMap((anchor) => {
    const isInside = anchor.path.every((key, depth) => key === path[depth]);
    return isInside
      ? anchor.aliases.map((alias) => ({ path: [...alias, ...path.slice(anchor.path.length)], position }))
      : [];
  });
}

function groupByPlace(comments: readonly CommentLine[]): Map<string, readonly CommentLine[]> {
  const groups = new Map<string, readonly CommentLine[]>();
  for (const comment of comments) {
    const key = placeKey(comment);
    groups.set(key, [...(groups.get(key) ?? []), comment]);
  }
  return groups;
}

/** The first that nobody has taken; those before it are passed, and would come too late. */
function takeFirst(
  places: readonly Place[],
  line: string,
  left: Map<string, readonly CommentLine[]>,
  passed: CommentLine[],
): boolean {
  for (const place of places) {
    const key = placeKey(place);
    const comments = left.get(key) ?? [];
    const index = comments.findIndex((comment) => comment.line === line);
    if (index < 0) continue;
    passed.push(...comments.slice(0, index));
    left.set(key, comments.slice(index + 1));
    return true;
  }
  return false;
}

/** Bindings print the version of a pin. */
function isVersion({ path, position, line }: CommentLine): boolean {
  return position === "end" && path.at(-1) === "uses" && /^# v?\d\S*$/.test(line);
}

function firstKey({ model }: YamlDocument): string | undefined {
  return Object.keys(asMap(model as Value) ?? {})[0];
}

function placeKey({ path, position }: Place): string {
  return `${position} ${JSON.stringify(path)}`;
}

function withLine({ line }: CommentLine): (key: string) => string {
  return (key) => `${key} ${line}`;
}

function differ(path: ModelPath, wanted: string | undefined, got: string | undefined): Difference {
  const where = path.length === 0 ? "the file" : nodeText(path);
  const reason =
    got === undefined ? `The comment \`${wanted}\` at ${where} is lost.` : `The comment \`${got}\` is new at ${where}.`;
  return { kind: "comment", path, wanted, got, reason };
}
