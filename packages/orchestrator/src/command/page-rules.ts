/**
 * What may stand around a command on the page of its comment. Whatever is not listed refuses it: it folds its content away
 * (`details`), shows it as code, as a quote, as struck out or very small, turns its letters around, or is dropped by GitHub
 * with or without what stands in it.
 */
export const harmlessElements: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    // The page itself.
    html: [],
    body: [],
    // What Markdown makes of paragraphs, headings and lists. GitHub keeps `align`, which moves a line and hides nothing.
    p: ["align"],
    h1: ["align"],
    h2: ["align"],
    h3: ["align"],
    h4: ["align"],
    h5: ["align"],
    h6: ["align"],
    ul: [],
    ol: ["start", "type"],
    li: ["value"],
    // Around paragraphs, mostly to center them.
    div: ["align"],
    // Another weight, slant or colour, and the same words. A link's title shows beside them.
    strong: ["title"],
    b: ["title"],
    em: ["title"],
    i: ["title"],
    a: ["href", "title", "name"],
    // Smaller, once: see {@link shrinkingElements}.
    sub: [],
    sup: [],
    small: [],
  }).map(([name, attributes]) => [name, new Set(attributes)]),
);

/** What HTML knows, or once knew. Whatever else has a plain name, as in `List<String>`, GitHub and browsers pass over. */
const knownElements: ReadonlySet<string> = new Set(
  [
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br",
    "button canvas caption center cite code col colgroup command content data datalist dd del details dfn dialog dir div dl",
    "dt element em embed fieldset figcaption figure font footer form frame frameset head header hgroup hr html i iframe image",
    "img input ins isindex kbd keygen label legend li link listing main map mark marquee math menu menuitem meta meter",
    "multicol nav nextid nobr noembed noframes noscript object ol optgroup option output p param picture plaintext portal pre",
    "progress q rb rbc rp rt rtc ruby s samp script search section select selectedcontent shadow slot small source spacer",
    "span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul",
    "var video wbr xmp",
  ]
    .join(" ")
    .split(" "),
);

export function isUnknownElement(name: string): boolean {
  return /^[a-z]+$/.test(name) && !knownElements.has(name);
}

/** In several of them text gets too small to be read. */
export const shrinkingElements: ReadonlySet<string> = new Set(["sub", "sup", "small"]);

/** At which a bidirectional order that somebody has left open ends. */
export const blockElements: ReadonlySet<string> = new Set(
  "p h1 h2 h3 h4 h5 h6 ul ol li div pre blockquote table tr td th hr details summary section".split(" "),
);

/**
 * Whose content programs read by rules of its own (foreign content, what takes no other elements, what only some read as
 * HTML): with one more tag or one less before it, the rest of the page is another one.
 */
export const strangeElements: ReadonlySet<string> = new Set([
  "svg",
  "math",
  "template",
  "select",
  "noscript",
  "frameset",
]);

/** Of which GitHub shows the tags as text (its `tagfilter`); what stands in them is then HTML, and else text. */
export const filteredTag = /<(?=\/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)(?![\w-]))/gi;

/** Errors of HTML after which programs do not agree on where a comment or a tag ends. */
export const strangeErrors: ReadonlySet<string> = new Set([
  "incorrectly-closed-comment",
  "missing-attribute-value",
  "misplaced-doctype",
  "unexpected-character-in-attribute-name",
  "unexpected-character-in-unquoted-attribute-value",
  "unexpected-equals-sign-before-attribute-name",
]);

/** Each element costs the browsers and GitHub's filter one level; deeper pages are cut. */
export const maximumDepth = 100;
