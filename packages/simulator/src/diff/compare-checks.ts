import { formatModelPath } from "@yardmaster/core";
import type { Behaviour, CheckBehaviour, WorkflowBehaviour } from "./behaviour.ts";
import type { Change } from "./change.ts";
import { code, codes } from "./code.ts";

/** Names of checks that a rule may require, as far as none of the repository's workflows files them on the other side. */
export function compareChecks(
  pairs: readonly (readonly [WorkflowBehaviour | undefined, WorkflowBehaviour | undefined])[],
  old: Behaviour,
  now: Behaviour,
): readonly Change[] {
  const known = { old: namesIn(old), now: namesIn(now) };
  return pairs.flatMap(([before, after]): readonly Change[] => {
    const file = after?.file ?? before?.file ?? "";
    const left = new Map(before?.checks.map((check) => [check.place, check]));
    const right = new Map(after?.checks.map((check) => [check.place, check]));
    const places = [...new Set([...left.keys(), ...right.keys()])].sort();
    return places.flatMap((place) => compareCheck(left.get(place), right.get(place), known, file));
  });
}

interface KnownNames {
  readonly old: ReadonlySet<string>;
  readonly now: ReadonlySet<string>;
}

function namesIn({ workflows }: Behaviour): ReadonlySet<string> {
  return new Set(workflows.flatMap(({ checks }) => checks.flatMap(({ names, skipped }) => [...names, ...skipped])));
}

function compareCheck(
  old: CheckBehaviour | undefined,
  now: CheckBehaviour | undefined,
  known: KnownNames,
  file: string,
): readonly Change[] {
  const gone = (old?.names ?? []).filter((name) => !known.now.has(name));
  const fresh = (now?.names ?? []).filter((name) => !known.old.has(name));
  const base = { kind: "checks", severity: "changes", file, path: formatModelPath((now ?? old)?.path ?? []) } as const;
  const job = code((now ?? old)?.place ?? "");
  const text = (names: readonly string[]) => (names.length === 0 ? null : names.join(", "));
  const own = { old: text(gone), new: text(fresh) };
  return [
    ...(gone.length > 0 && fresh.length > 0
      ? [
          {
            ...base,
            ...own,
            sentence: `${checks(gone)} of job ${job} ${gone.length === 1 ? "is" : "are"} now ${codes(fresh)}${waits(gone)}`,
          },
        ]
      : gone.length > 0
        ? [
            {
              ...base,
              ...own,
              sentence: `${checks(gone)} of job ${job} ${gone.length === 1 ? "vanishes" : "vanish"}${waits(gone)}`,
            },
          ]
        : fresh.length > 0
          ? [
              {
                ...base,
                ...own,
                sentence: `${checks(fresh)} of job ${job} ${fresh.length === 1 ? "appears" : "appear"}`,
              },
            ]
          : []),
    ...skippedChange(old, now, base, job),
  ];
}

function checks(names: readonly string[]): string {
  return `${names.length === 1 ? "Check" : "Checks"} ${codes(names)}`;
}

function waits(names: readonly string[]): string {
  return ` (a rule that requires ${names.length === 1 ? "it" : "one of them"} waits for ever)`;
}

/** Of a job that is skipped, neither legs nor called jobs file anything. */
function skippedChange(
  old: CheckBehaviour | undefined,
  now: CheckBehaviour | undefined,
  base: Pick<Change, "kind" | "severity" | "file" | "path">,
  job: string,
): readonly Change[] {
  const [before, after] = [old?.skipped ?? [], now?.skipped ?? []];
  if (!old || !now || before.join("\n") === after.join("\n")) return [];
  const values = { old: before.join(", ") || null, new: after.join(", ") || null };
  if (after.length === 0) {
    return [
      {
        ...base,
        ...values,
        sentence: `Job ${job} does not file the one check ${codes(before)} any more when it is skipped`,
      },
    ];
  }
  return [
    {
      ...base,
      ...values,
      sentence: `Job ${job} files the one check ${codes(after)} when it is skipped, in place of all others`,
    },
  ];
}
