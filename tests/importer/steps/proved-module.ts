import { readFileSync } from "node:fs";
import { isMap, nothingKnown, parseActionsLock, type SourceDocument, seal } from "@yardmaster/core";
import * as language from "@yardmaster/dsl";
import { printWorkflow, readYaml } from "@yardmaster/yaml-io";
import { transformSync } from "esbuild";
import * as assert from "uvu/assert";
import * as bindings from "../../../generated/actions.ts";
import { formatModule } from "../../../packages/importer/src/modules/format-module.ts";
import { planFiles } from "../../../packages/importer/src/modules/plan-files.ts";
import { writeModule } from "../../../packages/importer/src/modules/write-module.ts";
import { compareDocuments } from "../../../packages/importer/src/proof/compare-documents.ts";
import { type Decisions, noDecisions } from "../../../packages/importer/src/writing/decisions.ts";

const lockText = readFileSync("workflows-src/actions.lock.json", "utf8");
const parsed = parseActionsLock(lockText, "workflows-src/actions.lock.json");
if (!parsed.ok) throw new Error("The lock of this repository is broken.");
export const lock = parsed.value;

export interface Around {
  readonly decisions?: Partial<Decisions>;
  readonly isHoisting?: boolean;
}

/** The module of a workflow, which is proved on the way. */
export async function provedModule(text: string, { decisions = {}, isHoisting = false }: Around = {}): Promise<string> {
  const document = readYaml(text);
  if (!isMap(document.model)) throw new Error(document.diagnostics[0]?.message ?? "This is no map.");
  const { files } = planFiles(
    [{ path: ".github/workflows/ci.yml", document, model: document.model }],
    "workflows-src",
    new Map(),
  );
  const [file] = files;
  if (!file) throw new Error("The file is refused.");
  const facts = { ...nothingKnown, workflows: new Map() };
  const written = writeModule(file, { files, facts, lock, isHoisting }, { ...noDecisions, ...decisions });
  const source = await formatModule(written.marked);
  assert.equal(compareDocuments(document, readYaml(print(source))), [], source);
  return source;
}

/** What a module makes, without the line that names its source. */
function print(source: string): string {
  const exported: Record<string, SourceDocument> = {};
  const modules: Readonly<Record<string, unknown>> = {
    "@yardmaster/dsl": language,
    "../generated/actions.ts": bindings,
  };
  const { code } = transformSync(source, { loader: "ts", format: "cjs" });
  const scope = { exports: exported };
  new Function("require", "module", code)((name: string) => modules[name], scope);
  const [made] = Object.values(scope.exports);
  if (made?.yardmaster !== "workflow") throw new Error("The module makes no workflow.");
  const sealed = seal(made, made.diagnostics);
  if (!sealed.ok) throw new Error(sealed.error.map(({ message }) => message).join("\n"));
  return printWorkflow(sealed.value, { generator: "", source: "" }).replace(/^.*\n/, "");
}
