import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { count } from "@yardmaster/core";
import { assemble } from "./package/assemble.ts";
import { type BuiltTarball, differingTarballs } from "./package/differing-tarballs.ts";
import { findRepository } from "./package/find-repository.ts";
import { judgeTarball } from "./package/judge-tarball.ts";
import { pack, type Tarball } from "./package/pack.ts";
import { publishedPackages } from "./package/published-packages.ts";
import { complain, say } from "./say.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = "dist";
const bytesInMegabyte = 1_000_000;

process.exitCode = await main();

/**
 * Tarballs of what is published, in `dist`; with `--twice`, only if a second build makes the same bytes.
 * 0: made, and nothing is held against them; 1: something is.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { twice: { type: "boolean", default: false } } });
  const repository = findRepository(root, process.env);
  if (repository === undefined) {
    complain("No repository is known (`repository` of package.json, or GITHUB_REPOSITORY): the manifests name none.\n");
  }
  const tarballs = packAll(repository);
  for (const { filename, size, unpackedSize, files, sha256 } of tarballs) {
    const sizes = [size, unpackedSize].map((bytes) => `${(bytes / bytesInMegabyte).toFixed(1)} MB`);
    say(
      `${folder}/${filename}: ${sizes[0]}, unpacked ${sizes[1]}, ${count(files.length, "file")}, SHA-256 ${sha256}\n`,
    );
  }
  const judged = await Promise.all(tarballs.map(({ filename }) => judgeTarball(join(root, folder, filename))));
  for (const problem of judged.flat()) say(`${problem}\n`);
  if (judged.flat().length > 0) return 1;
  if (!values.twice) return 0;
  const differing = differingTarballs(tarballs, packAll(repository));
  for (const filename of differing) complain(`A second build makes another ${filename}: it must not be released.\n`);
  if (differing.length > 0) return 1;
  say("A second build makes the same bytes.\n");
  return 0;
}

function packAll(repository: string | undefined): readonly (Tarball & BuiltTarball)[] {
  assemble(root, folder, repository);
  return publishedPackages.map(({ name }) => {
    const tarball = pack(join(root, folder, name), join(root, folder));
    return { ...tarball, sha256: hash("sha256", readFileSync(join(root, folder, tarball.filename))) };
  });
}
