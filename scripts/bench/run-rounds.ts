import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { measurePeakMebibytes, measureProcess, type Sample } from "./measure-process.ts";
import type { Scenario } from "./scenarios.ts";
import type { Tool } from "./tool.ts";

export interface Figure extends Partial<Sample> {
  readonly mebibytes?: number | undefined;
}

/** Scenario -> tool -> a figure a round. */
export type Figures = ReadonlyMap<string, ReadonlyMap<string, readonly Figure[]>>;

interface Project {
  readonly tool: Tool;
  readonly folder: string;
  readonly modules: number;
  /** Outputs are those of the sources. */
  isMade: boolean;
}

/**
 * All scenarios once a round, and the tools in turn in each, so that what else the machine does meets them alike.
 * @param folder empty; a project of each tool and size stays in it.
 */
export function runRounds(
  tools: readonly [Tool, ...Tool[]],
  chosen: readonly Scenario[],
  rounds: number,
  folder: string,
  onRound: (round: number) => void,
): Figures {
  const projects = new Map<string, Project>();
  const figures = new Map<string, Map<string, Figure[]>>();
  for (let round = 1; round <= rounds; round++) {
    onRound(round);
    for (const scenario of chosen) {
      const isOurs = scenario.oursOnly || scenario.modules === undefined;
      for (const tool of isOurs ? [tools[0]] : tools) {
        const byTool = getOrAdd(figures, scenario.name, () => new Map<string, Figure[]>());
        getOrAdd(byTool, tool.name, (): Figure[] => []).push(runScenario(scenario, tool, round));
      }
    }
  }
  return figures;

  function runScenario(scenario: Scenario, tool: Tool, round: number): Figure {
    const { modules } = scenario;
    if (modules === undefined) return measureProcess({ program: process.execPath, arguments: ["-e", "0"], folder });
    const project = getOrAdd(projects, `${tool.name} ${modules}`, () => startProject(tool, modules, folder));
    const line = prepare(project, scenario, round);
    const command = tool.command(project.folder);
    const figure =
      scenario.measures === "seconds" ? measureProcess(command) : { mebibytes: measurePeakMebibytes(command) };
    project.isMade = existsSync(join(project.folder, tool.outputPath(modules - 1)));
    if (line) expectLine(project, line);
    return figure;
  }
}

function startProject(tool: Tool, modules: number, folder: string): Project {
  const project = join(folder, `${tool.name} ${modules}`.replaceAll(" ", "-"));
  mkdirSync(project);
  tool.writeProject(project, modules);
  return { tool, folder: project, modules, isMade: false };
}

interface ExpectedLine {
  readonly output: string;
  readonly text: string;
}

/** @returns what the run has to write, so that none passes that does nothing. */
function prepare(project: Project, { state }: Scenario, round: number): ExpectedLine | undefined {
  if (state === "cold") {
    clear(project);
    return { output: project.tool.outputPath(project.modules - 1), text: "timeout-minutes: " };
  }
  if (!project.isMade) measureProcess(project.tool.command(project.folder));
  if (state !== "changed") return undefined;
  // Another module each round, and another minute, so that it is a change where rounds outnumber modules.
  const index = (7 * round) % project.modules;
  const minutes = 20 + round;
  const path = join(project.folder, project.tool.modulePath(index));
  const text = readFileSync(path, "utf8");
  const edited = text.replace(/("timeout-minutes": )\d+/, `$1${minutes}`);
  if (edited === text) throw new Error(`${path} has no time to change.`);
  writeFileSync(path, edited);
  return { output: project.tool.outputPath(index), text: `timeout-minutes: ${minutes}\n` };
}

function clear({ tool, folder, modules }: Project): void {
  for (let index = 0; index < modules; index++) rmSync(join(folder, tool.outputPath(index)), { force: true });
  for (const cache of tool.caches) rmSync(join(folder, cache), { recursive: true, force: true });
}

function expectLine({ tool, folder }: Project, { output, text }: ExpectedLine): void {
  const path = join(folder, output);
  if (!existsSync(path) || !readFileSync(path, "utf8").includes(text))
    throw new Error(`${tool.name} has not made ${output} from its source.`);
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
