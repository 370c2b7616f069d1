import { asMap, type Value, type ValueMap, type WorkflowModel } from "@yardmaster/core";

/** Undefined for a text that is no workflow: GitHub's parser says more of it. */
export function workflowModel(value: Value | undefined): WorkflowModel | undefined {
  const { on, jobs } = asMap(value) ?? {};
  const isWorkflow = on !== undefined && Object.values(asMap(jobs) ?? {}).every((job) => asMap(job) !== undefined);
  return isWorkflow && asMap(jobs) ? (value as WorkflowModel) : undefined;
}

/** Undefined for what is no metadata of an action. */
export function actionModel(value: Value | undefined): ValueMap | undefined {
  const model = asMap(value);
  return model && asMap(model.runs) ? model : undefined;
}
