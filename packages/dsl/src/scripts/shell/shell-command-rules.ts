import type { ShellWord } from "@yardmaster/core";

export interface RefusedValue {
  readonly index: number;
  readonly refused: string;
}

const prefixes = new Set("builtin command doas env exec nice nohup sudo time xargs".split(" "));
const plainPrefixes = new Set(["builtin", "command", "exec"]);
/** Built-ins that run their arguments, or set, compute or look up the variables that they name. */
const evaluating = new Set("alias eval getopts let mapfile read readarray trap unset".split(" "));
const declaring = new Set("declare export local readonly typeset".split(" "));
const arithmeticTests = new Set("-eq -ne -lt -le -gt -ge".split(" "));

/** Programs that take code as the word after an option. */
const codeOptions: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries("sh bash dash zsh ksh ash fish su".split(" ").map((shell) => [shell, /^-[a-z]*c$/])),
  ...Object.fromEntries("python python2 python3".split(" ").map((python) => [python, /^-[A-Za-z]*c$/])),
  node: /^(-e|-p|-pe|--eval|--print)$/,
  perl: /^-[a-z0-9]*[eE]$/,
  ruby: /^-[a-z]*e$/,
  php: /^-r$/,
  pwsh: /^-c(ommand)?$/i,
  powershell: /^-c(ommand)?$/i,
};

/** Programs whose first operand is code, unless an option brought it; and how many words an option takes. */
const codeOperands: Readonly<Record<string, { code?: RegExp; options: RegExp; takes: (option: string) => number }>> = {
  awk: { options: /^-/, takes: (option) => (/^-[vFf]$/.test(option) ? 1 : 0) },
  jq: {
    options: /^-/,
    takes: (option) =>
      /^--(arg|argjson|slurpfile|rawfile)$/.test(option) ? 2 : /^(--indent|-L)$/.test(option) ? 1 : 0,
  },
  sed: { code: /^(-[nErsiuz]*e|--expression)$/, options: /^-/, takes: (option) => (/^(-f|-l)$/.test(option) ? 1 : 0) },
};

