import { asMap, type Expression, type ValueMap } from "@yardmaster/core";
import * as language from "@yardmaster/dsl";
import type { GatheringWriter } from "@yardmaster/importer/writers";
import { transformSync } from "esbuild";
import { expressionOf } from "../../../packages/dsl/src/author/expression-of.ts";
import { withoutMarks } from "./written.ts";

/** As the file declares them, of any type: what is known of types is tested elsewhere. */
function inputsOf({ on }: ValueMap): Readonly<Record<string, language.Input>> {
  const events = asMap(on) ?? {};
  const names = ["workflow_dispatch", "workflow_call"].flatMap((event) =>
    Object.keys(asMap(asMap(events[event])?.inputs) ?? {}),
  );
  return Object.fromEntries(names.map((name) => [name, language.text()]));
}

/** What a written value is when the module runs, as the language's builders get it. */
export function evaluate(source: string, writer: GatheringWriter): unknown {
  const { secrets, vars, env } = writer.gathered().settings;
  const made = language.triggers(
    { push: null, workflow_call: { inputs: inputsOf(writer.file.model) } },
    { secrets: [...secrets], vars: [...vars], env: [...env] },
  );
  const { job: current, on: _, ...contexts } = made;
  const scope = { ...language, ...contexts, current };
  const { code } = transformSync(`const value = ${withoutMarks(source)};`, { loader: "ts" });
  const names = Object.keys(scope);
  return new Function(...names, `${code}\nreturn value;`)(...Object.values(scope));
}

export function evaluateExpression(source: string, writer: GatheringWriter): Expression | undefined {
  return expressionOf(evaluate(source, writer));
}
