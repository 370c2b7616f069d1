import { exitCodes } from "../../program/exit-code.ts";
import { visibleText } from "../../report/visible-text.ts";
import type { FreeCommand } from "../command.ts";
import { makeServer } from "./make-server.ts";
import { serve } from "./serve.ts";

/** The Model Context Protocol on standard input and output. Ends when the client closes its side. */
export const mcp: FreeCommand = async ({ flags }, host, run) => {
  const server = await makeServer(flags.has("write"), host, run);
  await serve(server, ({ message }) => host.stderr.write(`${visibleText(message)}\n`));
  return exitCodes.clean;
};
