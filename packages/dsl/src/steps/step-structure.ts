import { checkHandle, checkHandles, checkOptions } from "../author/check-options.ts";
import { type NoteOption, readNote } from "../author/note.ts";
import { rawOf } from "../author/raw.ts";
import type { ValueAt } from "../expressions/expr.ts";
import { stepReference } from "../expressions/step-token.ts";
import { type Step, stepNode, stepOf } from "./step.ts";

/** What a step that only waits or cancels may say of itself. */
export interface WaitOptions {
  readonly id?: string;
  readonly name?: ValueAt<"jobs.*.steps.*.name", string>;
  readonly "continue-on-error"?: ValueAt<"jobs.*.steps.*.continue-on-error", boolean>;
  readonly note?: NoteOption;
}

/**
 * Lets a step run on while the next ones begin: at most 10 at a time. What it sets can be read after a `wait` for it.
 * The step given is used up: put only the result into the job.
 */
export function background<O extends string>(step: Step<O>): Step<O> {
  if (!checkHandle(step, "step", "the step of `background`")) return step;
  const { token: _token, origin: _origin, ...node } = stepNode(step);
  return stepOf({ ...node, keys: { ...node.keys, background: true } }, Object.keys(step.outputs) as O[]);
}

/** Waits for background steps. */
export function wait(steps: Step | readonly [Step, ...Step[]], options: WaitOptions = {}): Step {
  const list = Array.isArray(steps) ? (steps as readonly Step[]) : [steps as Step];
  const references = checkHandles(list, "step", "the steps of `wait`").map((step) =>
    stepReference(stepNode(step).token),
  );
  const targets = Array.isArray(steps) ? references : (references[0] ?? "unknown");
  return structural("wait", targets, options);
}

/** Waits for every background step that is still running. */
export function waitAll(options: WaitOptions = {}): Step {
  return structural("wait-all", true, options);
}

/** Stops a background step. */
export function cancel(step: Step, options: WaitOptions = {}): Step {
  const isStep = checkHandle(step, "step", "the step of `cancel`");
  return structural("cancel", isStep ? stepReference(stepNode(step).token) : "unknown", options);
}

/** Steps that run at the same time; the job goes on when all have ended. What they set can be read after them. */
export function parallel(...steps: readonly [Step, ...Step[]]): Step {
  return stepOf({ ...plainStep, idHint: "parallel", parallel: listedSteps(steps, "the steps of `parallel`") }, []);
}

const plainStep = {
  id: undefined,
  keys: {},
  script: undefined,
  parallel: undefined,
  needs: [],
  permissions: undefined,
  note: [],
} as const;

/**
 * The steps of a list; an entry that its author lets through by `raw` stands as it is.
 * @param at for messages: `` `steps` of job "act" ``.
 */
export function listedSteps(list: readonly Step[], at: string): readonly Step[] {
  if (!Array.isArray(list)) return checkHandles(list, "step", at);
  // Array.from, since holes are entries too.
  const entries = Array.from(list as readonly Step[]).map((entry) => (rawOf(entry) ? rawStep(entry) : entry));
  return checkHandles(entries, "step", at);
}

function rawStep(whole: unknown): Step {
  return stepOf({ ...plainStep, idHint: "step", whole }, []);
}

function structural(key: string, value: unknown, options: WaitOptions): Step {
  const { id, note, ...keys } = checkOptions(options, `\`${key}\``);
  return stepOf(
    { ...plainStep, id, note: readNote(note, `\`${key}\``), idHint: key, keys: { ...keys, [key]: value } },
    [],
  );
}
