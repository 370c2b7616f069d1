import { actionName, parseImage, type StepView, type Value } from "@yardmaster/core";
import type { Fact, Pin, StepBehaviour } from "./behaviour.ts";
import { canonicalCondition, canonicalText, scalarText, writtenText } from "./canonical.ts";
import { code } from "./code.ts";
import { settingFacts } from "./setting-facts.ts";

/** What one step does; its name is none of it. */
export function stepBehaviour({ path, keys, uses, script }: StepView): StepBehaviour {
  const { id, name, if: condition, uses: _, run: __, "timeout-minutes": minutes, parallel, ...others } = keys;
  const run = script ? canonicalText(script.text).trimEnd() : undefined;
  const does = run ?? whatUses(uses) ?? "";
  const label = [id, name, uses?.kind === "repository" ? actionName(uses) : uses?.text].find(
    (text) => typeof text === "string" && text !== "",
  );
  const asText = (value: typeof id) => (typeof value === "string" ? value : undefined);
  const facts: Fact[] = [
    conditionFact(condition, [...path, "if"]),
    ...(run === undefined
      ? []
      : [
          {
            kind: "steps",
            subject: "script",
            path: [...path, "run"],
            value: run,
            shown: code(script?.text ?? run),
            text: script?.text ?? run,
          } as const,
        ]),
    ...(uses?.kind === "docker" ? [imageFact("image", uses.image, [...path, "uses"])] : []),
    ...(uses && uses.kind !== "docker"
      ? [{ kind: "steps", subject: "action", path: [...path, "uses"], value: does, shown: code(does) } as const]
      : []),
    ...(id === undefined || id === null
      ? []
      : [
          {
            kind: "steps",
            subject: "id",
            path: [...path, "id"],
            value: scalarText(id).toLowerCase(),
            shown: code(String(id)),
          } as const,
        ]),
    ...(minutes === undefined || minutes === null ? [] : [timeoutFact(minutes, [...path, "timeout-minutes"])]),
    ...(Array.isArray(parallel) ? settingFacts("steps", "parallel", parallel.length, [...path, "parallel"]) : []),
    ...Object.entries(others).flatMap(([key, value]) => settingFacts("steps", key, value, [...path, key])),
  ];
  return {
    path,
    label: label === undefined ? `#${Number(path.at(-1)) + 1}` : String(label),
    id: asText(id)?.toLowerCase(),
    does,
    isScript: run !== undefined,
    facts,
  };
}

function whatUses(uses: StepView["uses"]): string | undefined {
  if (uses?.kind === "repository") return actionName(uses);
  if (uses?.kind === "docker") return `docker://${parseImage(uses.image)?.name ?? uses.image}`;
  return uses?.kind === "local" ? `./${uses.folder}` : uses?.text;
}

/** @returns none for a step that uses nothing of another repository. */
export function pinOf(
  uses: StepView["uses"],
  path: Pin["path"],
  versions: ReadonlyMap<string, string>,
): readonly Pin[] {
  if (uses?.kind !== "repository") return [];
  const { owner, repository, ref, text } = uses;
  return [{ action: actionName(uses), repository: `${owner}/${repository}`, ref, version: versions.get(text), path }];
}

export function conditionFact(condition: StepView["keys"][string], path: Fact["path"]): Fact {
  const shown = condition === undefined || condition === null ? "none" : code(writtenText(condition));
  return {
    kind: "conditions",
    subject: "condition",
    path,
    value: canonicalCondition(condition),
    shown,
    ...(shown === "none" ? {} : { text: writtenText(condition) }),
    weigh: "condition",
  };
}

export function imageFact(subject: string, text: string, path: Fact["path"]): Fact {
  return { kind: "images", subject, path, value: canonicalText(text), shown: code(text), weigh: "digest" };
}

export function timeoutFact(minutes: Value, path: Fact["path"]): Fact {
  const text = writtenText(minutes);
  return {
    kind: "timeouts",
    subject: "timeout",
    path,
    value: scalarText(minutes),
    shown: `${code(text)} minutes`,
    text,
  };
}
