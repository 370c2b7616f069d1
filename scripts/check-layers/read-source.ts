import { ts } from "ts-morph";
import { findEffects, type Located } from "./find-effects.ts";

export interface ImportFact extends Located {
  /** As written, such as `./seal.ts`, `@yardmaster/core` or `node:path`. */
  readonly specifier: string;
  /** Erased before run time: `import type`, `export type` or a type such as `import("x").T`. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly imports: readonly ImportFact[];
  /** Uses of the outside world by global names, such as `process` or `Date.now`. */
  readonly effects: readonly (Located & { readonly name: string })[];
}

/** Imports with a computed specifier are no facts about layers and are left out. */
export function readSource(path: string, text: string): SourceFile {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: ImportFact[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (specifier && ts.isStringLiteralLike(specifier)) {
      imports.push({ specifier: specifier.text, line: lineOf(source, node), typeOnly });
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node, node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) {
      add(node, node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node, node.argument.literal, true);
    } else if (ts.isCallExpression(node) && isModuleCall(node.expression)) {
      add(node, node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { path, imports, effects: findEffects(source) };
}

function isModuleCall(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(callee) && callee.text === "require") ||
    callee.getText() === "require.resolve" ||
    callee.getText() === "import.meta.resolve"
  );
}

function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
}
