import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Whether the judge is there; if not, why, and whether it could be there: on a Debian machine with the right to install. */
export type Judge = { readonly version: string } | { readonly missing: string; readonly isInstallable: boolean };

/** Finds `cmark-gfm`, GitHub's own program for Markdown, and installs Debian's package where that is possible. */
export function installCmark(): Judge {
  const found = versionOfCmark();
  if (found) return { version: found };
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const mayInstall = sudo.length === 0 || spawnSync("sudo", ["-n", "true"], { timeout: 10_000 }).status === 0;
  if (!existsSync("/usr/bin/apt-get") || !mayInstall) {
    return {
      missing: "cmark-gfm is not there, and only root can install it, from a package of Debian's",
      isInstallable: false,
    };
  }
  for (const words of ["update", "install -y --no-install-recommends cmark-gfm"]) {
    const [program = "apt-get", ...options] = [...sudo, "apt-get", ...words.split(" ")];
    const { status, stderr } = spawnSync(program, options, { encoding: "utf8", timeout: 240_000 });
    // A stale list of packages may do; what is not installed does not.
    if (status !== 0 && words !== "update") {
      return {
        missing: `apt-get left with exit code ${status}: ${stderr.trim().split("\n").at(-1)}`,
        isInstallable: true,
      };
    }
  }
  const version = versionOfCmark();
  return version ? { version } : { missing: "cmark-gfm was installed and does not answer", isInstallable: true };
}

function versionOfCmark(): string | undefined {
  const { status, stdout } = spawnSync("cmark-gfm", ["--version"], { encoding: "utf8", timeout: 10_000 });
  return status === 0 ? /cmark-gfm (\S+)/.exec(stdout)?.[1] : undefined;
}
