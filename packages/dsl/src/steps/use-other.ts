import { AuthoringError } from "@yardmaster/core";
import { checkOptions, checkText } from "../author/check-options.ts";
import { folderPath } from "../author/folder-path.ts";
import { rawOf } from "../author/raw.ts";
import type { ContextsAt, Expr, ScalarValue } from "../expressions/expr.ts";
import { checkGiven } from "../triggers/check-inputs.ts";
import { folderInvalid } from "./diagnostics.ts";
import { makeStep, type Step, type StepOptions } from "./step.ts";

type GivenInputs = Readonly<
  Record<string, Exclude<ScalarValue, undefined> | Expr<ScalarValue, ContextsAt<"jobs.*.steps.*.with.*">>>
>;

/** A step that runs an image of a registry: `useDocker("alpine:3.22@sha256:…")`. */
export function useDocker(image: string, inputs: GivenInputs = {}, options: StepOptions = {}): Step {
  if (!checkText(image, "the image of `useDocker`")) return makeStep({ ...options }, [], "image");
  return useText(`docker://${image}`, image.split(/[/:@]/).find((part) => part !== "") ?? image, [], inputs, options);
}

/**
 * A step that uses an action of this repository that is no source of ours, by its folder.
 * @param folder relative to the root; with or without `./`.
 * @param from `checkout`: the files that a step before has checked out (`./…`); `self`: the running commit itself
 * (`$/…`; github.com only, since 2026-07).
 */
export function useFolder<const O extends string = never>(
  folder: string,
  inputs: GivenInputs = {},
  options: StepOptions & { readonly outputs?: readonly O[]; readonly from?: "checkout" | "self" } = {},
): Step<O> {
  const { outputs = [], from = "checkout", ...rest } = checkOptions(options, "a step");
  if (!checkText(folder, "the folder of `useFolder`")) return makeStep(rest, outputs, "folder");
  const path = folderPath(folder);
  if (path === undefined) throw new AuthoringError(folderInvalid({ folder }));
  const hint = path.split("/").at(-1) || "action"; // the root has no name of its own
  // GitHub takes `./a/` as it is, and so it stays.
  const written = path !== "" && folder.endsWith("/") ? `${path}/` : path;
  return useText(`${from === "self" ? "$" : "."}/${written}`, hint, outputs, inputs, rest);
}

function useText<O extends string>(
  uses: string,
  hint: string,
  outputs: readonly O[],
  inputs: GivenInputs,
  options: StepOptions,
): Step<O> {
  const checked = checkGiven(inputs, undefined, uses);
  const given = rawOf(checked) || Object.keys(checked).length > 0 ? { with: checked } : {};
  return makeStep({ ...options, uses, ...given }, outputs, hint);
}
