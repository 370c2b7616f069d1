import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { installLinters } from "./lint-workflows/install-linters.ts";
import {
  findUnusedExceptions,
  readActionlintExceptions,
  readInlineExceptions,
  readZizmorExceptions,
} from "./lint-workflows/lint-exceptions.ts";
import { printLintFinding } from "./lint-workflows/lint-finding.ts";
import { runActionlint, runZizmor } from "./lint-workflows/run-linters.ts";
import { makeRecipesFolder } from "./recipes-folder.ts";
import { complain, say } from "./say.ts";

const { values } = parseArgs({
  options: { root: { type: "string", default: fileURLToPath(new URL("..", import.meta.url)) } },
});
const actionlintConfig = ".github/actionlint.yaml";
process.exitCode = main(values.root);
if (process.exitCode === 0 && existsSync(join(values.root, "docs/recipes")))
  process.exitCode = lintRecipes(values.root);

/** The YAML of docs/recipes/ is judged as that of a repository of its own; its exceptions stand in docs/recipes/zizmor.yml. */
function lintRecipes(root: string): number {
  const folder = makeRecipesFolder(root);
  try {
    say("docs/recipes: ");
    return main(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function main(root: string): number {
  const workflows = listWorkflows(root);
  if (workflows.length === 0) return refuse("There is no workflow to lint. Run `npm run gen:workflows` first.");
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const linters = installLinters(join(cache, "yardmaster"));
  // A newcomer without Python loses only this; a gate that cannot run has not been passed.
  if ("missing" in linters) return process.env.CI === "true" ? fail(linters.missing) : refuse(linters.missing);
  const results = [runActionlint(linters.actionlint, root, workflows), runZizmor(linters.zizmor, root)];
  const read = (file: string) => readFileSync(join(root, file), "utf8");
  const exceptions = [
    ...(existsSync(join(root, actionlintConfig))
      ? readActionlintExceptions(actionlintConfig, read(actionlintConfig))
      : []),
    ...readZizmorExceptions(".github/zizmor.yml", read(".github/zizmor.yml")),
    ...workflows.flatMap((file) => readInlineExceptions(file, read(file))),
  ];
  const lines = [
    ...results.flatMap((result) => result.findings).map(printLintFinding),
    ...findUnusedExceptions(exceptions, results),
  ];
  for (const line of lines) say(`${line}\n`);
  say(`${workflows.length} workflows, ${exceptions.length} exceptions, ${lines.length} findings\n`);
  return lines.length > 0 ? 1 : 0;
}

function listWorkflows(root: string): string[] {
  const folder = join(root, ".github/workflows");
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  return names.sort().map((name) => `.github/workflows/${name}`);
}

function refuse(sentence: string): number {
  complain(`${sentence}\n`);
  return 2;
}

function fail(sentence: string): number {
  complain(`${sentence}\n`);
  return 1;
}
