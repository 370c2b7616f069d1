import { join } from "node:path";
import type { Host } from "@yardmaster/cli";

/** Does something to the disk. @returns the paths of which the watch tells, relative to the root; undefined for "all". */
export type Step = () => readonly string[] | undefined;

export interface ScriptedWatch {
  readonly root: string;
  readonly watch: NonNullable<Host["watch"]>;
  /** Each pause that was asked for, in milliseconds. */
  readonly pauses: number[];
  /** Folders outside the root that are followed. */
  readonly followed: Set<string>;
  /** Called when a command is told of no more and asks what is pending: for what happens while it works. */
  readonly whileWorking: { step?: Step | undefined };
}

/**
 * A watch that needs no disk: tells of a step each time the command has nothing left to do, and then ends it. Paths that
 * the command does not ask about wake it no more than they do on a disk.
 */
export function scriptedWatch(root: string, steps: readonly Step[]): ScriptedWatch {
  const waiting = [...steps];
  const left = new Set<string>();
  const whileWorking: ScriptedWatch["whileWorking"] = {};
  const pauses: number[] = [];
  const followed = new Set<string>();
  const absolute = (paths: readonly string[]) => paths.map((path) => join(root, path));
  const take = (): { paths: ReadonlySet<string>; isAll: boolean } => {
    const paths = new Set(left);
    left.clear();
    return { paths, isAll: false };
  };
  return {
    root,
    pauses,
    followed,
    whileWorking,
    watch: async () => () => ({
      settled: async (_, isAskedAbout) => {
        if ([...left].some(isAskedAbout)) return take();
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const told = next();
          if (told === undefined) return { paths: new Set(), isAll: true };
          for (const path of absolute(told)) left.add(path);
          if ([...left].some(isAskedAbout)) return take();
        }
        return undefined;
      },
      pending: async () => {
        const { step } = whileWorking;
        whileWorking.step = undefined;
        for (const path of absolute(step?.() ?? [])) left.add(path);
        return { paths: new Set(left), isAll: false };
      },
      pause: async (milliseconds) => void pauses.push(milliseconds),
      follow: (folders) => {
        for (const folder of folders) if (!folder.startsWith(root)) followed.add(folder);
      },
      unbroken: (work) => work(),
      close: () => {},
    }),
  };
}
