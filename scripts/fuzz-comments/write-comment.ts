import { inline, margins, ordinary, pairs, values, words } from "./pieces.ts";
import type { Random } from "./random.ts";

export interface FuzzedComment {
  readonly form: Form;
  readonly text: string;
}

/** Lines of all kinds in any order; something around a command; what people write. */
type Form = "soup" | "around" | "ordinary";

/** A comment of a random form, with commands, each another one. */
export function writeComment(random: Random): FuzzedComment {
  const form = random.pick<Form>(["soup", "soup", "around", "around", "around", "ordinary"]);
  const lines = writers[form](random, commandsOf(random, form));
  return { form, text: lines.join(random.chance(0.03) ? "\r\n" : "\n") };
}

const writers = { soup: writeSoup, around: writeAround, ordinary: writeOrdinary };

type Commands = () => string;

/** Most are plain, so that what decides is where they stand. */
function commandsOf(random: Random, form: Form): Commands {
  let number = 0;
  return () => {
    number++;
    const value = form === "ordinary" || random.chance(0.85) ? values[0] : random.pick(values);
    return `/orchestrate t${number}${random.number(1_000)} since=${value}`;
  };
}

/** Lines of all kinds in any order. */
function writeSoup(random: Random, nextCommand: Commands): readonly string[] {
  const lines: string[] = [];
  const count = 2 + random.number(9);
  const at = random.number(count);
  for (let index = 0; index < count; index++) {
    const margin = random.chance(0.6) ? "" : random.pick(margins);
    if (index === at || random.chance(0.1)) lines.push(margin + nextCommand());
    else lines.push(random.chance(0.3) ? "" : margin + writeText(random));
  }
  return lines;
}

function writeText(random: Random): string {
  const parts: string[] = [];
  for (let part = 0; part <= random.number(4); part++) parts.push(random.pick(random.chance(0.4) ? words : inline));
  return parts.join(random.chance(0.5) ? " " : "");
}

/** Something opens, then a command, then it closes, or not; with and without blank lines, in and out of containers. */
function writeAround(random: Random, nextCommand: Commands): readonly string[] {
  const lines: string[] = [];
  for (let part = 0; part <= random.number(3); part++) {
    const [open, close] = random.pick(pairs);
    const margin = random.chance(0.65) ? "" : random.pick(margins);
    const goesOn = margin.replace(/[^ \t]/g, " ");
    const others = ["", margin, goesOn];
    const gap = random.chance(0.6) ? [""] : [];
    const text = (): string[] => (random.chance(0.25) ? [random.pick(others) + writeText(random)] : []);
    const before = random.chance(0.3) ? writeText(random) : "";
    lines.push(...text(), margin + before + open, ...gap, ...text());
    if (random.chance(0.85)) lines.push(random.pick(others) + nextCommand());
    lines.push(...text(), ...gap);
    if (random.chance(0.75)) lines.push(random.pick(others) + close + (random.chance(0.3) ? writeText(random) : ""));
    if (random.chance(0.5)) lines.push("");
  }
  lines.push(...(random.chance(0.4) ? ["", nextCommand()] : []));
  return lines;
}

/** What people write, and a command in a paragraph of its own. */
function writeOrdinary(random: Random, nextCommand: Commands): readonly string[] {
  const lines: string[] = [];
  for (let part = 0; part < random.number(4); part++) lines.push(random.pick(ordinary), "");
  lines.push(nextCommand());
  if (random.chance(0.5)) lines.push("", random.pick(ordinary));
  return lines;
}
