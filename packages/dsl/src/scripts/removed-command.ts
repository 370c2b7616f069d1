/** What GitHub took back, because a log's text could give such a command, and the file that stands in for each. */
const files: Readonly<Record<string, string>> = {
  "set-output": "GITHUB_OUTPUT",
  "save-state": "GITHUB_STATE",
  "set-env": "GITHUB_ENV",
  "add-path": "GITHUB_PATH",
};

export interface RemovedCommand {
  readonly command: string;
  readonly file: string;
}

/**
 * The first withdrawn command of the runner that a script prints, as far as its text shows it whole: to name one, as in
 * `grep '::set-output'`, is no use of it. Names ignore case. Lines of comments do not count.
 */
export function findRemovedCommand(text: string): RemovedCommand | undefined {
  for (const line of text.split("\n")) {
    if (/^\s*(#(?!#\[)|\/\/|rem\s)/i.test(line)) continue;
    const match =
      /::(set-output|save-state|set-env)[ \t]+name=.*?::|::(add-path)::/i.exec(line) ??
      /##\[(set-output|save-state|set-env)[ \t]+name=[^\]]*\]|##\[(add-path)\]/i.exec(line);
    const command = (match?.[1] ?? match?.[2])?.toLowerCase();
    if (command !== undefined) return { command, file: files[command] ?? "" };
  }
  return undefined;
}
