export interface InstalledPackage {
  readonly name: string;
  /** Begins as the path does that was asked for. */
  readonly folder: string;
}

/** The package of others that a file is installed in. @param path with forward slashes. */
export function ownerOf(path: string): InstalledPackage | undefined {
  const segments = path.split("/");
  const at = segments.lastIndexOf("node_modules");
  if (at < 0) return undefined;
  const length = segments[at + 1]?.startsWith("@") ? 2 : 1;
  const end = at + 1 + length;
  return { name: segments.slice(at + 1, end).join("/"), folder: segments.slice(0, end).join("/") };
}
