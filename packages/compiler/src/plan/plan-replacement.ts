import type { GeneratedText } from "../documents/generated-text.ts";
import { compareText } from "./compare-text.ts";
import type { PlannedFile } from "./write-plan.ts";

type Replacement = Extract<PlannedFile, { kind: "create" | "update" | "unchanged" }>;

/** Plans a file that nobody else writes, such as bindings: whatever it holds is replaced. */
export function planReplacement(
  { path, source, text: after }: GeneratedText,
  before: Uint8Array | undefined,
): Replacement {
  if (!before) return { kind: "create", path, source, after };
  const likeness = compareText(before, after);
  if (likeness === "different") return { kind: "update", path, source, before, after };
  return likeness === "same"
    ? { kind: "unchanged", path, source }
    : { kind: "unchanged", path, source, lineEnds: true };
}
