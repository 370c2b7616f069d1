import { gitReader } from "./git-reader.ts";
import type { RepositoryReader } from "./repository-reader.ts";
import { restReader } from "./rest-reader.ts";
import { withTemporaryFolder } from "./run-git.ts";
import { type Server, serverOf } from "./server.ts";

export type Transport = "rest" | "git";

export interface ServerReader {
  readonly server: Server;
  readonly reader: RepositoryReader;
}

/** The reader for an origin; undefined is the environment's own server. */
export type ReaderFor = (origin: string | undefined) => ServerReader;

/**
 * Readers for the duration of some work: REST where there is a token for the server, else git. REST without a token is
 * git's too: GitHub allows 60 such requests an hour.
 * @param transport what the author chose; `rest` still needs a token.
 * @param log hears of each repeated request.
 */
export function withReaders<T>(
  env: Readonly<Record<string, string | undefined>>,
  transport: Transport | undefined,
  log: (line: string) => void,
  work: (readerFor: ReaderFor) => Promise<T>,
): Promise<T> {
  return withTemporaryFolder((folder) => {
    const readers = new Map<string, RepositoryReader>();
    return work((origin) => {
      const server = serverOf(origin, env);
      const { token } = server;
      const known = readers.get(server.origin);
      const reader =
        known ??
        (token !== undefined && transport !== "git"
          ? restReader({ ...server, token }, log)
          : gitReader(server, env, `${folder}/${readers.size}`));
      readers.set(server.origin, reader);
      return { server, reader };
    });
  });
}
