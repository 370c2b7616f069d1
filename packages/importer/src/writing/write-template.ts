/** A piece of a template: text, or the source of a value that stands in it. */
export type TemplatePiece = string | { readonly source: string };

/**
 * A text as a template of the language, such as `` sh`npm ci` ``: in block form where it has several lines. Its lines are
 * indented by tabs until the module is formatted, see {@link indentTemplates}.
 * @returns undefined where no template gives back this very text: `verbatim` takes it as a string.
 */
export function writeTemplate(tag: string, pieces: readonly TemplatePiece[]): string | undefined {
  const shape = pieces.map((piece) => (typeof piece === "string" ? piece : valuePlace)).join("");
  if (pieces.some((piece) => typeof piece === "string" && /[\r\0]/.test(piece))) return undefined;
  const printed = pieces.map((piece) => (typeof piece === "string" ? escaped(piece) : `\${${piece.source}}`)).join("");
  if (!shape.includes("\n")) return `${tag}\`${printed}\``;
  const isClosed = shape.endsWith("\n");
  const lines = shape.split("\n");
  const hasMargin = lines.some((line) => line !== "" && /^[^ \t]/.test(line) && line.trim() !== "");
  if (!hasMargin || (!isClosed && /^[ \t]*$/.test(lines.at(-1) ?? ""))) return undefined;
  const body = (isClosed ? printed.slice(0, -1) : printed)
    .split("\n")
    .map((line) => (line === "" ? "" : contentIndent + line))
    .join("\n");
  return isClosed ? `${tag}\`\n${body}\n${closingIndent}\`` : `${tag}\`\n${body}\``;
}

/** Indents the templates of a formatted module: the formatter leaves their lines as they are. */
export function indentTemplates(formatted: string): string {
  let margin = "";
  return formatted
    .split("\n")
    .map((line) => {
      if (line.startsWith(contentIndent)) return `${margin}  ${line.slice(contentIndent.length)}`;
      if (line.startsWith(`${closingIndent}\``)) return margin + line.slice(closingIndent.length);
      // Values of a template may go on in lines of their own.
      if (/\w`$/.test(line)) margin = /^ */.exec(line)?.[0] ?? "";
      return line;
    })
    .join("\n");
}

const valuePlace = "\0";
/** No line of a formatted module begins with a tab but those of templates; the closing backtick has one alone. */
const closingIndent = "\t";
const contentIndent = "\t\t";

/** Backslashes count as JavaScript reads them before a backtick and `${`, so also at the end of a piece; elsewhere as they are. */
function escaped(text: string): string {
  return text.replace(/(\\*)(`|\$\{)/g, "$1$1\\$2").replace(/\\+$/, "$&$&");
}
