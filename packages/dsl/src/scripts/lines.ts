import type { Result } from "../expressions/build-expression.ts";
import type { ContextName, Expr, ScalarValue } from "../expressions/expr.ts";
import { formatOf } from "../expressions/texts.ts";
import { templateTexts } from "./template-texts.ts";

/**
 * A text of several lines, such as the paths that an action takes: common indentation is taken off as it is of scripts, and
 * the text ends with a newline where the template's last line is nothing but blanks. With expressions it is printed with
 * `${{ }}` in the text.
 */
export function lines(template: TemplateStringsArray): string;
export function lines<C extends ContextName = never>(
  template: TemplateStringsArray,
  ...values: readonly (Expr<ScalarValue, C> | string | number | boolean)[]
): Result<string, C>;
export function lines(template: TemplateStringsArray, ...values: readonly unknown[]): unknown {
  const texts = templateTexts(template);
  return values.length === 0 ? texts.join("") : formatOf(texts, values, "a value in `lines`");
}
