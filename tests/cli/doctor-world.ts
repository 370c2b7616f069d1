import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type GitRepository, makeGitRepository } from "./git-repository.ts";
import type { RunOptions } from "./repository.ts";

/** A repository with one workflow, committed, whose origin is `o/r`. */
export interface DoctorWorld extends GitRepository {
  /** Runs `doctor` with these words. */
  readonly look: (given?: readonly string[], options?: Pick<RunOptions, "programs" | "nodeVersion">) => Promise<Looked>;
  env: Record<string, string>;
  server: Server | undefined;
}

export interface Looked {
  readonly code: number;
  /** By code; of several with one, the last. */
  readonly findings: Readonly<Record<string, DoctorFinding>>;
  /** `level text` of each finding with a code. */
  readonly said: (code: string) => readonly string[];
  readonly stderr: string;
}

export interface DoctorFinding {
  readonly code: string;
  readonly level: string;
  readonly text: string;
  readonly next?: string;
}

export const source = `import { job, run, sh, triggers, workflow } from "yardmaster";
const { on, secrets, vars } = triggers({ push: { branches: ["main"] } }, { secrets: ["TOKEN", "OTHER"], vars: ["STAGE"] });
const steps = [run({ env: { A: secrets.TOKEN, B: secrets.OTHER } }, sh\`echo \${vars.STAGE}\`)];
export const ci = workflow("ci", { on, permissions: {}, jobs: [job("build", { "runs-on": "ubuntu-24.04", environment: "live", steps })] });
`;

export async function makeWorld(world: DoctorWorld): Promise<void> {
  const repository = makeGitRepository({
    "package.json": "{}",
    "workflows-src/ci.workflow.ts": source,
    "workflows-src/actions.lock.json": '{"version": 1, "actions": {}}\n',
  });
  repository.git("remote", "add", "origin", "https://github.com/o/r.git");
  await repository.run(["gen"]);
  repository.commit();
  const look: DoctorWorld["look"] = async (given = [], options = {}) => {
    const argv = ["doctor", "--format", "json", ...given];
    const { code, stdout, stderr } = await repository.run(argv, { env: world.env, ...options });
    const { findings } = JSON.parse(stdout) as { findings: readonly DoctorFinding[] };
    const said: Looked["said"] = (code) =>
      findings.flatMap((each) => (each.code === code ? [`${each.level} ${each.text}`] : []));
    return { code, stderr, said, findings: Object.fromEntries(findings.map((each) => [each.code, each])) };
  };
  Object.assign(world, repository, { look, env: {}, server: undefined });
}

/** A GitHub that answers these paths below `/repos/o/r/`, and 404 to all others. @returns the paths, as they are asked for. */
export async function serve(world: DoctorWorld, answers: Readonly<Record<string, object | number>>): Promise<string[]> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? "").split("?")[0]?.replace("/repos/o/r/", "") ?? "";
    asked.push(path);
    const answer = answers[path] ?? 404;
    response.writeHead(typeof answer === "number" ? answer : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(typeof answer === "number" ? { message: "No." } : answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  world.server?.close();
  world.server = server;
  world.env = {
    GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    GITHUB_TOKEN: "secret-token",
  };
  return asked;
}

export function named(key: string, ...list: readonly string[]): object {
  return { total_count: list.length, [key]: list.map((name) => ({ name })) };
}

/** What lets nothing be missing. */
export const all = {
  "actions/secrets": named("secrets", "TOKEN"),
  "actions/organization-secrets": named("secrets"),
  "actions/variables": named("variables", "STAGE"),
  environments: named("environments", "live"),
  "environments/live/secrets": named("secrets", "OTHER"),
  "actions/permissions": { enabled: true, allowed_actions: "all", sha_pinning_required: true },
};
