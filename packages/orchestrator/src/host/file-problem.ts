import type { FileProblem } from "./host.ts";

/** GitHub's limit for a webhook payload, which bounds every file that is read here. */
export const payloadBytes = 25 * 1024 * 1024;

export const symbolicLink: FileProblem = "it is a symbolic link";

const clauses: Readonly<Record<string, FileProblem>> = {
  ENOENT: "it does not exist",
  EISDIR: "it is a directory",
  ENOTDIR: "a part of its path is no directory",
  EACCES: "access is denied",
  EPERM: "the system does not permit it",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the quota of the disk is used up",
  EFBIG: "it would be larger than the system allows",
  EEXIST: "something that is no directory stands in its path",
  ELOOP: "its symbolic links lead nowhere",
  ENAMETOOLONG: "its name is too long",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open on this machine",
  EIO: "the disk fails",
  EPIPE: "nobody reads it any more",
  ERR_STREAM_DESTROYED: "it is closed",
  ERR_ENCODING_INVALID_ENCODED_DATA: "it is not UTF-8",
  ERR_INVALID_ARG_VALUE: "its path holds a null character",
};

/** @returns undefined for an error that is none of the system's */
export function clauseOf(error: unknown): FileProblem | undefined {
  const code = codeOf(error);
  return clauses[code] ?? (/^E[A-Z0-9]+$/.test(code) ? `the system answers ${code}` : undefined);
}

/** Empty where there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** @param size as the system gives it; without it, more has come than was said */
export function tooManyBytes(size?: number): FileProblem {
  return size === undefined
    ? `it has more than the ${payloadBytes} bytes of a payload`
    : `it has ${size} bytes, more than the ${payloadBytes} of a payload`;
}

type Kind = Record<"isDirectory" | "isSymbolicLink" | "isFIFO" | "isSocket", () => boolean>;

/** Of what is no regular file. */
export function wrongKind(found: Kind): FileProblem {
  if (found.isDirectory()) return "it is a directory";
  if (found.isSymbolicLink()) return symbolicLink;
  if (found.isFIFO()) return "it is a pipe";
  return found.isSocket() ? "it is a socket" : "it is a device";
}
