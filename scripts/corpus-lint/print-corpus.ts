import { count } from "@yardmaster/core";
import type { Comparison, JudgedFinding } from "./compare-judgements.ts";
import type { LintedCorpus } from "./lint-corpus.ts";

const sampleSize = 3;

/** @param isWhole lists every finding, not a sample of each code. */
export function printCorpus(corpus: LintedCorpus, { judged, refused, stale }: Comparison, isWhole: boolean): string {
  const codes = [...new Set(judged.map(({ finding }) => finding.code))].sort();
  const seconds = corpus.milliseconds / 1000;
  const processorSeconds = corpus.processorMilliseconds / 1000;
  const speed = Math.round(corpus.fileCount / processorSeconds);
  return [
    ...codes.flatMap((code) => ofCode(code, judged, isWhole)),
    ...refused.map((one) => `${one.verdict === "false" ? "rejected" : "unjudged"} error: ${lineOf(one)}`),
    ...stale.map(({ code, digest }) => `stale judgement: ${code} ${digest}`),
    ...corpus.crashes.map(({ file, error }) => `crash: ${file}: ${error}`),
    `${count(corpus.fileCount, "file")}, ${count(judged.length, "finding")} of ${count(codes.length, "code")}, ${corpus.crashes.length} crashes; ${seconds.toFixed(2)} s, ${processorSeconds.toFixed(2)} s of the processor: ${speed} files a second and thread`,
    "",
  ].join("\n");
}

function ofCode(code: string, all: readonly JudgedFinding[], isWhole: boolean): readonly string[] {
  const own = all.filter(({ finding }) => finding.code === code);
  const [first] = own;
  const { severity, confidence = "high", isPedantic } = first?.finding ?? {};
  const marks = [severity, `${confidence} confidence`, ...(isPedantic ? ["pedantic"] : [])].join(", ");
  const files = new Set(own.map(({ file }) => file)).size;
  const verdicts = [...new Set(own.map(({ verdict }) => verdict))].sort();
  const counts = verdicts.map((verdict) => `${own.filter((one) => one.verdict === verdict).length} ${verdict}`);
  const shown = isWhole ? own : spread(own, sampleSize);
  return [
    `${code} (${marks}): ${own.length} in ${count(files, "file")}: ${counts.join(", ")}`,
    ...shown.map((one) => `  ${lineOf(one)}`),
  ];
}

/** From the beginning to the end, evenly. */
function spread<T>(list: readonly T[], size: number): readonly T[] {
  if (list.length <= size) return list;
  return Array.from({ length: size }, (_, index) => list[Math.floor((index * list.length) / size)] as T);
}

function lineOf({ file, finding, digest, verdict }: JudgedFinding): string {
  const { place, code, message } = finding;
  const at = place && "line" in place ? `${file}:${place.line}:${place.column}` : file;
  return `${digest} ${verdict} ${at} ${code}: ${message}`;
}
