import type { Effects, Reach } from "@yardmaster/analyzer";
import { people } from "@yardmaster/analyzer";
import { asList, asMap, shortFile } from "@yardmaster/core";
import type { SimulatedRepository } from "@yardmaster/simulator";
import { simulateEvents } from "./map-events.ts";
import type { MapJob, MapModel, MapReach, MapWorkflow } from "./map-model.ts";

/** What the page shows of a repository. */
export async function makeModel(effects: Effects, repository: SimulatedRepository, title: string): Promise<MapModel> {
  const inner = effects.workflows.map(
    ({ file, name, events }): MapWorkflow => ({
      file,
      shown: shortFile(file),
      name,
      isOuter: false,
      triggers: events.map(({ event, filter, people: who }) => ({ event, filter, people: people[who] })),
      jobs: jobsIn(repository, file),
    }),
  );
  const known = new Set(inner.map(({ file }) => file));
  const ends = effects.links.flatMap(({ from, to }) => [from, to]).filter((file) => !known.has(file));
  const outer = [...new Set(ends)].sort().map(
    (file): MapWorkflow => ({
      file,
      shown: shortOuter(file),
      name: file,
      isOuter: true,
      triggers: [],
      jobs: [],
    }),
  );
  return {
    title,
    workflows: [...inner, ...outer],
    links: effects.links.map(({ kind, from, to, job, task }) => ({
      kind,
      from,
      to,
      ...(job === undefined ? {} : { job }),
      ...(task === undefined ? {} : { task }),
    })),
    secrets: byName(effects.secrets),
    permissions: byName(effects.permissions),
    ...(await simulateEvents(repository)),
  };
}

function jobsIn({ workflows }: SimulatedRepository, file: string): readonly MapJob[] {
  return Object.entries(workflows.get(file)?.model.jobs ?? {}).map(([id, job]) => {
    const { needs, uses, if: condition } = asMap(job) ?? {};
    return {
      id,
      needs: (typeof needs === "string" ? [needs] : asList(needs ?? [])).filter((need) => typeof need === "string"),
      ...(condition === undefined ? {} : { condition: String(condition) }),
      ...(typeof uses === "string" ? { calls: uses } : {}),
    };
  });
}

/** `owner/name/.github/workflows/x.yml@v1` as `owner/name x.yml@v1`. */
function shortOuter(file: string): string {
  const [, repository, name] = /^([^/]+\/[^/]+)\/\.github\/workflows\/(.+)$/.exec(file) ?? [];
  return repository === undefined ? file : `${repository} ${name}`;
}

function byName(reaches: readonly Reach[]): readonly MapReach[] {
  const names = [...new Set(reaches.map(({ name }) => name))].sort();
  return names.map((name) => ({
    name,
    at: reaches
      .filter((reach) => reach.name === name)
      .map(({ file, job, sentence, routes }) => ({
        file,
        job,
        sentence,
        way: [...new Set([...routes.flatMap(({ through }) => through.map((hop) => hop.file)), file])],
      })),
  }));
}
