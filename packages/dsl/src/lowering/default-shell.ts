import {
  type Expression,
  foldExpression,
  hostedRunnerSystem,
  isMap,
  mapExpression,
  matrixLegs,
  type Value,
  type ValueMap,
} from "@yardmaster/core";
import { bareValue } from "../author/bare-value.ts";
import { expressionOf } from "../author/expression-of.ts";
import { openKeys } from "../author/open-keys.ts";
import { speaks } from "../scripts/script-shell.ts";
import { plainValue } from "../values/plain-value.ts";

/**
 * Whether a job's steps that state no `shell` are known to run a shell script as it is meant. Without `defaults` that is
 * bash on GitHub's Linux and macOS runners (or `sh`, where a runner of one's own has no bash), PowerShell on Windows, and
 * `sh` in a container, whatever the image has. Of a matrix, every leg has to fit.
 * @param workflow what of the workflow is known, as plain data.
 */
export function fitsShellScripts(job: Readonly<Record<string, unknown>>, workflow: ValueMap): boolean {
  const keys = openKeys(job);
  const legs = legsOf(keys.strategy);
  const shell = defaultShell(keys.defaults, workflow.defaults);
  if (shell !== undefined) return everyLeg(shell, legs, (value) => typeof value === "string" && speaks(value, "shell"));
  if (keys.container !== undefined && keys.container !== null) return false;
  return everyLeg(keys["runs-on"], legs, isHostedUnix);
}

/** A job's `defaults.run` replaces the workflow's as a whole. Source: actions/runner, `JobExtension.InitializeJob`. */
function defaultShell(job: unknown, workflow: Value | undefined): unknown {
  const own = bareValue(member(bareValue(job), "run"));
  const run = own === undefined || own === null ? member(workflow, "run") : own;
  const shell = bareValue(member(run, "shell"));
  return shell === "" || shell === null ? undefined : shell;
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

function legsOf(strategy: unknown): readonly ValueMap[] | undefined {
  const matrix = member(bareValue(strategy), "matrix");
  return matrix === undefined ? undefined : matrixLegs(plainValue(matrix));
}

function everyLeg(
  value: unknown,
  legs: readonly ValueMap[] | undefined,
  fits: (value: Value | undefined) => boolean,
): boolean {
  const expression = expressionOf(bareValue(value));
  if (!expression) return fits(plainValue(value));
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

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
