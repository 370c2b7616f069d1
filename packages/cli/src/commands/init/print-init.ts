import type { WritePlan } from "@yardmaster/compiler";
import { count } from "@yardmaster/core";
import type { Paint } from "../../report/paint.ts";
import { unifiedDiff } from "../../report/unified-diff.ts";
import { visibleText } from "../../report/visible-text.ts";
import type { Imported } from "../import/plan-import.ts";
import { refusalsOf } from "../import/refusals.ts";
import type { InitPlan } from "./plan-init.ts";

const verbs = { create: "create", update: "update", "delete-orphan": "delete" } as const;
const pastVerbs = { create: "created", update: "updated", "delete-orphan": "deleted" } as const;
type Verb = keyof typeof verbs;

/** What would be written: each file with a word, and what changes in those that are there. */
export function printPlan(plan: WritePlan, paint: Paint): string {
  return plan
    .map((file) => {
      const line = `${paint.bold(verbs[file.kind as Verb])} ${visibleText(file.path)}\n`;
      return file.kind === "update" ? line + diffOf(file, paint) : line;
    })
    .join("");
}

function diffOf(file: Extract<WritePlan[number], { kind: "update" }>, paint: Paint): string {
  // Line ends are shown nowhere, and an edited file keeps its own.
  const text = file.after.replaceAll("\r\n", "\n");
  return unifiedDiff(file.path, file.before, { text, source: "yardmaster init" }, paint);
}

/** What was written, with what stays as it is. */
export function printWritten(plan: WritePlan, { files }: InitPlan): string {
  const written = plan.map((file) => `${pastVerbs[file.kind as Verb]} ${visibleText(file.path)}\n`);
  const same = files.filter(({ change }) => change === "unchanged").map(({ path }) => `unchanged ${path}\n`);
  const left = files.flatMap((file) => (file.change === "left" ? [`left ${file.path}: ${file.why}\n`] : []));
  return [...written, ...same, ...left].join("");
}

/** `8 workflows: 7 proved, 1 stays as it is`, with the reasons. */
export function printImported(imported: Imported): string {
  const refused = refusalsOf(imported);
  const proved = imported.result.files.filter(({ state }) => state === "proved").length + imported.sorted.equal.length;
  const stays = refused.length === 1 ? "1 stays as it is" : `${refused.length} stay as they are`;
  const counts = [`${proved} proved to make the same`, ...(refused.length > 0 ? [stays] : [])].join(", ");
  const reasons = refused.flatMap(({ shown, refused: reasons }) =>
    reasons.slice(0, 1).map(({ line, reason }) => `  ${visibleText(`${shown}:${line}: ${reason}`)}\n`),
  );
  return `${count(proved + refused.length, "file")}: ${counts}\n${reasons.join("")}`;
}

/** What comes after, in the words of the repository's package manager. */
export function printNext({ manager, handWritten }: InitPlan, plan: WritePlan, isImported: boolean): string {
  if (plan.length === 0) return "";
  const steps = [
    `${manager.install}   (also gives your editor the types)`,
    `edit workflows-src/*.workflow.ts, then ${manager.run("gen:workflows")}`,
    "npx yardmaster bind --update   (by the network: newer releases of the actions, and their metadata)",
    "commit everything, the lock file of the packages included",
    ...(handWritten.length > 0 && !isImported
      ? ["npx yardmaster import --prove   (what an import of your workflows would come to; it writes nothing)"]
      : []),
  ];
  return `Next:\n${steps.map((step, index) => `  ${index + 1}. ${step}\n`).join("")}`;
}
