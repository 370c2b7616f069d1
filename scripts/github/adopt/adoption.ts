/** What `yardmaster adopt` made of one pull request: the files of one commit on its branch. */
export interface Adoption {
  readonly number: number;
  readonly branch: string;
  /** The commit whose files were read: the only parent that the new commit may have. */
  readonly head: string;
  readonly files: readonly { readonly path: string; readonly content: string }[];
}

/** Bots whose pull requests are read, with the beginning of their branches' names. */
export const botBranches: Readonly<Record<string, RegExp>> = {
  "dependabot[bot]": /^dependabot\/github_actions\//,
  "renovate[bot]": /^renovate\//,
};

/** GitHub's own lock: read where a bot has changed it, and never written. */
export const githubLockFile = ".github/workflows/actions.lock";

const plainName = /^(?!.*(?:\.\.|\/\/|@\{))[\w./+@=-]{1,200}$/;

/** Whether the text is a branch that one of the bots makes: no other is ever written to. */
export function isBotBranch(branch: string, bots: readonly RegExp[] = Object.values(botBranches)): boolean {
  return plainName.test(branch) && !/[./]$/.test(branch) && bots.some((beginning) => beginning.test(branch));
}

/** Generated YAML: what a bot may have changed. */
export function isGeneratedYaml(path: string): boolean {
  return plainName.test(path) && /^(?:\.github\/workflows\/[^/]+\.yml|(?:[^/]+\/)*action\.yml)$/.test(path);
}

/** What `adopt` may have written. */
export function isAdopted(path: string): boolean {
  return (
    isGeneratedYaml(path) ||
    path === "workflows-src/actions.lock.json" ||
    (plainName.test(path) && /^generated\/[\w.-]+\.(?:ts|json)$/.test(path))
  );
}

/** Reads what {@link Adoption}s were written, and refuses anything else. */
export function parseAdoptions(text: string): readonly Adoption[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value) || !value.every(isAdoption)) throw new Error("The file holds no adoptions.");
  return value;
}

function isAdoption(value: unknown): value is Adoption {
  const { number, branch, head, files } = (value ?? {}) as Record<keyof Adoption, unknown>;
  return (
    Number.isSafeInteger(number) &&
    typeof branch === "string" &&
    isBotBranch(branch) &&
    typeof head === "string" &&
    /^[0-9a-f]{40}$/.test(head) &&
    Array.isArray(files) &&
    files.length > 0 &&
    files.every((file) => isAdopted(String(file?.path)) && typeof file.content === "string")
  );
}
