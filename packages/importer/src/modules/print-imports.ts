/** The imports of a module, in the order in which formatters leave them. @param module its path from the root. */
export function printImports(
  module: string,
  language: readonly string[],
  others: ReadonlyMap<string, ReadonlyMap<string, string>>,
): string {
  const own = language.length === 0 ? [] : [printImport([...language].sort(compareNames), "yardmaster")];
  const rest = [...others]
    .map(([path, names]) => [relativePath(module, path), names] as const)
    .sort(([a], [b]) => compareNames(a, b))
    .map(([path, names]) => {
      const sorted = [...names].sort(([a], [b]) => compareNames(a, b));
      return printImport(
        sorted.map(([name, alias]) => (name === alias ? name : `${name} as ${alias}`)),
        path,
      );
    });
  return [...own, ...rest].join("");
}

function printImport(names: readonly string[], from: string): string {
  return `import { ${names.join(", ")} } from ${JSON.stringify(from)};\n`;
}

/** Without case first, and numbers by their value. */
function compareNames(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.toLowerCase().split(/(\d+)/)) as [string[], string[]];
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (part === other) continue;
    if (index % 2 === 1) return Number(part) - Number(other) || part.length - other.length;
    return part < other ? -1 : 1;
  }
  return right.length > left.length ? -1 : a < b ? -1 : 1;
}

function relativePath(from: string, to: string): string {
  const [origin, target] = [from.split("/").slice(0, -1), to.split("/")];
  let shared = 0;
  while (shared < origin.length && origin[shared] === target[shared]) shared += 1;
  const up = origin.slice(shared).map(() => "..");
  return [...(up.length > 0 ? up : ["."]), ...target.slice(shared)].join("/");
}
