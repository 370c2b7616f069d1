import { fromMarkdown } from "mdast-util-from-markdown";

/** Lines count from 1. */
interface Located {
  readonly line: number;
}

export interface Fence extends Located {
  readonly language: string;
  /** What follows the language on the opening line. */
  readonly meta: string;
  readonly text: string;
  /** Text of the heading above, or "". */
  readonly heading: string;
}

export interface MarkdownPage {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** As GitHub makes them from headings, and ids in HTML. */
  readonly anchors: ReadonlySet<string>;
  readonly links: readonly (Located & { readonly target: string })[];
  readonly codeSpans: readonly (Located & { readonly text: string })[];
  readonly fences: readonly Fence[];
}

interface MarkdownNode {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly lang?: string | null;
  readonly meta?: string | null;
  readonly alt?: string | null;
  readonly children?: readonly MarkdownNode[];
  readonly position?: { readonly start: { readonly line: number } } | undefined;
}

export function readMarkdownPage(path: string, text: string): MarkdownPage {
  const anchors = new Set<string>();
  const links: MarkdownPage["links"][number][] = [];
  const codeSpans: MarkdownPage["codeSpans"][number][] = [];
  const fences: Fence[] = [];
  let heading = "";
  const visit = (node: MarkdownNode): void => {
    const line = node.position?.start.line ?? 1;
    if (node.type === "heading") {
      heading = plainText(node);
      addAnchor(anchors, heading);
    }
    if (node.url !== undefined) links.push({ target: node.url, line });
    if (node.type === "inlineCode") codeSpans.push({ text: node.value ?? "", line });
    if (node.type === "code") {
      fences.push({ language: node.lang ?? "", meta: node.meta ?? "", text: node.value ?? "", line, heading });
    }
    if (node.type === "html") {
      for (const id of (node.value ?? "").matchAll(/\b(?:id|name)="([^"]+)"/g)) anchors.add(id[1] ?? "");
    }
    node.children?.forEach(visit);
  };
  visit(fromMarkdown(text) as MarkdownNode);
  return { path, text, anchors, links, codeSpans, fences };
}

/** GitHub lower-cases, drops punctuation, turns blanks into hyphens and numbers repetitions. */
function addAnchor(anchors: Set<string>, heading: string): void {
  const slug = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
    .replaceAll(" ", "-");
  let anchor = slug;
  for (let repetition = 1; anchors.has(anchor); repetition++) anchor = `${slug}-${repetition}`;
  anchors.add(anchor);
}

function plainText(node: MarkdownNode): string {
  return node.value ?? node.alt ?? (node.children ?? []).map(plainText).join("");
}
