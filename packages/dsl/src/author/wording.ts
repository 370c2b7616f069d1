export function someOf(names: readonly string[]): string {
  const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
  return `${listed(names.slice(0, 3), more === "" ? "and" : "")}${more}`;
}

export function listed(names: readonly string[], word: string): string {
  const quoted = names.map((name) => `\`${name}\``);
  if (quoted.length < 2 || word === "") return quoted.join(", ");
  return `${quoted.slice(0, -1).join(", ")} ${word} ${quoted.at(-1)}`;
}

export function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

/** The name of an action is not capitalized. */
export function sentence(target: string): string {
  return target.startsWith("the ") ? capitalized(target) : target;
}

export function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Ids that differ in case are one to GitHub: the sentence shows both. */
export function alsoWritten({ id, other }: { readonly id: string; readonly other: string }): string {
  return id === other ? "" : `, which is also written "${other}": GitHub ignores case`;
}
