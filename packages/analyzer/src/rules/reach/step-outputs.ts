import {
  asMap,
  type Expression,
  type ModelPath,
  type ScriptLanguage,
  type ScriptWrites,
  type StepView,
  scriptWrites,
  walkExpression,
} from "@yardmaster/core";
import type { ActionSubject, Subject } from "../rule.ts";

/** `steps.<id>.outputs.<name>` in an expression. */
export interface OutputRead {
  readonly step: string;
  readonly output: string;
}

export function outputReadsIn(expression: Expression): readonly OutputRead[] {
  const reads: OutputRead[] = [];
  walkExpression(expression, (part) => {
    if (part.kind !== "property" || part.object.kind !== "property" || part.object.name.toLowerCase() !== "outputs") {
      return;
    }
    const { object } = part.object;
    if (object.kind !== "property" || object.object.kind !== "context") return;
    if (object.object.name.toLowerCase() === "steps") reads.push({ step: object.name, output: part.name });
  });
  return reads;
}

/** The steps that an expression at a path may read: those of its job, or of the action. */
export function stepsAround(path: ModelPath, document: Subject | ActionSubject): readonly StepView[] {
  if (document.kind === "action") return document.steps;
  return document.jobs.find(({ id }) => path[0] === "jobs" && path[1] === id)?.steps ?? [];
}

/** The one step of an id, whose case does not matter; undefined where two have it. */
export function stepOf(id: string, steps: readonly StepView[]): StepView | undefined {
  const [step, ...others] = steps.filter(({ keys }) => String(keys.id ?? "").toLowerCase() === id.toLowerCase());
  return others.length === 0 ? step : undefined;
}

/** What the script of a step writes to `GITHUB_OUTPUT`; undefined of a step without one whose language is known. */
export function outputsOf(step: StepView): ScriptWrites | undefined {
  if (!known.has(step)) known.set(step, readOutputs(step));
  return known.get(step);
}

const known = new WeakMap<StepView, ScriptWrites | undefined>();

const languages: Readonly<Record<string, ScriptLanguage>> = {
  bash: "shell",
  sh: "shell",
  pwsh: "powershell",
  powershell: "powershell",
  python: "python",
};

function readOutputs({ script, uses, keys }: StepView): ScriptWrites | undefined {
  if (script) {
    const language = languages[script.shell ?? ""];
    return language && scriptWrites(script.text, language, "GITHUB_OUTPUT", script.shellScript);
  }
  const isGithubScript =
    uses?.kind === "repository" && /^actions\/github-script$/i.test(`${uses.owner}/${uses.repository}`);
  const text = asMap(keys.with)?.script;
  return isGithubScript && typeof text === "string" ? scriptWrites(text, "github-script", "GITHUB_OUTPUT") : undefined;
}
