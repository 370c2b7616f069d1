import type { ValueMap } from "@yardmaster/core";
import { isList, waitsForAll } from "./place-steps.ts";

/** What a step does; `other` is what GitHub refuses, or what nobody here knows yet. */
export type StepKind = "run" | "uses" | "parallel" | "wait" | "wait-all" | "cancel" | "other";

const kinds = ["run", "uses", "parallel", "wait", "wait-all", "cancel"] as const;

export function stepKind(keys: ValueMap): StepKind {
  const [kind, ...others] = kinds.filter((key) => Object.hasOwn(keys, key));
  if (kind === undefined || others.length > 0) return "other";
  const isReadable: Readonly<Record<(typeof kinds)[number], () => boolean>> = {
    run: () => true,
    uses: () => typeof keys.uses === "string",
    parallel: () => isList(keys.parallel) && keys.parallel.length > 0 && Object.keys(keys).length === 1,
    wait: () => true,
    "wait-all": () => waitsForAll(keys),
    cancel: () => typeof keys.cancel === "string",
  };
  return isReadable[kind]() ? kind : "other";
}

/** Keys that the options of a step have, beside those that say what it does. */
export const optionKeys: Readonly<Record<"run" | "uses" | "wait", ReadonlySet<string>>> = {
  run: new Set(["id", "name", "if", "env", "continue-on-error", "timeout-minutes", "shell", "working-directory"]),
  uses: new Set(["id", "name", "if", "env", "continue-on-error", "timeout-minutes"]),
  wait: new Set(["id", "name", "continue-on-error"]),
};
