import { describeEffects, people } from "@yardmaster/analyzer";
import { findPins } from "@yardmaster/compiler";
import { versionOfComment } from "@yardmaster/core";
import { type Behaviour, behaviourOf } from "@yardmaster/simulator";
import { readYaml } from "@yardmaster/yaml-io";
import type { ReadRepository } from "../../repository/read-repository.ts";

/** What the workflows of a repository do, with who can bring it about, and the versions in the comments behind its pins. */
export function describeBehaviour({ repository, facts }: ReadRepository): Behaviour {
  const { workflows, secrets, permissions } = describeEffects({ workflows: repository.workflows });
  return behaviourOf(repository, {
    effects: { people, workflows, secrets, permissions },
    action: (folder) => facts.action(folder),
    versions: (file) => versionsIn(facts.text(file) ?? "", file),
  });
}

function versionsIn(text: string, file: string): ReadonlyMap<string, string> {
  const pins = findPins(readYaml(text, file), file) ?? [];
  return new Map(
    pins.flatMap(({ action, ref, comment }) => {
      const version = comment === undefined ? undefined : versionOfComment(comment);
      return version === undefined ? [] : [[`${action}@${ref}`, version] as const];
    }),
  );
}
