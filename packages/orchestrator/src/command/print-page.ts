import { compile } from "micromark";
import { type MarkdownEvents, type MarkdownToken, pageDialect } from "./markdown-dialect.ts";
import type { Leaf, ReadMarkdown } from "./read-leaves.ts";

/**
 * The page that GitHub makes of a comment, before it drops the HTML that it does not allow.
 * @param read the leaves that are printed; the others stay empty
 * @param marks what is printed in place of a token of such a leaf
 */
export function printPage(
  { events, leaves }: ReadMarkdown,
  read: ReadonlySet<Leaf>,
  marks: ReadonlyMap<MarkdownToken, string>,
): string {
  const page: MarkdownEvents = [];
  let next = 0;
  for (const leaf of leaves) {
    const [opened, closed] = leaf.indexes;
    push(page, events.slice(next, opened + 1));
    if (read.has(leaf)) push(page, leaf.read());
    next = closed;
  }
  push(page, events.slice(next));
  const printMarks = {
    exit: {
      data(this: Printer, token: MarkdownToken): undefined {
        this.raw(marks.get(token) ?? this.encode(this.sliceSerialize(token)));
      },
    },
  };
  return compile({ allowDangerousHtml: true, htmlExtensions: [...(pageDialect ?? []), printMarks] })(page);
}

interface Printer {
  raw(html: string): undefined;
  encode(text: string): string;
  sliceSerialize(token: MarkdownToken): string;
}

/** One by one: the arguments of a call are limited, and 64 KB make a hundred thousand events. */
function push(page: MarkdownEvents, events: MarkdownEvents): void {
  for (const event of events) page.push(event);
}
