import { fromJsonSchema, McpServer } from "@modelcontextprotocol/server";
import { exitCodes } from "../../program/exit-code.ts";
import type { Host } from "../../program/host.ts";
import { version } from "../../program/program.ts";
import { loadSchema } from "../../schemas/schemas.ts";
import type { RunProgram } from "../command.ts";
import { runTool, type ToolAnswer } from "./run-tool.ts";
import { type McpTool, type ToolArguments, toolsOf } from "./tools.ts";

/** Of an answer as text, in characters: what follows is in the structured content. */
const mostText = 20_000;

const instructions = `Workflows of this repository are TypeScript in workflows-src/, compiled to .github/workflows. Never edit generated YAML: change the source, call check, and correct what it finds. Ask simulate and explain what an event would start before anybody pushes. YAML that nobody generates is judged by lint, and brought over by import. Findings name the place, what is wrong and the next step; exit code 1 means findings, not a failure of the tool.`;

/** One connection's server. Commands run one after the other: a compilation changes what is global while it runs. */
export async function makeServer(canWrite: boolean, host: Host, run: RunProgram): Promise<() => McpServer> {
  const tools = await Promise.all(
    toolsOf(canWrite).map(async (tool) => ({ tool, outputSchema: (await loadSchema(tool.answers)) ?? {} })),
  );
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (
    tool: McpTool,
    given: ToolArguments,
    signal: AbortSignal | undefined,
  ): Promise<ToolAnswer | undefined> => {
    const next = last.then(() => (signal?.aborted ? undefined : runTool(tool, given, host, run)));
    last = next.catch(() => {});
    return next;
  };
  return () => {
    const server = new McpServer({ name: "yardmaster", version }, { capabilities: { tools: {} }, instructions });
    for (const { tool, outputSchema } of tools) {
      const { name, title, description, inputSchema, writes, isOpen } = tool;
      server.registerTool(
        name,
        {
          title,
          description,
          inputSchema: fromJsonSchema<ToolArguments>({ ...inputSchema }),
          outputSchema: fromJsonSchema({ ...outputSchema, type: "object" }),
          annotations: { readOnlyHint: !writes, destructiveHint: writes, idempotentHint: true, openWorldHint: isOpen },
        },
        async (given, context) => answer(await inTurn(tool, given, context.mcpReq.signal)),
      );
    }
    return server;
  };
}

function answer(said: ToolAnswer | undefined) {
  if (!said)
    return { isError: true, content: [{ type: "text" as const, text: "The call was cancelled before its turn." }] };
  const { code, json, commentary } = said;
  const note = commentary.trim();
  if (!json || code === exitCodes.usage || code === exitCodes.bug) {
    const text = note === "" ? `The command ended with exit code ${code} and said nothing.` : note;
    return { isError: true, content: [{ type: "text" as const, text }], ...(json ? { structuredContent: json } : {}) };
  }
  const whole = JSON.stringify(json);
  const shown =
    whole.length <= mostText
      ? whole
      : `${whole.slice(0, mostText)}\n… ${whole.length - mostText} more characters, which the structured content has; ask for less, as by \`workflow\` or \`paths\`.`;
  const texts = note === "" ? [shown] : [shown, note];
  return { content: texts.map((text) => ({ type: "text" as const, text })), structuredContent: json };
}
