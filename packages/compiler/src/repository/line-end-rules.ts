/** Where git keeps its rules for line ends, relative to the root. */
export const attributesFile = ".gitattributes";

/** Keep LF in whatever `gen` and `bind` write, on every system. */
export const lineEndRules: readonly string[] = [
  "**/.github/workflows/*.yml text eol=lf",
  "**/.github/workflows/*.yaml text eol=lf",
  "**/action.yml text eol=lf",
  "**/action.yaml text eol=lf",
  "/generated/*.json text eol=lf",
  "/generated/*.mmd text eol=lf",
  "/generated/*.ts text eol=lf",
  "/workflows-src/actions.lock.json text eol=lf",
];

/** The rules that `.gitattributes` lacks; none when it keeps LF in all files. */
export function missingRules(attributes: string): readonly string[] {
  const present = attributes.split(/\r?\n/).map((line) => line.trim().split(/\s+/));
  if (present.some(([pattern, ...rest]) => pattern === "*" && rest.includes("eol=lf"))) return [];
  return lineEndRules.filter((rule) => !present.some((words) => words.join(" ") === rule));
}
