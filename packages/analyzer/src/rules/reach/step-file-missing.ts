import {
  asMap,
  defineDiagnostic,
  type ModelPath,
  nearestNames,
  parseGlobPattern,
  type StepView,
  type ValueMap,
  wordsOfCommand,
} from "@yardmaster/core";
import type { Report, Rule, StepHolder } from "../rule.ts";
import { plainPath, type RepositoryTree, treeOf } from "./repository-tree.ts";
import { isQuiet, workspacesOf } from "./workspace.ts";

export const stepFileMissing = defineDiagnostic({
  code: "step-file-missing",
  severity: "warning",
  confidence: "medium",
  message: (p: { path: string; what: string; near: readonly string[] }) =>
    `${p.what} \`${p.path}\`, which the repository does not have, and no step before makes it: the step fails.`,
  hint: (p) => (p.near[0] === undefined ? "Correct the path, or add the file." : `Did you mean \`${p.near[0]}\`?`),
});

export const workingDirectoryMissing = defineDiagnostic({
  code: "working-directory-missing",
  severity: "warning",
  confidence: "medium",
  message: (p: { path: string; near: readonly string[] }) =>
    `The step runs in \`${p.path}\`, which the repository does not have, and no step before makes it: the step fails before its script begins.`,
  hint: (p) => (p.near[0] === undefined ? "Correct the path." : `Did you mean \`${p.near[0]}\`?`),
});

export const filesMissing: Rule = {
  reports: [stepFileMissing, workingDirectoryMissing],
  job(job, workflow, report) {
    if (!treeOf(workflow.facts)) return;
    const workspaces = workspacesOf(job.steps);
    if (!workspaces.includes("checkout")) return;
    const holder: StepHolder = { job, steps: job.steps, document: workflow };
    for (const [index, step] of job.steps.entries()) {
      if (workspaces[index] === "checkout") checkStep(step, holder, report);
    }
  },
};

function checkStep(step: StepView, { job, document }: StepHolder, report: Report): void {
  const tree = treeOf(document.facts);
  if (!tree) return;
  checkInputs(step, tree, report);
  if (!step.script) return;
  const around = [job?.keys, document.model].map((keys) => asMap(asMap((keys as ValueMap)?.defaults)?.run));
  const own = step.keys["working-directory"];
  const stated = own ?? around.find((run) => run?.["working-directory"] !== undefined)?.["working-directory"];
  const folder = stated === undefined ? "" : typeof stated === "string" ? plainPath(stated) : undefined;
  if (folder === undefined) return;
  if (tree.has(folder)) checkCommands(step, folder, tree, report);
  else if (own !== undefined) {
    const path = String(own);
    report(workingDirectoryMissing, { path, near: near(folder, tree) }, [...step.path, "working-directory"]);
  }
}

/** Inputs that name files, by the actions that read them. */
const fileInputs: Readonly<Record<string, readonly string[]>> = {
  "actions/setup-node": ["node-version-file", "cache-dependency-path"],
  "actions/setup-python": ["python-version-file", "cache-dependency-path"],
  "actions/setup-go": ["go-version-file", "cache-dependency-path"],
  "actions/setup-java": ["java-version-file", "cache-dependency-path"],
  "actions/setup-dotnet": ["global-json-file"],
};

function checkInputs({ uses, keys, path }: StepView, tree: RepositoryTree, report: Report): void {
  if (uses?.kind !== "repository") return;
  const inputs = asMap(keys.with) ?? {};
  for (const name of fileInputs[`${uses.owner}/${uses.repository}`.toLowerCase()] ?? []) {
    const value = inputs[name];
    if (typeof value === "string") checkInput(name, value, [...path, "with", name], tree, report);
  }
}

function checkInput(name: string, value: string, path: ModelPath, tree: RepositoryTree, report: Report): void {
  const lines = value
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  for (const line of lines) {
    const plain = plainPath(line);
    const isThere = plain === undefined ? mayMatch(line, tree) : tree.has(plain);
    if (isThere) continue;
    report(stepFileMissing, { path: line, what: `\`${name}\` names`, near: near(plain ?? "", tree) }, path, {
      excerpt: line,
    });
  }
}

function mayMatch(pattern: string, { files }: RepositoryTree): boolean {
  if (pattern.includes("${{")) return true;
  const parsed = parseGlobPattern(pattern);
  return !parsed || parsed.isNegated || files.some((file) => parsed.matches(file));
}

const readers = new Set("bash sh dash source . python python3 node ruby perl pwsh".split(" "));

/** Scripts of the repository that a shell script runs, until something in it may have made them. */
function checkCommands({ script }: StepView, folder: string, tree: RepositoryTree, report: Report): void {
  for (const command of script?.shellScript?.commands ?? []) {
    const [name, operand] = wordsOfCommand(command);
    const word = name && readers.has(name.text) ? operand : name;
    const written = word && word.values.length === 0 && !word.text.startsWith("-") ? word.raw : "";
    const isPath =
      word === name ? written.startsWith("./") : /^[\w./-]+\.(?:sh|bash|py|m?js|cjs|rb|pl|ps1)$/.test(written);
    const path = isPath ? plainPath(written) : undefined;
    const whole = path === undefined ? undefined : folder === "" ? path : `${folder}/${path}`;
    if (script && whole !== undefined && !tree.has(whole)) {
      report(stepFileMissing, { path: written, what: "The script runs", near: near(whole, tree) }, script.path, {
        excerpt: written,
      });
      return;
    }
    if (!isQuiet(command)) return;
  }
}

function near(path: string, { files }: RepositoryTree): readonly string[] {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const namesakes = files.filter((file) => file.slice(file.lastIndexOf("/") + 1) === name);
  return namesakes.length > 0 ? namesakes : nearestNames(path, files.slice(0, 2000));
}
