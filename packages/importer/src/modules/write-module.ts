import { alikeDecisions } from "../steps/alike-decisions.ts";
import { tabulateComments } from "../writing/comment-table.ts";
import type { Decisions } from "../writing/decisions.ts";
import type { ImportedFile, ImportPlan } from "../writing/import-plan.ts";
import { withoutMarks } from "../writing/marks.ts";
import { createModuleWriter, type WrittenModule } from "../writing/module-writer.ts";
import { createNames } from "../writing/names.ts";
import { printImports } from "./print-imports.ts";
import { writeAction } from "./write-action.ts";
import { writeWorkflow } from "./write-workflow.ts";

/** The module that says what a file says. */
export function writeModule(file: ImportedFile, plan: ImportPlan, taught: Decisions): WrittenModule {
  const decisions = alikeDecisions(taught, file);
  const names = createNames([file.exportName]);
  const comments = tabulateComments(file.document);
  const writer = createModuleWriter({ file, plan, decisions, comments, names });
  const statements = file.kind === "action" ? writeAction(writer) : writeWorkflow(writer);
  const { language, imports, marks, expressions, kept } = writer.gathered();
  const marked = `${printImports(file.module, language, imports)}\n${joinStatements(statements)}`;
  return { file, marked, marks, expressions, kept };
}

/** What stands on one line goes with what follows it; the export stands apart. */
function joinStatements(statements: readonly string[]): string {
  return statements
    .map((statement, index) => {
      const next = statements[index + 1];
      const isApart = next !== undefined && (next.startsWith("export") || !isShort(statement));
      return `${statement}\n${isApart ? "\n" : ""}`;
    })
    .join("");
}

function isShort(statement: string): boolean {
  return !statement.includes("\n") && withoutMarks(statement).length <= 120;
}
