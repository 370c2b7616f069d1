import { formatModelPath, parseImage } from "@yardmaster/core";
import type { Fact } from "./behaviour.ts";
import type { Change, ChangeSeverity } from "./change.ts";
import { codes } from "./code.ts";
import { weighConditions } from "./weigh-conditions.ts";

/** Where facts stand. */
export interface FactPlace {
  readonly file: string;
  /** Behind the subject: ` of job x`, or nothing. */
  readonly of: string;
}

/** Facts of one thing, before and now, by their subjects. */
export function compareFacts(old: readonly Fact[], now: readonly Fact[], place: FactPlace): readonly Change[] {
  const before = new Map(old.map((fact) => [keyOf(fact), fact]));
  const after = new Map(now.map((fact) => [keyOf(fact), fact]));
  const keys = [...new Set([...after.keys(), ...before.keys()])].sort();
  return keys.flatMap((key) => compareFact(before.get(key), after.get(key), place));
}

function keyOf({ kind, subject, key }: Fact): string {
  return `${kind} ${key ?? subject}`;
}

function compareFact(old: Fact | undefined, now: Fact | undefined, { file, of }: FactPlace): readonly Change[] {
  const fact = now ?? old;
  if (!fact || old?.value === now?.value) return [];
  const weighed = weigh(old, now);
  if (!weighed) return [];
  const { severity, note = "" } = weighed;
  const { kind, subject, path } = fact;
  const change = { kind, severity, file, path: formatModelPath(path), old: textOf(old), new: textOf(now) };
  if (fact.weigh === "presence") {
    return [{ ...change, sentence: `${capital(subject)}${of} is ${now ? "new" : "gone"}` }];
  }
  return [{ ...change, sentence: `${capital(subject)}${of}: ${shownOf(old)}, now ${shownOf(now)}${note}` }];
}

interface Weighed {
  readonly severity: ChangeSeverity;
  /** Behind the sentence. */
  readonly note?: string;
}

/** @returns undefined where the two come to the same. */
function weigh(old: Fact | undefined, now: Fact | undefined): Weighed | undefined {
  const fact = now ?? old;
  switch (fact?.weigh) {
    case "condition":
      return weighCondition(old?.value ?? "success()", now?.value ?? "success()");
    case "filter":
      return { severity: weighFilter(old?.value ?? "all", now?.value ?? "all") };
    case "set":
      return { severity: fact.kind === "triggers" ? weighSets(listOf(old), listOf(now)) : "changes" };
    case "guard":
      return weighGuard(old, now);
    case "digest":
      return weighDigest(old?.value, now?.value);
    case "cache":
      return {
        severity: isWriting(now) ? (isWriting(old) ? "changes" : "widens") : isWriting(old) ? "narrows" : "changes",
      };
    case "inherit":
      return { severity: !old ? "widens" : !now ? "narrows" : now.value === "inherit" ? "widens" : "changes" };
    case "presence":
      return { severity: now ? "widens" : "narrows" };
    default:
      return { severity: "changes" };
  }
}

function weighCondition(before: string, now: string): Weighed | undefined {
  const change = weighConditions(before, now);
  if (change === "same") return undefined;
  if (change === "weaker") return { severity: "widens", note: " (weaker: it holds in more cases)" };
  if (change === "stricter") return { severity: "narrows", note: " (stricter: it holds in fewer cases)" };
  return { severity: "changes" };
}

/** `all`, `none`, or what passes and what does not; behind one that denies nothing is decided. */
function weighFilter(before: string, now: string): ChangeSeverity {
  if (now === "all" || before === "none") return "widens";
  if (before === "all" || now === "none") return "narrows";
  const [[oldKind, ...oldTexts], [newKind, ...newTexts]] = [JSON.parse(before), JSON.parse(now)] as [
    string[],
    string[],
  ];
  const denies = [...oldTexts, ...newTexts].some((text) => text.startsWith("!"));
  if (oldKind !== newKind || denies) return "changes";
  const change = weighSets(oldTexts, newTexts);
  if (newKind === "only" || change === "changes") return change;
  return change === "widens" ? "narrows" : "widens";
}

function weighSets(before: readonly string[], now: readonly string[]): ChangeSeverity {
  if (before.every((text) => now.includes(text))) return "widens";
  return now.every((text) => before.includes(text)) ? "narrows" : "changes";
}

function listOf(fact: Fact | undefined): readonly string[] {
  return fact ? JSON.parse(fact.value) : [];
}

/** An environment with its rules, or an input that has to be given. */
function weighGuard(old: Fact | undefined, now: Fact | undefined): Weighed {
  if ((now ?? old)?.kind === "environments") {
    if (!now) return { severity: "widens", note: " (its rules do not hold any more)" };
    return { severity: old ? "changes" : "narrows" };
  }
  if (!now) return { severity: "narrows", note: " (who gives it is refused)" };
  const [has, had] = [now, old].map((fact) => fact !== undefined && needsGiving(fact));
  if (has && !had) return { severity: "narrows", note: " (who does not give it is refused)" };
  return { severity: had && !has ? "widens" : "changes" };
}

function needsGiving({ value }: Fact): boolean {
  const [isRequired, , standard] = JSON.parse(value) as readonly unknown[];
  return isRequired === true && standard === null;
}

/** Nobody can move what a digest names. */
function weighDigest(old: string | undefined, now: string | undefined): Weighed {
  if (old === undefined || now === undefined) return { severity: "changes" };
  const [had, has] = [old, now].map((text) => parseImage(text.replace("docker://", ""))?.digest !== undefined);
  if (had && !has) return { severity: "widens", note: " (no digest any more)" };
  return { severity: has && !had ? "narrows" : "changes" };
}

function isWriting(fact: Fact | undefined): boolean {
  return fact === undefined ? false : fact.value.includes("write");
}

function textOf(fact: Fact | undefined): string | null {
  if (!fact) return null;
  const { text, shown } = fact;
  return text ?? (typeof shown === "string" ? shown.replaceAll("`", "") : shown.join(", "));
}

function shownOf(fact: Fact | undefined): string {
  if (!fact) return "none";
  return typeof fact.shown === "string" ? fact.shown : codes(fact.shown);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
