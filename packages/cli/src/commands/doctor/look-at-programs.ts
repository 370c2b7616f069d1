import type { Host } from "../../program/host.ts";
import { type DoctorFinding, ok, warning } from "./report.ts";
import type { Feature } from "./used-settings.ts";

interface OtherProgram {
  readonly name: string;
  /** By which it says its version. */
  readonly words: readonly string[];
  /** What it does not know, and since which of its versions it does; undefined: no version yet. */
  readonly lacks: Readonly<Partial<Record<Feature, readonly [number, number] | undefined>>>;
}

/**
 * Linters and simulators that people run over generated YAML. Sources: the releases of rhysd/actionlint (1.7.12 is the last) and of
 * its fork kjanat/actionlint (1.17), of zizmor (1.32), and nektos/act's own list of what it does not support; November 2026.
 */
const others: readonly OtherProgram[] = [
  {
    name: "actionlint",
    words: ["-version"],
    lacks: { queue: [1, 17], "cache-mode": [1, 17], "parallel steps": [1, 17], "uses: $/": [1, 17] },
  },
  {
    name: "act",
    words: ["--version"],
    lacks: { queue: undefined, "cache-mode": undefined, "parallel steps": undefined, "uses: $/": undefined },
  },
  { name: "zizmor", words: ["--version"], lacks: {} },
];

/** What an installed program does not know of what the workflows use. */
export async function lookAtOtherPrograms(used: ReadonlySet<Feature>, host: Host): Promise<readonly DoctorFinding[]> {
  const asked = others.map(async ({ name, words, lacks }): Promise<readonly DoctorFinding[]> => {
    const said = await host.programVersion?.(name, words);
    if (said === undefined) return [];
    const version = /\d+\.\d+(?:\.\d+)?/.exec(said)?.[0] ?? "of an unknown version";
    const unknownHere = [...used].filter((feature) => feature in lacks && !isSince(version, lacks[feature]));
    const title = `${name} ${version}`;
    return unknownHere.length === 0
      ? [ok(`program-${name}`, title)]
      : [
          warning(
            `program-${name}`,
            `${title} does not know ${unknownHere.map((each) => `\`${each}\``).join(", ")}, which the workflows use`,
            "Take a newer one, or leave its finding out: docs/rules/linters.md.",
          ),
        ];
  });
  return (await Promise.all(asked)).flat();
}

function isSince(version: string, since: readonly [number, number] | undefined): boolean {
  if (!since) return false;
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > since[0] || (major === since[0] && minor >= since[1]);
}
