import {
  asMap,
  type DataDocument,
  type SourceDocument,
  type Task,
  type TaskTable,
  type Value,
  type ValueMap,
} from "@yardmaster/core";
import { documentPath } from "../repository/document-path.ts";
import { workflowsFolder } from "../repository/read-generated.ts";
import type { LoadedDocument } from "../sources/load-sources.ts";
import type { Surroundings, TextProblem } from "./check-files.ts";
import { repositoryWorkflow } from "./check-models.ts";

type TableDocument = DataDocument & { readonly value: TaskTable };

/**
 * What tasks say of workflows of this repository that they dispatch. A file that is not there may be another repository's:
 * the same table can serve several.
 */
export async function checkDispatches(
  documents: readonly LoadedDocument[],
  around: Surroundings,
): Promise<readonly TextProblem[]> {
  const tables = documents.flatMap(({ document, ...loaded }) =>
    isTaskTable(document) ? [{ ...loaded, document }] : [],
  );
  if (tables.length === 0) return [];
  const { checkDispatch } = await import("@yardmaster/analyzer");
  return tables.flatMap(({ source, index, document }) =>
    document.value.tasks.filter(staysHere).flatMap((task): TextProblem[] => {
      const file = `${workflowsFolder}/${task.dispatch.event === "workflow_dispatch" ? task.dispatch.workflow : ""}`;
      const called = repositoryWorkflow(file, documents, around);
      const diagnostics = called ? checkDispatch(task, called) : [];
      return diagnostics.map((diagnostic) => ({
        diagnostic,
        source,
        document: { source, index },
        file: documentPath(document),
      }));
    }),
  );
}

/** Data of another kind may hold anything. */
export function isTaskTable(document: SourceDocument): document is TableDocument {
  if (document.yardmaster !== "data") return false;
  const tasks = asMap(document.value)?.tasks;
  return Array.isArray(tasks) && tasks.every((task: Value) => isTask(asMap(task)));
}

function isTask(task: ValueMap | undefined): boolean {
  const dispatch = asMap(task?.dispatch);
  return Array.isArray(task?.inputs) && Array.isArray(dispatch?.repositories) && typeof dispatch.event === "string";
}

function staysHere({ dispatch }: Task): boolean {
  return dispatch.event === "workflow_dispatch" && dispatch.repositories.length === 0;
}
