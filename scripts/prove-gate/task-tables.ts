import type { Task, TaskTable } from "@yardmaster/core";
import type { Rule } from "./axes.ts";

/** The repository's own table, its task under the rule of the case. */
export function taskTable(own: TaskTable, { who, takesHead }: Rule): TaskTable {
  const tasks = own.tasks.map((task): Task => {
    const { dispatch } = task;
    return {
      ...task,
      ...(who ? { who } : {}),
      dispatch: takesHead ? { ...dispatch, head: "sha" } : dispatch,
    };
  });
  return { ...own, tasks };
}
