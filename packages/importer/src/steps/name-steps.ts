import { parseUses, type ValueMap } from "@yardmaster/core";

/** What a function of some steps is called after: what the first of them does, and the last. */
export function nameSteps(steps: readonly ValueMap[]): string {
  const phrases = steps.map(phraseOf).filter((phrase) => phrase !== "");
  const [first = "steps", ...others] = phrases;
  const last = others.at(-1);
  if (last === undefined || last === first) return shortened(first, 5);
  return `${shortened(first, 3)} and ${shortened(last, 3)}`;
}

function phraseOf({ name, uses, run }: ValueMap): string {
  if (typeof name === "string" && !name.includes("${{") && words(name).length > 0) return words(name).join(" ");
  if (typeof uses === "string") return words(actionPhrase(uses)).join(" ");
  return typeof run === "string" ? words(commandPhrase(run)).slice(0, 2).join(" ") : "";
}

function actionPhrase(text: string): string {
  const uses = parseUses(text);
  if (uses.kind === "docker") return `run ${uses.image.replace(/[:@].*$/, "").replace(/^.*\//, "")}`;
  if (uses.kind === "unknown") return "";
  const folder = uses.folder.replace(/^.*\//, "");
  const name = uses.kind === "repository" && folder === "" ? uses.repository : folder;
  if (name === "checkout") return "check out";
  return name.replace(/^setup-/, "set up ").replace(/-action$|^action-/, "");
}

/** Of the first line that is a command, the program and what follows it. */
function commandPhrase(script: string): string {
  const lines = script.split("\n").map((line) => line.trim());
  const command = lines.find((line) => line !== "" && !line.startsWith("#") && !/^set [-+]/.test(line)) ?? "";
  return command.replace(/^(sudo|\w+=\S*)\s+/, "").replace(/[^\w\s./-].*$/, "");
}

function words(text: string): readonly string[] {
  return text
    .replace(/['’`]/g, "")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "");
}

/** Without articles, and no longer than it may be: what is left out begins with a word that joins. */
function shortened(phrase: string, count: number): string {
  const all = phrase.split(" ").filter((word, index) => index === 0 || !/^(the|a|an)$/i.test(word));
  if (all.length <= count) return all.join(" ");
  const kept = all.slice(0, count + 1);
  const joint = kept.findLastIndex((word, index) => index > 1 && joining.test(word));
  return kept.slice(0, joint > 0 ? joint : count).join(" ");
}

const joining = /^(for|to|of|in|on|with|and|or|from|by|if|as|at|using|via|is|are|be|that|when)$/i;
