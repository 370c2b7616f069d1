import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from "parse5";
import { quote } from "../text/visible-text.ts";
import type { Marks } from "./create-marks.ts";
import {
  blockElements,
  filteredTag,
  harmlessElements,
  isUnknownElement,
  maximumDepth,
  shrinkingElements,
  strangeElements,
  strangeErrors,
} from "./page-rules.ts";

/** Where a mark stands, as a part of a sentence; undefined in flow text that readers see as the author's own words. */
export type Place = string | undefined;

/** Of a mark that {@link readPage} does not find: in a comment, an attribute, or what the parser drops. */
export const unseen = "in a part of its HTML that nobody sees";

/**
 * Where readers find the marks of a page, by a parser that browsers agree with; those that they do not see are left out. What
 * GitHub's filter shows as text hides in two ways, with the filter and without: neither may.
 */
export function readPage(page: string, marks: Marks): ReadonlyMap<number, Place> {
  const places = findMarks(page, marks);
  const filtered = page.replace(filteredTag, "&lt;");
  if (filtered === page) return places;
  const filteredPlaces = findMarks(filtered, marks);
  return new Map(
    [...places].flatMap(([mark, place]) => {
      return filteredPlaces.has(mark) ? [[mark, place ?? filteredPlaces.get(mark)]] : [];
    }),
  );
}

function findMarks(page: string, marks: Marks): ReadonlyMap<number, Place> {
  const { document, undoubted, doubt } = parsePage(page, marks);
  const places = new Map<number, Place>();
  for (const { node, isTurned } of textsOf(document)) {
    for (const { mark, at } of marks.find(node.value)) {
      const isLine =
        /[\r\n][ \t]*$/.test(node.value.slice(0, at)) || (node.value.slice(0, at).trim() === "" && isFirst(node));
      const place = findHiding(node.parentNode) ?? (isTurned ? turned : undefined) ?? (isLine ? undefined : amid);
      places.set(mark, place ?? (undoubted.has(mark) ? undefined : doubt));
    }
  }
  return places;
}

type ParentNode = DefaultTreeAdapterTypes.ParentNode;
type TextNode = DefaultTreeAdapterTypes.TextNode;

const misplaced = "after an HTML table with text between its cells";
const misread = "after HTML that programs read in different ways";
const amid = "on a line with other text or HTML";
const turned = "after a character that turns the direction of its paragraph";

interface ParsedPage {
  readonly document: ParentNode;
  /** Marks before which nothing stands that programs read in different ways. */
  readonly undoubted: ReadonlySet<number>;
  /** What speaks against the others. */
  readonly doubt: string;
}

function parsePage(page: string, marks: Marks): ParsedPage {
  const undoubted = new Set<number>();
  let doubt: string | undefined;
  const meet = (text: string): void => {
    if (doubt === undefined) for (const { mark } of marks.find(text)) undoubted.add(mark);
  };
  const document = parse(`<!doctype html><body>${page}`, {
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement(name, namespace, attributes) {
        if (strangeElements.has(name)) doubt ??= `after the HTML element ${quote(name)}`;
        return defaultTreeAdapter.createElement(name, namespace, attributes);
      },
      createCommentNode(text) {
        if (isCutShort(text)) doubt ??= misread;
        return defaultTreeAdapter.createCommentNode(text);
      },
      insertText(parent, text) {
        meet(text);
        defaultTreeAdapter.insertText(parent, text);
      },
      // The parser moves what stands between the cells of a table to before the table; others do not.
      insertBefore(parent, node, reference) {
        doubt ??= misplaced;
        defaultTreeAdapter.insertBefore(parent, node, reference);
      },
      insertTextBefore(parent, text, reference) {
        doubt ??= misplaced;
        meet(text);
        defaultTreeAdapter.insertTextBefore(parent, text, reference);
      },
    },
    onParseError: ({ code }) => {
      if (strangeErrors.has(code)) doubt ??= misread;
    },
  });
  return { document, undoubted, doubt: doubt ?? misread };
}

/** For browsers the first `>` ends a processing instruction and what looks like CDATA, for others `?>` and `]]>` do. */
function isCutShort(comment: string): boolean {
  return (
    (comment.startsWith("?") && !comment.endsWith("?")) || (comment.startsWith("[CDATA[") && !comment.endsWith("]]"))
  );
}

interface PageText {
  readonly node: TextNode;
  /** Whether its block has changed the direction of letters before it. */
  readonly isTurned: boolean;
}

/** Of a page, in its order; without recursion, since pages may be deep. */
function* textsOf(document: ParentNode): Generator<PageText> {
  const open: { readonly node: ParentNode; next: number }[] = [{ node: document, next: 0 }];
  let isTurned = false;
  for (let top = open[0]; top; top = open[open.length - 1]) {
    const child = top.node.childNodes[top.next++];
    if (!child) open.pop();
    const element = child ?? top.node;
    if (blockElements.has(element.nodeName)) isTurned = false;
    if (!child) continue;
    if (defaultTreeAdapter.isTextNode(child)) {
      isTurned ||= directionMark.test(child.value);
      yield { node: child, isTurned };
    } else if ("childNodes" in child) {
      open.push({ node: child, next: 0 });
    }
  }
}

/** Embeddings, overrides and isolates; what ends them is not counted. */
const directionMark = /[\u202a\u202b\u202d\u202e\u2066-\u2068]/;

/** Whether nothing stands before it in its block. */
function isFirst(node: DefaultTreeAdapterTypes.ChildNode): boolean {
  for (let child = node; !blockElements.has(child.nodeName); ) {
    const parent = child.parentNode;
    if (parent?.childNodes[0] !== child || !defaultTreeAdapter.isElementNode(parent)) return false;
    child = parent;
  }
  return true;
}

function findHiding(parent: ParentNode | null): Place {
  let depth = 0;
  let shrinking = 0;
  for (let node: ParentNode | null = parent; node && defaultTreeAdapter.isElementNode(node); node = node.parentNode) {
    depth++;
    if (depth > maximumDepth) return `in more than ${maximumDepth} elements of HTML`;
    if (isUnknownElement(node.tagName) && node.attrs.length === 0) continue;
    const harmless = harmlessElements.get(node.tagName);
    if (!harmless) return `in the HTML element ${quote(node.tagName)}`;
    const attribute = node.attrs.find(({ name }) => !harmless.has(name));
    if (attribute) return `in an HTML element with the attribute ${quote(attribute.name)}`;
    if (shrinkingElements.has(node.tagName) && shrinking++ > 0) return `in small print within ${quote(node.tagName)}`;
  }
  return undefined;
}
