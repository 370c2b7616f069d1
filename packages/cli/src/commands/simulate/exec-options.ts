import type { OptionDefinition } from "../../program/arguments.ts";

/** Of `simulate --exec`. */
export const execOptions: readonly OptionDefinition[] = [
  { name: "exec", summary: "execute the steps that would run, in a temporary copy" },
  { name: "secrets", summary: "with --exec, the values of secrets, as JSON", takes: "FILE" },
  { name: "mocks", summary: "with --exec, what stands in for actions and steps, as JSON", takes: "FILE" },
  { name: "unmocked", summary: "with --exec, what becomes of other actions (refuse)", values: ["refuse", "skip"] },
  {
    name: "env",
    summary: "with --exec, a variable of the runner: GITHUB_API_URL",
    takes: "NAME=VALUE",
    isRepeatable: true,
  },
  { name: "artifacts", summary: "with --exec, where artifacts are copied to", takes: "FOLDER" },
  { name: "any-system", summary: "with --exec, execute jobs for other systems here" },
  { name: "keep", summary: "with --exec, keep the temporary folder, and say where it is" },
];
