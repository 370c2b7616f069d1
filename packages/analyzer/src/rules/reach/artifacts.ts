import { asMap, type JobView, type ModelPath, readTemplate, type StepView, type UsesReference } from "@yardmaster/core";
import type { Subject } from "../rule.ts";
import { isOfRun } from "./leg-texts.ts";

/** A step that uploads or downloads an artifact. */
export interface ArtifactStep {
  readonly job: JobView;
  readonly step: StepView;
  /** As it is written, or the default. */
  readonly name: string;
  /** Of the name, or of what is nearest to one that is not written. */
  readonly path: ModelPath;
  /** Of an upload: it fails where its name is taken. */
  readonly isExclusive: boolean;
}

/** Uploads from version 4 on. */
export function uploadsIn(workflow: Subject): readonly ArtifactStep[] {
  // Servers of one's own have artifacts of the older kind.
  if (workflow.target !== undefined && workflow.target !== "github.com") return [];
  return workflow.jobs.flatMap((job) =>
    job.steps.flatMap((step): readonly ArtifactStep[] => {
      if (!isAction(step.uses, "upload-artifact")) return [];
      const inputs = asMap(step.keys.with) ?? {};
      const { name = "artifact", overwrite = false, archive = true } = inputs;
      if (typeof name !== "string" || String(archive) !== "true") return [];
      const path = inputs.name === undefined ? [...step.path, "uses"] : [...step.path, "with", "name"];
      return [{ job, step, name, path, isExclusive: !isTrue(overwrite) }];
    }),
  );
}

/** Downloads of one artifact of the same run. */
export function downloadsIn(workflow: Subject): readonly ArtifactStep[] {
  return workflow.jobs.flatMap((job) =>
    job.steps.flatMap((step): readonly ArtifactStep[] => {
      if (!isAction(step.uses, "download-artifact")) return [];
      const { name, "run-id": run, repository, "artifact-ids": ids } = asMap(step.keys.with) ?? {};
      if (
        typeof name !== "string" ||
        name === "" ||
        run !== undefined ||
        repository !== undefined ||
        ids !== undefined
      ) {
        return [];
      }
      return [{ job, step, name, path: [...step.path, "with", "name"], isExclusive: false }];
    }),
  );
}

/** Whether a name is the same text wherever it stands in a run. */
export function isNameOfRun(name: string): boolean {
  const parts = readTemplate(name, false);
  return parts.length === name.split("${{").length - 1 && parts.every(({ expression }) => isOfRun(expression));
}

/** Whether one leg runs a step where another does, as far as its own `if` decides. */
export function isOfEachLeg({ keys }: StepView): boolean {
  const condition = keys.if;
  if (condition === undefined || typeof condition === "boolean") return condition !== false;
  if (typeof condition !== "string") return false;
  const parts = readTemplate(condition, true);
  return parts.length > 0 && parts.every(({ expression }) => isOfRun(expression));
}

function isAction(uses: UsesReference | undefined, name: string): boolean {
  if (uses?.kind !== "repository" || uses.folder !== "") return false;
  return `${uses.owner}/${uses.repository}`.toLowerCase() === `actions/${name}` && !/^v?[123](?:\.|$)/.test(uses.ref);
}

function isTrue(value: unknown): boolean {
  return value !== false && value !== "false";
}
