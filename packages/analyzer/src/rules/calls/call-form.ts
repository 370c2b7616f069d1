import { defineDiagnostic, type UsesReference } from "@yardmaster/core";
import type { Rule } from "../rule.ts";

export const callInvalid = defineDiagnostic({
  code: "call-invalid",
  severity: "error",
  message: (p: { uses: string; problem: string }) => `GitHub refuses to call \`${p.uses}\`: ${p.problem}.`,
  hint: () =>
    "Write `./.github/workflows/file.yml` or `$/.github/workflows/file.yml` of this repository, or `owner/repository/.github/workflows/file.yml@ref`.",
});

/**
 * What a job that calls a workflow may name. Source: docs.github.com, "Workflow syntax", `jobs.<job_id>.uses`, and
 * actions/languageservices, `invalid-workflow-uses-format`.
 */
export const callForms: Rule = {
  reports: [callInvalid],
  job({ uses, path }, _, report) {
    const problem = uses && problemOf(uses);
    if (uses && problem !== undefined) report(callInvalid, { uses: uses.text, problem }, [...path, "uses"]);
  },
};

function problemOf(uses: UsesReference): string | undefined {
  const { text } = uses;
  if (text.includes("${{") || text === "") return undefined; // said by the parser
  if (uses.kind === "docker") return "an image is no workflow";
  if (uses.kind === "local") {
    if (/\.ya?ml@/.test(text)) return "a workflow of this repository has no ref, it is of the commit that runs";
    return fileProblem(uses.folder);
  }
  if (uses.kind === "repository") return fileProblem(uses.folder);
  const [name = "", ref] = text.split("@");
  if (ref === undefined || ref === "") {
    const isOfOther = name.includes("/.github/workflows/");
    return isOfOther
      ? "a workflow of another repository needs a ref behind an `@`"
      : "it names no workflow of a repository";
  }
  return undefined;
}

/** @param path from the root of the repository. */
function fileProblem(path: string): string | undefined {
  if (!path.startsWith(".github/workflows/")) return "workflows lie in `.github/workflows`";
  const file = path.slice(".github/workflows/".length);
  if (file.includes("/")) return "workflows lie in `.github/workflows` itself, in no folder of it";
  return /\.ya?ml$/.test(file) ? undefined : "the file of a workflow ends in `.yml` or `.yaml`";
}
