import { describeEffects, people } from "@yardmaster/analyzer";
import { type ActionFact, asMap } from "@yardmaster/core";
import {
  type Behaviour,
  behaviourOf,
  type Change,
  compareBehaviour,
  type SimulatedSettings,
} from "@yardmaster/simulator";
import { readYaml } from "@yardmaster/yaml-io";
import { repositoryOf } from "../../helpers/simulated-files.ts";

export interface State {
  /** By their names in `.github/workflows`. */
  readonly files: Readonly<Record<string, string>>;
  /** Metadata of own actions, by folder. */
  readonly actions?: Readonly<Record<string, string>>;
  readonly settings?: SimulatedSettings;
  /** By the text of `uses`. */
  readonly versions?: Readonly<Record<string, string>>;
  readonly unreadable?: readonly string[];
}

export function behaviour({ files, actions = {}, settings = {}, versions = {}, unreadable = [] }: State): Behaviour {
  const bad = new Map(unreadable.map((name) => [`.github/workflows/${name}`, "torn"]));
  const repository = repositoryOf(files, { settings, unreadable: bad });
  const { workflows, secrets, permissions } = describeEffects({ workflows: repository.workflows });
  return behaviourOf(repository, {
    effects: { people, workflows, secrets, permissions },
    action: (folder) => actionOf(folder, actions),
    versions: () => new Map(Object.entries(versions)),
  });
}

function actionOf(folder: string, actions: Readonly<Record<string, string>>): ActionFact {
  const model = asMap(readYaml(actions[folder] ?? "").model);
  const metadata = { name: folder, inputs: [], outputs: [] } as never;
  return model ? { metadata, file: `${folder}/action.yml`, model } : "missing";
}

export function changesOf(old: State, now: State, renamed: Readonly<Record<string, string>> = {}): readonly Change[] {
  return compareBehaviour(behaviour(old), behaviour(now), new Map(Object.entries(renamed)));
}

/** `severity kind path: sentence`, of one workflow. */
export function linesOf(old: string, now: string, settings: SimulatedSettings = {}): readonly string[] {
  return changesOf({ files: { "a.yml": old }, settings }, { files: { "a.yml": now }, settings }).map(line);
}

export function line({ severity, kind, path, sentence }: Change): string {
  return `${severity} ${kind} ${path}: ${sentence}`;
}

/** A workflow of one job. @param job its keys as YAML in a line. */
export function workflow(job = "", top = "on: push", steps = "[{run: make}]"): string {
  return `${top}\njobs: {j: {runs-on: ubuntu-24.04, ${job}${job === "" ? "" : ", "}steps: ${steps}}}\n`;
}
