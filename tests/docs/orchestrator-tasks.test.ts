import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runYardmaster } from "@yardmaster/cli";
import { nodeFiles } from "@yardmaster/compiler";
import { parseTaskTable } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readMarkdownPage } from "../../scripts/check-docs/markdown-page.ts";

const path = "docs/promptops/orchestrator.md";
const example = readMarkdownPage(path, readFileSync(path, "utf8")).fences.find(({ meta }) => meta === "compile")?.text;

/** Runs `gen` on this repository's sources with these tasks. @returns the table, and what was said */
async function generate(tasks: string): Promise<{ readonly table: string; readonly said: string }> {
  const root = mkdtempSync(join(tmpdir(), "orchestrator-tasks-"));
  try {
    mkdirSync(join(root, "generated"));
    cpSync("workflows-src", join(root, "workflows-src"), { recursive: true });
    cpSync("generated/actions.ts", join(root, "generated/actions.ts"));
    symlinkSync(join(process.cwd(), "node_modules"), join(root, "node_modules"));
    writeFileSync(join(root, "workflows-src/orchestrator.tasks.ts"), `${tasks}\n`);
    const said: string[] = [];
    const write = (line: string) => void said.push(line);
    await runYardmaster(["gen"], {
      cwd: root,
      env: {},
      stdout: { write: () => undefined, isTerminal: false },
      stderr: { write, isTerminal: false },
      files: nodeFiles,
      now: () => new Date(0),
    });
    return { table: readFileSync(join(root, "generated/orchestrator-tasks.json"), "utf8"), said: said.join("") };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const test = suite("the guide's table of tasks");

test("is what gen writes and rc reads, one task of each kind", async () => {
  const { table, said } = await generate(example ?? "");
  assert.is(said, "Types were not checked: `yardmaster check` does that.\n");
  const read = parseTaskTable(table, "orchestrator-tasks.json");
  assert.ok(read.ok);
  const here = { repositories: [], parallel: 1, correlation: "correlation_id" };
  assert.equal(
    read.value.tasks.map(({ name, dispatch, inputs }) => [name, dispatch, inputs.map((input) => input.name).join(" ")]),
    [
      ["release-notes", { event: "workflow_dispatch", workflow: "release-notes.yml", ...here }, "since until"],
      [
        "deploy",
        {
          event: "workflow_dispatch",
          workflow: "deploy.yml",
          ref: "main",
          repositories: ["acme/shop-north", "acme/shop-south"],
          parallel: 2,
          correlation: "correlation_id",
        },
        "stage",
      ],
      ["preview", { event: "workflow_dispatch", workflow: "preview.yml", head: "sha", ...here }, ""],
      ["announce", { event: "repository_dispatch", type: "release-created", ...here }, "tag"],
    ],
  );
  assert.equal(read.value.tasks[1]?.who, {
    roles: ["maintain"],
    teams: ["acme/operators"],
    except: { people: ["temporary-helper"] },
  });
});

test.run();
