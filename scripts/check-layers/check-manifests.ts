import type { Finding } from "./finding.ts";
import { lineOfDependency, type Manifest } from "./manifest.ts";

const exactVersion = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;

/** Every version exact, so that a fresh install today is the install of last year. */
export function checkVersions(manifests: readonly Manifest[]): Finding[] {
  return manifests.flatMap((manifest) =>
    Object.entries({ ...manifest.overrides, ...manifest.dependencies })
      .filter(([, version]) => !exactVersion.test(version))
      .map(([name, version]) => ({
        code: "layer-version" as const,
        file: manifest.path,
        line: lineOfDependency(manifest, name),
        message: `"${name}" is "${version}": name one exact version.`,
      })),
  );
}

/** A host in the lock file would send every clone to the registry of whoever wrote it. */
export function checkLockFile(path: string, text: string): Finding[] {
  return text.split("\n").flatMap((content, index) =>
    /"resolved": "[^"]*:\/\//.test(content)
      ? [
          {
            code: "layer-lock-host" as const,
            file: path,
            line: index + 1,
            message: "An address of a registry is locked: install with the omit-lockfile-registry-resolved of .npmrc.",
          },
        ]
      : [],
  );
}
