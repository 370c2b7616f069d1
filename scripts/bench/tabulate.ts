import type { Figure, Figures } from "./run-rounds.ts";
import type { Scenario } from "./scenarios.ts";

type Quantity = "seconds" | "processorSeconds" | "mebibytes";

const nothing = "–";

/** A row of headings, then a row a scenario; ratios first, since seconds are those of one machine. */
export function tabulate(chosen: readonly Scenario[], tools: readonly string[], figures: Figures): string[][] {
  const [ours = "", ...peers] = tools;
  const series = (scenario: string, tool: string): readonly Figure[] => figures.get(scenario)?.get(tool) ?? [];

  const ratios = ({ name, baseline }: Scenario, quantity: Quantity): string => {
    const rivals = [
      ...chosen
        .filter((scenario) => scenario.name === baseline)
        .map(({ name, title }) => ({ label: title, figures: series(name, ours) })),
      ...peers.map((peer) => ({ label: peer.replace(/ .*/, ""), figures: series(name, peer) })),
    ];
    const texts = rivals.flatMap((rival) => {
      const ratio = medianRatio(series(name, ours), rival.figures, quantity);
      return ratio === undefined ? [] : [`${round(ratio)} × ${rival.label}`];
    });
    return texts.join(", ") || nothing;
  };

  const rows = chosen.map((scenario) => [
    scenario.title,
    ratios(scenario, scenario.measures),
    scenario.reach ?? nothing,
    scenario.measures === "seconds" ? ratios(scenario, "processorSeconds") : nothing,
    ...tools.map((tool) => amount(series(scenario.name, tool))),
  ]);
  return [["", "measured", "reach", "by processor time", ...tools], ...rows];
}

/** Of each round's ratio: both were run within seconds of each other, under the same load. */
function medianRatio(ours: readonly Figure[], theirs: readonly Figure[], quantity: Quantity): number | undefined {
  return median(
    ours.flatMap((figure, index) => {
      const ratio = (figure[quantity] ?? Number.NaN) / (theirs[index]?.[quantity] ?? Number.NaN);
      return Number.isFinite(ratio) ? [ratio] : [];
    }),
  );
}

function amount(figures: readonly Figure[]): string {
  const middle = (quantity: Quantity): number | undefined =>
    median(figures.flatMap((figure) => figure[quantity] ?? []));
  const [seconds, processorSeconds, mebibytes] = [middle("seconds"), middle("processorSeconds"), middle("mebibytes")];
  if (mebibytes !== undefined) return `${mebibytes.toFixed(0)} MiB`;
  if (seconds === undefined) return nothing;
  return `${seconds.toFixed(2)} s${processorSeconds === undefined ? "" : ` (${processorSeconds.toFixed(2)} s)`}`;
}

export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const [below, above] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return below === undefined || above === undefined ? undefined : (below + above) / 2;
}

/** Two digits that count. */
function round(ratio: number): string {
  return ratio >= 10 ? ratio.toFixed(0) : ratio >= 1 ? ratio.toFixed(1) : ratio.toFixed(2);
}
