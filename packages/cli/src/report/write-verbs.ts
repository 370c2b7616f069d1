import { count } from "@yardmaster/core";

/** What is said of a file that was written, by what the plan meant to do with it. */
export const writeVerbs = {
  create: "created",
  update: "updated",
  "delete-orphan": "deleted",
  unchanged: "unchanged",
} as const;

/** `3 files: 1 updated, 2 unchanged`. @param changes the verb of each file. */
export function countChanges(changes: readonly string[]): string {
  const counts = Object.values(writeVerbs).flatMap((verb) => {
    const number = changes.filter((change) => change === verb).length;
    return number > 0 ? [`${number} ${verb}`] : [];
  });
  return `${count(changes.length, "file")}${counts.length > 0 ? `: ${counts.join(", ")}` : ""}`;
}
