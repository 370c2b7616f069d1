import { attributesFile, missingRules } from "@yardmaster/compiler";
import { fail, ok, type Result } from "@yardmaster/core";
import { appendLines, decodeWhole, type InitFile } from "./init-file.ts";
import type { Project } from "./project.ts";

const ignoreFile = ".gitignore";

/** `.gitattributes` and `.gitignore`: lines that they lack are added at their end. Of two rules for one file, git follows the last. */
export function planLineFiles(project: Project): Result<readonly InitFile[], string> {
  const attributes = addLines(attributesFile, project, (text) => {
    const rules = missingRules(text);
    return rules.length === 0 ? [] : ["# yardmaster compares generated files with what their sources make", ...rules];
  });
  const ignored = addLines(ignoreFile, project, (text) => (ignoresPackages(text) ? [] : ["node_modules/"]));
  if (!attributes.ok) return attributes;
  return ignored.ok ? ok([attributes.value, ignored.value]) : ignored;
}

function addLines(
  path: string,
  project: Project,
  missing: (text: string) => readonly string[],
): Result<InitFile, string> {
  const before = project.bytes(path);
  const text = before ? decodeWhole(before) : "";
  if (text === undefined) {
    return fail(
      `${path} is no UTF-8 text, so nothing can be added to it without changing it. Save the file as UTF-8 and run \`yardmaster init\` again.`,
    );
  }
  const lines = missing(text);
  if (lines.length === 0) return ok({ path, change: "unchanged" });
  const after = appendLines(text, lines);
  return ok(before ? { path, change: "update", before, after } : { path, change: "create", after });
}

/** https://git-scm.com/docs/gitignore */
function ignoresPackages(text: string): boolean {
  return text.split(/\r?\n/).some((line) => /^(?:\*\*)?\/?node_modules(?:\/|\/\*\*?)?$/.test(line.trim()));
}
