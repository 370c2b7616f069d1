import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type GitServer, startGitServer } from "../../tests/helpers/git-server.ts";
import type { CaseRepository, Judge } from "./run-case.ts";

interface Commit {
  readonly files: readonly string[];
  readonly tags: readonly string[];
}

type Shas = Readonly<Record<string, readonly string[]>>;

const lockFile = "workflows-src/actions.lock.json";
const workflowFile = ".github/workflows/tags.yml";
const metadata = "name: A\ndescription: Does something.\nruns: {using: composite, steps: []}\n";

/** As the actions are locked to begin with, each at its repository's first commit. */
const bound = [
  "o/mono/docker-build@docker-build/v0.1.0",
  "o/mono/docker-push@docker-push/v0.9.0",
  "o/dash/resolve@resolve-v2.1.0",
  "o/bundle/init@v2.3.6",
  "o/dates@2024-01-01",
];
const names = bound.map((reference) => reference.slice(0, reference.indexOf("@")));

const source = `
import { job, triggers, useAction, workflow } from "yardmaster";
import lock from "./actions.lock.json" with { type: "json" };
const { on } = triggers({ push: {} });
const use = (action) => useAction(action, lock.actions[action], [], {}, {});
export const tags = workflow("tags", { on, permissions: {}, jobs: [job("a", { "runs-on": "ubuntu-24.04", steps: ${JSON.stringify(names)}.map(use) })] });
`;

/** Repositories as the case describes them, served on loopback; bots move pins, then adopt and bind are run. */
export const judgeTags: Judge = async (repository) => {
  const described: Record<string, readonly Commit[]> = JSON.parse(
    readFileSync(join(repository.given, "repository.json"), "utf8"),
  );
  const server = await startGitServer();
  try {
    const shas = serve(server, described);
    const bind = (argv: readonly string[]) => repository.run(["bind", ...argv], { GITHUB_API_URL: server.origin });
    repository.write(lockFile, '{ "version": 1, "actions": {} }\n');
    const started = await bind([...bound, "--min-age", "0"]);
    if (started.code !== 0) return [`bind ended with ${started.code}: ${started.stderr}`];
    repository.write("workflows-src/tags.workflow.ts", source);
    const made = await repository.run(["gen"]);
    if (made.code !== 0) return [`gen ended with ${made.code}: ${made.stderr}`];
    return [
      ...(await judgeOneOfMany(repository, shas)),
      ...(await judgeOtherNames(repository, shas)),
      ...(await judgeUpdates(repository, bind)),
      ...(await judgePrefix(repository, bind)),
    ];
  } finally {
    await server.close();
  }
};

function serve(server: GitServer, described: Readonly<Record<string, readonly Commit[]>>): Shas {
  const served = Object.entries(described).map(([name, commits]) => {
    const real = commits.map(({ files, tags }) => ({
      files: Object.fromEntries(files.map((file) => [file, file.endsWith("action.yml") ? metadata : file])),
      tags,
      date: "2026-01-01T00:00:00Z",
    }));
    return [name, server.addRepository(name, real)] as const;
  });
  return Object.fromEntries(served);
}

const versionOf = (repository: CaseRepository, action: string): string =>
  JSON.parse(repository.read(lockFile)).actions[action]?.version;

/** A bot's edit of one `uses`. */
function move(repository: CaseRepository, action: string, sha: string | undefined, version: string): void {
  const pin = new RegExp(`(uses: ${action}@)[0-9a-f]{40} # \\S+`);
  repository.write(workflowFile, repository.read(workflowFile).replace(pin, `$1${sha} # ${version}`));
}

async function judgeOneOfMany(repository: CaseRepository, shas: Shas): Promise<readonly string[]> {
  move(repository, "o/mono/docker-build", shas["o/mono"]?.[1], "docker-build/v0.2.0");
  const { code, stderr } = await repository.run(["adopt", "--offline"]);
  const versions = ["o/mono/docker-build", "o/mono/docker-push"].map((action) => versionOf(repository, action));
  if (code === 0 && versions.join() === "docker-build/v0.2.0,docker-push/v0.9.0") return [];
  return [
    `expected: docker-build moves alone; adopt ended with ${code}, the lock has ${versions.join(" and ")}\n${stderr}`,
  ];
}

async function judgeOtherNames(repository: CaseRepository, shas: Shas): Promise<readonly string[]> {
  const moves = [
    ["o/mono/docker-build", shas["o/mono"]?.[2], "checkmarx/v0.3.0"],
    ["o/dash/resolve", shas["o/dash"]?.[1], "other-v9.0.0"],
    ["o/bundle/init", shas["o/bundle"]?.[1], "codeql-bundle-v2.13.4"],
  ] as const;
  const wrong: string[] = [];
  for (const [action, sha, version] of moves) {
    const before = { lock: repository.read(lockFile), workflow: repository.read(workflowFile) };
    move(repository, action, sha, version);
    const { code } = await repository.run(["adopt", "--offline"]);
    if (code !== 1 || repository.read(lockFile) !== before.lock)
      wrong.push(`expected: ${action} does not become ${version}; adopt ended with ${code}`);
    repository.write(lockFile, before.lock);
    repository.write(workflowFile, before.workflow);
  }
  return wrong;
}

type Bind = (argv: readonly string[]) => ReturnType<CaseRepository["run"]>;

async function judgeUpdates(repository: CaseRepository, bind: Bind): Promise<readonly string[]> {
  const { stdout, stderr } = await bind(["--update", "--min-age", "0"]);
  const wanted = {
    "o/mono/docker-build": "docker-build/v0.2.0",
    "o/mono/docker-push": "docker-push/v0.10.0",
    "o/dash/resolve": "resolve-v2.2.0",
    "o/bundle/init": "v2.3.6",
    "o/dates": "2024-06-01",
  };
  return Object.entries(wanted).flatMap(([action, version]) => {
    const found = versionOf(repository, action);
    return found === version ? [] : [`expected: --update takes ${action} ${version}, not ${found}\n${stdout}${stderr}`];
  });
}

async function judgePrefix(repository: CaseRepository, bind: Bind): Promise<readonly string[]> {
  await bind(["o/prefix@release/v1", "--min-age", "0"]);
  const found = versionOf(repository, "o/prefix");
  return found === "release/v1.2.0" ? [] : [`expected: release/v1 is locked as release/v1.2.0, not ${found}`];
}
