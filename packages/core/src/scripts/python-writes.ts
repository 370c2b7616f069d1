import { codeOf, pythonTokens } from "./mask-texts.ts";
import type { RunnerFile, ScriptWrites } from "./runner-files.ts";

const plainModules = new Set(
  (
    "argparse ast base64 collections configparser copy csv datetime decimal difflib enum fnmatch fractions functools glob " +
    "hashlib html http io itertools json locale math operator os pathlib platform pprint random re secrets shlex shutil " +
    "statistics string struct sys tempfile textwrap time tomllib traceback typing unicodedata urllib uuid xml zipfile zoneinfo"
  ).split(" "),
);

export function pythonWrites(text: string, file: RunnerFile): ScriptWrites {
  const entry = /["'](?:\\n)?([A-Za-z_][\w.-]*)(?:=|<<)/g;
  const mentions = text.includes(file);
  const names = new Set(mentions ? [...text.matchAll(entry)].map(([, name = ""]) => name) : []);
  const code = codeOf(text, pythonTokens);
  const isClosed = !runsOther(code) && modulesOf(code).every((name) => plainModules.has(name));
  const hasUnread = /::set-/i.test(text) || (mentions && !namesEach(text));
  return { names, isComplete: isClosed && !hasUnread, hasUnread };
}

/** Whether each text that goes to a file begins with a name. */
function namesEach(text: string): boolean {
  const writes = [...text.matchAll(/\.write(?:lines)?\s*\(|\bprint\s*\((?=[^\n]*\bfile\s*=)/g)];
  return (
    writes.length > 0 &&
    writes.every(({ index, 0: call }) => /^\s*[fr]?["'](?:\\n)?[A-Za-z_][\w.-]*=/.test(text.slice(index + call.length)))
  );
}

function runsOther(code: string): boolean {
  return /\b(?:subprocess|system|popen|Popen|exec\w*|eval|spawn\w*|__import__|importlib|runpy|ctypes)\b/.test(code);
}

function modulesOf(code: string): readonly string[] {
  return [...code.matchAll(/^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import\b|import[ \t]+([\w., \t]+))/gm)].flatMap(
    ([, from, list = ""]) => [from ?? "", ...list.split(",")].flatMap((name) => /^\s*(\w+)/.exec(name)?.[1] ?? []),
  );
}
