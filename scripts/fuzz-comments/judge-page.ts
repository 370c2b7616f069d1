import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, parseFragment } from "parse5";

/** How readers of a page see a line: as plain text of the page, not at all, or in something that hides or quotes it. */
export type Sight = "seen" | "absent" | `in ${string}`;

type Node = DefaultTreeAdapterTypes.ChildNode;

/**
 * Knows nothing of the program that it judges, and has no mark: it looks for the words of the line in the text of the page, and
 * for anything around them that hides, quotes, strikes out or turns them around.
 */
export function judgePage(page: string, line: string): Sight {
  const wanted = collapse(line);
  for (const [where, text] of textsOf(page)) {
    if (text.split(/[\r\n]/).some((each) => collapse(each) === wanted)) return where === flow ? "seen" : `in ${where}`;
  }
  return "absent";
}

/** Into which GitHub puts a comment. */
const container = defaultTreeAdapter.createElement("div", html.NS.HTML, []);
const flow = "";
/** Whatever stands in a line and is no plain text makes it another line. */
const other = "\ufffc";

/** What readers see, and under the name of what hides it what they do not, with a line end at each block. */
function textsOf(page: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>([[flow, ""]]);
  const add = (to: string, text: string): void => {
    texts.set(to, (texts.get(to) ?? "") + text);
  };
  const visit = (nodes: readonly Node[], to: string): void => {
    for (const node of nodes) {
      if (node.nodeName === "#text" && "value" in node) add(to, node.value);
      if (!("childNodes" in node)) continue;
      const below = to === flow ? (hides(node) ?? flow) : to;
      const edge = inlineElements.has(node.nodeName) ? "" : replacedElements.has(node.nodeName) ? other : "\n";
      add(to, below === to ? edge : other);
      visit(node.childNodes, below);
      add(to, below === to ? edge : other);
      add(below, edge);
    }
  };
  visit(parseFragment(container, page, {}).childNodes, flow);
  return texts;
}

function collapse(text: string): string {
  return text.replace(/[ \t]+/g, " ").trim();
}

function hides(node: Node): string | undefined {
  if (hidingElements.has(node.nodeName)) return node.nodeName;
  const attributes = "attrs" in node ? node.attrs : [];
  return attributes.find(({ name, value }) => hidingAttributes.has(name) || (name === "class" && value === "footnotes"))
    ?.name;
}

const inlineElements = new Set("a b i em strong sub sup small span u ins font".split(" "));
const replacedElements = new Set(["img", "input"]);

/** Code, quotes, what is folded away or struck out, cells, and what browsers do not show as text of the page. */
const hidingElements = new Set(
  [
    "code pre samp kbd tt var listing xmp blockquote q cite del s strike details summary dialog bdo ruby rt rp",
    "table caption thead tbody tfoot tr th td svg math template textarea title select option button script style noscript",
    "iframe noembed noframes plaintext object audio video canvas datalist",
  ]
    .join(" ")
    .split(" "),
);
const hidingAttributes = new Set(["hidden", "style", "aria-hidden", "dir"]);
