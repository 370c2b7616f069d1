import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";

export interface Position {
  /** Both from 0. */
  readonly line: number;
  readonly character: number;
}

/** A language server that speaks LSP over its standard streams, with one document open. */
export interface LanguageServer {
  /** @returns what it answers; an answer that is an error throws. */
  readonly ask: (method: string, params: object) => Promise<unknown>;
  readonly close: () => void;
}

const answerMilliseconds = 60_000;

/**
 * Starts a server in a folder, as an editor does.
 * @param given the program and its arguments, for Node.
 */
export async function startLanguageServer(folder: string, given: readonly string[]): Promise<LanguageServer> {
  const child = spawn(process.execPath, given, { cwd: folder, stdio: ["pipe", "pipe", "ignore"] });
  const open = new Map<number, (message: Answer) => void>();
  let received = Buffer.alloc(0);
  let last = 0;
  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const ask = (method: string, params?: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      const timer = setTimeout(() => reject(new Error(`${method} is not answered.`)), answerMilliseconds);
      open.set(id, ({ result, error }) => {
        clearTimeout(timer);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result);
      });
      send({ id, method, ...(params ? { params } : {}) });
    });
  child.stdout.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const end = received.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/i.exec(received.subarray(0, Math.max(end, 0)).toString())?.[1]);
      if (end < 0 || received.length < end + 4 + length) return;
      const message: Answer = JSON.parse(received.subarray(end + 4, end + 4 + length).toString());
      received = received.subarray(end + 4 + length);
      if (message.method === undefined) open.get(Number(message.id))?.(message);
      // It asks for settings and registers what it would watch: there are none, and nothing is watched.
      else if (message.id !== undefined) send({ id: message.id, result: null });
    }
  });
  const rootUri = pathToFileURL(folder).href;
  const capabilities = { textDocument: { completion: {}, diagnostic: {}, hover: {}, definition: {} } };
  const workspaceFolders = [{ uri: rootUri, name: "project" }];
  await ask("initialize", { processId: process.pid, rootUri, capabilities, workspaceFolders });
  send({ method: "initialized", params: {} });
  return {
    ask: (method, params) => {
      if (method.startsWith("textDocument/did")) {
        send({ method, params });
        return Promise.resolve(undefined);
      }
      return ask(method, params);
    },
    close: () => child.kill(),
  };
}

interface Answer {
  readonly id?: number | string;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Behind a text of a document. */
export function behind(text: string, part: string): Position {
  const lines = text.split("\n");
  const line = lines.findIndex((each) => each.includes(part));
  if (line < 0) throw new Error(`The document has no ${part}.`);
  return { line, character: (lines[line] ?? "").indexOf(part) + part.length };
}
