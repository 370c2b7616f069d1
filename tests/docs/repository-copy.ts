import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * Copies what git has, or would take, of a repository. Installed packages are linked; those of the repository itself lead
 * into the copy.
 * @param to a folder that is empty.
 */
export function copyRepository(root: string, to: string): void {
  const listed = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const paths = execFileSync("git", listed, { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean);
  for (const path of paths.filter((each) => existsSync(join(root, each)))) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    copyFileSync(join(root, path), join(to, path));
  }
  const own = realpathSync(root);
  linkInstalled(own, to, "node_modules");
  for (const name of readdirSync(join(root, "packages"))) linkInstalled(own, to, `packages/${name}/node_modules`);
}

function linkInstalled(root: string, to: string, folder: string): void {
  if (!existsSync(join(root, folder))) return;
  mkdirSync(join(to, folder), { recursive: true });
  for (const name of readdirSync(join(root, folder))) {
    if (name === ".cache") continue;
    if (name.startsWith("@yardmaster") || name === ".bin") linkInstalled(root, to, `${folder}/${name}`);
    else {
      const target = realpathSync(join(root, folder, name));
      const below = relative(join(root, "packages"), target);
      const isOwn = /^[^./][^/\\]*$/.test(below);
      symlinkSync(isOwn ? join(to, "packages", below) : target, join(to, folder, name));
    }
  }
}
