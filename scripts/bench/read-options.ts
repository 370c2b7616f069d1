import { parseArgs } from "node:util";
import { scenarios } from "./scenarios.ts";

export interface BenchOptions {
  readonly files: number;
  readonly rounds: number;
  /** Names of scenarios; none means all. */
  readonly only: readonly string[];
  readonly gaji: string | undefined;
  /** Folder with gha-ts installed. */
  readonly ghaTs: string | undefined;
  readonly isMarkdown: boolean;
}

/** @returns a sentence when they make no sense. */
export function readOptions(argv: readonly string[]): BenchOptions | string {
  const parsed = parse(argv);
  if (typeof parsed === "string") return parsed;
  const { values } = parsed;
  for (const option of ["files", "rounds"] as const)
    if (!/^[1-9]\d{0,5}$/.test(values[option]))
      return `--${option} takes a whole number from 1 to 999,999, not "${values[option]}".`;
  const names = scenarios(1).map(({ name }) => name);
  for (const name of values.only) if (!names.includes(name)) return `--only takes ${names.join(", ")}, not "${name}".`;
  return {
    files: Number(values.files),
    rounds: Number(values.rounds),
    only: values.only,
    gaji: values.gaji,
    ghaTs: values["gha-ts"],
    isMarkdown: values.markdown,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        files: { type: "string", default: "1000" },
        rounds: { type: "string", default: "5" },
        only: { type: "string", multiple: true, default: [] },
        gaji: { type: "string" },
        "gha-ts": { type: "string" },
        markdown: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    return (error as Error).message;
  }
}
