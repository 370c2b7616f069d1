import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { inRepository } from "./import-fences.ts";

// docs/agents.md: what the commands say of a workflow as models write it. `UPDATE_EXPECTED=1` writes what they say now.

const test = suite("docs/agents.md");
const path = "docs/agents.md";

function block(info: string): string {
  const [, text] = new RegExp(`^\`\`\`${info.replace(/[.]/g, "\\.")}\n([^]*?)^\`\`\`$`, "m").exec(readPage()) ?? [];
  if (text === undefined) throw new Error(`The page has no block "${info}"`);
  return text;
}
const readPage = (): string => readFileSync(path, "utf8");

function expectBlock(info: string, said: string): void {
  if (process.env.UPDATE_EXPECTED === "1") {
    const place = new RegExp(`^\`\`\`${info}\n[^]*?^\`\`\`$`, "m");
    writeFileSync(
      path,
      readPage().replace(place, () => `\`\`\`${info}\n${said}\`\`\``),
    );
  }
  assert.is(block(info), said);
}

interface Said {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly line: number;
}
/** Of types, TypeScript's own sentence is the one that helps. */
function shorten(stdout: string): string {
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Said[] };
  const say = ({ code, message, hint, line }: Said) =>
    `${line} ${code}: ${code === "type-error" ? message.replace(/^TS\d+: /, "") : hint}\n`;
  return findings.map(say).join("");
}

test("lint says what is wrong with the YAML", async () => {
  await inRepository({ ".github/workflows/triage.yml": block("yaml mistakes") }, async ({ run }) => {
    const { code, stdout } = await run(["lint", "--format", "json"]);
    assert.is(code, 1);
    expectBlock("text lint", shorten(stdout));
  });
});
test("check says what is wrong with the TypeScript", async () => {
  await inRepository({ "workflows-src/triage.workflow.ts": block("ts mistakes") }, async ({ run }) => {
    const { code, stdout } = await run(["check", "--format", "json"]);
    assert.is(code, 1);
    expectBlock("text check", shorten(stdout));
  });
});
test("what is corrected passes, and explain says what decides", async () => {
  await inRepository({ "workflows-src/triage.workflow.ts": block("ts compile") }, async ({ run, read }) => {
    assert.is((await run(["gen"])).code, 0);
    const checked = await run(["check", "--format", "json"]);
    assert.equal([checked.code, JSON.parse(checked.stdout)], [0, { drift: [], findings: [] }]);
    assert.is((await run(["lint"])).code, 0);
    assert.match(read(".github/workflows/triage.yml"), "  log:\n    needs:\n      - decide\n");
    const given = ["--event", "issues", "--action", "opened", "--at", "2026-11-27T15:00:00Z"];
    expectBlock("text explain", (await run(["explain", "triage.yml#page", ...given])).stdout);
  });
});
test("the skill is installed by the commands that stand there", () => {
  if (process.platform === "win32") return;
  const folder = mkdtempSync(join(tmpdir(), "yardmaster-skill-"));
  try {
    cpSync("skills", join(folder, "node_modules/yardmaster/skills"), { recursive: true });
    execFileSync("sh", ["-ec", block("sh install")], { cwd: folder });
    const skill = readFileSync("skills/yardmaster/SKILL.md", "utf8");
    for (const place of [".agents", ".claude"]) {
      assert.is(readFileSync(join(folder, place, "skills/yardmaster/SKILL.md"), "utf8"), skill);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
test("names the members that each contract has", async () => {
  const rows = [...readPage().matchAll(/^\| `(\w+)` \| (`.*?) \| /gm)];
  assert.ok(rows.length >= 5, `${rows.length} rows`);
  await inRepository({}, async ({ run }) => {
    for (const [, name = "", cell = ""] of rows) {
      const { properties } = JSON.parse((await run(["schema", name])).stdout) as { readonly properties: object };
      const named = [...cell.matchAll(/`(\w+)`/g)].map(([, member = ""]) => member);
      assert.ok(named.length > 0);
      assert.equal(
        named.filter((member) => !(member in properties)),
        [],
        name,
      );
    }
  });
});
test("every client's settings start a server, with the tools that the page lists", async () => {
  const wanted = { command: "node", args: ["node_modules/yardmaster/bin/yardmaster.mjs", "mcp"] };
  const codex = Object.fromEntries(
    [...block("toml .codex/config.toml").matchAll(/^(\w+) = (.+)$/gm)].map(([, key, value = ""]) => [
      key,
      JSON.parse(value),
    ]),
  );
  const copilot = JSON.parse(block("json copilot")).mcpServers.yardmaster;
  assert.equal(JSON.parse(block("json .mcp.json")), { mcpServers: { yardmaster: wanted } });
  const code = JSON.parse(block("json .vscode/mcp.json")).servers.yardmaster;
  assert.equal(code, { type: "stdio", ...wanted, cwd: "${workspaceFolder}" });
  assert.match(block("toml .codex/config.toml"), /^\[mcp_servers\.yardmaster\]\n/);
  assert.equal(codex, wanted);
  assert.equal({ ...copilot, tools: [] }, { type: "local", ...wanted, tools: [] });
  const rows = [...readPage().matchAll(/^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$/gm)].filter(([, , first = ""]) =>
    /^(?:reads|says|compares|is not offered)/.test(first),
  );
  assert.is(rows.length, 7);
  const reading = rows.filter(([, , cell]) => cell !== "is not offered").map(([, name = ""]) => name);
  const writing = rows.filter(([, , , cell = ""]) => cell.startsWith("writes")).map(([, name = ""]) => name);
  assert.equal(await toolsOffered([]), Object.fromEntries(reading.toSorted().map((name) => [name, true])));
  const all = rows.map(([, name = ""]) => name).toSorted();
  assert.equal(await toolsOffered(["--write"]), Object.fromEntries(all.map((name) => [name, !writing.includes(name)])));
  assert.equal(
    copilot.tools.filter((name: string) => !reading.includes(name) || writing.includes(name)),
    [],
  );
});

/** By name, whether the server says that a tool only reads. */
async function toolsOffered(options: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const client = new Client({ name: "test", version: "1.0.0" });
  const args = [join(process.cwd(), "packages/cli/bin/yardmaster.mjs"), "mcp", ...options];
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args, cwd: process.cwd(), stderr: "ignore" }),
  );
  try {
    const { tools } = await client.listTools();
    const sorted = tools.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return Object.fromEntries(sorted.map(({ name, annotations }) => [name, annotations?.readOnlyHint]));
  } finally {
    await client.close();
  }
}
test.run();
