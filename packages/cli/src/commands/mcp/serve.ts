import { Writable } from "node:stream";
import type { McpServer } from "@modelcontextprotocol/server";
import { StdioServerTransport, serveStdio } from "@modelcontextprotocol/server/stdio";

/** Serves a client on standard input and output until it closes them. Whatever else prints goes to standard error. */
export function serve(makeServer: () => McpServer, report: (error: Error) => void): Promise<void> {
  const { stdin, stdout } = process;
  const write = stdout.write.bind(stdout);
  const wire = new Writable({ write: (chunk, encoding, done) => void write(chunk, encoding, () => done()) });
  stdout.write = process.stderr.write.bind(process.stderr);
  return new Promise((resolve) => {
    const handle = serveStdio(makeServer, { transport: new StdioServerTransport(stdin, wire), onerror: report });
    stdin.once("end", () => void handle.close().then(resolve, resolve));
  });
}
