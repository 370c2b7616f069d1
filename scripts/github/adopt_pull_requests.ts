// Takes version bumps of bots' pull requests into the lock of actions. `collect` reads and computes with a token that
// can only read; `push` commits what was computed and runs nothing else. No dependencies: `push` installs nothing.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { complain, say } from "../say.ts";
import { parseAdoptions } from "./adopt/adoption.ts";
import { type AdoptRun, collectAdoptions } from "./adopt/collect-adoptions.ts";
import { pushAdoption } from "./adopt/push-adoption.ts";
import { connect, type RepositoryApi, RequestError } from "./adopt/request.ts";

const usage =
  "Usage: adopt_pull_requests.ts collect|push FILE\n" +
  "Environment: GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN; for collect GITHUB_SHA and GITHUB_REF_NAME, for push ADOPT_TOKEN.\n" +
  "Exit code 1: a pull request could not be read or written; 2: wrong usage.\n";

/** A mistake of the caller's, said in one sentence. */
class UsageError extends Error {}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof UsageError;
  if (!isUsage && !(error instanceof RequestError)) throw error;
  complain(`adopt_pull_requests: ${error.message}\n${isUsage ? usage : ""}`);
  process.exitCode = isUsage ? 2 : 1;
}

async function main([command, file, ...rest]: readonly string[]): Promise<number> {
  if (file === undefined || rest.length > 0) throw new UsageError("One command and one file are needed.");
  if (command === "collect") return collect(file);
  if (command === "push") return push(file);
  throw new UsageError("The command is neither collect nor push.");
}

async function collect(file: string): Promise<number> {
  const root = process.cwd();
  const base = required("GITHUB_SHA");
  const branch = required("GITHUB_REF_NAME");
  const { adoptions, log } = await collectAdoptions(apiWith("GITHUB_TOKEN"), {
    root,
    base,
    branch,
    adopt: runAdopt,
    restore: () => {
      execFileSync("git", ["restore", "--worktree", "--", "."], { cwd: root });
      execFileSync("git", ["clean", "-fdq", "--", ".github", "generated", "workflows-src"], { cwd: root });
    },
  });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(adoptions));
  say(log.map((line) => `${line}\n`).join("") || "No pull request of a bot is open.\n");
  const output = process.env.GITHUB_OUTPUT;
  if (output) writeFileSync(output, `adoptions=${adoptions.length}\n`, { flag: "a" });
  return 0;
}

/** One that fails, such as a branch that has moved on, keeps none of the others back. */
async function push(file: string): Promise<number> {
  const api = apiWith("ADOPT_TOKEN");
  let code = 0;
  for (const adoption of parseAdoptions(readFileSync(file, "utf8"))) {
    try {
      say(`#${adoption.number}: committed ${await pushAdoption(api, adoption)}\n`);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      say(`#${adoption.number}: not committed. ${error.message}\n`);
      code = 1;
    }
  }
  return code;
}

function runAdopt(): AdoptRun {
  const { status, stdout } = spawnSync("npx", ["--no-install", "yardmaster", "adopt", "--format", "json"], {
    encoding: "utf8",
    env: withoutTokens(),
    maxBuffer: 2 ** 26,
  });
  const code = status ?? 3;
  if (code !== 0 && code !== 1) return { code, written: [], codes: [] };
  const { written, findings } = JSON.parse(stdout) as { written: string[]; findings: { code: string }[] };
  return { code, written, codes: findings.map((finding) => finding.code) };
}

function withoutTokens(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.endsWith("TOKEN")));
}

function apiWith(tokenName: string): RepositoryApi {
  return connect({
    server: required("GITHUB_API_URL"),
    repository: required("GITHUB_REPOSITORY"),
    token: required(tokenName),
  });
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new UsageError(`The environment variable ${name} is not set.`);
  return value;
}
