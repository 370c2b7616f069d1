/** Whether one of the patterns stands for the whole text: `*` is any characters; case does not count. */
export function matchesAny(text: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const parts = pattern.split("*").map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`, "is").test(text);
  });
}

/** `a, b and c`, each as code. */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2 ? (quoted[0] ?? "none") : `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`;
}

/** The last part of a workflow's path, by which people name it: `ci.yml`. */
export function fileName(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}
