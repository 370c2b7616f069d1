import type { ShellWord } from "./shell-command.ts";
import type { FoundCommand, FoundGroup, Frame } from "./shell-frame.ts";

/** What is being read: the offset in the script, and what has been read of it. */
export interface Reading {
  at(): number;
  slice(start: number, end: number): string;
}

/** After these a command begins, as it does after a separator. */
const commandOpeners = new Set("if then else elif fi do done while until ! { } time coproc esac".split(" "));
const groupOpeners = new Set("if while until {".split(" "));
const groupClosers = new Set("fi done } esac".split(" "));

/** Puts words together to commands, groups and definitions, where the reader says that they end. */
export class CommandCollector {
  /** In the order in which they end; one of assignments alone is among them. */
  readonly commands: FoundCommand[] = [];
  readonly functions: string[] = [];
  /** Words in the parentheses of arrays, patterns and conditions. */
  readonly groupWords: ShellWord[] = [];
  readonly #reading: Reading;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  endWord(frame: Frame): void {
    const { word } = frame;
    if (!word) {
      if (frame.next === "delimiter") frame.next = "word";
      return;
    }
    frame.word = undefined;
    word.end = this.#reading.at();
    word.raw = this.#reading.slice(word.start, word.end);
    if (frame.next !== "word") {
      if (frame.next !== "delimiter") frame.redirections.push({ ...frame.next, target: word });
      frame.next = "word";
      return;
    }
    if (frame.kind === "group") {
      this.groupWords.push(word);
      return;
    }
    const reserved = !word.isQuoted && word.values.length === 0 ? word.text : undefined;
    if (frame.pattern) {
      if (reserved !== "esac") return;
      frame.pattern = false;
      closeCase(frame);
      return;
    }
    frame.words.push(word);
    const count = frame.words.length;
    if (count === 1 && reserved !== undefined && commandOpeners.has(reserved)) {
      frame.words = [];
      if (groupOpeners.has(reserved)) openGroup(frame);
      else if (reserved === "esac") closeCase(frame);
      else if (groupClosers.has(reserved)) frame.closed = frame.groups.pop();
    } else if (count === 3 && reserved === "in" && frame.words[0]?.text === "case") {
      frame.cases += 1;
      frame.pattern = true;
      frame.words = [];
      openGroup(frame);
    } else if (count === 2 && frame.words[0]?.text === "function") {
      this.functions.push(word.text);
      frame.words = [];
    }
  }

  /** @returns what a pipe that stands here reads from. */
  endCommand(frame: Frame): FoundCommand | FoundGroup | undefined {
    this.endWord(frame);
    if (frame.kind === "group") return undefined;
    const { words, redirections: own, groups, isSubstitution, closed } = frame;
    frame.words = [];
    frame.redirections = [];
    frame.closed = undefined;
    if (words.length === 0) {
      if (closed) closed.redirections.push(...own);
      return closed;
    }
    const pieces = [...words, ...own.map(({ target }) => target)];
    const start = Math.min(...pieces.map((piece) => piece.start));
    const end = Math.max(...pieces.map((piece) => piece.end));
    const command: FoundCommand = { words, own, groups: [...groups], isSubstitution, start, end };
    this.commands.push(command);
    for (const source of frame.feeding) source.pipe = command;
    frame.feeding = [];
    const [{ text, isQuoted } = { text: "", isQuoted: false }] = words;
    if (!isQuoted && (text === "for" || text === "select")) openGroup(frame);
    return command;
  }

  closeSubshell(frame: Frame, outer: Frame): void {
    const [name, ...others] = outer.words;
    if (name && others.length === 0 && !outer.word) {
      // `name()` has been a definition: what follows is its body.
      this.functions.push(name.text);
      outer.words = [];
    } else outer.closed = frame.groups[outer.groups.length];
  }
}

function openGroup(frame: Frame): void {
  const group: FoundGroup = { redirections: [] };
  frame.groups.push(group);
  frame.closed = undefined;
}

function closeCase(frame: Frame): void {
  frame.cases = Math.max(0, frame.cases - 1);
  frame.closed = frame.groups.pop();
}
