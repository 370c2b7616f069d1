import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("README example");

function fence(opening: string): string {
  const text = readFileSync("README.md", "utf8");
  const start = text.indexOf(`\`\`\`${opening}\n`);
  assert.ok(start >= 0, `README.md has no block "${opening}"`);
  const body = text.slice(start + opening.length + 4);
  return body.slice(0, body.indexOf("```"));
}

test("compiles to the YAML that it shows", () => {
  const folder = mkdtempSync(join(tmpdir(), "readme-example-"));
  try {
    mkdirSync(join(folder, "workflows-src"));
    symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "workflows-src/hello.workflow.ts"), fence("ts compile"));
    const program = join(process.cwd(), "packages/cli/bin/yardmaster.mjs");
    const result = spawnSync(process.execPath, [program, "gen"], { cwd: folder, encoding: "utf8", timeout: 20_000 });
    assert.is(result.status, 0, result.stderr);
    const yaml = readFileSync(join(folder, ".github/workflows/hello.yml"), "utf8");
    assert.is(yaml.slice(yaml.indexOf("name: hello")), fence("yaml output"));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
test("its wrong workflow is refused by `gen`, which checks no types, too", () => {
  const folder = mkdtempSync(join(tmpdir(), "readme-example-"));
  try {
    mkdirSync(join(folder, "workflows-src"));
    symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
    const wrong = fence("ts rejected: Property 'alowed' does not exist on type");
    writeFileSync(join(folder, "workflows-src/hello.workflow.ts"), wrong);
    const program = join(process.cwd(), "packages/cli/bin/yardmaster.mjs");
    const result = spawnSync(process.execPath, [program, "gen"], { cwd: folder, encoding: "utf8", timeout: 20_000 });
    const column = (wrong.split("\n")[5] ?? "").indexOf("alowed") + 1;
    assert.is(
      result.stderr.split("\n")[0],
      `workflows-src/hello.workflow.ts:6:${column} error property-unknown: The job "gate" has no output \`alowed\`, so there is no \`gate.outputs.alowed\`.`,
    );
    assert.match(result.stderr, "\n  hint: Did you mean `allowed`?\n1 error; nothing was written.\n");
    assert.is(result.status, 1);
    assert.not(existsSync(join(folder, ".github")));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
test("quotes the compiler's message as it is", () => {
  const quoted = /^> (Property 'alowed'.*)$/m.exec(readFileSync("README.md", "utf8"))?.[1] ?? "";
  const folder = mkdtempSync(join(process.cwd(), "node_modules/.cache-readme-"));
  try {
    writeFileSync(join(folder, "hello.ts"), fence("ts rejected: Property 'alowed' does not exist on type"));
    const config = { extends: join(process.cwd(), "tsconfig.json"), files: ["hello.ts"], include: [] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const compiler = join(process.cwd(), "node_modules/typescript/bin/tsc");
    const args = [compiler, "--noEmit", "--pretty", "false", "-p", folder];
    const result = spawnSync(process.execPath, args, { encoding: "utf8", timeout: 60_000 });
    assert.match(result.stdout, quoted);
    assert.is(result.stdout.trim().split("\n").length, 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
test.run();
