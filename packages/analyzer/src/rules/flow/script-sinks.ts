import { type DiagnosticKind, defineDiagnostic } from "@yardmaster/core";
import { type Visit, visitsOf } from "../../flow/document-flows.ts";
import type { ScriptSink } from "../../flow/script-flow.ts";
import { isWorse, type Reach, type Verdict, verdictOf, whoSets } from "../../flow/verdict.ts";
import type { ActionSubject, Report, Rule, Subject } from "../rule.ts";
import { relatedHops } from "./related-hops.ts";

interface Parameters {
  readonly source: string;
  readonly who: string;
  readonly event: string;
  /** The variable, the output or the program. */
  readonly name: string;
}

const who = (p: Parameters) => `${p.who} sets \`${p.source}\` (event \`${p.event}\`)`;

export const commandInjection = defineDiagnostic({
  code: "command-injection",
  severity: "warning",
  confidence: "medium",
  message: (p: Parameters) => `\`${p.name}\` reads its text as code, and ${who(p)}, which comes into it.`,
  hint: () => "Give the text to a command as an argument, in quotes, and let nothing read it as code.",
});

export const environmentInjection = defineDiagnostic({
  code: "environment-injection",
  severity: "warning",
  message: (p: Parameters) =>
    p.name === "GITHUB_PATH"
      ? `${sentence(who(p))}, and it is written to \`GITHUB_PATH\`: later steps find their programs where it says.`
      : `${sentence(who(p))}, and it is written to \`GITHUB_ENV\` beside \`${p.name}\`: after a line break in it, any variable can be set for later steps, such as \`BASH_ENV\`.`,
  hint: () =>
    "Hand the text on as an output of the step; or write it as `NAME<<DELIMITER` with a random delimiter, or without its line breaks.",
});

export const outputClobbering = defineDiagnostic({
  code: "output-clobbering",
  severity: "warning",
  confidence: "medium",
  message: (p: Parameters) =>
    `${sentence(who(p))}, and it is written to \`GITHUB_OUTPUT\` as \`${p.name}\`: after a line break in it, the step's other outputs can be set as well.`,
  hint: () => "Write it as `name<<DELIMITER` with a random delimiter, or without its line breaks.",
});

export const argumentInjection = defineDiagnostic({
  code: "argument-injection",
  severity: "warning",
  confidence: "low",
  message: (p: Parameters) =>
    `${sentence(who(p))}, and \`${p.name}\` gets it where it takes options or commands of its own, some of which run programs.`,
  hint: () => "Quote the variable, put `--` before it, and keep it out of the program of `sed` or `awk`.",
});

const kinds: Readonly<Record<ScriptSink["kind"], DiagnosticKind<Parameters>>> = {
  command: commandInjection,
  variables: environmentInjection,
  path: environmentInjection,
  outputs: outputClobbering,
  argument: argumentInjection,
};

/** How far text has to reach: a fork's run without rights harms itself alone, but by `eval` it still runs code. */
const least: Readonly<Record<ScriptSink["kind"], readonly Reach[]>> = {
  command: ["anyone", "limited"],
  variables: ["anyone"],
  path: ["anyone"],
  outputs: ["anyone"],
  argument: ["anyone"],
};

/**
 * Sources: CodeQL, actions/{command-injection,argument-injection,envvar-injection,envpath-injection,output-clobbering}; zizmor,
 * github-env; octoscan, dangerous-write. What a field can hold decides: a title has no line break, a branch no blank.
 */
export const scriptSinks: Rule = {
  reports: [commandInjection, environmentInjection, outputClobbering, argumentInjection],
  workflow: look,
  action: look,
};

function look(document: Subject | ActionSubject, report: Report): void {
  const worst = new Map<string, { sink: ScriptSink; visit: Visit; verdict: Verdict }>();
  for (const visit of visitsOf(document)) {
    for (const sink of visit.flow.sinks) {
      const verdict = verdictOf(sink.taint, visit);
      if (!least[sink.kind].includes(verdict.reach)) continue;
      const key = `${visit.step.path.join(".")} ${kinds[sink.kind].code} ${sink.name}`;
      const known = worst.get(key);
      if (!known || isWorse(verdict, known.verdict)) worst.set(key, { sink, visit, verdict });
    }
  }
  for (const { sink, visit, verdict } of worst.values()) {
    const { taint, name, line } = sink;
    const path = visit.step.script?.path ?? visit.step.path;
    const parameters = { source: taint.text, who: whoSets(taint, visit.event, verdict), event: visit.event, name };
    report(kinds[sink.kind], parameters, path, {
      excerpt: line,
      related: relatedHops(taint, document.file, path),
    });
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
