import type { ShellCommand, ShellWord } from "./shell-commands.ts";
import { shellCommands } from "./shell-commands.ts";
import type { Taint, Taints } from "./taint.ts";

/** What a script does with the text of others. */
export interface ScriptFlow {
  /** Outputs, and variables for later steps, by name in lower case and as written. */
  readonly outputs: ReadonlyMap<string, Taints>;
  readonly variables: ReadonlyMap<string, Taints>;
  readonly sinks: readonly ScriptSink[];
}

export interface ScriptSink {
  /**
   * `variables`: more than the one that is named can be set. `path`: what is found by name. `outputs`: another output of the
   * step can be set. `command`: a shell or another language reads the text as code. `argument`: a program may take it for options
   * or commands of its own.
   */
  readonly kind: "variables" | "path" | "outputs" | "command" | "argument";
  readonly taint: Taint;
  /** The variable, the output or the program. */
  readonly name: string;
  readonly line: string;
}

export interface ScriptSurroundings {
  /** Variables of the step's environment. */
  readonly env: ReadonlyMap<string, Taints>;
  /** What the expressions in a piece of the script bring into it. */
  expressions(text: string): Taints;
  /** What a file of the workspace may hold. */
  readonly files: Taints;
  /** A field of the event, as `jq` names it: `.issue.title`. */
  payload(path: string): Taints;
  /** What `gh` finds, where an outsider wrote it. */
  found(text: string, holds: Taint["holds"], author: Taint["author"]): Taints;
}

/** Follows text through the commands of a POSIX shell, from top to bottom. Nothing is run, and branches count as taken. */
export function scriptFlow(text: string, around: ScriptSurroundings): ScriptFlow {
  const follower = new Follower(text, around);
  follower.follow(shellCommands(text));
  return follower;
}

type FileName = "output" | "env" | "path";

class Follower implements ScriptFlow {
  readonly outputs = new Map<string, Taints>();
  readonly variables = new Map<string, Taints>();
  readonly #sinks: ScriptSink[] = [];
  readonly #local = new Map<string, Taints>();
  readonly #around: ScriptSurroundings;
  /** Names that the script compares with a pattern. */
  readonly #checked: ReadonlySet<string>;
  /** An open `name<<DELIMITER`, by file. */
  readonly #open = new Map<FileName, { name: string; delimiter: string }>();

