import { shellWords } from "./shell-words.ts";
import type { StepDispatch } from "./step-dispatch.ts";

/** `gh workflow run`, and requests to the two endpoints of REST by `gh api`, `curl` and their like. */
export function dispatchesInShell(script: string): readonly StepDispatch[] {
  const text = withoutComments(script.replaceAll(/[\\`]\r?\n/g, "  "));
  return [...workflowRuns(text), ...requests(text)];
}

const key = ["run"];
/** What stands before a command on its line: nothing, another command's end, a word of the shell, variables for it. */
const commandStart = /(?:^|[;&|({!])\s*(?:(?:then|do|else|if|time|exec|sudo)\s+)*(?:\w+=\S*\s+)*$/;
const branching = /\b(?:if|case|for|while|until|exit|return|function|foreach|trap)\b|&&|\|\||\(\)\s*\{/;

/** Source: `gh workflow run --help`, GitHub CLI 2.83. */
const optionsWithValue = new Set(["-R", "--repo", "-r", "--ref", "-f", "--raw-field", "-F", "--field"]);

function workflowRuns(text: string): readonly StepDispatch[] {
  return [...text.matchAll(/\bgh[ \t]+workflow[ \t]+run\b/g)].flatMap((match): readonly StepDispatch[] => {
    const line = text.slice(text.lastIndexOf("\n", match.index) + 1, match.index);
    if (!commandStart.test(line)) return [];
    const words = shellWords(text.slice(match.index + match[0].length));
    let repository: string | undefined = "own";
    let workflow: string | undefined;
    for (let index = 0; index < words.length; index++) {
      const { text: word, isLiteral } = words[index] ?? { text: "", isLiteral: false };
      const [option, value] = word.startsWith("--") && word.includes("=") ? splitAt(word, "=") : [word, undefined];
      if (!word.startsWith("-")) {
        // What comes first is the workflow, whatever follows.
        workflow ??= isLiteral ? word : "";
      } else if (optionsWithValue.has(option)) {
        const given = value ?? words[index + 1]?.text ?? "";
        if (option === "-R" || option === "--repo") repository = repositoryOf(given);
        if (value === undefined) index++;
      }
    }
    const isUnconditional = isPlain(text, match.index, line) && !/^[^\n]*\|\|/.test(text.slice(match.index));
    return [{ event: "workflow_dispatch", repository, workflow: workflow || undefined, key, isUnconditional }];
  });
}

const endpoint = /\brepos\/([^\s"'`?]+?)\/(?:actions\/workflows\/([^\s"'`/]+)\/)?dispatches\b/g;

function requests(text: string): readonly StepDispatch[] {
  return [...withoutBlanks(text).matchAll(endpoint)].map((match): StepDispatch => {
    const [, owner = "", workflow] = match;
    const repository = repositoryOf(owner);
    const around = withoutBlanks(text);
    const line = around.slice(around.lastIndexOf("\n", match.index) + 1, match.index);
    const isUnconditional = isPlain(around, match.index, line);
    if (workflow !== undefined) {
      return { event: "workflow_dispatch", repository, workflow: literal(workflow), key, isUnconditional };
    }
    const [, type] = /\bevent_type["']?\s*[=:]\s*\\?["']?([\w.${}-]+)/.exec(around.slice(match.index)) ?? [];
    return { event: "repository_dispatch", repository, type: literal(type), key, isUnconditional };
  });
}

function isPlain(text: string, index: number, line: string): boolean {
  return !branching.test(text.slice(0, index)) && !/\S/.test(line.replace(/\w+=\S*\s+|\b(?:gh|curl)\b.*$/g, ""));
}

const ownRepository = [
  "{owner}/{repo}",
  ":owner/:repo",
  "$GITHUB_REPOSITORY",
  "${GITHUB_REPOSITORY}",
  "${{github.repository}}",
];

function repositoryOf(text: string): string | undefined {
  const name = text.replaceAll(/\s+/g, "").replace(/^["']|["']$/g, "");
  return ownRepository.includes(name) ? "own" : /^[\w.-]+\/[\w.-]+$/.test(name) ? name : undefined;
}

function literal(text: string | undefined): string | undefined {
  return text === undefined || /[${}`]/.test(text) ? undefined : text;
}

/** An expression becomes one word. */
function withoutBlanks(text: string): string {
  return text.replaceAll(/\$\{\{.*?\}\}/g, (expression) => expression.replaceAll(/\s+/g, ""));
}

function withoutComments(text: string): string {
  return text.replaceAll(/^[ \t]*#.*$/gm, "");
}

function splitAt(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + 1)];
}
