import { type Expression, walkExpression } from "@yardmaster/core";

/** Whether the language has a form for all of an expression, which comes out as the same tree. */
export function isWritable(expression: Expression): boolean {
  let isKnown = true;
  walkExpression(expression, (part) => {
    if (part.kind === "literal") isKnown &&= typeof part.value !== "number" || Number.isFinite(part.value);
    if (part.kind === "context") isKnown &&= contexts.has(part.name);
    if (part.kind === "call") isKnown &&= isKnownCall(part);
  });
  return isKnown;
}

type Call = Expression & { readonly kind: "call" };

const contexts = new Set("env github inputs job jobs matrix needs runner secrets steps strategy vars".split(" "));

function isKnownCall({ name, arguments: parts }: Call): boolean {
  switch (name) {
    case "always":
    case "cancelled":
    // With names of jobs, these take handles.
    case "failure":
    case "success":
      return parts.length === 0;
    case "case":
      return parts.length >= 3 && parts.length % 2 === 1;
    case "format":
      return parts.length > 0;
    default:
      return functions.has(name);
  }
}

const functions = new Set("contains endsWith fromJSON hashFiles join startsWith toJSON".split(" "));

/**
 * The texts between the values of a call of `format`, which a template has as well: its values stand in their order, each
 * once.
 * @returns undefined for any other call.
 */
export function formatTexts([pattern, ...values]: readonly Expression[]): readonly string[] | undefined {
  if (pattern?.kind !== "literal" || typeof pattern.value !== "string" || values.length === 0) return undefined;
  const texts = [""];
  let isKnown = true;
  const rest = pattern.value.replace(/\{\{|\}\}|\{(\d+)\}|[^{}]+/g, (token, index: string | undefined) => {
    if (index === undefined) texts.push((texts.pop() ?? "") + (/^[{}]/.test(token) ? token.charAt(0) : token));
    else {
      isKnown &&= Number(index) === texts.length - 1;
      texts.push("");
    }
    return "";
  });
  return rest === "" && isKnown && texts.length === values.length + 1 ? texts : undefined;
}