  constructor(text: string, around: ScriptSurroundings) {
    this.#around = around;
    this.#checked = new Set(
      [...text.matchAll(/\$\{?(\w+)\}?["']?\s*(?:=~|\|\s*grep\s+-\w*q)/g)].map(([, name = ""]) => name),
    );
  }

  get sinks(): readonly ScriptSink[] {
    // One output can be nobody's but its own.
    return this.#sinks.filter(({ kind }) => kind !== "outputs" || this.#names.size > 1);
  }

  readonly #names = new Set<string>();

  follow(commands: readonly ShellCommand[]): void {
    for (const command of commands) {
      for (const word of command.words) this.follow(word.substitutions);
      this.#assign(command);
      this.#write(command);
      this.#sink(command);
    }
  }

  #word(word: ShellWord): Taints {
    const variables = word.variables.flatMap(({ name }) =>
      this.#checked.has(name) ? [] : (this.#local.get(name) ?? this.#around.env.get(name) ?? []),
    );
    const expressions = word.text.includes("${{") ? this.#around.expressions(word.text) : [];
    const last = word.substitutions.filter((command, index, all) => all[index + 1]?.pipedFrom !== command);
    return [...variables, ...expressions, ...last.flatMap((command) => this.#output(command))];
  }

  #words(words: readonly ShellWord[]): Taints {
    return words.flatMap((word) => this.#word(word));
  }

  /** What a command prints. */
  #output(command: ShellCommand): Taints {
    const [program = "", ...rest] = command.words.map(({ text }) => text);
    const words = rest.join(" ");
    if (harmless.test(program) || cleans(program, words)) return [];
    const input = [
      ...(command.pipedFrom ? this.#output(command.pipedFrom) : []),
      ...(command.document ? this.#word(command.document) : []),
      ...command.redirects.flatMap(({ operator, target }) => this.#input(operator, target)),
    ];
    if (program === "echo" || program === "printf") return this.#words(command.words.slice(1));
    if (program === "gh") return this.#gh(words);
    if (program === "" || !reads.has(program)) return program === "" ? input : [];
    const event = program === "jq" && /GITHUB_EVENT_PATH/.test(words) ? this.#payload(words) : [];
    const files =
      rest.some((word) => /^[\w./-]+\.\w+$|^\$\w+/.test(word)) && !/GITHUB_EVENT_PATH/.test(words)
        ? this.#around.files
        : [];
    const all = [...input, ...event, ...files, ...this.#words(command.words.slice(1))];
    return isOneLine(program, words)
      ? all.map((taint) => (taint.holds === "text" ? { ...taint, holds: "line" } : taint))
      : all;
  }

  #input(operator: string, target: ShellWord): Taints {
    if (operator === "<<<") return this.#word(target);
    if (operator !== "<") return [];
    return /GITHUB_EVENT_PATH/.test(target.text) ? [] : this.#around.files;
  }

  #payload(words: string): Taints {
    return [...words.matchAll(/\.[a-z_]+(?:\.[a-z_]+|\[\d*\])+/g)].flatMap(([path]) => this.#around.payload(path));
  }

  /** Source: CodeQL, `untrusted_gh_command.yml`. */
  #gh(words: string): Taints {
    const [, thing] = /^(?:\S+\s+)?(pr|issue|api)\b/.exec(words) ?? [];
    if (thing === undefined || !/^(?:pr|issue)\s+view\b|^api\b.*\/(?:pulls|issues)\//.test(words)) return [];
    const { found } = this.#around;
    const author = /comments/.test(words) ? ("comment" as const) : ("subject" as const);
    const query = words.replace(/^.*?(?:--json|--jq|-q)\b/, "");
    if (/\bheadRefName\b|\.head\.ref\b/.test(query)) return found(`gh ${thing}: the name of the branch`, "ref", "head");
    if (/\bbody\b/.test(query)) return found(`gh ${thing}: the body`, "text", author);
    if (/\btitle\b/.test(query)) return found(`gh ${thing}: the title`, "line", "subject");
    return [];
  }

  #assign({ words, redirects }: ShellCommand): void {
    const [first, ...rest] = words;
    if (!first) return;
    const start = /^(?:export|declare|local|readonly|typeset)$/.test(first.text) ? rest : words;
    for (const word of start) {
      const [, name] = /^([A-Za-z_]\w*)\+?=/.exec(word.text) ?? [];
      if (name === undefined) {
        if (start === words) break;
        continue;
      }
      this.#local.set(name, this.#word(word));
    }
    if (first.text === "read") {
      const given = redirects.flatMap(({ operator, target }) => this.#input(operator, target));
      for (const { text } of rest.filter(({ text: word }) => !word.startsWith("-"))) {
        this.#local.set(
          text,
          given.map((taint) => (taint.holds === "text" ? { ...taint, holds: "line" } : taint)),
        );
      }
    }
    if (first.text === "for" && rest[0]) this.#local.set(rest[0].text, this.#words(rest.slice(1)));
  }

  #write(command: ShellCommand): void {
    const file = fileOf(command);
    if (!file) return;
    const source = command.words[0]?.text === "tee" ? command.pipedFrom : command;
    if (!source) return;
    const { document } = source;
    if (document) {
      for (const line of document.text.split("\n"))
        this.#writeLine(file, line, this.#lineTaints(document, line), command.line);
      return;
    }
    const args = source.words.slice(1).filter(({ text }) => !/^-[neE]+$/.test(text));
    const isEcho = /^(?:echo|printf)$/.test(source.words[0]?.text ?? "");
    const text = isEcho ? args.map((word) => word.text).join(" ") : "";
    this.#writeLine(file, text, isEcho ? this.#words(args) : this.#output(source), command.line);
  }

  #lineTaints(document: ShellWord, line: string): Taints {
    const variables = document.variables.filter(({ name }) => line.includes(`$${name}`));
    const substitutions = line.includes("$()") ? document.substitutions : [];
    return this.#word({ text: line, variables, substitutions });
  }

  #writeLine(file: FileName, text: string, taints: Taints, line: string): void {
    const open = this.#open.get(file);
    if (file === "path") {
      for (const taint of taints) this.#sinks.push({ kind: "path", taint, name: "GITHUB_PATH", line });
      return;
    }
    if (open) {
      if (text.replace(/\\n$/, "") === open.delimiter) this.#open.delete(file);
      else {
        this.#set(file, open.name, taints);
        // A delimiter that is made anew for each run cannot be written by somebody who does not know it.
        if (!/\$/.test(open.delimiter)) this.#addBeside(file, open.name, taints, line);
      }
      return;
    }
    const [, opened, delimiter] = /^([\w-]+)<<(.+?)(?:\\n)?$/.exec(text) ?? [];
    if (opened !== undefined && delimiter !== undefined) {
      this.#open.set(file, { name: opened, delimiter });
      if (file === "output") this.#names.add(opened);
      return;
    }
    const [, name] = /^([\w-]+)=/.exec(text) ?? [];
    if (name !== undefined) {
      if (file === "output") this.#names.add(name);
      this.#set(file, name, taints);
    }
    this.#addBeside(file, name ?? (file === "env" ? "GITHUB_ENV" : "GITHUB_OUTPUT"), taints, line);
  }

  #set(file: FileName, name: string, taints: Taints): void {
    const map = file === "output" ? this.outputs : this.variables;
    const key = file === "output" ? name.toLowerCase() : name;
    map.set(key, [...(map.get(key) ?? []), ...taints]);
  }

