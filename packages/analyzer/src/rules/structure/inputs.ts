import {
  asList,
  asMap,
  defineDiagnostic,
  limitsOf,
  type ModelPath,
  nearestNames,
  targetLimit,
  type Value,
} from "@yardmaster/core";
import type { Report, Rule } from "../rule.ts";
import { replacedBy, writeOneOf } from "./suggestion.ts";

interface Default {
  readonly input: string;
  readonly type: string;
  readonly value: string;
}

export const inputDefaultType = defineDiagnostic({
  code: "input-default-type",
  severity: "error",
  message: (p: Default) => `The input "${p.input}" is a ${p.type}, and its default is ${p.value}: GitHub refuses it.`,
  hint: (p) => (p.type === "boolean" ? "Write `true` or `false`, without quotes." : "Write a number, without quotes."),
});

export const inputDefaultUnfit = defineDiagnostic({
  code: "input-default-unfit",
  severity: "warning",
  message: (p: Default) => `The input "${p.input}" is a ${p.type}, and its default ${p.value} is none.`,
  hint: () => "Write a number.",
});

interface Option {
  readonly input: string;
  readonly value: string;
  readonly nearest: readonly string[];
  readonly options: readonly string[];
}

export const inputDefaultOption = defineDiagnostic({
  code: "input-default-option",
  severity: "warning",
  message: (p: Option) => `The default ${JSON.stringify(p.value)} of the input "${p.input}" is none of its options.`,
  hint: (p) => `Write ${writeOneOf(p.nearest, p.options)}`,
});

export const inputOptionRepeated = defineDiagnostic({
  code: "input-option-repeated",
  severity: "warning",
  message: (p: { input: string; option: string }) => `The input "${p.input}" has the option ${p.option} twice.`,
  hint: () => "Drop one of the two.",
});

export const inputDefaultUnused = defineDiagnostic({
  code: "input-default-unused",
  severity: "warning",
  message: (p: { input: string }) =>
    `The input "${p.input}" is required, so that every caller gives it: its default is never used.`,
  hint: () => "Drop the `default`, or the `required`.",
});

/** Inputs of `workflow_dispatch` and `workflow_call`. Keys ignore case under `workflow_dispatch`. */
export const inputs: Rule = {
  reports: [
    inputDefaultType,
    inputDefaultUnfit,
    inputDefaultOption,
    inputOptionRepeated,
    inputDefaultUnused,
    targetLimit,
  ],
  workflow({ events, target = "github.com", isAdapted }, report) {
    const dispatched = Object.entries(asMap(events.get("workflow_dispatch")?.inputs) ?? {});
    const limit = limitsOf(target).dispatchInputs;
    const path = ["on", "workflow_dispatch", "inputs"];
    if (!isAdapted && dispatched.length > limit) {
      report(targetLimit, { target, what: "inputs of `workflow_dispatch`", count: dispatched.length, limit }, path);
    }
    for (const [input, value] of dispatched) checkDispatched(input, value, [...path, input], report);
    for (const [input, value] of Object.entries(asMap(events.get("workflow_call")?.inputs) ?? {})) {
      const { required, default: byDefault } = asMap(value) ?? {};
      const at = ["on", "workflow_call", "inputs", input, "default"];
      if (required === true && byDefault !== undefined) report(inputDefaultUnused, { input }, at, { at: "key" });
      checkType(false, input, asMap(value)?.type, byDefault, at, report);
    }
  },
};

function checkDispatched(input: string, value: Value | undefined, path: ModelPath, report: Report): void {
  const entries = Object.entries(asMap(value) ?? {});
  const find = (name: string) => entries.find(([key]) => key.toLowerCase() === name) ?? [];
  const [, type] = find("type");
  const [defaultKey = "default", byDefault] = find("default");
  const [optionsKey = "options", given] = find("options");
  checkType(true, input, type, byDefault, [...path, defaultKey], report);
  if (type !== "choice") return;
  const options = asList(given).map((option) => (typeof option === "object" ? "" : String(option)));
  for (const [index, option] of options.entries()) {
    if (options.indexOf(option) === index) continue;
    const related = [
      { message: "It stands here already.", place: { path: [...path, optionsKey, options.indexOf(option)] } },
    ];
    report(inputOptionRepeated, { input, option: JSON.stringify(option) }, [...path, optionsKey, index], { related });
  }
  if (options.length === 0 || byDefault === undefined || typeof byDefault === "object") return;
  const text = String(byDefault);
  if (options.includes(text) || text.includes("${{")) return;
  const nearest = nearestNames(text, options);
  const at = [...path, defaultKey];
  report(inputDefaultOption, { input, value: text, nearest, options }, at, { fixes: replacedBy(at, nearest) });
}

/** Under `workflow_dispatch` a default is read from its text, and GitHub's parser refuses no number. */
function checkType(
  isDispatched: boolean,
  input: string,
  type: Value | undefined,
  value: Value | undefined,
  path: ModelPath,
  report: Report,
): void {
  if ((type !== "boolean" && type !== "number") || value === undefined || value === null) return;
  if (typeof value === type || typeof value === "object") return;
  if (typeof value === "string" && value.includes("${{")) return;
  const isReadable = typeof value === "string" && reads(value, type);
  if (isReadable && isDispatched) return;
  const kind = isDispatched && type === "number" ? inputDefaultUnfit : inputDefaultType;
  const read = type === "boolean" ? String(value).toLowerCase() === "true" : Number(value);
  const fixes = isReadable
    ? [{ title: "Take the quotes away.", safety: "safe" as const, edits: [{ path, value: read }] }]
    : [];
  report(kind, { input, type, value: JSON.stringify(value) }, path, { fixes });
}

function reads(text: string, type: "boolean" | "number"): boolean {
  if (type === "boolean") return /^(?:true|false)$/i.test(text);
  return text.trim() !== "" && Number.isFinite(Number(text));
}
