import { dispatchableFiles } from "../events/dispatchable.ts";
import { fieldOf, textOf } from "../events/payload-field.ts";
import { type Gate, leavesOpen, passes, refuses } from "./gate.ts";
import { listed } from "./listed.ts";
import { patternsOf } from "./pattern-list.ts";

/** `workflow_run` chains end behind the third. */
const maximumChain = 3;

/** Source: docs.github.com, "Events that trigger workflows", `workflow_run`. */
export const workflowsGate: Gate = ({ settings, path, event }) => {
  if (event.name !== "workflow_run") return undefined;
  const wanted = patternsOf(settings.workflows);
  if (!wanted) return undefined;
  const at = [...path, "workflows"];
  const names = [textOf(event.payload, "workflow_run", "name"), textOf(event.payload, "workflow", "name")].filter(
    (name) => name !== undefined,
  );
  const reads = ["workflow_run.name", "workflow.name"];
  const [name] = names;
  if (name === undefined) {
    return leavesOpen("run-unknown", "the workflow that ran is not known", ["github.event.workflow_run.name"], at);
  }
  const found = names.find((each) => wanted.texts.includes(each));
  if (found !== undefined) return { ...passes("workflows-match", `\`workflows\` lists \`${found}\``, at), reads };
  // Names may hold characters of patterns; GitHub's page speaks of names alone.
  const similar = wanted.deciding(name);
  if (similar && !similar.isNegated) {
    const text = `\`${similar.text}\` of \`workflows\` would match \`${name}\` as a pattern, and GitHub speaks of names alone`;
    return { ...leavesOpen("workflows-pattern", text, ["github.event.workflow_run.name"], at), reads };
  }
  return {
    ...refuses("workflows-none-match", `\`workflows\` lists ${listed(wanted.texts)}, not \`${name}\``, at),
    reads,
  };
};

export const chainGate: Gate = ({ event }) => {
  if (event.name !== "workflow_run" || (event.chainLength ?? 1) <= maximumChain) return undefined;
  return refuses("chain-too-long", "`workflow_run` starts no more than three workflows in a row");
};

/** `workflow_dispatch` is for one workflow. */
export const dispatchGate: Gate = ({ event, file, repository, path }) => {
  if (event.name !== "workflow_dispatch") return undefined;
  const target = textOf(event.payload, "workflow");
  if (target === undefined) {
    const others = dispatchableFiles(repository).length > 1;
    const text = "it starts if it is the one that is dispatched";
    return others ? leavesOpen("dispatch-unknown", text, ["github.event.workflow"], path) : undefined;
  }
  const reads = ["workflow"];
  // The path as the payload has it may begin with a slash, or name the file alone.
  const isTarget = file === target.replace(/^\//, "") || file.endsWith(`/${target}`);
  return isTarget ? undefined : { ...refuses("dispatch-of-another", `\`${target}\` is dispatched`), reads };
};

/**
 * What GitHub leaves out of single events. Source: docs.github.com, "Events that trigger workflows", the notes of `check_run`,
 * `check_suite`, `deployment_status` and `release`, and the filters of `image_version`.
 */
export const exceptionGate: Gate = ({ event: { name, payload }, settings, path }) => {
  if (name === "check_run" || name === "check_suite") {
    const field = name === "check_run" ? ["check_run", "check_suite", "app", "slug"] : ["check_suite", "app", "slug"];
    if (textOf(payload, ...field) !== "github-actions") return undefined;
    return { ...refuses("check-of-actions", "checks of GitHub Actions itself start no run"), reads: [field.join(".")] };
  }
  if (name === "deployment_status") {
    if (textOf(payload, "deployment_status", "state") !== "inactive") return undefined;
    const reads = ["deployment_status.state"];
    return { ...refuses("deployment-inactive", "a deployment that becomes `inactive` starts no run"), reads };
  }
  if (name === "release") {
    const action = textOf(payload, "action") ?? "";
    if (fieldOf(payload, "release", "draft") !== true || !["created", "edited", "deleted"].includes(action))
      return undefined;
    return { ...refuses("release-draft", `a draft that is \`${action}\` starts no run`), reads: ["release.draft"] };
  }
  if (name === "image_version") {
    const key = ["names", "versions"].find((each) => settings[each] !== undefined);
    if (key === undefined) return undefined;
    const text = `\`${key}\` is compared with an image whose name and version no documented payload has`;
    return leavesOpen("image-unknown", text, ["github.event"], [...path, key]);
  }
  return undefined;
};
