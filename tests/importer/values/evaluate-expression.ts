import { asMap, type Diagnostic, type Value, type ValueMap } from "@yardmaster/core";
import type { GatheringWriter } from "@yardmaster/importer/writers";
import { transformSync } from "esbuild";
import * as language from "yardmaster";
import { withoutMarks } from "./written.ts";

interface Evaluated {
  readonly value: Value | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a workflow has of a written value when the module runs. */
export function evaluate(source: string, writer: GatheringWriter): Evaluated {
  const { secrets, vars, env } = writer.gathered().settings;
  const made = language.triggers(
    { push: null, workflow_call: { inputs: inputsOf(writer.file.model) } },
    { secrets: [...secrets], vars: [...vars], env: [...env] },
  );
  const { job: current, on, ...contexts } = made;
  const scope = { ...language, ...contexts, current };
  const { code } = transformSync(`const value = ${withoutMarks(source)};`, { loader: "ts" });
  const names = Object.keys(scope);
  const value: unknown = new Function(...names, `${code}\nreturn value;`)(...Object.values(scope));
  const job = language.job("a", { "runs-on": "x", steps: [language.run(language.sh`true`)] });
  const raw = language.raw({ written: value }, "it may be anything");
  const { model, diagnostics } = language.workflow("w", { on, permissions: {}, jobs: [job], raw });
  const own = diagnostics.filter(({ place }) => place && "path" in place && place.path[0] === "written");
  return { value: (model as ValueMap).written, diagnostics: own };
}

/** What a written expression prints; in a call, a text with expressions is one of `format`. */
export function evaluateExpression(source: string, writer: GatheringWriter): string | undefined {
  writer.language("toJSON");
  const { value } = evaluate(`toJSON(${source})`, writer);
  return typeof value === "string" ? /^\$\{\{ toJSON\((.*)\) \}\}$/s.exec(value)?.[1] : undefined;
}

/** As the file declares them, of any type: what is known of types is tested elsewhere. */
function inputsOf({ on }: ValueMap): Readonly<Record<string, language.Input>> {
  const events = asMap(on) ?? {};
  const names = ["workflow_dispatch", "workflow_call"].flatMap((event) =>
    Object.keys(asMap(asMap(events[event])?.inputs) ?? {}),
  );
  return Object.fromEntries(names.map((name) => [name, language.text()]));
}
