import { readFileSync } from "node:fs";

export type Verdict = "true" | "false" | "debatable";

/** What a reader holds of a finding. */
export interface Judgement {
  readonly code: string;
  /** Of the finding; `*` judges all of the code that are not judged one by one. */
  readonly digest: string;
  readonly verdict: Verdict;
  readonly reason: string;
}

const verdicts: readonly string[] = ["true", "false", "debatable"];

/** One JSON object a line. @throws Error for a line that is none, or lacks something. */
export function readJudgements(path: string): readonly Judgement[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    const { code, digest, verdict, reason } = parse(line, `${path}:${index + 1}`);
    const isWhole = [code, digest, reason].every((text) => typeof text === "string" && text !== "");
    if (!isWhole || !verdicts.includes(String(verdict)))
      throw new Error(`${path}:${index + 1} needs code, digest, reason, and a verdict of ${verdicts.join(", ")}`);
    return [{ code: String(code), digest: String(digest), verdict: verdict as Verdict, reason: String(reason) }];
  });
}

function parse(line: string, place: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(line) ?? {};
  } catch {
    throw new Error(`${place} is no JSON`);
  }
}
