import { join, relative, sep } from "node:path";
import { type Finding, nodeText } from "@yardmaster/core";
import type { Translator } from "./translator.ts";

/** Where the files of a finding are named from, and where the sources' are; both absolute. */
export interface Roots {
  readonly named: string;
  readonly sources: string;
}

/**
 * Gives findings in generated files the place in TypeScript where their authors edit, and keeps the other beside it. Those in
 * files that are not what the sources make stay as they are.
 * @param isInStep whether a file, named as findings name it, is what the sources make.
 */
export function pointAtSource(
  finding: Finding,
  translator: Translator,
  roots: Roots,
  isInStep: (file: string) => boolean,
): Finding {
  const { place } = finding;
  if (!place || finding.source || !isInStep(place.file)) return finding;
  const file = renamed(place.file, roots.named, roots.sources);
  const source = translator.sourceOf(file);
  if (source === undefined) return finding;
  const path = finding.path ?? ("line" in place ? translator.nodeAt(file, place.line, place.column) : undefined) ?? [];
  const [call] = translator.toSource(file, path)?.calls ?? [];
  const name = (of: string) => renamed(of, roots.sources, roots.named);
  return {
    ...finding,
    source: call ? { ...call, file: name(call.file) } : { file: name(source) },
    ...(path.length > 0 ? { node: nodeText(path), path } : {}),
  };
}

export function renamed(file: string, from: string, to: string): string {
  return from === to ? file : relative(to, join(from, file)).split(sep).join("/");
}

/** Line ends are the checkout's own. */
export function isSameText(one: string, other: string): boolean {
  const plain = (text: string) => text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  return plain(one) === plain(other);
}
