import type { CommandSyntax, OptionDefinition } from "../../program/arguments.ts";

export const completionShells = ["bash", "zsh", "fish"] as const;
export type CompletedCommand = CommandSyntax & { readonly summary: string };
export type CompletionShell = (typeof completionShells)[number];

/** The script by which a shell completes commands, options and their values, and files everywhere else. */
export function printCompletion(shell: CompletionShell, commands: readonly CompletedCommand[]): string {
  return { bash: printBash, zsh: printZsh, fish: printFish }[shell](commands);
}

function printBash(commands: readonly CompletedCommand[]): string {
  return `# Completion of yardmaster for bash: source <(yardmaster completion bash)
_yardmaster() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} words=
  # bash takes --option=value apart: the sign is a word of its own
  [ "$previous" != = ] || previous=\${COMP_WORDS[COMP_CWORD-2]}
  [ "$current" != = ] || current=
  if [ "$COMP_CWORD" -eq 1 ]; then
    words=${quote(topWords(commands).join(" "))}
  else
    case "\${COMP_WORDS[1]} $previous" in
${commands.flatMap((command) => valueCases(command)).join("\n")}
      *)
        case "\${COMP_WORDS[1]}" in
${commands.map((command) => `          ${command.name}) words=${quote(wordsOf(command).join(" "))} ;;`).join("\n")}
          help) words=${quote(namesOf(commands).join(" "))} ;;
        esac
        ;;
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o default -F _yardmaster yardmaster
`;
}

/** Where the value of an option stands. One that takes any value has no words: bash completes files. */
function valueCases({ name, options }: CompletedCommand): string[] {
  return options.flatMap((option) =>
    takesValue(option) ? [`      "${name} --${option.name}") words=${quote((option.values ?? []).join(" "))} ;;`] : [],
  );
}

function printZsh(commands: readonly CompletedCommand[]): string {
  const described = commands.map(({ name, summary }) => quote(`${name}:${summary}`)).join("\n    ");
  const cases = commands.map((command) => {
    const specs = [...command.options.map(zshOption), zshOperand(command)];
    return `        ${command.name}) _arguments ${specs.map(quote).join(" ")} ;;`;
  });
  return `#compdef yardmaster
# Completion of yardmaster for zsh: source <(yardmaster completion zsh)
_yardmaster() {
  local context state state_descr line
  typeset -A opt_args
  local -a commands=(
    ${described}
    ${quote("help:Explain a command.")}
  )
  _arguments -C '--help[explain it]' '--version[say the version]' '1:command:->command' '*::argument:->argument'
  case $state in
    command) _describe command commands ;;
    argument)
      case $words[1] in
${cases.join("\n")}
        help) _values command ${namesOf(commands).join(" ")} ;;
      esac
      ;;
  esac
}
compdef _yardmaster yardmaster
`;
}

function zshOption(option: OptionDefinition): string {
  const repeated = option.isRepeatable ? "*" : "";
  const summary = option.summary.replace(/[[\]:\\]/g, "\\$&");
  const value = option.values
    ? `:value:(${option.values.join(" ")})`
    : takesValue(option)
      ? `:${option.takes?.replaceAll(":", "\\:")}:_files`
      : "";
  // With the sign, zsh takes a value after it, and in the next word.
  return `${repeated}--${option.name}${takesValue(option) ? "=" : ""}[${summary}]${value}`;
}

function zshOperand({ operandValues }: CompletedCommand): string {
  return operandValues ? `*:operand:(${operandValues.join(" ")})` : "*:file:_files";
}

function printFish(commands: readonly CompletedCommand[]): string {
  const top = "-n __fish_use_subcommand";
  return [
    "# Completion of yardmaster for fish: yardmaster completion fish | source",
    `complete -c yardmaster ${top} -f -l help -d ${fishQuote("explain it")}`,
    `complete -c yardmaster ${top} -f -l version -d ${fishQuote("say the version")}`,
    `complete -c yardmaster ${top} -f -a help -d ${fishQuote("Explain a command.")}`,
    `complete -c yardmaster -n '__fish_seen_subcommand_from help' -f -a ${fishQuote(namesOf(commands).join(" "))}`,
    ...commands.flatMap((command) => {
      const within = `-n ${fishQuote(`__fish_seen_subcommand_from ${command.name}; and not __fish_seen_subcommand_from help`)}`;
      return [
        `complete -c yardmaster ${top} -f -a ${command.name} -d ${fishQuote(command.summary)}`,
        ...(command.operandValues
          ? [`complete -c yardmaster ${within} -f -a ${fishQuote(command.operandValues.join(" "))}`]
          : []),
        ...command.options.map((option) => `complete -c yardmaster ${within} ${fishOption(option)}`),
      ];
    }),
    "",
  ].join("\n");
}

function fishOption(option: OptionDefinition): string {
  const value = option.values ? ` -x -a ${fishQuote(option.values.join(" "))}` : takesValue(option) ? " -r" : "";
  return `-l ${option.name}${value} -d ${fishQuote(option.summary)}`;
}

function takesValue({ values, takes }: OptionDefinition): boolean {
  return values !== undefined || takes !== undefined;
}

function namesOf(commands: readonly CompletedCommand[]): readonly string[] {
  return commands.map(({ name }) => name);
}

function topWords(commands: readonly CompletedCommand[]): readonly string[] {
  return [...namesOf(commands), "help", "--help", "--version"];
}

function wordsOf({ options, operandValues }: CompletedCommand): readonly string[] {
  return [...(operandValues ?? []), ...options.map(({ name }) => `--${name}`), "--help"];
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** In single quotes, fish knows an escaped quote and an escaped backslash. */
function fishQuote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
