import { asList, count } from "@yardmaster/core";
import { fieldOf } from "../events/payload-field.ts";
import { isTagRef } from "../events/ref-name.ts";
import { type Gate, type GateAnswer, leavesOpen, passes, refuses } from "./gate.ts";
import { isAnswer, positiveHint, type StatedFilter, statedFilter } from "./stated-filter.ts";

/** GitHub looks at no more of a diff. */
const maximumFiles = 300;
const maximumCommits = 1000;

/** Source: docs.github.com, "Workflow syntax", `on.<push|pull_request|pull_request_target>.<paths|paths-ignore>`. */
export const pathGate: Gate = ({ settings, path, file, event, rule }) => {
  if (rule.names !== "pushed" && rule.names !== "base") return undefined;
  const filter = statedFilter(settings, "paths", path, file);
  if (!filter || isAnswer(filter)) return filter;
  if (event.name === "push" && isTagRef(event.ref)) return undefined;
  if (asList(fieldOf(event.payload, "commits")).length > maximumCommits && !event.assumed.has("commits")) {
    return passes("paths-too-many-commits", "a push of over 1,000 commits passes every filter of paths", filter.path);
  }
  const isDeletion = event.name === "push" && fieldOf(event.payload, "deleted") === true;
  const files = isDeletion ? [] : event.changedFiles;
  if (!files) {
    const text = `\`${filter.key}\` needs the list of changed files`;
    return {
      ...leavesOpen("files-missing", text, ["the changed files"], filter.path),
      problem: {
        code: "files-missing",
        message: `${text}: give them with \`--files\`, none of them as an empty list`,
        file,
        path: filter.path,
      },
    };
  }
  if (files.length === 0) {
    return refuses("paths-no-files", `no file changed, and \`${filter.key}\` asks for one`, filter.path);
  }
  return filter.isIgnore ? judgeIgnored(filter, files) : judgeMatches(filter, files);
};

function judgeMatches({ key, path, patterns }: StatedFilter, files: readonly string[]): GateAnswer {
  let excluded: string | undefined;
  for (const [index, name] of files.entries()) {
    const decides = patterns.deciding(name);
    if (decides && !decides.isNegated) {
      if (index < maximumFiles) {
        return passes("paths-match", `\`${decides.text}\` of \`${key}\` matches \`${name}\``, path);
      }
      const text = `only the first 300 changed files count, and \`${name}\`, the first that \`${key}\` matches, is number ${index + 1}`;
      return refuses("paths-beyond-limit", text, path);
    }
    if (decides) excluded ??= `\`${decides.text}\` of \`${key}\` excludes \`${name}\``;
  }
  if (files.length === 1 && excluded !== undefined) return refuses("paths-excluded", excluded, path);
  const [only] = files;
  const what = files.length === 1 ? `\`${only}\`` : `any of ${count(files.length, "changed file")}`;
  return refuses("paths-none-match", `no pattern of \`${key}\` matches ${what}${positiveHint(patterns)}`, path);
}

function judgeIgnored({ key, path, patterns }: StatedFilter, files: readonly string[]): GateAnswer {
  const kept = files.findIndex((name) => patterns.deciding(name)?.isNegated !== false);
  if (kept !== -1 && kept < maximumFiles) {
    return passes("paths-not-ignored", `\`${key}\` leaves \`${files[kept]}\``, path);
  }
  if (kept !== -1) {
    const text = `only the first 300 changed files count, and \`${files[kept]}\`, the first that \`${key}\` leaves, is number ${kept + 1}`;
    return refuses("paths-beyond-limit", text, path);
  }
  const [only] = files;
  const text =
    files.length === 1
      ? `\`${patterns.deciding(only ?? "")?.text}\` of \`${key}\` matches \`${only}\``
      : `\`${key}\` matches all of ${count(files.length, "changed file")}`;
  return refuses("paths-ignored", text, path);
}
