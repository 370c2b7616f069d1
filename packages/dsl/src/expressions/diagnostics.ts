import { defineDiagnostic } from "@yardmaster/core";
import { capitalized, listed } from "../author/wording.ts";

export const expressionAsText = defineDiagnostic({
  code: "expression-as-text",
  severity: "error",
  message: (p: { expression: string }) => `The expression \`${p.expression}\` was turned into text by JavaScript.`,
  hint: () =>
    "Use it inside a `sh`, `js` or `format` template, or in a function such as `eq`; GitHub evaluates it later.",
});

export const comparisonTypes = defineDiagnostic({
  code: "comparison-types",
  severity: "error",
  message: (p: { operator: string; one: string; other: string; hasOutput: boolean }) =>
    `\`${p.operator}\` compares ${p.one} with ${p.other}: GitHub would turn both into numbers.`,
  hint: (p) =>
    p.hasOutput
      ? 'Compare it with a text, such as "true": outputs are always texts.'
      : "Compare it with a value of its own type.",
});

export const optionUnknown = defineDiagnostic({
  code: "option-unknown",
  severity: "error",
  message: (p: { value: string; text: string; options: readonly string[]; near: readonly string[] }) =>
    `${p.value} is never ${JSON.stringify(p.text)}.`,
  hint: (p) =>
    p.near.length > 0 ? `Did you mean ${listed(p.near, "or")}?` : `It is one of ${listed(p.options, "or")}.`,
});

export const valueType = defineDiagnostic({
  code: "value-type",
  severity: "error",
  message: (p: { at: string; given: string; isText: boolean; expected: readonly string[] }) =>
    `${capitalized(p.at)} is ${p.given}, where a ${p.expected.join(" or a ")} belongs.`,
  hint: (p) =>
    p.isText && p.expected.includes("boolean")
      ? 'Compare it, as in `eq(value, "true")`; a choice between values is `when(condition, value).otherwise(other)`.'
      : `Put a ${p.expected.join(" or a ")} there, or an expression of one.`,
});

export const containsText = defineDiagnostic({
  code: "contains-text",
  severity: "error",
  message: (p: { text: string; isJoined: boolean }) =>
    p.isJoined
      ? `\`contains\` looks for a piece of ${p.text}, which joins a list: a part of an item, or of two, would do.`
      : `\`contains\` looks for a piece of the text ${p.text}: a part of one of its words would do.`,
  hint: (p) =>
    p.isJoined
      ? 'Give `contains` the list itself; or ask whether a value is one of several with `oneOf(value, ["a", "b"])`.'
      : 'Ask whether a value is one of several with `oneOf(value, ["a", "b"])`.',
});
