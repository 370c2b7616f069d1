import { type Diagnostic, type ScriptView, type SourceLocation, viewAction, viewWorkflow } from "@yardmaster/core";
import { actionModel, workflowModel } from "../documents/read-model.ts";
import type { ScriptComment, ScriptPrograms } from "../host/script-programs.ts";
import { pyflakesWarning, shellcheckNote, shellcheckWarning } from "./diagnostics.ts";
import { placeInScript } from "./place-in-script.ts";
import type { LintedFile } from "./read-subject.ts";

interface Script {
  readonly file: LintedFile;
  readonly view: ScriptView;
}

/** What programs say of the scripts of files that are right YAML, by the paths of the files. */
export async function judgeScripts(
  files: readonly LintedFile[],
  programs: ScriptPrograms,
): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
  const scripts = files.flatMap((file) => scriptsIn(file).map((view): Script => ({ file, view })));
  const found = new Map<string, Diagnostic[]>();
  for (const [shell, judge] of [
    ["bash", (texts: readonly string[]) => programs.shellcheck(texts, "bash")],
    ["sh", (texts: readonly string[]) => programs.shellcheck(texts, "sh")],
    ["python", programs.pyflakes],
  ] as const) {
    const own = scripts.filter(({ view }) => view.shell === shell);
    const answers = own.length > 0 ? await judge(own.map(({ view }) => masked(view.text))) : undefined;
    for (const [index, { file, view }] of own.entries()) {
      const said = (answers?.[index] ?? []).map((comment) => diagnosticOf(comment, shell, view, file));
      found.set(file.file, [...(found.get(file.file) ?? []), ...said]);
    }
  }
  return found;
}

function scriptsIn({ kind, document }: LintedFile): readonly ScriptView[] {
  if (document.diagnostics.length > 0) return [];
  const workflow = kind === "workflow" ? workflowModel(document.model) : undefined;
  const action = kind === "action" ? actionModel(document.model) : undefined;
  const steps = workflow
    ? viewWorkflow(workflow).jobs.flatMap((job) => job.steps)
    : action
      ? viewAction(action).steps
      : [];
  return steps.flatMap(({ script }) => (script ? [script] : []));
}

/** Each expression is as many underscores, so that places stay: a text that nobody would split or expand. */
function masked(text: string): string {
  return text.replace(/\$\{\{.*?\}\}/gs, (expression) => expression.replace(/[^\n]/g, "_"));
}

function diagnosticOf(
  comment: ScriptComment,
  shell: string,
  view: ScriptView,
  { file, document }: LintedFile,
): Diagnostic {
  const { code, message, level } = comment;
  const kind =
    shell === "python" ? pyflakesWarning : /^(?:error|warning)$/.test(level) ? shellcheckWarning : shellcheckNote;
  const location: SourceLocation = { file, ...placeInScript(comment, view, document) };
  return kind({ code, message: message.replace(/\s+/g, " ").trim() }, { location });
}
