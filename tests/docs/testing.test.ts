import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("docs/testing.md");
const pagePath = "docs/testing.md";
const root = process.cwd();
const isUpdating = process.env.UPDATE_EXPECTED === "1";

function fence(info: string): string {
  const page = readFileSync(pagePath, "utf8");
  const [, text] = new RegExp(`^\`\`\`${info.replace(/[.]/g, "\\.")}\n([^]*?)^\`\`\`$`, "m").exec(page) ?? [];
  if (text === undefined) throw new Error(`The page has no block "${info}"`);
  return text;
}

/** The repository of the page, with a module of it run in it. */
function runExample(name: string, environment: Readonly<Record<string, string>> = {}) {
  // Outside of this repository, whose workflows would be found above.
  const folder = mkdtempSync(join(tmpdir(), "yardmaster-testing-"));
  try {
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const workflow = join(folder, ".github/workflows/ci.yml");
    mkdirSync(dirname(workflow), { recursive: true });
    writeFileSync(workflow, fence("yaml .github/workflows/ci.yml"));
    writeFileSync(join(folder, "package.json"), '{"type": "module"}');
    writeFileSync(join(folder, "example.test.ts"), fence(`ts ${name}`));
    const env = { ...process.env, NODE_V8_COVERAGE: undefined, UPDATE_EXPECTED: undefined, ...environment };
    const output = execFileSync(process.execPath, ["--import", "tsx", "example.test.ts"], {
      cwd: folder,
      encoding: "utf8",
      env,
    });
    const golden = join(folder, "tests/push.golden.txt");
    return { output, golden: name === "golden" ? readFileSync(golden, "utf8") : "" };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function expectBlock(info: string, text: string): void {
  if (isUpdating) {
    const page = readFileSync(pagePath, "utf8");
    const place = new RegExp(`^\`\`\`${info}\n[^]*?^\`\`\`$`, "m");
    writeFileSync(
      pagePath,
      page.replace(place, () => `\`\`\`${info}\n${text}\`\`\``),
    );
  }
  assert.is(fence(info), text);
}

test("the matchers say what the page says of its workflow", () => {
  assert.match(runExample("example").output, /Total: +3\n.*Passed: +3/);
});

test("the golden trace is the page's", () => {
  expectBlock("text golden", runExample("golden", { UPDATE_EXPECTED: "1" }).golden);
});

test("the search prints what the page shows", () => {
  expectBlock("text proof", runExample("proof").output);
});

test("names every matcher", () => {
  const index = readFileSync("packages/simulator/src/proofs/index.ts", "utf8");
  const [, names = ""] = /export \{([^}]*)\} from "\.\/matchers\.ts"/.exec(index) ?? [];
  const page = readFileSync(pagePath, "utf8");
  const matchers = names.split(",").map((name) => name.trim());
  for (const name of matchers) if (name !== "" && !name.startsWith("type ")) assert.match(page, `\`${name}(`);
});

test.run();
