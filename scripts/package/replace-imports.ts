import { ts } from "ts-morph";

/**
 * Declarations with other names for what they import.
 * @param path for messages.
 * @throws where a module names others in a way that is not understood here: it would be left as it is.
 */
export function replaceImports(path: string, text: string, replace: (specifier: string) => string): string {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const refusal = (what: string) => new Error(`${path} has ${what}, which is not understood here.`);
  if (file.referencedFiles.length + file.typeReferenceDirectives.length > 0) throw refusal("a `/// <reference>`");
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const edit = (node: ts.Node): void => {
    if (!ts.isStringLiteral(node)) throw refusal("an import without a plain name");
    edits.push({ start: node.getStart(file), end: node.end, text: JSON.stringify(replace(node.text)) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) edit(node.moduleSpecifier);
    else if (ts.isExportDeclaration(node)) {
      if (node.moduleSpecifier) edit(node.moduleSpecifier);
    } else if (ts.isImportTypeNode(node)) edit(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node);
    else if (ts.isImportEqualsDeclaration(node) || (ts.isExportAssignment(node) && node.isExportEquals)) {
      throw refusal("an import or export of CommonJS");
    } else if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) {
      throw refusal("the declarations of another module");
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const sorted = edits.sort((a, b) => a.start - b.start);
  const before = (index: number): string => text.slice(sorted[index - 1]?.end ?? 0, sorted[index]?.start);
  return `${sorted.map((each, index) => before(index) + each.text).join("")}${before(sorted.length)}`;
}
