import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { assemble } from "../../scripts/package/assemble.ts";
import { pack } from "../../scripts/package/pack.ts";
import { publishedPackages } from "../../scripts/package/published-packages.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

const cache = join(root, "node_modules/.cache/packed");
const waitMilliseconds = 120_000;

/** What is published, by name -> its tarball, absolute. Built once for the files that it is made of, whichever test asks first. */
export function packedTarballs(): ReadonlyMap<string, string> {
  const folder = join(cache, digestInputs());
  if (!existsSync(folder)) buildOnce(folder);
  const tarballs = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  return new Map(tarballs.map((name) => [name.replace(/-\d.*$/, ""), join(folder, name)]));
}

/** Test files run beside each other: the others wait for the one that builds. */
function buildOnce(folder: string): void {
  const lock = `${folder}.lock`;
  mkdirSync(cache, { recursive: true });
  const started = Date.now();
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      if (existsSync(folder)) return;
      const isLeft = existsSync(lock) && Date.now() - statSync(lock).mtimeMs > waitMilliseconds;
      if (isLeft) rmSync(lock, { recursive: true, force: true });
      if (Date.now() - started > 2 * waitMilliseconds) throw new Error(`Nobody builds ${relative(root, folder)}.`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  try {
    if (existsSync(folder)) return;
    for (const name of readdirSync(cache)) {
      if (!name.endsWith(".lock")) rmSync(join(cache, name), { recursive: true, force: true });
    }
    const made = packInto(`${folder}.new`);
    renameSync(made, folder);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** @param folder absolute, below the root. @returns it, with the tarballs. */
export function packInto(folder: string): string {
  assemble(root, relative(root, folder), undefined);
  for (const { name } of publishedPackages) pack(join(folder, name), folder);
  return folder;
}

/** Of everything that a tarball can be made of. */
function digestInputs(): string {
  const hash = createHash("sha256");
  const visit = (path: string): void => {
    const absolute = join(root, path);
    if (statSync(absolute).isDirectory()) {
      for (const name of readdirSync(absolute).sort()) {
        if (name !== "node_modules" && name !== "dist") visit(`${path}/${name}`);
      }
    } else hash.update(`${path}\0`).update(readFileSync(absolute)).update("\0");
  };
  const copied = publishedPackages.flatMap(({ files }) => Object.keys(files));
  const making = ["packages", "scripts/package", "scripts/compile-modules", "scripts/build.mjs"];
  const settings = ["package.json", "package-lock.json", "tsconfig.json"];
  for (const path of new Set([...making, ...settings, ...copied])) visit(path);
  return hash.digest("hex").slice(0, 20);
}

/**
 * An empty folder outside this repository in which a package is installed as npm would, with what it depends on, and TypeScript; its
 * caller deletes it.
 */
export function installPackage(name = "yardmaster", { typescript = true } = {}): string {
  const tarball = packedTarballs().get(name);
  if (tarball === undefined) throw new Error(`There is no tarball of ${name}.`);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "yardmaster-installed-")));
  const modules = join(folder, "node_modules");
  mkdirSync(modules);
  writeFileSync(join(modules, "package.tgz"), readFileSync(tarball));
  const { status, stderr } = spawnSync("tar", ["-xzf", "package.tgz"], { cwd: modules, encoding: "utf8" });
  if (status !== 0) throw new Error(`tar cannot unpack the package: ${stderr}`);
  rmSync(join(modules, "package.tgz"));
  renameSync(join(modules, "package"), join(modules, name));
  const { dependencies = {} } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
  for (const dependency of [...Object.keys(dependencies), ...(typescript ? ["typescript"] : [])]) {
    const place = join(modules, dependency);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(realpathSync(join(root, "node_modules", dependency)), place, "junction");
  }
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  return folder;
}

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the installed command as npm's own link to it would. */
export function runInstalled(folder: string, given: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const program = join(folder, "node_modules/yardmaster/bin/yardmaster.mjs");
  return runNode(folder, [program, ...given], env);
}

export function runNode(folder: string, given: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, given, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "", NO_COLOR: "1", GITHUB_TOKEN: undefined, ...env },
    input: "",
  });
  return { code: status, stdout, stderr };
}

/** Writes texts by their paths below a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
