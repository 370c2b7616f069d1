import type { Value } from "@yardmaster/core";
import { writeRaw } from "../values/write-raw.ts";
import { writeString } from "../values/write-text.ts";
import { pathKey } from "../writing/decisions.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { References } from "../writing/references.ts";
import type { PlacedStep } from "./place-steps.ts";
import { optionKeys, type StepKind, stepKind } from "./step-kind.ts";
import { isInBackground, type StepRoom } from "./step-room.ts";
import { ownShells, templateOf } from "./template-language.ts";
import { writeOptions } from "./write-options.ts";
import { writeScript } from "./write-script.ts";
import { writeUses } from "./write-uses.ts";

/** A step as the language makes it, without the constant that may hold it. */
export function writeStep(step: PlacedStep, references: References, room: StepRoom): string {
  const { writer } = room;
  const kind = writer.decisions.raw.has(pathKey(step.path)) ? "other" : stepKind(step.keys);
  return `${writer.mark(step.path)}${write(kind, step, references, room)}`;
}

function write(kind: StepKind, step: PlacedStep, references: References, room: StepRoom): string {
  const { writer, handles } = room;
  const { keys, path } = step;
  switch (kind) {
    case "run":
      return inBackground(step, writeRun(step, references, room), writer);
    case "uses":
      return inBackground(step, writeUses(step, references, room), writer);
    case "parallel": {
      const children = (keys.parallel as readonly Value[]).map((_, index) =>
        room.writeChild([...path, "parallel", index]),
      );
      return `${writer.language("parallel")}(${children.join(", ")})`;
    }
    case "wait": {
      const targets = (Array.isArray(keys.wait) ? keys.wait : [keys.wait]).map((id) => handles.named(id)?.name);
      if (targets.length === 0 || targets.includes(undefined)) return writeUnknown(step, writer);
      const source = Array.isArray(keys.wait) ? `[${targets.join(", ")}]` : `${targets[0]}`;
      return call("wait", [source, options(["wait"])]);
    }
    case "wait-all":
      return call("waitAll", [options(["wait-all"])]);
    case "cancel": {
      const target = handles.named(keys.cancel)?.name;
      return target === undefined ? writeUnknown(step, writer) : call("cancel", [target, options(["cancel"])]);
    }
    case "other":
      return writeUnknown(step, writer);
  }

  function options(written: readonly string[]): string | undefined {
    return writeOptions(step, { known: optionKeys.wait, written }, references, writer);
  }

  function call(name: string, given: readonly (string | undefined)[]): string {
    return `${writer.language(name)}(${given.filter((each) => each !== undefined).join(", ")})`;
  }
}

function writeRun(step: PlacedStep, references: References, { writer, fitsShell, handles }: StepRoom): string {
  const { keys, path } = step;
  const template = templateOf(keys.shell, fitsShell);
  const script = writeScript(keys.run, [...path, "run"], template, references, writer);
  const statesShell =
    script.template !== undefined && script.template !== "js" && keys.shell === ownShells[script.template];
  const outputs = handles.at(path)?.outputs ?? [];
  const options = writeOptions(
    step,
    {
      known: optionKeys.run,
      written: ["run", ...(statesShell ? ["shell"] : []), ...(isInBackground(keys) ? ["background"] : [])],
      added: outputs.length === 0 ? [] : [["outputs", `[${outputs.map(writeString).join(", ")}]`]],
    },
    references,
    writer,
  );
  return `${writer.language("run")}(${options === undefined ? "" : `${options}, `}${script.source})`;
}

function inBackground({ keys }: PlacedStep, source: string, writer: ModuleWriter): string {
  return isInBackground(keys) ? `${writer.language("background")}(${source})` : source;
}

/** The judges say of it what GitHub does. */
function writeUnknown({ keys, path }: PlacedStep, writer: ModuleWriter): string {
  const reason = writer.decisions.raw.get(pathKey(path)) ?? "This is none of the steps that GitHub knows.";
  return writeRaw(keys, path, reason, writer);
}
