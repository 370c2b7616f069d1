import { actionName, asMap, defineDiagnostic, type Fix, type StepView } from "@yardmaster/core";
import type { Rule } from "../rule.ts";

export const checkoutCredentialsUploaded = defineDiagnostic({
  code: "checkout-credentials-uploaded",
  severity: "warning",
  confidence: "medium",
  message: (p: { path: string }) =>
    `The artifact of \`${p.path}\` takes hidden files along, and with them \`.git/config\`, where the checkout leaves the job's token (before actions/checkout v6): whoever downloads it while the job runs can use the token.`,
  hint: () => "Give the checkout `persist-credentials: false`, or upload the folder that is meant.",
});

export const checkoutCredentialsKept = defineDiagnostic({
  code: "checkout-credentials-kept",
  severity: "warning",
  isPedantic: true,
  message: () =>
    "The checkout leaves the job's token on disk, where every later step can read it, and no later step is seen to use git with it.",
  hint: () => "Give the checkout `persist-credentials: false`.",
});

/** Sources: zizmor's audit `artipacked`; the README of actions/checkout; upload-artifact v4.4, which leaves hidden files out. */
export const checkoutCredentials: Rule = {
  reports: [checkoutCredentialsUploaded, checkoutCredentialsKept],
  job({ steps }, _workflow, report) {
    steps.forEach((step, index) => {
      if (!keepsCredentials(step)) return;
      const after = steps.slice(index + 1);
      const fixes = [withoutCredentials(step)];
      const related = [
        { message: "The checkout leaves its credentials here.", place: { path: [...step.path, "uses"] } },
      ];
      const upload = isInOwnFile(step)
        ? undefined
        : after.find((later) => uploadedWorkspace(later, step) !== undefined);
      const path = upload && uploadedWorkspace(upload, step);
      if (upload && path !== undefined)
        report(checkoutCredentialsUploaded, { path }, [...upload.path, "with", "path"], { related, fixes });
      else if (!after.some(mayUseGit)) report(checkoutCredentialsKept, {}, [...step.path, "uses"], { fixes });
    });
  },
};

function keepsCredentials({ uses, keys }: StepView): boolean {
  if (uses?.kind !== "repository" || actionName(uses) !== "actions/checkout") return false;
  if (keys.with !== undefined && !asMap(keys.with)) return false;
  const given = asMap(keys.with)?.["persist-credentials"];
  return given === undefined || given === true || given === "true";
}

/** From v6 on, the credentials are in a file of their own outside the workspace. */
function isInOwnFile({ uses }: StepView): boolean {
  const [, major] = (uses?.kind === "repository" && /^v(\d+)(?:\.|$)/.exec(uses.ref)) || [];
  return major !== undefined && Number(major) >= 6;
}

/** The path of an upload that takes the folder of the checkout along, `.git` included. */
function uploadedWorkspace({ uses, keys }: StepView, checkout: StepView): string | undefined {
  if (uses?.kind !== "repository" || actionName(uses) !== "actions/upload-artifact") return undefined;
  const given = asMap(keys.with) ?? {};
  const takesHidden = given["include-hidden-files"] === true || given["include-hidden-files"] === "true";
  if (!takesHidden && !/^v(?:[123]|4\.[0-3])(?:\.|$)/.test(uses.ref)) return undefined;
  const folder = trimmed(String(asMap(checkout.keys.with)?.path ?? "."));
  const paths = String(given.path ?? "")
    .split("\n")
    .map((line) => line.trim());
  if (paths.some((path) => /^!.*\.git\b/.test(path))) return undefined;
  return paths.find((path) => {
    const own = trimmed(path.replace(/^\$\{\{\s*github\.workspace\s*\}\}/, "."));
    return own === folder || own === "." || own === (folder === "." ? ".git" : `${folder}/.git`);
  });
}

/** `./`, `*` and `**` are the folder itself. */
function trimmed(path: string): string {
  return (
    path
      .replace(/\/?\*{1,2}(?:\/\*)?$/, "")
      .replace(/^\.\/(?=.)/, "")
      .replace(/\/$/, "") || "."
  );
}

/** Steps that may fetch or push by what the checkout left: those with `git` in a script, and actions and scripts of others. */
function mayUseGit({ uses, script, keys }: StepView): boolean {
  if (uses) return uses.kind !== "repository" || !/^(?:actions|github|docker)$/i.test(uses.owner);
  if (!script) return keys.run !== undefined;
  return /\bgit\b|submodule|push|release|publish|deploy|version|changeset|\.\/|\.sh\b|\bmake\b|\bjust\b|\bgo\b|\bcargo\b/i.test(
    script.text,
  );
}

function withoutCredentials({ path }: StepView): Fix {
  return {
    title: "Let the checkout leave no credentials.",
    safety: "unsafe",
    edits: [{ path: [...path, "with", "persist-credentials"], value: false }],
  };
}
