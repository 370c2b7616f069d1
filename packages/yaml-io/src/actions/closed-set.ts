const quoted = String.raw`(?:"[\w.-]+"|'[\w.-]+'|\`[\w.-]+\`)`;
const item = String.raw`(?:${quoted}|[\w-]+(?:\.[\w-]+)*)`;
/** Which of them is the default may stand behind it. */
const separator = String.raw`(?:(?:\s+\(default\))?(?:,\s*(?:or\s+|and\s+)?|\s+or\s+|\s+and\s+|\s*\|\s*))`;
const heading = "(?:one of|(?:available |allowed |possible |valid |accepted )?(?:options|values)(?: are)?)";
const end = String.raw`(?:\s+\(default\))?\s*(?:\.(?=\s|$)|[;)\n]|$)`;
const listed = new RegExp(String.raw`\b${heading}:\s*(${item}(?:${separator}${item})+)${end}`, "i");
const listedInQuotes = new RegExp(String.raw`\b${heading}\s+(${quoted}(?:${separator}${quoted})+)${end}`, "i");
const lines = new RegExp(String.raw`\b${heading}:[ \t]*\n((?:[ \t]*(?:[-*] )?${item}[ \t]*(?::.*)?(?:\n|$))+)`, "i");

const maximumCharacters = 4000;

/**
 * The values that a description names as all there are: `One of: a, b.`, or a list of lines below `Available Options:`.
 * Words such as "for example", which leave the set open, make it none.
 * @param fallback the input's default; a set without it is not closed.
 */
export function closedSet(description: string, fallback: string | undefined): readonly string[] | undefined {
  const text = description.slice(0, maximumCharacters);
  if (/\b(?:e\.g\.|for example|such as|etc\b|includ(?:e|ing)|other)/i.test(text)) return undefined;
  const values = [...new Set(findValues(text))];
  if (values.length < 2 || values.length > 40) return undefined;
  return fallback === undefined || fallback === "" || values.includes(fallback) ? values : undefined;
}

function findValues(text: string): readonly string[] {
  const block = lines.exec(text)?.[1];
  if (block !== undefined) {
    const entries = block.trim().split("\n");
    return entries.map((line) =>
      unquote(
        line
          .trim()
          .replace(/^[-*] /, "")
          .split(":")[0] ?? "",
      ),
    );
  }
  const line = (listed.exec(text) ?? listedInQuotes.exec(text))?.[1] ?? "";
  return line.split(new RegExp(separator)).map(unquote);
}

function unquote(text: string): string {
  return text.trim().replace(/^["'`]|["'`]$/g, "");
}
