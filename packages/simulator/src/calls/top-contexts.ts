import type { WorkflowView } from "@yardmaster/core";
import type { PartialMap } from "@yardmaster/core/evaluation";
import type { SimulatedEvent } from "../trace/event.ts";
import type { SimulatedRepository } from "../trace/facts.ts";
import { dispatchInputs } from "./dispatch-inputs.ts";
import { variablesContext } from "./variables.ts";

/** `github`, `inputs` and `vars` of a workflow that an event starts: but for a manual run there are no inputs. */
export function topContexts(
  github: PartialMap,
  event: SimulatedEvent,
  view: WorkflowView,
  { settings }: SimulatedRepository,
): PartialMap {
  const vars = variablesContext(settings, null);
  if (event.name !== "workflow_dispatch") return { github, inputs: {}, vars };
  const { inputs, texts } = dispatchInputs(event, view);
  if (Object.keys(texts).length === 0) return { github, inputs, vars };
  return { github: { ...github, event: { ...(github.event as PartialMap), inputs: texts } }, inputs, vars };
}
