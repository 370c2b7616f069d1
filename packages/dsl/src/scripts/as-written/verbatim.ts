import { reportMistake } from "@yardmaster/core";
import { refuseUnsafeText, type Script } from "../script.ts";
import { templateTexts } from "../template-texts.ts";
import { verbatimValue } from "./diagnostics.ts";

/**
 * A script in a language that has no template of its own, such as batch for `shell: cmd`. It takes no expressions: pass
 * their values in the step's `env`. A string in place of a template is taken as it is, with whatever line ends and
 * indentation it has.
 * @throws AuthoringError when the text holds `${{`, or is longer than GitHub takes.
 */
export function verbatim(template: TemplateStringsArray | string): Script<never>;
export function verbatim(template: TemplateStringsArray | string, ...values: readonly unknown[]): Script<never> {
  if (values.length > 0) reportMistake(verbatimValue({}));
  const parts = typeof template === "string" ? [template] : templateTexts(template);
  refuseUnsafeText(parts, "verbatim");
  return { language: "verbatim", parts, outputs: [] };
}
