import { defineDiagnostic } from "@yardmaster/core";

export const outputUndeclared = defineDiagnostic({
  code: "output-undeclared",
  severity: "error",
  message: (p: { name: string; declared: readonly string[] }) =>
    `The script sets the output "${p.name}", but the step declares ${p.declared.map((name) => `"${name}"`).join(", ") || "none"}.`,
  hint: () => "Add it to `outputs`, correct its name, or leave `outputs` out: they follow from the script.",
});

export const pinInvalid = defineDiagnostic({
  code: "pin-invalid",
  severity: "error",
  message: (p: { action: string; problem: string; from: "lock" | "source" | "either" }) =>
    `The pin of ${p.action} cannot be used: ${p.problem}.`,
  hint: (p) => {
    const lock = "the entry in workflows-src/actions.lock.json";
    const full = "write all 40 hex digits of the commit, and the tag that names its release";
    if (p.from === "lock") return `Correct ${lock}.`;
    return p.from === "source"
      ? `Correct it here: ${full}; or bind the action, so that the lock keeps its pin: \`yardmaster bind ${p.action}@REF\`.`
      : `Correct it here: ${full}; of a bound workflow, ${lock}.`;
  },
});

export const imageInvalid = defineDiagnostic({
  code: "image-invalid",
  severity: "error",
  message: (p: { key: string; problem: string }) => `The image "${p.key}" cannot be used: ${p.problem}.`,
  hint: () => "Correct the entry in workflows-src/actions.lock.json.",
});

export const inputValueUnknown = defineDiagnostic({
  code: "input-value-unknown",
  severity: "error",
  message: (p: { action: string; name: string; value: string; values: readonly string[] }) =>
    `The input "${p.name}" of ${p.action} is ${JSON.stringify(p.value)}, which the action does not know.`,
  hint: ({ values }) =>
    `Use ${values
      .filter((value) => value !== "")
      .map((value) => JSON.stringify(value))
      .join(", ")}; where the action has learnt another, say so with \`raw(value, why)\`.`,
});

export const usesRefused = defineDiagnostic({
  code: "uses-refused",
  severity: "error",
  message: (p: { builder: string; text: string; form: string; instead: string | undefined }) =>
    `\`${p.builder}\` takes \`${p.form}\`, and ${JSON.stringify(p.text)} is none.`,
  hint: (p) =>
    p.instead ??
    "Name what it is to use in this form; a text that GitHub takes all the same goes through `raw(text, why)`.",
});

export const folderInvalid = defineDiagnostic({
  code: "folder-invalid",
  severity: "error",
  message: (p: { folder: string }) => `${JSON.stringify(p.folder)} is no folder of the repository.`,
  hint: () => "Name it relative to the root, with forward slashes, such as `.github/actions/set-up`.",
});
