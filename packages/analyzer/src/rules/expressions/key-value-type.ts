import { asMap, defineDiagnostic, eventsOf, type ModelPath, printExpression, type ValueMap } from "@yardmaster/core";
import { kindOfScalar } from "../../expression-types/problem.ts";
import { typeExpression } from "../../expression-types/type-expression.ts";
import { calledWorkflow } from "../called-workflow.ts";
import type { ActionSubject, Rule, Subject } from "../rule.ts";
import { withArticle } from "./words.ts";

type Wanted = "number" | "boolean";

interface Parameters {
  readonly text: string;
  readonly is: string;
  readonly key: string;
  readonly wanted: Wanted;
}

export const keyValueType = defineDiagnostic({
  code: "key-value-type",
  severity: "error",
  message: (p: Parameters) =>
    `\`${p.key}\` takes a ${p.wanted}, and \`${p.text}\` is ${p.is}: GitHub refuses it when it comes to it.`,
  hint: (p) =>
    p.is === "a text" && p.wanted === "number"
      ? `Write \`fromJSON(${p.text})\`.`
      : p.is === "a text"
        ? `Write \`${p.text} == 'true'\`, or \`fromJSON(${p.text})\`.`
        : `Give it a ${p.wanted}.`,
});

const keys: ReadonlyMap<string, Wanted> = new Map([
  ["timeout-minutes", "number"],
  ["max-parallel", "number"],
  ["continue-on-error", "boolean"],
  ["fail-fast", "boolean"],
  ["cancel-in-progress", "boolean"],
]);

/**
 * A text is none of the numbers and booleans that a key takes, whatever it says.
 * Source: actions/runner, `src/Sdk/DTObjectTemplating/ObjectTemplating/TemplateEvaluator.cs`, Validate.
 */
export const keyValueTypes: Rule = {
  reports: [keyValueType],
  expression(at, document, report) {
    const wanted = at.isWhole && !at.isCondition ? wantedAt(at.path, document) : undefined;
    if (!wanted) return;
    const { type } = typeExpression(at, document);
    if (type.kind !== "scalar") return;
    const is = kindOfScalar(type);
    if (is === wanted || is === "scalar" || is === "null") return;
    const parameters = {
      text: printExpression(at.expression),
      is: withArticle(is),
      key: String(at.path.at(-1)),
      wanted,
    };
    report(keyValueType, parameters, at.path, at.text.includes("\n") ? {} : { excerpt: at.text });
  },
};

function wantedAt(path: ModelPath, document: Subject | ActionSubject): Wanted | undefined {
  const [key, holder] = [path.at(-1), path.at(-2)];
  if (holder === "with" && path.length === 4 && document.kind === "workflow") return inputWanted(path, document);
  if (holder === "env" || holder === "with" || holder === "outputs" || holder === "matrix") return undefined;
  return keys.get(String(key));
}

/** Of the input of a workflow of this repository that a job calls. */
function inputWanted([, job, , input]: ModelPath, { repository, model }: Subject): Wanted | undefined {
  const called = calledWorkflow(asMap(model.jobs[String(job)]) ?? {}, repository);
  const inputs: ValueMap = asMap(called && eventsOf(called.model.on).get("workflow_call")?.inputs) ?? {};
  const name = Object.keys(inputs).find((known) => known.toLowerCase() === String(input).toLowerCase());
  const type = name === undefined ? undefined : asMap(inputs[name])?.type;
  return type === "boolean" || type === "number" ? type : undefined;
}
