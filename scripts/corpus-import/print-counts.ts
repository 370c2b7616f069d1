import { nodeText } from "@yardmaster/core";
import type { CorpusCounts } from "./count-corpus.ts";

export function printCounts(counts: CorpusCounts, untypedSeconds: number, seconds: number | undefined): string {
  const { files, proved, refused, templates, expressions, comments, raw, loose, medianLength } = counts;
  const shared = refused.filter((file) => file.shared !== undefined);
  const all = expressions.typed + expressions.text;
  return [
    ...refused.flatMap(({ name, refused: reasons, shared: reason }) => [
      `refused ${name}${reason === undefined ? "" : `, as GitHub does: ${reason}`}`,
      ...reasons.slice(0, 3).map(({ path, line, reason: said }) => `  ${line} ${nodeText(path)}: ${said}`),
    ]),
    ...raw.slice(0, 40).map(([reason, count]) => `raw ${count}: ${reason}`),
    `${files} files, ${templates} of them templates: ${proved} proved, ${refused.length} refused, ${shared.length} of these by GitHub's parser`,
    `expressions: ${expressions.typed} typed, ${expressions.text} as text (${percent(expressions.typed, all)} typed), ${loose} loose`,
    `comments: ${comments.kept} kept, ${comments.lost} lost`,
    `raw: ${raw.reduce((total, [, count]) => total + count, 0)}`,
    `length of a module in lines of its YAML, median: ${medianLength.toFixed(2)}`,
    `${(files / untypedSeconds).toFixed(0)} files a second without types${seconds === undefined ? "" : `; the whole proof took ${seconds.toFixed(1)} s`}`,
    "",
  ].join("\n");
}

function percent(part: number, all: number): string {
  return all === 0 ? "100 %" : `${((part / all) * 100).toFixed(1)} %`;
}
