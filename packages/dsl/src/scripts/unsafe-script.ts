import { expressionOf } from "../author/expression-of.ts";
import type { ContextsAt, Expr } from "../expressions/expr.ts";
import { plainInterpolation } from "./interpolation.ts";
import { refuseUnsafeText, type Script } from "./script.ts";
import { templateTexts } from "./template-texts.ts";

/** The contexts that the text of a script may read. */
type PastedContexts = ContextsAt<"jobs.*.steps.*.run">;

/**
 * A script with expressions in its text: GitHub puts their values there before anything reads the script, so whoever sets
 * a value writes code. `sh`, `pwsh`, `py` and `js` pass values by the environment instead. It states no shell, and stands in
 * `run` and in an action's input; plain texts and numbers are put in as they are.
 * @throws AuthoringError when the text itself holds `${{`.
 */
export function unsafeScript(
  template: TemplateStringsArray,
  ...values: readonly (Expr<unknown, PastedContexts> | string | number)[]
): Script<never> {
  const parts = templateTexts(template).flatMap((text, index): Script["parts"] => {
    if (index >= values.length) return [text];
    const pasted = expressionOf(values[index]);
    return [text, pasted ? { pasted } : String(plainInterpolation(values[index], "unsafe"))];
  });
  refuseUnsafeText(parts, "verbatim");
  return { language: "verbatim", parts, outputs: [] };
}
