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
    push(page, events.slice(next, opened));
    const ends = [events[opened], events[closed]].flatMap((event) => (event ? [event] : []));
    const [open, close] = leaf.isParagraph && isUnderlined(events, closed) ? ends.map(toHeading) : ends;
    if (open) page.push(open);
    if (read.has(leaf)) push(page, leaf.read());
    if (close) page.push(close);
    next = closed + 1;
  }
  push(page, events.slice(next));
  const printMarks = {
    enter: {
      setextHeading(this: Printer): undefined {
        this.lineEndingIfNeeded();
        this.tag("<h2>");
        this.setData("slurpAllLineEndings");
      },
    },
    exit: {
      setextHeading(this: Printer): undefined {
        this.tag("</h2>");
      },
      data(this: Printer, token: MarkdownToken): undefined {
        this.raw(marks.get(token) ?? this.encode(this.sliceSerialize(token)));
      },
    },
  };
  return compile({ allowDangerousHtml: true, htmlExtensions: [...(pageDialect ?? []), printMarks] })(page);
}

/** Elements of HTML end a paragraph, and no heading. */
function isUnderlined(events: MarkdownEvents, closed: number): boolean {
  let next = closed + 1;
  while (between.has(events[next]?.[1].type ?? "")) next++;
  return events[next]?.[1].type === "setextHeadingLine";
}

const between = new Set<string>(["content", "lineEnding", "linePrefix"]);

function toHeading([direction, token, context]: MarkdownEvents[number]): MarkdownEvents[number] {
  return [direction, { ...token, type: "setextHeading" }, context];
}

interface Printer {
  lineEndingIfNeeded(): undefined;
  tag(html: string): undefined;
  setData(key: "slurpAllLineEndings"): undefined;
  raw(html: string): undefined;
  encode(text: string): string;
  sliceSerialize(token: MarkdownToken): string;
}

/** One by one: the arguments of a call are limited, and 64 KB make a hundred thousand events. */
function push(page: MarkdownEvents, events: MarkdownEvents): void {
  for (const event of events) page.push(event);
}
