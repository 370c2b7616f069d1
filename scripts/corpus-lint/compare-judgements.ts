import type { CorpusFinding } from "./lint-corpus.ts";
import type { Judgement, Verdict } from "./read-judgements.ts";

export interface JudgedFinding extends CorpusFinding {
  readonly verdict: Verdict | "unjudged";
}

export interface Comparison {
  readonly judged: readonly JudgedFinding[];
  /** Errors that nobody has judged, or that a reader rejects: they fail the run. */
  readonly refused: readonly JudgedFinding[];
  /** Judgements of findings that are no longer there. */
  readonly stale: readonly Judgement[];
}

export function compareJudgements(findings: readonly CorpusFinding[], judgements: readonly Judgement[]): Comparison {
  const known = new Map(judgements.map((judgement) => [keyOf(judgement.code, judgement.digest), judgement]));
  const used = new Set<Judgement>();
  const judged = findings.map((one): JudgedFinding => {
    const { code } = one.finding;
    const judgement = known.get(keyOf(code, one.digest)) ?? known.get(keyOf(code, "*"));
    if (judgement) used.add(judgement);
    return { ...one, verdict: judgement?.verdict ?? "unjudged" };
  });
  const isRefused = ({ finding, verdict }: JudgedFinding) =>
    finding.severity === "error" && (verdict === "unjudged" || verdict === "false");
  return { judged, refused: judged.filter(isRefused), stale: judgements.filter((judgement) => !used.has(judgement)) };
}

function keyOf(code: string, digest: string): string {
  return `${code} ${digest}`;
}
