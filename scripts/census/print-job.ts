import { isMap, type Value, type ValueMap } from "@yardmaster/core";
import { neededJobs } from "./dependency-order.ts";
import { placeholderCommit } from "./placeholder-pin.ts";
import { printCondition } from "./print-condition.ts";
import { pathComment, printList, printMap, printSource } from "./print-source.ts";
import { printSteps } from "./print-steps.ts";

/** The call that makes a job. @param names job id -> variable. */
export function printJob(id: string, job: ValueMap, names: ReadonlyMap<string, string>): string {
  const path = ["jobs", id];
  const { uses, ...keys } = job;
  const matrix = isMap(job.strategy) ? job.strategy.matrix : undefined;
  const entries = Object.entries(keys).map(([key, value]) => [key, printJobKey(key, value as Value)] as const);
  // What YAML means, where nothing keeps the legs of a matrix apart.
  const isShared = matrix !== undefined && job.outputs !== undefined;
  const options = printMap([...entries, ...(isShared ? [["outputsOfLastLeg", "true"] as const] : [])], path);
  const made =
    uses === undefined
      ? `job(${JSON.stringify(id)}, ${options})`
      : `call(${JSON.stringify(id)}, ${printCallable(String(uses), job)}, ${options})`;
  if (matrix === undefined) return made;
  const at = [...path, "strategy", "matrix"];
  return `(() => { ${pathComment(path)}const legs = matrix(${printSource(matrix, at)}); ${pathComment(at)}return ${made}; })()`;

  function printJobKey(key: string, value: Value): string {
    const at = [...path, key];
    if (key === "needs")
      return printList(
        neededJobs(value).map((needed, index) => [names.get(needed) ?? "undefined", index]),
        at,
      );
    if (key === "steps") return printSteps(value as readonly ValueMap[], at);
    if (key === "if") return printCondition(value);
    if (key === "strategy" && isMap(value)) {
      const parts = Object.entries(value).map(
        ([name, part]) => [name, name === "matrix" ? "legs" : printSource(part as Value, [...at, name])] as const,
      );
      return printMap(parts, at);
    }
    if (key === "snapshot" && isMap(value)) {
      return printMap(
        Object.entries(value).map(([name, part]) => [
          name,
          name === "if" ? printCondition(part as Value) : printSource(part as Value, [...at, name]),
        ]),
        at,
      );
    }
    return printSource(value, at);
  }
}

/** The target as a declaration that takes what this job gives. */
function printCallable(uses: string, job: ValueMap): string {
  const inputs = Object.entries((job.with ?? {}) as ValueMap).map(([name, value]) => {
    const builder = typeof value === "boolean" ? "flag" : typeof value === "number" ? "number" : "text";
    return `${JSON.stringify(name)}: ${builder}()`;
  });
  const secrets = isMap(job.secrets) ? Object.keys(job.secrets).map((name) => `${JSON.stringify(name)}: {}`) : [];
  const declaration = `{ inputs: { ${inputs.join(", ")} }, secrets: { ${secrets.join(", ")} } }`;
  const [, prefix, file] = /^([.$])\/\.github\/workflows\/(.*)$/.exec(uses) ?? [];
  if (file !== undefined) {
    const local = `localWorkflow(${JSON.stringify(file)}, ${declaration})`;
    return prefix === "$" ? `fromSelf(${local})` : local;
  }
  const [, repository = uses, remote = ""] = /^([^/]+\/[^/]+)\/\.github\/workflows\/([^@]*)@/.exec(uses) ?? [];
  const at = `{ repository: ${JSON.stringify(repository)}, sha: "${placeholderCommit}", version: "v1" }`;
  return `remoteWorkflow(${JSON.stringify(remote)}, ${at}, ${declaration})`;
}
