import { asList, asMap, isMap, type ModelPath, readTemplate, type Value } from "@yardmaster/core";
import type { ImportedResult } from "./import-result.ts";
import type { ImportedModule } from "./imported-module.ts";

type Unsafe = ImportedResult["unsafe"][number];

/** Expressions that stand in scripts, with their lines in the original; `injection` is the rule that knows whose values they are. */
export function listUnsafe({ file, problems }: ImportedModule): readonly Unsafe[] {
  return scriptsIn(file.model).flatMap(({ path, text }) => {
    const told = problems.flatMap(({ diagnostic: { code, place } }) =>
      outsiderCodes.has(code) && place && "path" in place && place.path.join("\0") === path.join("\0")
        ? [place.excerpt ?? text]
        : [],
    );
    const line = file.document.keyRange(path)?.line ?? 1;
    return readTemplate(text, false).map(({ text: expression }): Unsafe => {
      return { line, expression, isOutsider: told.some((excerpt) => excerpt.includes(expression)) };
    });
  });
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
