import type { RepositoryReader } from "./repository-reader.ts";
import { type Server, serverOf } from "./server.ts";

export type Transport = "rest" | "git";

export interface ServerReader {
  readonly server: Server;
  readonly reader: RepositoryReader;
}

/** How servers are reached. */
export interface Access {
  /** Of the whole process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the author chose; `rest` still needs a token. */
  readonly transport: Transport | undefined;
  /** As REST is told, such as `yardmaster/1.0.0`. */
  readonly userAgent: string;
  /** Hears of each repeated request. */
  readonly log: (line: string) => void;
}

/** The reader for an origin; undefined is the environment's own server. */
export type ReaderFor = (origin: string | undefined) => ServerReader;

/**
 * Readers for the duration of some work: REST where there is a token for the server, else git. REST without a token is
 * git's too: GitHub allows 60 such requests an hour.
 */
export async function withReaders<T>(access: Access, work: (readerFor: ReaderFor) => Promise<T>): Promise<T> {
  const { env, transport } = access;
  const [{ gitReader }, { restReader }, { withTemporaryFolder }] = await Promise.all([
    import("./git-reader.ts"),
    import("./rest-reader.ts"),
    import("./run-git.ts"),
  ]);
  return withTemporaryFolder((folder) => {
    const readers = new Map<string, RepositoryReader>();
    return work((origin) => {
      const server = serverOf(origin, env);
      const { token } = server;
      const known = readers.get(server.origin);
      const reader =
        known ??
        (token !== undefined && transport !== "git"
          ? restReader({ ...server, token }, access)
          : gitReader(server, env, `${folder}/${readers.size}`));
      readers.set(server.origin, reader);
      return { server, reader };
    });
  });
}
