import { type ActionView, actionName, asMap, type RepositoryFacts, type ValueMap, viewAction } from "@yardmaster/core";
import { modelOf } from "./model-actions.ts";
import {
  escapedOutputs,
  isBefore,
  isOutput,
  type OutsiderOutput,
  outsiderOutputs,
  passedThrough,
} from "./outsider-outputs.ts";
import { foreignFiles, leftByScript } from "./script-left.ts";
import {
  type Around,
  type EnteredStep,
  type FlowDocument,
  type Left,
  payloadTaints,
  type StepFlow,
  spelledKey,
  stepsFlow,
  textTaints,
} from "./steps-flow.ts";
import { handOn, type Taint, type Taints, untainted } from "./taint.ts";

const nothing: Left = { output: () => untainted, variables: new Map(), sinks: [], files: [] };

type Scope = Pick<Around, "event" | "facts" | "inside">;
type Flow = EnteredStep;

/** What comes out of a step. */
export function leftByStep(flow: Flow, document: FlowDocument, around: Scope, files: Taints): Left {
  const left = flow.step.script ? leftByScript(flow, document, around, files) : leftByAction(flow, document, around);
  const brought = foreignFiles(flow, document, around.event);
  return brought.length === 0 ? left : { ...left, files: brought };
}

function leftByAction(flow: Flow, document: FlowDocument, around: Scope): Left {
  const { uses, path } = flow.step;
  if (uses?.kind === "local") return localOutputs(flow, around);
  if (uses?.kind !== "repository") return nothing;
  const name = actionName(uses);
  const model = modelOf(flow.step);
  if (model) {
    // What a model answers to an outsider's text is as good as that text.
    const asked = handOn(
      model.prompts.flatMap((prompt) => flow.textTaints(prompt)),
      {
        file: document.file,
        path: [...path, "uses"],
      },
    );
    const answers = asked.map((taint): Taint => ({ ...taint, holds: "text" }));
    return { ...nothing, output: () => answers };
  }
  const inputs = passedThrough[name];
  const here = { file: document.file, path: [...path, "uses"] };
  if (inputs) {
    const taints = handOn(
      inputs.flatMap((input) => flow.textTaints([...path, "with", input])),
      here,
    );
    return taints.length === 0 ? nothing : { ...nothing, output: () => taints };
  }
  const outputs = outsiderOutputs[name] ?? escaped(name, uses.ref, flow);
  if (!outputs) return nothing;
  return {
    ...nothing,
    output(output) {
      const known = outputs.find((one) => isOutput(one, output));
      const setBy = known && setterUnder(around.event);
      if (!known || !setBy) return untainted;
      const taint: Taint = { text: `${output} of ${name}`, ...known, setBy, hops: [here] };
      return [taint];
    },
  };
}

function escaped(name: string, ref: string, { step }: Flow): readonly OutsiderOutput[] | undefined {
  const known = escapedOutputs[name];
  if (!known) return undefined;
  const [input, off] = known.switch ?? [];
  const isOff = input !== undefined && String(asMap(step.keys.with)?.[input]) === off;
  return isOff || isBefore(ref, known.since) ? known.outputs : undefined;
}

/** Who sets what an action finds in the commits, comments and files that the event is about. */
function setterUnder(event: string): Taint["setBy"] | undefined {
  if (event === "push" || event === "merge_group") return "merged";
  return /^(?:pull_request|issue|discussion|workflow_run)/.test(event) ? "anyone" : undefined;
}

const views = new WeakMap<ValueMap, ActionView & { readonly file: string }>();

/** The view of an action of this repository. */
export function actionAt(folder: string, facts: RepositoryFacts): (ActionView & { readonly file: string }) | undefined {
  const fact = facts.action(folder);
  if (typeof fact === "string" || "unreadable" in fact) return undefined;
  const known = views.get(fact.model) ?? Object.assign(viewAction(fact.model), { file: fact.file });
  views.set(fact.model, known);
  return known;
}

function localOutputs(flow: Flow, around: Scope): Left {
  const { step } = flow;
  if (step.uses?.kind !== "local" || !asMap(step.keys.with)) return nothing;
  const action = actionAt(step.uses.folder, around.facts);
  if (!action || action.steps.length === 0 || around.inside.includes(action.file)) return nothing;
  let made: ReturnType<typeof insideAction> | undefined;
  return {
    ...nothing,
    output(name) {
      made ??= insideAction(flow, action, around);
      const outputs = asMap(action.model.outputs);
      return textTaints(action, ["outputs", spelledKey(outputs, name), "value"], { read: made.read });
    },
  };
}

/** The steps of a composite action, as one step uses it. */
export function insideAction(
  flow: Pick<StepFlow, "step" | "env" | "textTaints">,
  action: ActionView & { readonly file: string },
  { event, facts, inside }: Scope,
): ReturnType<typeof stepsFlow> {
  const given = asMap(flow.step.keys.with);
  const read = (names: readonly string[], isJson: boolean): Taints => {
    const [context, name] = names;
    if (context === "github") return payloadTaints(names, event, isJson);
    if (context !== "inputs" || name === undefined) return untainted;
    const key = spelledKey(given, name);
    if (given?.[key] !== undefined) return flow.textTaints([...flow.step.path, "with", key]);
    return textTaints(action, ["inputs", spelledKey(action.model.inputs, name), "default"], {
      read: (path, asJson) => (path[0] === "github" ? payloadTaints(path, event, asJson) : untainted),
    });
  };
  return stepsFlow(action.steps, action, {
    event,
    facts,
    inside: [...inside, action.file],
    leave: leftByStep,
    read,
    env: flow.env,
  });
}
