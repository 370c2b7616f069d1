import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { npmProgram } from "../package/npm-program.ts";
import { installedSize } from "./installed-size.ts";

export interface Trial {
  /** Bytes, without TypeScript. */
  readonly installedBytes: number;
  /** From `npm install` to the first `check` that finds nothing. */
  readonly secondsToCheck: number;
}

const source = `import { job, run, sh, triggers, workflow } from "yardmaster";

const { on, github } = triggers({ push: { branches: ["main"] } });
const greet = run(sh\`echo \${github.event.ref}\`);

export const hello = workflow("hello", {
  on,
  permissions: {},
  jobs: [job("greet", { "runs-on": "ubuntu-24.04", steps: [greet] })],
});
`;
const handWritten = `name: build
on: push
permissions: {}
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:
      - run: npm test # on every push
`;
const settings = { module: "nodenext", target: "es2022", strict: true, noEmit: true, allowImportingTsExtensions: true };
const entries = `import { workflow } from "yardmaster";
import { compile } from "yardmaster/api";
import { loadRepository, simulate } from "yardmaster/testing";
const { workflows } = await loadRepository(".");
if ([workflow, compile, simulate].some((each) => typeof each !== "function") || workflows.size !== 2) process.exit(1);
`;

/**
 * Installs a tarball from the registry into an empty folder and does what a newcomer does, all of it by one Node.
 * @param typescript its version.
 * @throws with what a step has said that did not go well.
 */
export function tryOnNode(node: string, tarball: string, typescript: string): Trial {
  const folder = mkdtempSync(join(tmpdir(), "yardmaster-try-"));
  const step = (name: string, given: readonly string[]): string => {
    const { status, stdout, stderr, error } = spawnSync(node, given, {
      cwd: folder,
      encoding: "utf8",
      // Scripts that npm starts find this Node first.
      env: { ...process.env, PATH: `${dirname(node)}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}` },
      timeout: 300_000,
    });
    if (status === 0) return stdout;
    throw new Error(`${name} leaves with exit code ${status}: ${error?.message ?? ""}${stdout}${stderr}`);
  };
  const program = join(folder, "node_modules/yardmaster/bin/yardmaster.mjs");
  const yardmaster = (...given: string[]): string => step(`yardmaster ${given.join(" ")}`, [program, ...given]);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  try {
    write("package.json", '{ "private": true, "type": "module" }\n');
    const started = performance.now();
    step("npm install", [npmProgram(), "install", "--no-audit", "--no-fund", tarball, `typescript@${typescript}`]);
    write("tsconfig.json", JSON.stringify({ compilerOptions: settings, include: ["workflows-src"] }));
    write("workflows-src/hello.workflow.ts", source);
    yardmaster("gen");
    yardmaster("check");
    const secondsToCheck = (performance.now() - started) / 1000;
    const installedBytes = installedSize(join(folder, "node_modules"), ["typescript", "@typescript", ".cache"]);
    write(".github/workflows/build.yml", handWritten);
    yardmaster("lint");
    yardmaster("import", ".github/workflows/build.yml");
    yardmaster("check");
    yardmaster("simulate", "--event", "push", "--ref", "main");
    yardmaster("explain", "hello#greet", "--event", "push", "--ref", "main");
    yardmaster("graph");
    write("use.mjs", entries);
    step("use.mjs", ["use.mjs"]);
    return { installedBytes, secondsToCheck };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
