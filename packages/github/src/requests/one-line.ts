const maximumCharacters = 300;

/** Text of a server made safe to print: one line without control or invisible characters, without the secret, bounded. */
export function oneLine(text: string, secret: string): string {
  const line = text
    .replace(/[\p{C}\s]+/gu, " ")
    .trim()
    .replaceAll(secret, "***");
  const characters = [...line];
  return characters.length <= maximumCharacters ? line : `${characters.slice(0, maximumCharacters - 1).join("")}…`;
}
