import { InvariantError, type LockedAction, type LockedInput } from "@yardmaster/core";
import { type StatementStructures, StructureKind, VariableDeclarationKind } from "ts-morph";
import { docText, quote } from "./doc-text.ts";
import { documentAction, documentInput, isNeeded } from "./document-input.ts";

/** Functions of the language that declare an input, by the type that `workflow_call` gives it. */
const inputFunctions = { string: "text", boolean: "flag", number: "number" } as const;

/** The handle of a reusable workflow, for `call`: what it takes and gives, and its place at the commit in the lock. */
export function workflowBinding(key: string, name: string, locked: LockedAction): readonly StatementStructures[] {
  const [, repository, file] = /^([^/]+\/[^/]+)\/\.github\/workflows\/([^/]+)$/.exec(key) ?? [];
  if (repository === undefined || file === undefined) throw new InvariantError(`${key} is no reusable workflow.`);
  const pin = `lock.actions[${quote(key)}]`;
  const inputs = Object.entries(locked.inputs).map(([input, declaration]) =>
    entry(input, documentInput(declaration), inputDeclaration(declaration)),
  );
  const secrets = Object.entries(locked.secrets ?? {}).map(([secret, { required, description }]) =>
    entry(secret, description === undefined ? [] : [docText(description)], required ? "{ required: true }" : "{}"),
  );
  const initializer = [
    `remoteWorkflow(${quote(file)}, { repository: ${quote(repository)}, sha: ${pin}.sha, version: ${pin}.version }, {`,
    ...section("inputs", inputs),
    ...section("secrets", secrets),
    `  outputs: [${locked.outputs.map(quote).join(", ")}],`,
    "})",
  ].join("\n");
  return [
    {
      kind: StructureKind.VariableStatement,
      declarationKind: VariableDeclarationKind.Const,
      isExported: true,
      docs: [documentAction(`The reusable workflow \`${key}\`, at the commit in the lock: for \`call\`.`, locked)],
      declarations: [{ name, initializer }],
    },
  ];
}

/** Which functions of the language the handle needs. */
export function inputFunctionsOf(locked: LockedAction): readonly string[] {
  return Object.values(locked.inputs).map(functionOf);
}

function functionOf({ type = "string", values }: LockedInput): string {
  return values && type === "string" ? "choice" : inputFunctions[type];
}

function inputDeclaration(input: LockedInput): string {
  const name = functionOf(input);
  const values = name === "choice" ? [`[${(input.values ?? []).map(quote).join(", ")}]`] : [];
  return `${name}(${[...values, ...(isNeeded(input) ? ["{ required: true }"] : [])].join(", ")})`;
}

function section(key: string, entries: readonly (readonly string[])[]): readonly string[] {
  return entries.length > 0 ? [`  ${key}: {`, ...entries.flat().map((line) => `    ${line}`.trimEnd()), "  },"] : [];
}

/** A computed key, as a plain `"__proto__"` would set the prototype. */
function entry(name: string, docs: readonly string[], value: string): readonly string[] {
  const key = name === "__proto__" ? `[${quote(name)}]` : quote(name);
  return [...docs.flatMap(comment), `${key}: ${value},`];
}

function comment(text: string): readonly string[] {
  const lines = text.split("\n");
  return lines.length === 1 ? [`/** ${text} */`] : ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"];
}
