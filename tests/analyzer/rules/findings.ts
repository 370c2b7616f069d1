import { type AnalyzedWorkflow, checkModel } from "@yardmaster/analyzer";
import { type DeclaredCall, type Diagnostic, nothingKnown, type WorkflowModel } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";

/** A repository's workflows, by the stems of their files. */
export type Texts = Readonly<Record<string, string>>;

/** What the rules say of each workflow without being asked for everything, in order: `ci on.push error code: message`. */
export function findings(texts: Texts, more: Partial<AnalyzedWorkflow> = {}): readonly string[] {
  return sentences(texts, more, ({ isPedantic }) => !isPedantic);
}

/** The same with what is pedantic. */
export function allFindings(texts: Texts, more: Partial<AnalyzedWorkflow> = {}): readonly string[] {
  return sentences(texts, more, () => true);
}

function sentences(
  texts: Texts,
  more: Partial<AnalyzedWorkflow>,
  isWanted: (diagnostic: Diagnostic) => boolean,
): readonly string[] {
  const workflows = Object.entries(texts).map(([stem, text]): AnalyzedWorkflow => {
    const { model, diagnostics } = readYaml(text);
    if (diagnostics.length > 0) throw new Error(`${stem}: ${diagnostics[0]?.message}`);
    return { file: `.github/workflows/${stem}.yml`, model: model as WorkflowModel, ...more };
  });
  const repository = new Map(workflows.map((workflow) => [workflow.file, workflow]));
  return workflows.flatMap((workflow) =>
    checkModel(workflow, { ...nothingKnown, workflows: repository })
      .filter((diagnostic) => isWanted(diagnostic) && !ofPins.has(diagnostic.code))
      .map(({ code, severity, message, place }) => {
        const path = place && "path" in place ? place.path.join(".") : "";
        return `${workflow.file.slice(18, -4)} ${path} ${severity} ${code}: ${message}`;
      }),
  );
}

/** What texts that are about something else would all have to be written around; it has tests of its own. */
const ofPins: ReadonlySet<string> = new Set([
  ...["uses-on-branch", "uses-on-tag", "uses-of-github-unpinned", "image-moving", "image-by-tag"],
  "action-runtime-ending",
]);

/** The same without the sentences. */
export function codes(texts: Texts, more: Partial<AnalyzedWorkflow> = {}): readonly string[] {
  return findings(texts, more).map((line) => line.slice(0, line.indexOf(":")));
}

/** What a source says of a file, at its job `c`. */
export function declared(file: string, call: Partial<DeclaredCall>): Partial<AnalyzedWorkflow> {
  return { calls: [{ path: ["jobs", "c"], file, inputs: {}, secrets: [], outputs: [], ...call }] };
}

export const steps = "runs-on: x, steps: [{ run: y }]";
