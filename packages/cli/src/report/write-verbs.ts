/** What is said of a file that was written, by what the plan meant to do with it. */
export const writeVerbs = {
  create: "created",
  update: "updated",
  "delete-orphan": "deleted",
  unchanged: "unchanged",
} as const;
