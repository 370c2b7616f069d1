import type { PublishedFacts } from "./read-popular-actions.ts";

const header = `// Made by \`tsx scripts/generate-published-actions.ts\`. Do not edit.
// Names, and which are required or deprecated, are facts of the actions' own metadata, as they stand in the tables of
// actionlint 1.7.12 (https://github.com/rhysd/actionlint, MIT, Copyright (c) 2021 rhysd) and in locks of actions.

/**
 * A line for each action and one for each of its versions that differ: \`versions|using|inputs|outputs\`. Of inputs and
 * outputs, \`*\` stands for any; behind a first line they are told by what comes (\`+\`) and goes (\`-\`) since the line before.
 * \`!\`: required without a default. \`~\`: deprecated.
 */
`;

export function printPublishedActions(facts: readonly PublishedFacts[]): string {
  const names = [...new Set(facts.map(({ name }) => name))].sort();
  const lines = names.flatMap((name) => [name, ...versionLines(facts.filter((one) => one.name === name))]);
  return `${header}export const publishedTable = \`\n${lines.join("\n")}\n\`;\n`;
}

function versionLines(facts: readonly PublishedFacts[]): readonly string[] {
  // The later file knows more of a version than the one before; one version may stand there as several refs.
  const byVersion = new Map<string, PublishedFacts>();
  for (const one of facts) {
    const before = byVersion.get(one.version);
    byVersion.set(one.version, before && one.using === "" ? union(before, one) : one);
  }
  const ordered = [...byVersion.values()].sort(
    (a, b) => Number(a.version) - Number(b.version) || (a.version < b.version ? -1 : 1),
  );
  const groups: { readonly versions: string[]; readonly facts: PublishedFacts }[] = [];
  for (const one of ordered) {
    const last = groups.at(-1);
    if (last && isSame(last.facts, one)) last.versions.push(one.version);
    else groups.push({ versions: [one.version], facts: one });
  }
  return groups.map(({ versions, facts: { using, inputs, outputs } }, index) => {
    const before = groups[index - 1]?.facts;
    return ` ${[versions.join(" "), using, change(before?.inputs, inputs), change(before?.outputs, outputs)].join("|")}`;
  });
}

function union(a: PublishedFacts, b: PublishedFacts): PublishedFacts {
  const both = (one: readonly string[] | undefined, other: readonly string[] | undefined) =>
    one && other ? [...new Set([...one, ...other])] : undefined;
  return { ...a, inputs: both(a.inputs, b.inputs), outputs: both(a.outputs, b.outputs) };
}

function isSame(a: PublishedFacts, b: PublishedFacts): boolean {
  return a.using === b.using && text(a.inputs) === text(b.inputs) && text(a.outputs) === text(b.outputs);
}

function change(before: readonly string[] | undefined, now: readonly string[] | undefined): string {
  if (!now || !before) return text(now);
  const [come, gone] = [now.filter((name) => !before.includes(name)), before.filter((name) => !now.includes(name))];
  const told = [...come.map((name) => `+${name}`), ...gone.map((name) => `-${name}`)].sort().join(" ");
  return told === "" ? "=" : told.length < text(now).length ? told : text(now);
}

function text(names: readonly string[] | undefined): string {
  return names ? [...names].sort().join(" ") : "*";
}
