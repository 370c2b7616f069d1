import { formatModelPath } from "@yardmaster/core";
import type { WorkflowBehaviour } from "./behaviour.ts";
import type { Change } from "./change.ts";
import { code } from "./code.ts";

/** What the words for circles of people stand for, the widest circle first. */
export type PeopleWords = Readonly<Record<string, string>>;

/** Events that start a workflow, and who brings them about. @param old undefined for a workflow that was not there. */
export function compareEvents(
  old: WorkflowBehaviour | undefined,
  now: WorkflowBehaviour,
  words: PeopleWords,
): readonly Change[] {
  const { file } = now;
  const before = new Map(old?.events.map(({ event, people }) => [event, people]));
  const after = new Map(now.events.map(({ event, people }) => [event, people]));
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return [
    ...names.flatMap((event): readonly Change[] => {
      const [had, has] = [before.get(event), after.get(event)];
      const base = { file, path: formatModelPath(["on", event]) };
      if (had === undefined) {
        const sentence = `${code(event)} starts it now${by(has, words)}`;
        return [{ ...base, kind: "triggers", severity: "widens", sentence, old: null, new: event }];
      }
      if (has === undefined) {
        const sentence = `${code(event)} does not start it any more`;
        return [{ ...base, kind: "triggers", severity: "narrows", sentence, old: event, new: null }];
      }
      return had === has ? [] : [peopleChange(`By ${code(event)}, it`, base, had, has, words)];
    }),
    ...(old ? compareWidest(old, now, words) : []),
  ];
}

/** The widest circle of all events; circles of programs count where there is none of people. */
function compareWidest(old: WorkflowBehaviour, now: WorkflowBehaviour, words: PeopleWords): readonly Change[] {
  const [had, has] = [widest(old, words), widest(now, words)];
  if (had === has || had === undefined || has === undefined) return [];
  const same = now.events.some(
    ({ event, people }) => people === has && old.events.some((each) => each.event === event && each.people !== people),
  );
  // Said of the event already.
  return same ? [] : [peopleChange("The workflow", { file: now.file, path: "on" }, had, has, words)];
}

function widest({ events }: WorkflowBehaviour, words: PeopleWords): string | undefined {
  return Object.keys(words).find((circle) => events.some(({ people }) => people === circle));
}

function peopleChange(
  what: string,
  base: Pick<Change, "file" | "path">,
  had: string,
  has: string,
  words: PeopleWords,
): Change {
  const circles = Object.keys(words);
  return {
    ...base,
    kind: "people",
    severity: circles.indexOf(has) < circles.indexOf(had) ? "widens" : "narrows",
    sentence: `${what} is started by ${wordsOf(has, words)}, before by ${wordsOf(had, words)}`,
    old: had,
    new: has,
  };
}

function by(people: string | undefined, words: PeopleWords): string {
  return people === undefined || people === "" ? "" : `, by ${wordsOf(people, words)}`;
}

export function wordsOf(people: string, words: PeopleWords): string {
  return (Object.hasOwn(words, people) && words[people]) || code(people);
}
