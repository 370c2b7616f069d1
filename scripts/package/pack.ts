import { spawnSync } from "node:child_process";
import { npmProgram } from "./npm-program.ts";

export interface Tarball {
  readonly name: string;
  readonly version: string;
  /** Relative to the folder that it was asked for in. */
  readonly filename: string;
  /** Bytes, of the tarball and of what it unpacks to. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/**
 * `npm pack`: the same files make the same bytes, since npm writes down neither times nor owners.
 * @param folder of the package, absolute.
 * @param destination where the tarball is written, absolute.
 */
export function pack(folder: string, destination: string): Tarball {
  const given = ["pack", "--json", "--ignore-scripts", "--pack-destination", destination];
  const { status, stdout, stderr } = spawnSync(process.execPath, [npmProgram(), ...given], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`\`npm pack\` leaves with exit code ${status}: ${stderr}`);
  return JSON.parse(stdout)[0];
}
