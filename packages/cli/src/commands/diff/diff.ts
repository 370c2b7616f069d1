import { compareBehaviour } from "@yardmaster/simulator";
import { type ExitCode, exitCodes } from "../../program/exit-code.ts";
import type { Host } from "../../program/host.ts";
import { tookText } from "../../program/time-text.ts";
import { jsonText } from "../../report/json-text.ts";
import { paintFor } from "../../report/paint.ts";
import { visibleText } from "../../report/visible-text.ts";
import { withProgress } from "../../report/with-progress.ts";
import { refuseSources } from "../../repository/refuse-sources.ts";
import type { FreeCommand } from "../command.ts";
import { describeBehaviour } from "./describe-behaviour.ts";
import { isFailure, parseFailOn } from "./fail-on.ts";
import { jsonDiff } from "./json-diff.ts";
import { printChanges } from "./print-changes.ts";
import { printMarkdown } from "./print-markdown.ts";
import { readSides } from "./read-sides.ts";
import { type Unreadable, unreadableOf } from "./unreadable.ts";

/** What changes in the behaviour of a repository's workflows between two commits or folders, whatever changes in their texts. */
export const diff: FreeCommand = async ({ operands, values }, host) => {
  if (operands.length > 2) return refuse(`\`diff\` takes two at most, and got ${operands.length}.`, host);
  const failOn = parseFailOn(values.get("fail-on"));
  if (!failOn.ok) return refuse(failOn.error, host);
  const started = host.now().getTime();
  const sides = await withProgress("reading both sides", host, (host) => readSides(operands, host));
  if (!sides.ok) return refuse(sides.error, host);
  const { old, new: now, renamed } = sides.value;
  const refused = await refuseSources(now.read, host);
  if (refused !== undefined) return refused;
  const unreadable = unreadableOf(old, now);
  for (const each of unreadable) host.stderr.write(`${visibleText(sentenceOf(each))}\n`);
  const changes = compareBehaviour(describeBehaviour(old.read), describeBehaviour(now.read), renamed);
  const report = { old: old.name, new: now.name, changes, unreadable };
  const took = () => tookText(host.stdout, host.now().getTime() - started);
  const format = values.get("format");
  if (format === "json") host.stdout.write(jsonText(jsonDiff(report)));
  else if (format === "markdown") host.stdout.write(printMarkdown(report));
  else host.stdout.write(printChanges(report, paintFor(host.stdout, host.env), took()));
  // What nobody can read may have changed in any way.
  const isHidden = failOn.value.size > 0 && unreadable.some(({ side }) => side === "new");
  const isFailing = isHidden || changes.some((change) => isFailure(change, failOn.value));
  return isFailing ? exitCodes.findings : exitCodes.clean;
};

function refuse(sentence: string, host: Host): ExitCode {
  host.stderr.write(`${visibleText(sentence)} Run \`yardmaster help diff\` for what there is.\n`);
  return exitCodes.usage;
}

function sentenceOf({ side, file, reason }: Unreadable): string {
  return `${file} is no workflow in the ${side} one, and is not compared: ${reason}.`;
}
