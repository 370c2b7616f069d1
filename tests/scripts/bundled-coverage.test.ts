import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { attributeCoverage } from "../../scripts/test/attribute-coverage.ts";
import { bundleTests } from "../../scripts/test/bundle-tests.ts";
import { findParts } from "../../scripts/test/split-coverage.ts";

const content: Readonly<Record<string, string>> = {
  "packages/x/src/index.ts": 'export { half } from "./half.ts";\nexport { whole } from "./whole.ts";\n',
  "packages/x/src/whole.ts": `import { half } from "./half.ts";

export interface Never {
  readonly mind: string;
}

export function whole(wanted: boolean): number {
  return wanted ? half(2) : 0;
}
`,
  "packages/x/src/half.ts": `export function half(number: number): number {
  if (number < 0) {
    return 0;
  }
  return number / 2;
}

export function nobodyCallsThis(): string {
  return "é";
}
`,
  "packages/x/src/untested.ts": "export function untested(): number {\n  return 1;\n}\n",
  "scripts/started.ts": 'export const place = import.meta.url.replace(/.*\\//, "");\nconsole.log(place);\n',
  "tests/one.test.ts": `import { whole } from "../packages/x/src/index.ts";

function unused(): void {}
console.log(whole(true), typeof unused);
`,
  "tests/two.test.ts": 'import { half } from "../packages/x/src/half.ts";\nconsole.log(half(8));\n',
};

async function inRepository(use: (root: string) => Promise<void>): Promise<void> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "yardmaster-bundled-")));
  try {
    for (const [path, text] of Object.entries(content)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    await use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** By file, the lines of which c8 says, as this repository has configured it, that nothing of them ran. */
function uncoveredLines(root: string, folder: string): Record<string, number[]> {
  const options = ["report", "--config", resolve(".c8rc.json"), "--check-coverage=false", "--reporter=json"];
  const command = [resolve("node_modules/c8/bin/c8.js"), ...options, `--temp-directory=${folder}`];
  const { stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
  assert.is(stderr, "");
  interface File {
    readonly statementMap: Readonly<Record<string, { readonly start: { readonly line: number } }>>;
    readonly s: Readonly<Record<string, number>>;
  }
  const files: Readonly<Record<string, File>> = JSON.parse(
    readFileSync(join(root, "coverage/coverage-final.json"), "utf8"),
  );
  return Object.fromEntries(
    Object.entries(files)
      .map(([path, { statementMap, s }]) => {
        const lines = Object.entries(statementMap).flatMap(([id, { start }]) => (s[id] === 0 ? [start.line] : []));
        return [path.slice(root.length + 1), lines] as const;
      })
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

const test = suite("coverage of bundled tests");

test("belongs to the sources, line by line, and a file that no test loads is not covered", () =>
  inRepository(async (root) => {
    const files = ["tests/one.test.ts", "tests/two.test.ts", "scripts/started.ts"];
    const bundle = await bundleTests(root, files);
    assert.ok(bundle);
    const [from, to] = [join(root, "from"), join(root, "to")];
    mkdirSync(to);
    const said = files.map((file) => {
      const module = join(bundle.folder, file.replace(/\.ts$/, ".mjs"));
      const env = { ...process.env, NODE_V8_COVERAGE: from };
      return spawnSync(process.execPath, [module], { encoding: "utf8", env }).stdout;
    });
    assert.equal(said, ["1 function\n", "4\n", "started.ts\n"]);
    attributeCoverage(root, bundle, from, to);
    assert.equal(uncoveredLines(root, to), {
      "packages/x/src/half.ts": [3, 4, 9, 10],
      "packages/x/src/index.ts": [],
      "packages/x/src/untested.ts": [1, 2, 3],
      "packages/x/src/whole.ts": [],
      "scripts/started.ts": [],
    });
  }));

test("has no bundle where a file does not compile: each is then run by itself", () =>
  inRepository(async (root) => {
    writeFileSync(join(root, "tests/two.test.ts"), "export const = 1;\n");
    assert.is(await bundleTests(root, ["tests/one.test.ts", "tests/two.test.ts"]), undefined);
  }));

test("leaves out a file that says why", () =>
  inRepository(async (root) => {
    const files = ["tests/one.test.ts", "tests/two.test.ts"];
    writeFileSync(join(root, "tests/two.test.ts"), "// Not bundled: it is to be seen.\n");
    const bundle = await bundleTests(root, files);
    assert.ok(bundle);
    assert.equal(
      files.map((file) => existsSync(join(bundle.folder, file.replace(/\.ts$/, ".mjs")))),
      [true, false],
    );
  }));

test("refuses a bundle in which a source lies in two pieces", () => {
  // Lines of the sources 0, 1 and 0 again.
  const map = { sources: ["a.ts", "b.ts"], mappings: "AAAA;ACAA;ADAA" };
  const find = (isWanted?: (source: string) => boolean) => findParts("a;\nb;\na;\n", map, new Set(), isWanted);
  assert.throws(() => find(), "a.ts is in two pieces.");
  assert.equal(
    find((source) => source !== "a.ts").map(({ source, startOffset, endOffset }) => [source, startOffset, endOffset]),
    [["b.ts", 3, 5]],
  );
});

test("leaves the names of a module to nobody, which stand above those that it imports", () => {
  // Lines 1 to 4 and 8 are of the source 0, line 6 of the source 1.
  const map = { sources: ["a.ts", "b.ts"], mappings: ";AAAA;AAAA;AAAA;AAAA;;ACAA;;ADAA" };
  const names = "// a.ts\nvar a_exports = {};\n__export(a_exports, {\n  a: () => a\n});\n";
  const text = `${names}// b.ts\nb();\n// a.ts\na();\n`;
  assert.equal(
    findParts(text, map, new Set(["a.ts", "b.ts"])).map(({ source, startOffset, endOffset }) => [
      source,
      text.slice(startOffset, endOffset),
    ]),
    [
      ["b.ts", "b();"],
      ["a.ts", "a();\n"],
    ],
  );
});

test("leaves what esbuild adds above a source to nobody", () => {
  const map = { sources: ["a.ts", "b.ts"], mappings: ";AAAA;;;ACAA" };
  const text = "// a.ts\na();\n// b.ts\nvar b_exports = {};\nb();\n";
  assert.equal(
    findParts(text, map, new Set(["a.ts", "b.ts"])).map(({ source, startOffset, endOffset, lineLengths }) => [
      source,
      text.slice(startOffset, endOffset),
      lineLengths,
    ]),
    [
      ["a.ts", "a();", [4]],
      ["b.ts", "b();\n", [4, 0]],
    ],
  );
});

test.run();
