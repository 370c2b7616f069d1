import { defineDiagnostic, type UsesReference } from "@yardmaster/core";
import type { Rule } from "../rule.ts";

export const usesInvalid = defineDiagnostic({
  code: "uses-invalid",
  severity: "error",
  message: (p: { uses: string; problem: string }) => `GitHub refuses \`uses: ${p.uses}\`: ${p.problem}.`,
  hint: () =>
    "Write `owner/repository@ref`, `owner/repository/folder@ref`, `./folder` or `$/folder` of this repository, or `docker://image`.",
});

export const commitAbbreviated = defineDiagnostic({
  code: "commit-abbreviated",
  severity: "error",
  message: (p: { uses: string; ref: string }) =>
    `GitHub does not resolve \`${p.uses}\`: "${p.ref}" is the shortened version of a commit's SHA, which is not supported.`,
  hint: () => "Write all 40 digits of the commit.",
});

/**
 * What `uses` of a step or a job has behind the `@`, and whether a step's has a form that GitHub takes.
 * Source: actions/runner, `src/Sdk/DTPipelines/Pipelines/ObjectTemplating/PipelineTemplateConverter.cs` (ConvertToStep).
 */
export const usesForms: Rule = {
  reports: [usesInvalid, commitAbbreviated],
  job({ uses, path }, _, report) {
    if (uses?.kind === "repository" && isShortened(uses.ref)) {
      report(commitAbbreviated, { uses: uses.text, ref: uses.ref }, [...path, "uses"], { excerpt: uses.ref });
    }
  },
  step({ uses, path }, { document }, report) {
    if (!uses) return;
    const at = [...path, "uses"];
    const isThere = (folder: string) => typeof document.facts.action(folder) === "object";
    const problem = problemOf(uses, isThere);
    if (problem !== undefined) report(usesInvalid, { uses: uses.text, problem }, at);
    else if (uses.kind === "repository" && isShortened(uses.ref)) {
      report(commitAbbreviated, { uses: uses.text, ref: uses.ref }, at, { excerpt: uses.ref });
    }
  },
};

/** Whether a folder's name ends in what looks like a ref, which a path of the repository does not take. */
export function looksLikeRef(folder: string): boolean {
  return /[^/]@[^/]+$/.test(folder);
}

function problemOf(uses: UsesReference, isThere: (folder: string) => boolean): string | undefined {
  if (uses.text.includes("${{")) return undefined; // said by the parser, or known at run time
  if (uses.kind === "docker") return uses.image.trim() === "" ? "it names no image" : undefined;
  if (uses.kind === "local") {
    if (!looksLikeRef(uses.folder) || isThere(uses.folder)) return undefined;
    return "a folder of this repository has no ref, it is of the commit that runs or that was checked out";
  }
  if (uses.kind === "repository" && uses.ref.includes("@")) return "it has more than one `@`";
  // `.\folder` is local on Windows, and the empty text is refused by the parser.
  if (uses.kind !== "unknown" || uses.text === "" || uses.text.startsWith(".\\")) return undefined;
  const [name = "", ref, ...more] = uses.text.split("@");
  const parts = name.split(/[/\\]/).filter((part) => part !== "");
  if (ref === undefined || ref === "") return "an action of another repository needs a ref behind an `@`";
  if (more.length > 0) return "it has more than one `@`";
  return parts.length < 2 ? "an action is named by its owner and its repository" : undefined;
}

/** At least 7 hex digits, with a letter and a digit among them: what is a number alone may be a tag. */
function isShortened(ref: string): boolean {
  return /^[0-9a-f]{7,39}$/.test(ref) && /[a-f]/.test(ref) && /\d/.test(ref);
}
