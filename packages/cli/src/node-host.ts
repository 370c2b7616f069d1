import { nodeFiles } from "@yardmaster/compiler";
import type { Output } from "@yardmaster/core";
import type { Host } from "./host.ts";

export function nodeHost(): Host {
  return {
    cwd: process.cwd(),
    env: process.env,
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    files: nodeFiles,
    now: () => new Date(),
  };
}

function output(stream: NodeJS.WriteStream): Output {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error; // the reader, such as `head`, has seen enough
  });
  return { write: (text) => void stream.write(text), isTerminal: stream.isTTY === true };
}
