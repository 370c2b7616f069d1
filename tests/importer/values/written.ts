import { type ModelPath, nothingKnown, type ValueMap } from "@yardmaster/core";
import {
  createModuleWriter,
  createNames,
  type Decisions,
  type GatheringWriter,
  type ImportedFile,
  noDecisions,
  type References,
  tabulateComments,
} from "@yardmaster/importer/writers";
import { readYaml } from "@yardmaster/yaml-io";

export const noReferences: References = { resolve: () => undefined };

/** A writer for a part of a file. */
export function writerOf(
  text: string,
  { kind = "workflow", decisions = {} }: { kind?: "workflow" | "action"; decisions?: Partial<Decisions> } = {},
): GatheringWriter {
  const document = readYaml(text);
  if (document.model === undefined) throw new Error(document.diagnostics.map(({ message }) => message).join("\n"));
  const file: ImportedFile = {
    path: ".github/workflows/ci.yml",
    kind,
    document,
    model: document.model as ValueMap,
    module: "workflows-src/ci.workflow.ts",
    exportName: "ci",
  };
  return createModuleWriter({
    plan: { files: [file], facts: { ...nothingKnown, workflows: new Map() }, lock: undefined, isHoisting: false },
    file,
    decisions: { ...noDecisions, ...decisions },
    comments: tabulateComments(document),
    names: createNames(),
  });
}

export function withoutMarks(source: string): string {
  return source.replace(/\/\*@\d+\*\//g, "");
}

/** Marks by what they are about: `/*@jobs.a.if 0*​/` in place of a number. */
export function readMarks(source: string, writer: GatheringWriter, of: ModelPath): string {
  const { marks } = writer.gathered();
  return source.replace(/\/\*@(\d+)\*\//g, (_, number: string) => {
    const mark = marks[Number(number)];
    const below = mark?.path.slice(of.length).join(".");
    return `<${[below, mark?.operand].filter((part) => part !== undefined && part !== "").join(" ")}>`;
  });
}
