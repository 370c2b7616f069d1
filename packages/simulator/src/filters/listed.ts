/** `a`, `b` and 3 more: names as a sentence has them. */
export function listed(names: readonly string[], limit = 4): string {
  const shown = names.length <= limit + 1 ? names : names.slice(0, limit);
  const quoted = shown.map((name) => `\`${name}\``);
  const rest = names.length - shown.length;
  if (rest > 0) return `${quoted.join(", ")} and ${rest} more`;
  const last = quoted.at(-1);
  if (last === undefined) return "nothing";
  return quoted.length === 1 ? last : `${quoted.slice(0, -1).join(", ")} and ${last}`;
}
