import { readdirSync, readFileSync } from "node:fs";

/** A page of docs/rules about one code: an example that is wrong, with what is said of it, and one that is right. */
export interface RulePage {
  readonly code: string;
  /** As its title has it, such as `warning`, `low confidence`, `pedantic`. */
  readonly marks: readonly string[];
  readonly wrong: readonly Example[];
  readonly right: readonly Example[];
}

/** Files of a repository, and the findings that are said to follow, as `file:line:column severity code: message`. */
export interface Example {
  readonly texts: ReadonlyMap<string, string>;
  /** All files of the repository, where the example says which there are, in a block `text files`. */
  readonly files?: readonly string[];
  readonly findings: readonly string[];
}

const folder = "docs/rules";
const others = ["README.md", "linters.md", "targets.md", "suppressions.md", "precision.md"];

export function readRulePages(): readonly RulePage[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md") && !others.includes(name))
    .map((name) => readPage(name.slice(0, -3), readFileSync(`${folder}/${name}`, "utf8")));
}

function readPage(code: string, text: string): RulePage {
  const [, title, marks = ""] = /^# `([a-z0-9-]+)` \(([^)]*)\)$/m.exec(text) ?? [];
  if (title !== code) throw new Error(`${folder}/${code}.md begins with "# \`${code}\` (severity)"`);
  return {
    code,
    marks: marks.split(", "),
    wrong: examplesUnder(text, "Wrong"),
    right: examplesUnder(text, "Right"),
  };
}

/** Under `## Wrong` or `## Right`: each example is one or more `yaml` or `ts` blocks, and of the wrong ones a `text` block behind. */
function examplesUnder(text: string, heading: string): readonly Example[] {
  const [, section = ""] = new RegExp(`^## ${heading}\\n([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, "m").exec(text) ?? [];
  const blocks = [...section.matchAll(/^```(yaml|ts|text)(?: (\S+))?\n([\s\S]*?)^```$/gm)];
  const examples: Example[] = [];
  let texts = new Map<string, string>();
  let files: readonly string[] | undefined;
  const repository = () => (files ? { files: [...files, ...texts.keys()].sort() } : {});
  for (const [, kind, file = ".github/workflows/example.yml", body = ""] of blocks) {
    if (kind !== "text") {
      // Without a `text` block between, a file that is already there begins another example.
      if (texts.has(file)) {
        examples.push({ texts, ...repository(), findings: [] });
        texts = new Map();
        files = undefined;
      }
      texts.set(file, body);
    } else if (file === "files") {
      files = body.trimEnd().split("\n");
    } else {
      examples.push({ texts, ...repository(), findings: body.trimEnd().split("\n") });
      texts = new Map();
      files = undefined;
    }
  }
  if (texts.size > 0) examples.push({ texts, ...repository(), findings: [] });
  return examples;
}
