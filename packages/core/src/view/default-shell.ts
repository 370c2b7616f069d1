import { type Expression, mapExpression } from "../expressions/expression.ts";
import { foldExpression } from "../expressions/fold-expression.ts";
import { isMap } from "../model/is-map.ts";
import type { Value, ValueMap } from "../model/model.ts";
import { hostedRunnerSystem } from "../platform/runner-facts.ts";
import { speaksLanguage } from "../scripts/shell-language.ts";

/** What of a job and its workflow decides on the shell of a step that states none. */
export interface ShellSurroundings {
  /** Of the job's `defaults.run`, or else of the workflow's: the job's replaces the other as a whole. */
  readonly shell: Computable | undefined;
  readonly hasContainer: boolean;
  readonly runsOn: Computable;
  /** Of the job's matrix; undefined where there is none, or it is computed at run time. */
  readonly legs: readonly ValueMap[] | undefined;
}

/** Plain data, or one expression in its place. */
export type Computable = { readonly value: Value | undefined } | { readonly expression: Expression };

/**
 * Whether a job's steps that state no `shell` are known to run a shell script as it is meant. Without `defaults` that is
 * bash on GitHub's Linux and macOS runners (or `sh`, where a runner of one's own has no bash), PowerShell on Windows, and
 * `sh` in a container, whatever the image has. Of a matrix, every leg has to fit.
 * Source: actions/runner, `JobExtension.InitializeJob`.
 */
export function fitsShellScripts({ shell, hasContainer, runsOn, legs }: ShellSurroundings): boolean {
  if (shell) return everyLeg(shell, legs, (value) => typeof value === "string" && speaksLanguage(value, "shell"));
  return !hasContainer && everyLeg(runsOn, legs, isHostedUnix);
}

function isHostedUnix(runsOn: Value | undefined): boolean {
  if (isMap(runsOn)) {
    const { labels, ...others } = runsOn;
    return Object.keys(others).length === 0 && isHostedUnix(labels);
  }
  const labels = Array.isArray(runsOn) ? (runsOn as readonly Value[]) : [runsOn];
  const isUnix = (label: string): boolean => /^(linux|macos)$/.test(hostedRunnerSystem(label) ?? "");
  return labels.length > 0 && labels.every((label) => typeof label === "string" && isUnix(label));
}

function everyLeg(
  given: Computable,
  legs: readonly ValueMap[] | undefined,
  fits: (value: Value | undefined) => boolean,
): boolean {
  if ("value" in given) return fits(given.value);
  const { expression } = given;
  if (expression.kind === "literal") return fits(expression.value);
  return legs !== undefined && legs.length > 0 && legs.every((leg) => fits(valueInLeg(expression, leg)));
}

/** What an expression is in one leg; undefined where that depends on anything else. */
function valueInLeg(expression: Expression, leg: ValueMap): Value | undefined {
  const direct = readMatrix(expression, leg);
  if (direct !== undefined) return direct;
  const computed = foldExpression(
    mapExpression(expression, (part) => {
      const value = readMatrix(part, leg);
      return value === undefined || typeof value === "object" ? part : { kind: "literal", value };
    }),
  );
  return computed.kind === "literal" ? computed.value : undefined;
}

/** What a part reads of the matrix; undefined for anything else, and for what is computed at run time. */
function readMatrix(part: Expression, leg: ValueMap): Value | undefined {
  if (part.kind === "context") return part.name === "matrix" ? leg : undefined;
  if (part.kind !== "property") return undefined;
  const object = readMatrix(part.object, leg);
  if (typeof object !== "object" || object === null || Array.isArray(object)) return undefined;
  const found = Object.entries(object).find(([key]) => key.toLowerCase() === part.name.toLowerCase())?.[1];
  return typeof found === "string" && found.includes("${{") ? undefined : found;
}
