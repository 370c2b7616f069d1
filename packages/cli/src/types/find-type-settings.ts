import { join } from "node:path";
import { sourcesFolder } from "@yardmaster/compiler";
import { type Files, fail, ok, type Result } from "@yardmaster/core";
import { type Compiler, findCompiler } from "./find-compiler.ts";

export interface TypeSettings {
  readonly compiler: Compiler;
  /** The nearest tsconfig.json, from the root. */
  readonly configuration: string;
}

const configurations = [`${sourcesFolder}/tsconfig.json`, "tsconfig.json"];

/** By what a project checks its types. @returns a note that says what it lacks. */
export async function findTypeSettings(root: string, files: Files): Promise<Result<TypeSettings, string>> {
  const compiler = await findCompiler(root, files);
  if (!compiler) return fail(unchecked("no TypeScript is installed here"));
  const known = await Promise.all(configurations.map((path) => files.read(join(root, path))));
  const configuration = configurations.find((_, index) => known[index] !== undefined);
  if (configuration === undefined) return fail(unchecked(`there is no ${configurations.join(" and no ")}`));
  return ok({ compiler, configuration });
}

function unchecked(reason: string): string {
  return `Types were not checked: ${reason}. \`--no-types\` says that this is meant.`;
}
