import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface GitCommit {
  readonly files: Readonly<Record<string, string>>;
  /** RFC 3339, of author and committer. */
  readonly date: string;
  /** Lightweight. */
  readonly tags?: readonly string[];
  /** Annotated: name -> RFC 3339 of the tagger. */
  readonly annotated?: Readonly<Record<string, string>>;
}

export interface GitServer {
  readonly origin: string;
  /** Method and path of each request. */
  readonly requests: readonly string[];
  /** Commits in the order given, on the branch main; returns their SHAs. */
  addRepository(name: string, commits: readonly GitCommit[]): readonly string[];
  close(): Promise<void>;
}

/**
 * Real git repositories behind git's own smart HTTP, on 127.0.0.1 and a free port.
 * @param password of the user x-access-token, for everything; without it nothing is private.
 */
export async function startGitServer(password?: string): Promise<GitServer> {
  const root = mkdtempSync(join(tmpdir(), "yardmaster-git-"));
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const wanted = `Basic ${Buffer.from(`x-access-token:${password}`).toString("base64")}`;
    if (password !== undefined && request.headers.authorization?.toLowerCase() !== wanted.toLowerCase()) {
      response.writeHead(401, { "www-authenticate": 'Basic realm="git"' }).end();
    } else serve(root, request, response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    addRepository: (name, commits) => addRepository(join(root, name), commits),
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          rmSync(root, { recursive: true, force: true });
          closed();
        });
        server.closeAllConnections();
      }),
  };
}

function addRepository(folder: string, commits: readonly GitCommit[]): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const git = (args: readonly string[], date = "2026-01-01T00:00:00Z") =>
    execFileSync("git", ["-C", folder, ...args], {
      encoding: "utf8",
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        GIT_CONFIG_NOSYSTEM: "1",
        ...{ GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@b.c", GIT_AUTHOR_DATE: date },
        ...{ GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@b.c", GIT_COMMITTER_DATE: date },
      },
    }).trim();
  git(["init", "--quiet", "--initial-branch=main"]);
  git(["config", "http.receivepack", "false"]);
  git(["config", "uploadpack.allowFilter", "true"]);
  return commits.map(({ files, date, tags = [], annotated = {} }) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    git(["add", "--all"]);
    git(["commit", "--quiet", "--allow-empty", "--message=x"], date);
    for (const tag of tags) git(["tag", tag]);
    for (const [tag, tagged] of Object.entries(annotated)) git(["tag", "--annotate", "--message=x", tag], tagged);
    return git(["rev-parse", "HEAD"]);
  });
}

/** `git http-backend` is a CGI program: headers, an empty line, then the body. */
function serve(root: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "", "http://localhost");
  const child = spawn("git", ["http-backend"], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "safe.directory",
      GIT_CONFIG_VALUE_0: "*",
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      CONTENT_LENGTH: request.headers["content-length"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  request.pipe(child.stdin);
  child.stdin.on("error", () => {}); // the program may answer without reading all
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => void chunks.push(chunk));
  child.on("close", () => {
    const output = Buffer.concat(chunks);
    const split = output.indexOf("\r\n\r\n");
    const headers = Object.fromEntries(
      output
        .subarray(0, split)
        .toString("utf8")
        .split("\r\n")
        .map((line) => line.split(": ", 2) as [string, string]),
    );
    const { Status: status = "200", ...others } = headers;
    response.writeHead(Number.parseInt(status, 10), others).end(output.subarray(split + 4));
  });
}
