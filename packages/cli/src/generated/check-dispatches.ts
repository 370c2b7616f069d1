import type { DataDocument, Task, TaskTable } from "@yardmaster/core";
import type { LoadedDocument } from "../sources/load-sources.ts";
import type { Surroundings, TextProblem } from "./check-files.ts";
import { repositoryWorkflow } from "./check-models.ts";
import { documentPath } from "./document-path.ts";
import { workflowsFolder } from "./read-generated.ts";

interface LoadedTable extends LoadedDocument {
  readonly document: DataDocument & { readonly value: TaskTable };
}

/**
 * What tasks say of workflows of this repository that they dispatch. A file that is not there may be another repository's:
 * the same table can serve several.
 */
export async function checkDispatches(
  documents: readonly LoadedDocument[],
  around: Surroundings,
): Promise<readonly TextProblem[]> {
  const tables = documents.filter(isTaskTable);
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

function isTaskTable(loaded: LoadedDocument): loaded is LoadedTable {
  const { document } = loaded;
  return document.yardmaster === "data" && Array.isArray((Object(document.value) as { tasks?: unknown }).tasks);
}

function staysHere({ dispatch }: Task): boolean {
  return dispatch.event === "workflow_dispatch" && dispatch.repositories.length === 0;
}
