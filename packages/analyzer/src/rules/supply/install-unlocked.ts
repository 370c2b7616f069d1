import { defineDiagnostic, type ShellCommand } from "@yardmaster/core";
import { commandExcerpt, commandsOf, wordTexts } from "../rights/script-commands.ts";
import type { Rule } from "../rule.ts";

export const installUnlocked = defineDiagnostic({
  code: "install-unlocked",
  severity: "warning",
  confidence: "low",
  isPedantic: true,
  message: (p: { command: string; package: string }) =>
    `\`${p.command}\` takes the newest ${p.package} of that moment, and whatever it depends on, by no lock file.`,
  hint: () => "Name it with its version in a lock file of the repository, and install from that.",
});

/** Source: zizmor's audit `adhoc-packages`. A package with its exact version is left alone. */
export const unlockedInstalls: Rule = {
  reports: [installUnlocked],
  step({ script }, _holder, report) {
    if (!script || !/\b(?:install|add|i|uvx)\b/.test(script.text)) return;
    for (const command of commandsOf(script)) {
      const unpinned = unpinnedPackage(command);
      if (unpinned === undefined) continue;
      const excerpt = commandExcerpt(script, command);
      report(installUnlocked, { command: excerpt, package: unpinned }, script.path, { excerpt });
    }
  },
};

interface Installer {
  /** Words behind the program that install what follows. */
  readonly verbs: readonly (readonly string[])[];
  /** Of a package with its exact version. */
  readonly pinned: RegExp;
  /** Options with a value that is no package. */
  readonly valued?: readonly string[];
  /** Options by which nothing is taken but what a file holds. */
  readonly locked?: readonly string[];
}

const python: Installer = {
  verbs: [["install"]],
  pinned: /===?|@ |\.whl$|\.tar\.gz$|^git\+.*@[0-9a-f]{40}/,
  valued: [
    "-i",
    "--index-url",
    "--extra-index-url",
    "-t",
    "--target",
    "-c",
    "--constraint",
    "-f",
    "--find-links",
    "--prefix",
  ],
  locked: ["-r", "--requirement", "-e", "--editable", "--require-hashes", "-c", "--constraint"],
};
const node: Installer = { verbs: [["install"], ["i"], ["add"]], pinned: /.@v?\d+\.\d+\.\d+/ };
const installers: Readonly<Record<string, Installer>> = {
  pip: python,
  pip3: python,
  npm: node,
  pnpm: node,
  yarn: { verbs: [["add"], ["global", "add"]], pinned: node.pinned },
  gem: { verbs: [["install"]], pinned: /:\d/, locked: ["-v", "--version"] },
  cargo: {
    verbs: [["install"]],
    pinned: /@=?\d+\.\d+\.\d+/,
    valued: ["--features", "--root", "--target", "--profile"],
    locked: ["--version", "--vers", "--path", "--rev", "--tag", "--git"],
  },
  go: { verbs: [["install"]], pinned: /@v\d+\.\d+\.\d+|^[^@]*$/ },
  uvx: { verbs: [[]], pinned: /@\d|==/ },
};

function unpinnedPackage(command: ShellCommand): string | undefined {
  let words = wordTexts(command);
  if ((words[0] === "python" || words[0] === "python3") && words[1] === "-m") words = words.slice(2);
  const installer = installers[words[0] ?? ""];
  const verb = installer?.verbs.find((verbs) => verbs.every((text, index) => words[index + 1] === text));
  if (!installer || !verb) return undefined;
  const rest = words.slice(1 + verb.length);
  if (rest.some((text) => installer.locked?.includes(text.split("=")[0] ?? text))) return undefined;
  const [first] = rest.filter(
    (text, index) =>
      isPackage(text) && !installersThemselves.has(text) && !installer.valued?.includes(rest[index - 1] ?? ""),
  );
  return first === undefined || installer.pinned.test(first) ? undefined : first;
}

/** What comes with the interpreter, and is brought up to date before everything else. */
const installersThemselves = new Set(["pip", "setuptools", "wheel"]);

/** Neither an option nor a path nor a value that is not known. */
function isPackage(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they stand for values and substitutions
  return /^@?[A-Za-z][^\u0000\u0001$*]*$/.test(text) && !/\.(?:tgz|whl|gem)$/.test(text);
}
