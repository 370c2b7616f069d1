import { textOf } from "../events/payload-field.ts";
import { isTagRef, refName } from "../events/ref-name.ts";
import { type Gate, type GateAnswer, type GateInput, leavesOpen, refuses } from "./gate.ts";
import { isAnswer, judgeName, statedFilter } from "./stated-filter.ts";

/**
 * `branches` and `tags`. Source: docs.github.com, "Workflow syntax", `on.push.<branches|tags|branches-ignore|tags-ignore>`,
 * `on.<pull_request|pull_request_target>.<branches|branches-ignore>` and `on.workflow_run.<branches|branches-ignore>`.
 */
export const nameGate: Gate = (input) => {
  const { names } = input.rule;
  if (names === undefined) return undefined;
  return names === "pushed" ? judgePush(input) : judgeBranch(input, names);
};

function judgePush({ settings, path, file, event }: GateInput): GateAnswer | undefined {
  const branches = statedFilter(settings, "branches", path, file);
  const tags = statedFilter(settings, "tags", path, file);
  for (const filter of [branches, tags]) if (filter && isAnswer(filter)) return filter;
  const isTag = isTagRef(event.ref);
  const name = refName(event.ref);
  const [own, other] = isTag ? [tags, branches] : [branches, tags];
  if (own && !isAnswer(own)) return judgeName(own, name);
  if (!other || isAnswer(other)) return undefined;
  const kind = isTag ? "a tag" : "a branch";
  const code = isTag ? "branches-only" : "tags-only";
  return refuses(code, `\`push\` has \`${other.key}\` alone, and \`${name}\` is ${kind}`, other.path);
}

const fields = {
  base: ["pull_request", "base", "ref"],
  "head-of-run": ["workflow_run", "head_branch"],
  "merge-base": ["merge_group", "base_ref"],
} as const;

function judgeBranch({ settings, path, file, event }: GateInput, names: keyof typeof fields): GateAnswer | undefined {
  const filter = statedFilter(settings, "branches", path, file);
  if (!filter || isAnswer(filter)) return filter;
  const field = fields[names].join(".");
  const ref = textOf(event.payload, ...fields[names]);
  if (ref === undefined) {
    const text = `\`${filter.key}\` is compared with a branch that is not known`;
    return leavesOpen("branch-unknown", text, [`github.event.${field}`], filter.path);
  }
  return { ...judgeName(filter, refName(ref)), reads: [field] };
}
