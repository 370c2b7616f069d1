import { expressionsAt } from "./expression-index.ts";
import { foreignArtifact } from "./foreign-artifact.ts";
import { foreignCheckout } from "./foreign-checkout.ts";
import { scriptFlow } from "./script-flow.ts";
import { type EnteredStep, type FlowDocument, type Left, payloadTaints } from "./steps-flow.ts";
import { handOn, type Taint, type Taints, untainted } from "./taint.ts";

/** What a shell script leaves to the steps behind it. @param files what files of the workspace may hold. */
export function leftByScript(
  flow: EnteredStep,
  document: FlowDocument,
  { event }: { readonly event: string },
  files: Taints,
): Left {
  const { script } = flow.step;
  const isShell = script && (script.shell === undefined || script.shell === "bash" || script.shell === "sh");
  const isReached = [...flow.env.values()].some((taints) => taints.length > 0) || files.length > 0;
  if (!isShell || !(isReached || brings.test(script.text) || isMadeOfTaints(flow, document))) return nothing;
  const made = scriptFlow(script.text, {
    env: flow.env,
    files,
    expressions: (text) =>
      expressionsAt(document, script.path)
        .filter((at) => text.includes(at.text))
        .flatMap((at) => flow.expression(at)),
    payload: (path) =>
      payloadTaints(
        [
          "github",
          "event",
          ...path
            .slice(1)
            .replace(/\[\d*\]/g, ".*")
            .split("."),
        ],
        event,
        false,
      ),
    found(text, holds, author) {
      if (!/^(?:pull_request_target|issue|workflow_run|discussion)/.test(event)) return untainted;
      const taint: Taint = { text, holds, author, setBy: "anyone", hops: [] };
      return [taint];
    },
  });
  const here = { file: document.file, path: script.path };
  return {
    output: (name) => handOn(made.outputs.get(name) ?? untainted, here),
    variables: new Map([...made.variables].map(([name, taints]) => [name, handOn(taints, here)])),
    sinks: made.sinks,
    files: [],
  };
}

/** Whether an expression in the script itself holds somebody's text. */
function isMadeOfTaints(flow: EnteredStep, document: FlowDocument): boolean {
  const { script } = flow.step;
  return script !== undefined && expressionsAt(document, script.path).some((at) => flow.expression(at).length > 0);
}

const nothing: Left = { output: () => untainted, variables: new Map(), sinks: [], files: [] };

/** Where text of others may come into a script by itself. */
const brings = /GITHUB_EVENT_PATH|\bgh\s+(?:pr|issue|api)\b/;

/** What a step brings into the workspace that a fork has made. */
export function foreignFiles(flow: EnteredStep, document: FlowDocument, event: string): Taints {
  const { step } = flow;
  const artifact = foreignArtifact(step, event);
  const checkout = artifact ? undefined : foreignCheckout({ step, event, flow }, document);
  if (!artifact && !checkout) return untainted;
  const text = artifact ? "a file of the artifact" : "a file of the fork";
  const path = checkout?.path ?? [...step.path, step.script ? "run" : "uses"];
  return [{ text, holds: "text", author: "head", setBy: "anyone", hops: [{ file: document.file, path }] }];
}
