/** Standard output of every program here. */
export function say(text: string): void {
  process.stdout.write(withoutCommands(text));
}

/** Standard error of every program here. */
export function complain(text: string): void {
  process.stderr.write(withoutCommands(text));
}

/**
 * All of them print text of other people, and in a log of GitHub Actions none of it may be a command to the runner, which takes
 * a line that begins with `::`, blanks before it or not, and the older `##[` anywhere in one. Markdown shows no difference.
 */
export function withoutCommands(text: string): string {
  return text.replace(/^((?:[^\S\r\n]|\u0085)*):(?=:)/gm, "$1\\:").replaceAll("##[", "#\\#[");
}
