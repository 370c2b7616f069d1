import { asMap, type ExpressionAt, type Fix, type StepView } from "@yardmaster/core";

/**
 * Handing an expression of a shell script on in `env`. Only where the quotes around it are plain: inside double quotes on
 * its line, where the text stays one word, or bare between blanks, where it becomes one.
 */
export function hoistFixes(at: ExpressionAt, { path, keys, script }: StepView): readonly Fix[] {
  if (!script || (script.shell !== "bash" && script.shell !== "sh") || at.path.length !== script.path.length) return [];
  if (keys.env !== undefined && !asMap(keys.env)) return [];
  const place = placeIn(script.text, at.text);
  if (!place) return [];
  const [, own] = /^env\.([A-Za-z_]\w*)$/.exec(at.text) ?? [];
  const name = own ?? variableName(at.text, Object.keys(asMap(keys.env) ?? {}));
  const text = script.text.replaceAll(place.written, place.isQuoted ? `\${${name}}` : `"\${${name}}"`);
  return [
    {
      title: own ? `Read the variable ${name}.` : `Hand \`\${{ ${at.text} }}\` on as the variable ${name}.`,
      safety: place.isQuoted ? "safe" : "unsafe",
      edits: [
        ...(own ? [] : [{ path: [...path, "env", name], value: `\${{ ${at.text} }}` }]),
        { path: script.path, value: text },
      ],
    },
  ];
}

interface Written {
  /** With `${{ }}` and its blanks. */
  readonly written: string;
  readonly isQuoted: boolean;
}

/** How an expression is written, if all of its places in the script are of one kind. */
function placeIn(script: string, expression: string): Written | undefined {
  if (expression.includes("\n") || /<<|`/.test(script)) return undefined;
  const places = script.split("\n").flatMap((line) => placesInLine(line, expression));
  const [first, ...others] = places;
  if (!first || first === "other" || others.some((other) => other === "other")) return undefined;
  const isOne = others.every(
    (other) => other !== "other" && other.written === first.written && other.isQuoted === first.isQuoted,
  );
  return isOne ? first : undefined;
}

function placesInLine(line: string, expression: string): readonly (Written | "other")[] {
  const found: (Written | "other")[] = [];
  let quote: '"' | "'" | undefined;
  for (let index = 0; index < line.length; index++) {
    const character = line[index];
    if (line.startsWith("${{", index)) {
      const end = line.indexOf("}}", index);
      if (end === -1) return ["other"];
      const written = line.slice(index, end + 2);
      if (written.slice(3, -2).trim() === expression) {
        const isBare = quote === undefined && isBlank(line[index - 1]) && isBlank(line[end + 2]);
        found.push(quote === '"' || isBare ? { written, isQuoted: quote === '"' } : "other");
      }
      index = end + 1;
    } else if (character === "\\") index++;
    else if (character === "#" && quote === undefined && isBlank(line[index - 1])) return found;
    else if (character === '"' || character === "'") {
      if (quote === undefined) quote = character;
      else if (quote === character) quote = undefined;
    } else if (line.startsWith("$(", index))
      return [...found, ...(line.includes(expression, index) ? ["other" as const] : [])];
  }
  // A quote that goes on in the next line.
  return quote === undefined ? found : ["other"];
}

function isBlank(character: string | undefined): boolean {
  return character === undefined || /[\s;]/.test(character);
}

/** By the last two names of a path, such as `ISSUE_TITLE`. */
function variableName(expression: string, taken: readonly string[]): string {
  const [words = "value"] = /^[\w.-]+$/.test(expression) ? expression.split(".").slice(-2).join("_").split(" ") : [];
  const base = words.replace(/\W+/g, "_").toUpperCase();
  // GitHub sets variables of these names itself, and takes none of ours.
  const name = /^(?:\d|GITHUB_|RUNNER_)/.test(base) ? `VALUE_${base}` : base;
  let free = name;
  for (let number = 2; taken.includes(free); number++) free = `${name}_${number}`;
  return free;
}
