import { actionName, asMap, type StepView, type ValueMap } from "@yardmaster/core";
import { dispatchesInJavaScript } from "./javascript-dispatches.ts";
import { dispatchesInShell } from "./shell-dispatches.ts";
import type { StepDispatch } from "./step-dispatch.ts";

export function stepDispatches({ keys, script, uses }: StepView): readonly StepDispatch[] {
  if (script)
    return script.text.includes("dispatches") || script.text.includes("workflow") ? dispatchesInShell(script.text) : [];
  if (uses?.kind !== "repository") return [];
  const given = asMap(keys.with) ?? {};
  const name = actionName(uses);
  if (name === "actions/github-script") return dispatchesInJavaScript(textOf(given.script) ?? "");
  const dispatch = dispatchingActions[name]?.(given);
  return dispatch ? [{ ...dispatch, isUnconditional: true }] : [];
}

type ActionDispatch = Omit<StepDispatch, "isUnconditional">;

/** Actions that do nothing else, by their own metadata, read 2026-11. */
const dispatchingActions: Readonly<Record<string, (given: ValueMap) => ActionDispatch>> = {
  "peter-evans/repository-dispatch": (given) => ({
    event: "repository_dispatch",
    repository: repositoryOf(given.repository),
    type: literal(given["event-type"]),
    key: ["with", "event-type"],
  }),
  "benc-uk/workflow-dispatch": (given) => ({
    event: "workflow_dispatch",
    repository: repositoryOf(given.repo),
    workflow: literal(given.workflow),
    key: ["with", "workflow"],
  }),
  "convictional/trigger-workflow-and-wait": (given) => ({
    event: "workflow_dispatch",
    repository: literal(given.owner) && literal(given.repo) ? `${given.owner}/${given.repo}` : undefined,
    workflow: literal(given.workflow_file_name),
    key: ["with", "workflow_file_name"],
  }),
};

function repositoryOf(value: ValueMap[string]): string | undefined {
  if (value === undefined || value === "") return "own";
  return typeof value === "string" && /^\$\{\{\s*github\.repository\s*\}\}$/.test(value) ? "own" : literal(value);
}

function literal(value: ValueMap[string]): string | undefined {
  const text = textOf(value);
  return text === undefined || text === "" || text.includes("${{") ? undefined : text;
}

function textOf(value: ValueMap[string]): string | undefined {
  return typeof value === "string" ? value : undefined;
}
