import { isMap, type Value, type ValueMap } from "@yardmaster/core";
import { planSteps } from "../steps/plan-steps.ts";
import { writeNote } from "../values/write-note.ts";
import { writeRaw } from "../values/write-raw.ts";
import { writeString } from "../values/write-text.ts";
import { writeValue } from "../values/write-value.ts";
import { pathKey } from "../writing/decisions.ts";
import type { GatheringWriter, TriggerContext } from "../writing/module-writer.ts";
import { noReferences, type References } from "../writing/references.ts";
import { commentsAboveAll, withComments, withoutComments } from "./comments-at-keys.ts";
import { mapAt } from "./find-callee.ts";
import { type Entry, printBlock, printEntries } from "./print-entries.ts";
import { writeInputs } from "./write-inputs.ts";

/** The statements of an action's module. */
export function writeAction(writer: GatheringWriter): readonly string[] {
  const { model, path, exportName } = writer.file;
  const { using } = mapAt(model, "runs");
  const above = commentsAboveAll(writer);
  const metadata = metadataKeys(writer);
  const before = writer.gathered().statements.length;
  const form = using === "composite" ? composite : using === "docker" ? docker : node;
  const { builder, source } = form(model, writer);
  const { start, end } = writer.comments;
  // Last of all: no other writer has a place for what is left.
  const note = writeNote([...above, ...writer.comments.takeBelow([])]);
  const entries = printBlock([
    ...(writer.file.path.endsWith(".yaml") ? [["extension", writeString("yaml")] as const] : []),
    ...(start.length === 0 ? [] : [["header", writeLines(start)] as const]),
    ...(note === undefined ? [] : [["note", note] as const]),
    ...metadata,
    ...(end.length === 0 ? [] : [["footer", writeLines(end)] as const]),
  ]);
  const folder = writeString(path.replace(/\/?action\.ya?ml$/, "") || ".");
  const made = `${writer.mark([])}${writer.language(builder)}(${folder}, ${entries}, ${source})`;
  return [...writer.gathered().statements.slice(0, before), `export const ${exportName} = ${made};`];
}

interface Runs {
  readonly builder: string;
  readonly source: string;
}

/** What is said of an action beside what it runs. */
function metadataKeys(writer: GatheringWriter): readonly Entry[] {
  const known: Entry[] = [];
  const unknown: [string, Value][] = [];
  for (const [key, value = null] of Object.entries(writer.file.model)) {
    const path = [key];
    if (key === "runs" || key === "outputs") continue;
    if (key === "inputs" && isMap(value)) known.push([key, writeInputs(value, path, "action", writer)]);
    else if (knownKeys.has(key)) known.push([key, writeValue(value, path, noReferences, withoutComments(writer))]);
    else unknown.push([key, value]);
  }
  if (unknown.length === 0) return known;
  const why = "The language does not know these keys of an action.";
  return [...known, ["raw", writeRaw(Object.fromEntries(unknown), [], why, writer)]];
}

const knownKeys = new Set(["name", "description", "author", "branding"]);

function writeLines(lines: readonly string[]): string {
  return `[${lines.map(writeString).join(", ")}]`;
}

/** Its steps, in a function of what actions are given. */
function composite(model: ValueMap, writer: GatheringWriter): Runs {
  const runs = mapAt(model, "runs");
  const before = writer.gathered().statements.length;
  const planned = planSteps(runs.steps, ["runs", "steps"], writer);
  const references = planned.references(noReferences);
  const steps = planned.write(noReferences);
  const outputs = isMap(model.outputs)
    ? [["outputs", compositeOutputs(model.outputs, references, writer)] as const]
    : [];
  const entries = printBlock([["steps", steps], ...outputs]);
  const { contexts, statements } = writer.gathered();
  const own = statements.slice(before);
  const scope = contexts.size === 0 ? "()" : `({ ${scopeNames(contexts).join(", ")} })`;
  return {
    builder: "compositeAction",
    source: own.length === 0 ? `${scope} => (${entries})` : `${scope} => {\n${own.join("\n")}\nreturn ${entries};\n}`,
  };
}

function scopeNames(contexts: ReadonlySet<TriggerContext>): readonly string[] {
  const order: readonly TriggerContext[] = ["inputs", "github", "runner", "job"];
  return order.filter((name) => contexts.has(name)).map((name) => (name === "job" ? "job: current" : name));
}

function compositeOutputs(outputs: ValueMap, references: References, writer: GatheringWriter): string {
  return printEntries(
    Object.entries(outputs).map(([name, output = null]): Entry => {
      const path = ["outputs", name];
      return [name, writeValue(output, path, references, writer)];
    }),
  );
}

function node(model: ValueMap, writer: GatheringWriter): Runs {
  const { using, ...keys } = mapAt(model, "runs");
  return {
    builder: "nodeAction",
    source: printBlock([
      ...(using === "node24" ? [] : [usingEntry(using, writer)]),
      ...runsEntries(keys, model, writer),
    ]),
  };
}

function usingEntry(using: Value | undefined, writer: GatheringWriter): Entry {
  return ["using", writeValue(using ?? null, ["runs", "using"], noReferences, writer)];
}

function docker(model: ValueMap, writer: GatheringWriter): Runs {
  const { using: _using, ...keys } = mapAt(model, "runs");
  const entries = printBlock(runsEntries(keys, model, writer));
  const { contexts } = writer.gathered();
  return { builder: "dockerAction", source: `${contexts.has("inputs") ? "({ inputs })" : "()"} => (${entries})` };
}

function runsEntries(keys: ValueMap, model: ValueMap, writer: GatheringWriter): readonly Entry[] {
  const entries = Object.entries(keys).map(([key, value = null]): Entry => {
    const path = ["runs", key];
    return [key, withComments(writeValue(value, path, noReferences, writer), path, writer)];
  });
  return isMap(model.outputs) ? [...entries, ["outputs", describedOutputs(model.outputs, writer)]] : entries;
}

/** What an action says of outputs that its program sets: the description alone, where that is all. */
function describedOutputs(outputs: ValueMap, writer: GatheringWriter): string {
  const silent = withoutComments(writer);
  return printEntries(
    Object.entries(outputs).map(([name, output = null]): Entry => {
      const path = ["outputs", name];
      const keys = isMap(output) ? Object.keys(output).join() : "";
      if (writer.decisions.raw.has(pathKey(path)) || keys !== "description") {
        return [name, writeValue(output ?? {}, path, noReferences, silent)];
      }
      return [
        name,
        writeValue(mapAt(outputs, name).description ?? null, [...path, "description"], noReferences, silent),
      ];
    }),
  );
}
