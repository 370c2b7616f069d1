import { parseUses, reportMistake } from "@yardmaster/core";
import { checkOptions, checkText, checkTexts } from "../author/check-options.ts";
import { uncomment } from "../author/noted.ts";
import { rawOf } from "../author/raw.ts";
import { withPinComment } from "../author/with-pin-comment.ts";
import type { ContextsAt, Expr, ScalarValue } from "../expressions/expr.ts";
import type { Script } from "../scripts/script.ts";
import { checkGiven } from "../triggers/check-inputs.ts";
import { actionStep } from "./action.ts";
import { usesRefused } from "./diagnostics.ts";
import type { Step, StepOptions } from "./step.ts";

/** Inputs of an action of which nothing is known here; null is the empty text. */
export type UnknownInputs = Readonly<
  Record<string, Exclude<ScalarValue, undefined> | Expr<ScalarValue, ContextsAt<"jobs.*.steps.*.with.*">> | Script>
>;

/**
 * A step that uses an action by its text as it stands, such as `actions/checkout@v7`: nothing is known of its inputs, and
 * only a full commit never moves. A binding knows both: `yardmaster bind actions/checkout@v7`.
 * @param given `owner/repo@ref` or `owner/repo/folder@ref`, with the comment behind a pin: `owner/repo@<sha> # v7.0.1`.
 */
export function use<const O extends string = never>(
  given: string,
  inputs: UnknownInputs = {},
  options: StepOptions & { readonly outputs?: readonly O[] } = {},
): Step<O> {
  const { outputs = [], ...rest } = checkOptions(options, "a step");
  const uses = withPinComment(given);
  const { value: text } = uncomment(uses);
  if (!rawOf(text) && checkText(text, "the action of `use`")) checkForm(text);
  const action = typeof text === "string" ? (text.split("@")[0] ?? text) : "action";
  const entries = checkGiven(inputs, undefined, action);
  return actionStep({ uses, action, outputs: checkTexts(outputs, "`outputs` of a step") }, entries, rest);
}

function checkForm(text: string): void {
  const { kind } = parseUses(text);
  if (kind === "repository") return;
  const instead = {
    docker: "Use `useDocker(image)`.",
    local: "Use `useFolder(folder)`, or `useLocal(action)` of an action that a source makes.",
    unknown: undefined,
  }[kind];
  reportMistake(usesRefused({ builder: "use", text, form: "owner/repo@ref", instead }));
}
