import { applyPlan, compile, describeDrift, forcePlan, isBlocked, type WritePlan } from "@yardmaster/compiler";
import { count, type Finding } from "@yardmaster/core";
import { exitCodes } from "../exit-code.ts";
import { readFindingTexts } from "../report/finding-texts.ts";
import { paintFor } from "../report/paint.ts";
import { printHuman } from "../report/print-human.ts";
import type { Command, CommandContext } from "./command.ts";

/** What `gen` sees without the types is told; what only they see is not. */
const typesNote = "Types were not checked: `yardmaster check` does that.\n";

const verbs = { create: "created", update: "updated", "delete-orphan": "deleted", unchanged: "unchanged" } as const;

/** Writes all files or, when anything is wrong or would lose somebody's work, none. */
export const gen: Command = async (given, context) => {
  const { host, repository, compileOptions } = context;
  const { findings, isUnreadable, plan, leftovers } = await compile(repository.root, host, compileOptions);
  await report(findings, context);
  const chosen = given.flags.has("force") ? forcePlan(plan) : plan;
  const blocked = chosen.filter(isBlocked);
  await report(
    blocked.flatMap((file) => describeDrift(file, repository)?.finding ?? []),
    context,
  );
  const errors = findings.filter((finding) => finding.severity === "error");
  if (errors.length > 0 || blocked.length > 0) {
    const reasons = [
      ...(errors.length > 0 ? [count(errors.length, "error")] : []),
      ...(blocked.length > 0 ? [`${count(blocked.length, "file")} would lose content`] : []),
    ];
    host.stderr.write(`${reasons.join(", ")}; nothing was written.\n`);
    return isUnreadable ? exitCodes.usage : exitCodes.findings;
  }

  await applyPlan(chosen, repository.root, host.files, leftovers);
  host.stdout.write(summary(chosen));
  host.stderr.write(typesNote);
  return exitCodes.clean;
};

async function report(findings: readonly Finding[], { host, repository }: CommandContext): Promise<void> {
  const texts = await readFindingTexts(findings, repository.root, host.files);
  host.stderr.write(printHuman(findings, texts, paintFor(host.stderr, host.env)));
}

function summary(plan: WritePlan): string {
  const done = plan.flatMap((file) =>
    file.kind in verbs ? { path: file.path, verb: verbs[file.kind as keyof typeof verbs] } : [],
  );
  const changed = done.filter(({ verb }) => verb !== "unchanged").map(({ verb, path }) => `${verb} ${path}\n`);
  const counts = Object.values(verbs).flatMap((verb) => {
    const number = done.filter((file) => file.verb === verb).length;
    return number > 0 ? [`${number} ${verb}`] : [];
  });
  return `${changed.join("")}${count(done.length, "file")}${counts.length > 0 ? `: ${counts.join(", ")}` : ""}\n`;
}
