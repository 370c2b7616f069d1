import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assemble } from "./package/assemble.ts";
import { findRepository } from "./package/find-repository.ts";
import { pack } from "./package/pack.ts";
import { publishedPackages } from "./package/published-packages.ts";
import { complain, say } from "./say.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = "dist";
const megabyte = 1_000_000;

process.exitCode = main();

/** Tarballs of what is published, in `dist`. */
function main(): number {
  const repository = findRepository(root, process.env);
  if (repository === undefined) {
    complain("No repository is known (`repository` of package.json, or GITHUB_REPOSITORY): the manifests name none.\n");
  }
  assemble(root, folder, repository);
  for (const { name } of publishedPackages) {
    const { filename, size, unpackedSize, files } = pack(join(root, folder, name), join(root, folder));
    const sizes = [size, unpackedSize].map((bytes) => `${(bytes / megabyte).toFixed(1)} MB`);
    say(`${folder}/${filename}: ${sizes[0]}, unpacked ${sizes[1]}, ${files.length} files\n`);
  }
  return 0;
}
