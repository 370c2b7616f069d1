import { fail, ok, type Result } from "@yardmaster/core";
import type { GivenOutcomes } from "@yardmaster/simulator";
import type { Host } from "../program/host.ts";
import { type JsonFile, readJsonFile } from "./json-file.ts";
import { sentence } from "./read-facts.ts";
import { checkShape, type Shape } from "./shape.ts";

const text: Shape = { kind: "text" };
const result: Shape = { kind: "choice", values: ["success", "failure", "cancelled"] };

const job: Readonly<Record<string, Shape>> = {
  result: { ...result, about: "In place of what its steps come to." },
  outputs: { kind: "names", of: text, about: "In place of what its `outputs` come to." },
  steps: {
    kind: "names",
    about: "By id, or else by position from 0.",
    of: {
      kind: "map",
      keys: {
        outcome: result,
        outputs: { kind: "names", of: text },
        env: { kind: "names", of: text, about: "What it wrote to `GITHUB_ENV`." },
      },
    },
  },
};

/** Of `--outputs FILE`. */
export const outcomesShape: Shape = {
  kind: "map",
  keys: {
    jobs: {
      kind: "names",
      about: "By id, or `caller/id` of a job that is called.",
      of: {
        kind: "map",
        keys: {
          ...job,
          legs: { kind: "names", of: { kind: "map", keys: job }, about: "By position of the leg, from 0." },
        },
      },
    },
    otherwise: { kind: "choice", values: ["success", "unknown"], about: "`unknown`: any other step may fail." },
    isCancelled: { kind: "flag", about: "The run is cancelled while these jobs run." },
  },
};

export interface ReadOutcomes {
  readonly file: JsonFile;
  readonly outcomes: GivenOutcomes;
}

/** @returns sentences, each with its line, where the file says what nobody understands. */
export async function readOutcomes(name: string, host: Host): Promise<Result<ReadOutcomes, readonly string[]>> {
  const read = await readJsonFile(name, host);
  if (!read.ok) return fail([read.error]);
  const file = read.value;
  const problems = checkShape(file.value, outcomesShape);
  if (problems.length > 0) return fail(problems.map(({ path, text }) => sentence(file, path, text)));
  return ok({ file, outcomes: file.value as unknown as GivenOutcomes });
}
