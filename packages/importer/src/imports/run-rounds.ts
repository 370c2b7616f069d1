import { writeModule } from "../modules/write-module.ts";
import { objectToCrash } from "../proof/objections.ts";
import { isOfTypes, repair } from "../proof/repair.ts";
import { type Decisions, pathKey } from "../writing/decisions.ts";
import type { ImportPlan } from "../writing/import-plan.ts";
import { compileApart } from "./compile-apart.ts";
import type { ImportPorts } from "./import-request.ts";
import type { ImportedModule } from "./imported-module.ts";
import { isImported } from "./is-imported.ts";
import { judgeModules } from "./judge-modules.ts";

const maximumRounds = 6;

/**
 * Writes modules, has them judged, and writes those again that somebody objects to, until nobody does or no other way to
 * write them is known. Those that are refused are out of the plan for the others.
 */
export async function runRounds(
  modules: readonly ImportedModule[],
  around: Omit<ImportPlan, "files">,
  ports: ImportPorts,
): Promise<void> {
  let pending = modules;
  for (let round = 1; pending.length > 0; round++) {
    const plan: ImportPlan = { ...around, files: sound(modules).map(({ file }) => file) };
    for (const [index, module] of pending.entries()) {
      write(module, plan);
      ports.progress?.("write", index + 1, pending.length);
    }
    const judged = await judge(modules, pending, ports);
    const refused: ImportedModule[] = [];
    for (const module of judged) {
      ports.heard?.(module.file.path, module.objections);
      if (module.objections.length === 0) continue;
      const { decisions, unanswered } = repair(module.decisions, module.objections, module.file.model);
      noteWrong(module, decisions);
      module.decisions = decisions;
      module.unanswered = round === maximumRounds ? module.objections : unanswered;
      if (module.unanswered.length > 0) refused.push(module);
    }
    const callers = sound(modules).filter((module) => refused.some(({ file }) => isImported(file.module, module)));
    const objected = judged.filter((module) => module.objections.length > 0 && module.unanswered.length === 0);
    pending = [...new Set([...objected, ...callers])];
  }
}

/** What one file does to the writers is said of that file, and the others are imported all the same. */
function write(module: ImportedModule, plan: ImportPlan): void {
  try {
    module.written = writeModule(module.file, plan, module.decisions);
  } catch (error) {
    module.written = undefined;
    module.objections = [objectToCrash(error)];
  }
}

function sound(modules: readonly ImportedModule[]): readonly ImportedModule[] {
  return modules.filter(({ unanswered }) => unanswered.length === 0);
}

async function judge(
  modules: readonly ImportedModule[],
  pending: readonly ImportedModule[],
  { compile, checkTypes, progress }: ImportPorts,
): Promise<readonly ImportedModule[]> {
  const texts = new Map(
    modules.flatMap(({ file, written }): [string, string][] => (written ? [[file.module, written.marked]] : [])),
  );
  // Those that import one that was written again are judged with it.
  const callers = sound(modules).filter((module) => pending.some(({ file }) => isImported(file.module, module)));
  const judged = [...new Set([...pending, ...callers])];
  const written = judged.filter((module) => module.written);
  const names = written.map(({ file }) => file.module);
  if (names.length === 0) return judged;
  progress?.("compile", 0, names.length);
  const [tried, types] = await Promise.all([compileApart(compile, texts, names), checkTypes?.(texts, names) ?? []]);
  judgeModules(written, tried, types);
  progress?.("compile", names.length, names.length);
  return judged;
}

/**
 * What the language, a rule or GitHub's parser said is said of the original as well, but for what a template said that
 * gives way to the plain text of its script: what is wrong with that is said again of it.
 */
function noteWrong({ objections, wrong, told, decisions: before }: ImportedModule, after: Decisions): void {
  told.push(...objections.filter(({ judge }) => judge === "language"));
  for (const objection of objections) {
    const isKnown = wrong.some(
      ({ path, reason }) => reason === objection.reason && path.join() === objection.path.join(),
    );
    const { judge, diagnostic, path } = objection;
    const isOfTemplate = after.plain.has(pathKey(path)) && !before.plain.has(pathKey(path));
    if (judge !== "language" || !diagnostic || isKnown || isOfTemplate) continue;
    if (!isOfTypes(diagnostic)) wrong.push(objection);
  }
}
