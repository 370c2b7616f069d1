import type { Host } from "../../program/host.ts";

const maximumTries = 3;

/** Whether the person agrees. No answer at all, the end of the input, Ctrl-C and a third odd answer are a no. */
export async function agrees(question: string, { ask }: Pick<Host, "ask">): Promise<boolean> {
  for (let tries = 0; ask && tries < maximumTries; tries++) {
    const answer = (await ask(tries === 0 ? `${question} [y/N] ` : 'Answer "y" or "n": '))?.trim().toLowerCase();
    if (answer === "y" || answer === "yes") return true;
    if (answer === undefined || answer === "" || answer === "n" || answer === "no") return false;
  }
  return false;
}
