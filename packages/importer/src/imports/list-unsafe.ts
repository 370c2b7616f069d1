import { asList, asMap, isMap, type ModelPath, readTemplate, type Value, valueAt } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import { jobFitsShell, templateOf } from "../steps/template-language.ts";
import type { ImportedResult, UnsafeExpression } from "./import-result.ts";
import type { ImportedModule } from "./imported-module.ts";

/** Expressions that stand in scripts, with their lines in the original; `injection` is the rule that knows whose values they are. */
export function listUnsafe(module: ImportedModule, isHoisting: boolean): Pick<ImportedResult, "unsafe" | "hoisted"> {
  const { file, problems, yaml } = module;
  const made = isHoisting && yaml !== undefined ? readYaml(yaml).model : undefined;
  let hoisted = 0;
  const unsafe = scriptsIn(file.model).flatMap(({ path, text }) => {
    const expressions = readTemplate(text, false);
    const script = valueAt(path, made ?? null);
    if (typeof script === "string" && readTemplate(script, false).length === 0) {
      hoisted += expressions.length;
      return [];
    }
    const told = problems.flatMap(({ diagnostic: { code, place } }) =>
      outsiderCodes.has(code) && place && "path" in place && place.path.join("\0") === path.join("\0")
        ? [place.excerpt ?? text]
        : [],
    );
    const line = file.document.keyRange(path)?.line ?? 1;
    const why = isHoisting ? { why: whyLeft(path, module) } : {};
    return expressions.map(({ text: expression }): UnsafeExpression => {
      return { line, expression, isOutsider: told.some((excerpt) => excerpt.includes(expression)), ...why };
    });
  });
  return { unsafe, hoisted };
}

/** No template speaks its shell; or what the template said of the script or of its step. */
function whyLeft(path: ModelPath, { file, told }: ImportedModule): string {
  const step = path.slice(0, path.findLastIndex((part) => typeof part === "number") + 1);
  const { run, shell } = asMap(valueAt(step, file.model)) ?? {};
  const list = path[0] === "jobs" ? [...path.slice(0, 2), "steps"] : ["runs", "steps"];
  if (run !== undefined && templateOf(shell, jobFitsShell(list, file)) === undefined) {
    return shell === undefined
      ? "No shell is known that runs it, and `sh` would state one."
      : `No template writes for the shell ${JSON.stringify(shell)}.`;
  }
  const places = [path, [...step, "shell"], step].map((place) => place.join("\0"));
  const said = told.find((objection) => places.includes(objection.path.join("\0")));
  return said?.reason ?? "What the template would make of it, or of a step that repeats it, is not the same.";
}

const outsiderCodes = new Set(["injection", "injection-limited"]);

interface Script {
  readonly path: ModelPath;
  readonly text: string;
}

function scriptsIn(model: Value): readonly Script[] {
  const { jobs, runs } = asMap(model) ?? {};
  return [
    ...Object.entries(asMap(jobs) ?? {}).flatMap(([id, job]) => stepsIn(job, ["jobs", id])),
    ...stepsIn(runs, ["runs"]),
  ];
}

function stepsIn(holder: Value | undefined, path: ModelPath): readonly Script[] {
  if (!isMap(holder)) return [];
  return ["steps", "parallel"].flatMap((key) =>
    asList(holder[key]).flatMap((step, index): readonly Script[] => {
      const at = [...path, key, index];
      return isMap(step) ? [...scriptOf(step.run, [...at, "run"]), ...scriptIn(step, at), ...stepsIn(step, at)] : [];
    }),
  );
}

/** JavaScript that an action is given. */
function scriptIn(
  { uses, with: given }: Readonly<Record<string, Value | undefined>>,
  path: ModelPath,
): readonly Script[] {
  const isScript = typeof uses === "string" && uses.startsWith("actions/github-script@");
  return isScript ? scriptOf(asMap(given)?.script, [...path, "with", "script"]) : [];
}

function scriptOf(text: Value | undefined, path: ModelPath): readonly Script[] {
  return typeof text === "string" ? [{ path, text }] : [];
}