/** The first value of a simple command that its quotes do not make safe. */
export function refusedInCommand(all: readonly ShellWord[], trusted: ReadonlySet<number>): RefusedValue | undefined {
  const subscript = all.find(({ text }) => /^[A-Za-z_]\w*\[[^\]=]*\0/.test(text));
  const first = all.findIndex(({ text }) => !/^[A-Za-z_]\w*(\[[^\]]*\])?\+?=/.test(text));
  if (subscript && (first === -1 || all.indexOf(subscript) <= first)) {
    return refuse(subscript, "in the subscript of an array");
  }
  if (first === -1) return undefined;
  const stated = all.slice(first);
  const words = withoutPrefixes(stated);
  const [command, ...args] = words;
  if (!command) return undefined;
  const chosen = command.values.find(({ index }) => !trusted.has(index));
  // Options of `sudo` and the like may take a word, so what follows them need not be the command.
  const isName = stated.slice(0, -words.length).every(({ text }) => plainPrefixes.has(text));
  if (chosen && isName) return { index: chosen.index, refused: "as the name of a command" };
  return refusedArgument(command.text.replace(/^.*\//, ""), args, trusted) ?? refusedCode(words);
}

function refusedArgument(
  name: string,
  args: readonly ShellWord[],
  trusted: ReadonlySet<number>,
): RefusedValue | undefined {
  const [first] = args;
  if (evaluating.has(name)) return refuse(args.find(hasValue), `in an argument of \`${name}\``);
  if (declaring.has(name)) return refusedDeclaration(name, args);
  if (name === "printf") return refusedFormat(args);
  if ((name === "." || name === "source") && first?.values.some(({ index }) => !trusted.has(index))) {
    return refuse(first, "as the file that the shell runs");
  }
  if (name === "for" || name === "select") return first && refuse(first, "as the name of a variable");
  if (name === "[[" || name === "[" || name === "test") return refusedTest(name, args);
  if (name === "ssh") return refusedRemote(args);
  const program = codeOperands[name.replace(/^[gmn]awk$/, "awk")];
  return program && refusedProgram(name, args, program);
}

/** `declare -i x=…` computes, `-a` and `-A` expand, `-n` refers: their values are looked at again. */
function refusedDeclaration(name: string, args: readonly ShellWord[]): RefusedValue | undefined {
  const interprets = args.some(({ text }) => /^-\w*[aAin]/.test(text));
  const word = args.find(({ text, values }) => values.some(({ at }) => interprets || !text.slice(0, at).includes("=")));
  return refuse(word, `as a name in \`${name}\``);
}

function refusedFormat(args: readonly ShellWord[]): RefusedValue | undefined {
  const takesVariable = args[0]?.text === "-v";
  if (takesVariable && args[1] && hasValue(args[1])) return refuse(args[1], "as the name of a variable");
  const rest = args.slice(takesVariable ? 2 : 0).filter(({ text }, index) => index > 0 || text !== "--");
  return rest[0] && refuse(rest[0], "in the format of `printf`");
}

function refusedTest(name: string, args: readonly ShellWord[]): RefusedValue | undefined {
  for (const [index, { text }] of args.entries()) {
    const [before, after] = [args[index - 1], args[index + 1]];
    if (/^-[vR]$/.test(text) && after && hasValue(after)) return refuse(after, `after \`${text}\``);
    if (name !== "[[") continue;
    // A quoted pattern matches as plain text.
    if (text === "=~" && after && hasValue(after)) return refuse(after, "right of `=~`");
    // `[[` computes both sides, and a subscript in them may run a command.
    const computed = arithmeticTests.has(text) ? [before, after].find((word) => word && hasValue(word)) : undefined;
    if (computed) return refuse(computed, `beside \`${text}\``);
  }
  return undefined;
}

/** `ssh` joins what follows the host and has the remote shell read it. */
function refusedRemote(args: readonly ShellWord[]): RefusedValue | undefined {
  let index = 0;
  while (args[index]?.text.startsWith("-")) {
    index += /^-[BbcDEeFIiJLlmOoPpQRSWw]$/.test(args[index]?.text ?? "") ? 2 : 1;
  }
  return refuse(args.slice(index + 1).find(hasValue), "in a command for `ssh`");
}

function refusedProgram(
  name: string,
  args: readonly ShellWord[],
  { code, options, takes }: (typeof codeOperands)[string],
): RefusedValue | undefined {
  let given = false;
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as ShellWord;
    if (code?.test(word.text)) {
      given = true;
      const program = args[index + 1];
      if (program && hasValue(program)) return refuse(program, `in the program of \`${name}\``);
      index += 1;
    } else if (options.test(word.text)) {
      given ||= /^(-f|--file|--from-file)/.test(word.text);
      index += takes(word.text);
    } else return given ? undefined : refuse(word, `in the program of \`${name}\``);
  }
  return undefined;
}

/** Code for another interpreter, wherever in the command that stands: `sudo -u me bash -c "…"`. */
function refusedCode(words: readonly ShellWord[]): RefusedValue | undefined {
  for (const [index, word] of words.entries()) {
    const options = codeOptions[word.text.replace(/^.*\//, "")];
    const option = options ? words.findIndex(({ text }, at) => at > index && options.test(text)) : -1;
    const code = option === -1 ? undefined : words[option + 1];
    if (code && hasValue(code)) return refuse(code, `in code for \`${word.text}\``);
  }
  return undefined;
}

function withoutPrefixes(words: readonly ShellWord[]): readonly ShellWord[] {
  let index = 0;
  while (prefixes.has(words[index]?.text ?? "")) {
    index += 1;
    while (/^(-|\w+=)/.test(words[index]?.text ?? "")) index += 1;
  }
  // `exec > file`, `env` and the like stand alone.
  return index < words.length ? words.slice(index) : [];
}

function hasValue(word: ShellWord): boolean {
  return word.values.length > 0;
}

function refuse(word: ShellWord | undefined, place: string): RefusedValue | undefined {
  const value = word?.values[0];
  return value && { index: value.index, refused: place };
}
