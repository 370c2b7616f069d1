import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { type ActionView, actionName, fail, isMap, ok, parseUses, type Result, viewAction } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import type { ActionEnd, StepFrame } from "./execution.ts";
import { type KnownAction, knownAction } from "./known-actions.ts";
import { type Mock, mockKey } from "./read-mocks.ts";

/** What carries out a `uses`. */
export type FoundAction =
  | { readonly kind: "mock"; readonly mock: Mock }
  | { readonly kind: "known"; readonly run: (action: KnownAction) => ActionEnd }
  | { readonly kind: "code"; readonly view: ActionView; readonly folder: string; readonly isLocal: boolean };

/** Why there is nothing: GitHub would fail on it, or it is not here. Sentences without a final stop. */
export interface MissingAction {
  readonly kind: "fails" | "unmocked" | "refused";
  readonly text: string;
}

/** Mocks come first, then what this program plays, then code on the disk. */
export function findAction(uses: string, { leg }: StepFrame): Result<FoundAction, MissingAction> {
  const { mocks, copy, root } = leg.execution;
  const reference = parseUses(uses);
  const name = reference.kind === "repository" ? actionName(reference) : uses;
  const mock = mocks.actions.get(mockKey(uses)) ?? mocks.actions.get(mockKey(name));
  if (mock?.path !== undefined) {
    const folder = resolve(root, mock.path);
    return readAction(folder, folder, false);
  }
  if (mock) return ok({ kind: "mock", mock });
  if (reference.kind === "docker")
    return fail({ kind: "refused", text: `${uses} runs in a container, which nothing here does` });
  if (reference.kind === "unknown") {
    return fail({ kind: "fails", text: `Expected format {org}/{repo}[/path]@ref. Actual '${uses}'` });
  }
  if (reference.kind === "repository") {
    const run = knownAction(name);
    if (run) return ok({ kind: "known", run });
    const text = `${uses} is not here; \`--mocks\` can say what stands in for it, and \`--unmocked skip\` passes over it`;
    return fail({ kind: "unmocked", text });
  }
  const base = reference.isOfCommit ? copy.folder : leg.folders.workspace;
  const folder = resolve(base, reference.folder);
  if (leadsOut(relative(base, folder))) return fail({ kind: "fails", text: `${uses} leads out of the repository` });
  return readAction(folder, uses, true);
}

function readAction(folder: string, shown: string, isLocal: boolean): Result<FoundAction, MissingAction> {
  const file = ["action.yml", "action.yaml"].map((name) => join(folder, name)).find((path) => existsSync(path));
  if (file === undefined) {
    const hint = isLocal ? ". Did you forget to run actions/checkout before running your local action?" : "";
    const text = `Can't find 'action.yml', 'action.yaml' or 'Dockerfile' under '${shown}'${hint}`;
    return fail({ kind: "fails", text });
  }
  const { model, diagnostics } = readYaml(readFileSync(file, "utf8"));
  const [first] = diagnostics;
  if (first || !isMap(model)) {
    return fail({
      kind: "fails",
      text: `${file} cannot be read: ${first?.message.replace(/\.$/, "") ?? "it is no mapping"}`,
    });
  }
  return ok({ kind: "code", view: viewAction(model), folder, isLocal });
}

function leadsOut(path: string): boolean {
  return path === ".." || /^\.\.[\\/]/.test(path) || isAbsolute(path);
}
