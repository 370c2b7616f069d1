import type { StepEnd } from "./step-end.ts";

/** Steps that run beside the others. */
export interface Background {
  /** Begins as soon as fewer than ten run. */
  readonly start: (id: string, run: () => Promise<StepEnd>, controller: AbortController) => Promise<StepEnd>;
  /** Ids of those that nobody has waited for. */
  readonly open: () => readonly string[];
  /** Each once: what was waited for is not given again. */
  readonly wait: (ids: readonly string[]) => Promise<readonly StepEnd[]>;
  /** Ends them. What had not failed by itself counts for nothing. */
  readonly cancel: (ids: readonly string[]) => Promise<readonly StepEnd[]>;
}

/** Source: docs.github.com, "Workflow syntax", `jobs.<job_id>.steps[*].background`. */
const atOnce = 10;

export function createBackground(): Background {
  const steps = new Map<string, { readonly end: Promise<StepEnd>; readonly controller: AbortController }>();
  const joined = new Set<string>();
  const queue: (() => void)[] = [];
  let running = 0;

  const acquire = async (): Promise<void> => {
    if (running >= atOnce) await new Promise<void>((resolve) => queue.push(resolve));
    else running += 1;
  };
  const release = (): void => {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  };
  const take = (ids: readonly string[]): readonly Promise<StepEnd>[] =>
    ids.flatMap((id) => {
      const step = joined.has(id) ? undefined : steps.get(id);
      joined.add(id);
      return step ? [step.end] : [];
    });

  return {
    start(id, run, controller) {
      const end = acquire().then(run).finally(release);
      steps.set(id, { end, controller });
      return end;
    },
    open: () => [...steps.keys()].filter((id) => !joined.has(id)),
    wait: (ids) => Promise.all(take(ids)),
    async cancel(ids) {
      for (const id of ids) steps.get(id)?.controller.abort();
      return Promise.all(take(ids));
    },
  };
}