  /** A line break in a value begins another entry of the file. */
  #addBeside(file: FileName, name: string, taints: Taints, line: string): void {
    const kind = file === "env" ? "variables" : "outputs";
    for (const taint of taints) if (taint.holds === "text") this.#sinks.push({ kind, taint, name, line });
  }

  #sink({ words, line }: ShellCommand): void {
    const [first, ...rest] = words;
    if (!first) return;
    const name = first.text.replace(/^.*\//, "");
    const code = name === "eval" ? rest : inlineCode(name, rest);
    for (const taint of this.#words(code)) this.#sinks.push({ kind: "command", taint, name, line });
    const program = name === "git" ? `git ${rest[0]?.text}` : name;
    const isProgram = /^(?:sed|awk|gawk|perl)$/.test(name);
    if (!isProgram && !takesOptions.has(program)) return;
    for (const word of rest) {
      const isBare = word.variables.some(({ isQuoted }) => !isQuoted);
      // A name of a branch has no blank and no hyphen at its start.
      const taints = this.#word(word).filter(({ holds }) => holds !== "ref" && holds !== "label");
      if (!isProgram && !isBare) continue;
      for (const taint of taints) this.#sinks.push({ kind: "argument", taint, name: program, line });
    }
  }
}

/** Programs that print what they are given or what files hold. */
const reads: ReadonlySet<string> = new Set(
  "cat head tail jq yq sed awk gawk tr cut sort uniq tee xargs grep egrep perl rev column fold iconv".split(" "),
);
const harmless = /^(?:wc|sha\d*sum|md5sum|base64|date|seq|expr|test|basename|dirname|realpath|mktemp|uuidgen)$/;

/** Source: CodeQL, `argument_injection_sinks.yml`; GTFOBins. */
const takesOptions: ReadonlySet<string> = new Set([
  "find",
  "git clone",
  "git fetch",
  "git push",
  "tar",
  "wget",
  "curl",
  "zip",
  "rsync",
  "ssh",
  "xargs",
]);

/** Text that keeps only letters, digits or what a pattern lets through. */
function cleans(program: string, words: string): boolean {
  if (program === "tr") return /^-(?:cd|dc|c\s+-d|d\s+-c)\b/.test(words);
  if (program === "grep" || program === "egrep") return /^-\w*[oqc]/.test(words);
  if (program === "jq") return /@sh\b|\blength\b/.test(words);
  return program === "sed" && /\[\^/.test(words);
}

function isOneLine(program: string, words: string): boolean {
  if (program === "head" || program === "tail") return /-n?\s*1\b/.test(words);
  return program === "tr" && /\\n/.test(words);
}

function inlineCode(name: string, rest: readonly ShellWord[]): readonly ShellWord[] {
  const option = /^(?:ba|z|da)?sh$/.test(name)
    ? /^-[a-z]*c$/
    : /^(?:python[\d.]*|node|ruby|perl|php)$/.test(name)
      ? /^-[cer]$/
      : undefined;
  const index = option ? rest.findIndex(({ text }) => option.test(text)) : -1;
  return index === -1 ? [] : rest.slice(index + 1, index + 2);
}

function fileOf({ words, redirects }: ShellCommand): FileName | undefined {
  const targets = redirects.filter(({ operator }) => operator.startsWith(">")).map(({ target }) => target.text);
  if (words[0]?.text === "tee") targets.push(...words.slice(1).map(({ text }) => text));
  for (const target of targets) {
    const [, name] = /^(?:\$|\$\{\{\s*env\.)GITHUB_(OUTPUT|ENV|PATH)\b/.exec(target) ?? [];
    if (name !== undefined) return name.toLowerCase() as FileName;
  }
  return undefined;
}
