import type { PlannedFile } from "@yardmaster/compiler";
import { exitCodes } from "../program/exit-code.ts";
import { jsonText } from "../report/json-text.ts";
import type { Command } from "./command.ts";
import { countGenerated, generate, jsonGenerated, typesNote } from "./generate.ts";

/** Writes all files or, when anything is wrong or would lose somebody's work, none. */
export const gen: Command = async (given, context) => {
  const isForced = given.flags.has("force");
  const isJson = given.values.get("format") === "json";
  if (given.flags.has("watch")) {
    const { watchSources } = await import("./watch/watch-sources.ts");
    return watchSources({ isForced, isJson }, context);
  }
  const { host, settle, timed } = context;
  const { code, written: plan, told, lost, findings, sources } = await generate(context, { isForced });
  if (!plan) {
    if (isJson) host.stdout.write(jsonText(await jsonGenerated([], [...findings, ...lost], context)));
    return code;
  }
  const textOf = async (done: readonly PlannedFile[]): Promise<string> =>
    isJson ? jsonText(await jsonGenerated(done, findings, context)) : countGenerated(done);
  const text = await textOf(plan);
  host.stdout.write(isJson ? text : timed(text));
  host.stderr.write(typesNote);
  // What was said may speak of files as they were before they were written.
  const isWritten = plan.every(({ kind }) => kind === "unchanged");
  if (isWritten || (findings.length === 0 && !plan.some(({ kind }) => kind === "delete-orphan"))) {
    const next = plan.map(({ path, source }): PlannedFile => ({ kind: "unchanged", path, source }));
    const outcome = { code: exitCodes.clean, stdout: await textOf(next), stderr: told + typesNote, sources };
    settle({ ...outcome, isTimed: !isJson });
  }
  return code;
};
