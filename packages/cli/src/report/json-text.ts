/** JSON for programs that is also printed into logs of GitHub Actions: the runner obeys `##[` wherever it stands in a line. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replaceAll("##[", "##\\u005b")}\n`;
}
