// Says whether a tag may be released. It needs no package, so that a workflow runs it with nothing installed.
import { appendFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { complain, say } from "../say.ts";
import { judgeRelease } from "./release/judge-release.ts";

const usage = `Usage: check_release.ts --tag=TAG --repository=OWNER/NAME
Run at the root of the repository. In a workflow, the outputs version and dist-tag are set.
Exit code 1: the tag may not be released; 2: a file or an argument that cannot be read.
`;

/** A mistake of the caller's, said in one sentence; exit code 2. */
class InputError extends Error {}

try {
  process.exitCode = main();
} catch (error) {
  const known = error instanceof InputError || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
  if (!known) throw error;
  complain(`check_release: ${(error as Error).message}\n${usage}`);
  process.exitCode = 2;
}

function main(): number {
  const { values } = parseArgs({
    options: { tag: { type: "string" }, repository: { type: "string" }, help: { type: "boolean", default: false } },
  });
  if (values.help) {
    say(usage);
    return 0;
  }
  const { tag, repository } = values;
  if (!tag || !repository) throw new InputError("--tag and --repository are needed.");
  const paths = ["package.json", ...readdirSync("packages").map((name) => `packages/${name}/package.json`)];
  const manifests = new Map(paths.filter((path) => existsSync(path)).map((path) => [path, read(path)]));
  const { release, problems } = judgeRelease(tag, repository, { manifests, changelog: read("CHANGELOG.md") });
  for (const { file, line, message } of problems) complain(`${file}:${line} error: ${message}\n`);
  if (problems.length > 0) return 1;
  say(`${tag} may be released: version ${release.version}, as ${release.distributionTag}\n`);
  const outputs = process.env.GITHUB_OUTPUT;
  if (outputs) appendFileSync(outputs, `version=${release.version}\ndist-tag=${release.distributionTag}\n`);
  return 0;
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new InputError(`${path} cannot be read (${(error as Error).message}).`);
  }
}
