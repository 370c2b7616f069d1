import { type Effects, type EventEffect, type Link, people, type WorkflowEffects } from "@yardmaster/analyzer";
import { shortFile } from "@yardmaster/core";
import type { Paint } from "../../report/paint.ts";
import { visibleText } from "../../report/visible-text.ts";

/** For people: each workflow with what starts it and what it starts, then what is reached. Ends with a newline. */
export function printEffects(effects: Effects, paint: Paint): string {
  const { workflows, links, deadEnds, loops, secrets, permissions } = effects;
  const sections = [
    ...workflows.map((workflow) => printWorkflow(workflow, links, paint)),
    section("Dead ends", deadEnds.map(sentenceOf), paint),
    section("Loops", loops.map(sentenceOf), paint),
    section("Secrets", secrets.map(sentenceOf), paint),
    section("Permissions to write", permissions.map(sentenceOf), paint),
  ];
  return `${sections.map((lines) => `${lines.join("\n")}\n`).join("\n")}`;
}

function printWorkflow(
  { file, name, events }: WorkflowEffects,
  links: readonly Link[],
  paint: Paint,
): readonly string[] {
  const title = name === file ? "" : ` (${name})`;
  return [
    `${paint.bold(visibleText(file))}${visibleText(title)}`,
    ...events.map((event) => `  ${visibleText(describeEvent(event))}`),
    ...links
      .filter(({ to, isOuter }) => to === file && !isOuter)
      .map((link) => `  ${visibleText(describeStart(link))}`),
    ...links.filter(({ from }) => from === file).map((link) => `  ${visibleText(describeLink(link))}`),
  ];
}

function describeEvent({ event, filter, people: who }: EventEffect): string {
  return `on ${event}${filter === "" ? "" : ` ${filter}`}: ${people[who]}`;
}

function describeStart({ kind, from, job }: Link): string {
  const at = `${shortFile(from)}${job === undefined ? "" : `#${job}`}`;
  if (kind === "waits-for") return `<- after ${at}`;
  return `<- ${kind === "calls" ? "called" : "dispatched"} by ${at}`;
}

function describeLink({ kind, job, to, task, isOuter, conditions = [] }: Link): string {
  const condition = conditions.length > 0 ? `, if ${conditions.join(" and ")}` : "";
  const target = `${shortFile(to)}${isOuter ? " (elsewhere)" : ""}`;
  if (kind === "waits-for") return `-> then ${target}`;
  const by = task === undefined ? "" : ` for the task ${task}`;
  return `-> ${job ?? "a table"} ${kind} ${target}${by}${condition}`;
}

function section(title: string, sentences: readonly string[], paint: Paint): readonly string[] {
  const lines = sentences.length === 0 ? ["none"] : sentences;
  return [paint.bold(title), ...lines.map((line) => `  ${visibleText(line)}`)];
}

function sentenceOf({ sentence }: { readonly sentence: string }): string {
  return sentence;
}
