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
  /** Of the text, from 0. */
  readonly line: number;
  /** As it is written there. */
  readonly text: string;
}

/**
 * The withdrawn commands of the runner that a script prints, as far as its text shows them whole, the first of each line: to
 * name one, as in `grep '::set-output'`, is no use of it. Names ignore case. Lines of comments do not count.
 */
export function removedCommands(text: string): readonly RemovedCommand[] {
  if (!/(?:::|##\[)(?:set-|save-|add-)/i.test(text)) return [];
  return text.split("\n").flatMap((line, index): readonly RemovedCommand[] => {
    if (/^\s*(#(?!#\[)|\/\/|rem\s)/i.test(line)) return [];
    const match =
      /::(set-output|save-state|set-env)[ \t]+name=.*?::|::(add-path)::/i.exec(line) ??
      /##\[(set-output|save-state|set-env)[ \t]+name=[^\]]*\]|##\[(add-path)\]/i.exec(line);
    const command = (match?.[1] ?? match?.[2])?.toLowerCase();
    return match && command !== undefined ? [{ command, file: files[command] ?? "", line: index, text: match[0] }] : [];
  });
}
