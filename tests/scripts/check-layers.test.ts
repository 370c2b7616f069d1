import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { checkLayers } from "../../scripts/check-layers/check-layers.ts";
import { printFinding } from "../../scripts/check-layers/finding.ts";
import type { LayerTable } from "../../scripts/check-layers/layer-table.ts";
import { startProgram } from "../helpers/start-program.ts";

const table: LayerTable = {
  mayImport: { core: [], zoned: ["core"], "workflows-src": ["core"] },
  libraries: {
    yaml: { owner: "core" },
    "@octokit/*": { owner: "zoned" },
    "@octokit/types": { owner: "core", typesOnly: true },
  },
  rooms: {},
  shells: [],
  pureNodeModules: ["node:path", "node:crypto"],
};

type Files = Readonly<Record<string, string>>;

function inRepository<T>(files: Files, look: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), "yardmaster-layers-"));
  try {
    for (const [path, text] of Object.entries({ "package.json": '{ "name": "root" }', ...files })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return look(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function findings(files: Files, changes: Partial<LayerTable> = {}): string[] {
  return inRepository(files, (root) => checkLayers(root, { ...table, ...changes }).findings.map(printFinding));
}

function manifest(name: string, dependencies: Record<string, string> = {}): Files {
  return { [`packages/${name}/package.json`]: JSON.stringify({ name: `@yardmaster/${name}`, dependencies }, null, 2) };
}

const core = manifest("core");
const zoned = manifest("zoned", { "@yardmaster/core": "0.1.0" });
const usesCore = 'import { a } from "@yardmaster/core";\n';

const test = suite("check-layers");

test("accepts imports that the table allows, in packages, sources, scripts and tests", () => {
  assert.equal(
    findings({
      ...core,
      ...zoned,
      "package.json": '{ "name": "root", "devDependencies": { "uvu": "0.5.6" } }',
      "packages/core/src/index.ts": 'export { a } from "./a.ts";\n',
      "packages/core/src/a.ts": 'import { join } from "node:path";\nexport const a = join("a", "b");\n',
      "packages/zoned/src/index.ts": usesCore,
      "workflows-src/ci.workflow.ts": usesCore,
      "scripts/build.mjs": 'import { readFileSync } from "node:fs";\nconsole.log(readFileSync, process.argv);\n',
      "tests/zoned/a.test.ts": 'import { suite } from "uvu";\nimport { b } from "@yardmaster/zoned";\n',
    }),
    [],
  );
});

test("refuses a package that the table does not allow, for types as well", () => {
  assert.equal(
    findings({
      ...manifest("core", { "@yardmaster/zoned": "0.1.0" }),
      ...manifest("zoned"),
      "packages/core/src/index.ts": '\nimport type { Zone } from "@yardmaster/zoned";\n',
      "packages/zoned/src/index.ts": "export interface Zone {}\n",
    }),
    ["packages/core/src/index.ts:2 error layer-import: core must not import zoned: it may import no package."],
  );
});

test("refuses a source that looks behind the language", () => {
  assert.equal(
    findings({ ...core, ...manifest("zoned"), "workflows-src/a.workflow.ts": 'import "@yardmaster/zoned";\n' }),
    ["workflows-src/a.workflow.ts:1 error layer-import: workflows-src must not import zoned: it may import core."],
  );
});

test("refuses a package that the table does not know", () => {
  assert.equal(
    findings({
      ...core,
      ...manifest("extra", { "@yardmaster/core": "0.1.0" }),
      "packages/extra/src/index.ts": usesCore,
    }),
    [
      'packages/extra/src/index.ts:1 error layer-unknown-package: Package "extra" is not in the table of layers: add it.',
    ],
  );
});

test("refuses imports past an index, by name or by path, from anywhere", () => {
  assert.equal(
    findings({
      ...core,
      ...zoned,
      "packages/core/src/a.ts": "export const a = 1;\n",
      "packages/zoned/src/index.ts": 'export { a } from "@yardmaster/core/src/a.ts";\n',
      "tests/core/a.test.ts": 'import { a } from "../../packages/core/src/a.ts";\n',
      "scripts/b.ts": 'const b = await import("@yardmaster/core/src/a.ts");\n',
    }),
    [
      'packages/zoned/src/index.ts:1 error layer-deep-import: "@yardmaster/core/src/a.ts" goes past the index: import "@yardmaster/core".',
      'scripts/b.ts:1 error layer-deep-import: "@yardmaster/core/src/a.ts" goes past the index: import "@yardmaster/core".',
      'tests/core/a.test.ts:1 error layer-deep-import: "../../packages/core/src/a.ts" reaches into a package: import "@yardmaster/core".',
    ],
  );
});

test("refuses a relative import that leaves its package", () => {
  assert.equal(
    findings({
      ...core,
      ...manifest("zoned"),
      "packages/zoned/src/index.ts": 'import type { A } from "../../core/src/a.ts";\n',
      "packages/core/src/a.ts": 'export type B = import("../../../scripts/b.ts").B;\n',
    }),
    [
      'packages/core/src/a.ts:1 error layer-escape: "../../../scripts/b.ts" leaves the package "core": import another by its name.',
      'packages/zoned/src/index.ts:1 error layer-escape: "../../core/src/a.ts" leaves the package "zoned": import another by its name.',
    ],
  );
});

test("gives each npm library one owner, by name or by scope", () => {
  assert.equal(
    findings({
      ...manifest("core", { "@octokit/types": "1.0.0", yaml: "2.9.1", "@octokit/core": "7.0.6" }),
      ...manifest("zoned", { yaml: "2.9.1", "left-pad": "1.0.0", "@octokit/core": "7.0.6" }),
      "packages/core/src/index.ts":
        'import type { A } from "@octokit/types";\nimport { parse } from "yaml";\nimport "@octokit/core";\nexport { B } from "@octokit/types";\n',
      "packages/zoned/src/index.ts":
        'import type { Node } from "yaml/util";\nimport pad from "left-pad";\nimport "@octokit/core/dist";\n',
    }),
    [
      'packages/core/src/index.ts:3 error layer-library-owner: core must not import "@octokit/core": zoned owns it.',
      'packages/core/src/index.ts:4 error layer-library-owner: "@octokit/types" is for types alone: write `import type`.',
      'packages/zoned/src/index.ts:1 error layer-library-owner: zoned must not import "yaml": core owns it.',
      'packages/zoned/src/index.ts:2 error layer-library-owner: zoned must not import "left-pad": nobody owns it in the table of layers.',
    ],
  );
});

test("wants every import declared and every declaration used", () => {
  assert.equal(
    findings({
      ...manifest("core", { "@types/unused": "1.0.0" }),
      ...manifest("zoned"),
      "packages/core/src/index.ts": 'import { parse } from "yaml";\n',
      "packages/zoned/src/index.ts": usesCore,
      "tests/a.test.ts": 'import { suite } from "uvu";\n',
    }),
    [
      'packages/core/package.json:4 error layer-unused-dependency: "@types/unused" is declared and never imported: remove it.',
      'packages/core/src/index.ts:1 error layer-undeclared: "yaml" is imported and not declared: add it to packages/core/package.json.',
      'packages/zoned/src/index.ts:1 error layer-undeclared: "@yardmaster/core" is imported and not declared: add it to packages/zoned/package.json.',
      'tests/a.test.ts:1 error layer-undeclared: "uvu" is imported and not declared: add it to package.json.',
    ],
  );
});

test("accepts a library declared as the peer of one that is used, and only then", () => {
  const libraries = { tz: { owner: "core" }, dates: { owner: "core", peerOf: "tz" } };
  const check = (text: string) =>
    findings(
      { ...manifest("core", { tz: "3.2.0", dates: "4.4.0" }), "packages/core/src/index.ts": text },
      { libraries },
    );
  assert.equal(check('import "tz";\n'), []);
  assert.equal(check("export {};\n"), [
    'packages/core/package.json:4 error layer-unused-dependency: "tz" is declared and never imported: remove it.',
    'packages/core/package.json:5 error layer-unused-dependency: "dates" is declared and never imported: remove it.',
  ]);
});

const outside = (file: string, line: number, name: string) =>
  `${file}:${line} error layer-effect: "${name}" reaches outside: take it as a parameter, or move this to a shell.`;

test("finds each way to the outside in a pure file", () => {
  const lines = [
    'import { readFileSync } from "node:fs";',
    'import { spawn } from "child_process";',
    'import { createHash, randomUUID as id } from "node:crypto";',
    "export const a = process.env.HOME;",
    "export const b = () => Date.now() + Math.random();",
    "export const c = [new Date(), new Date(0), Date()];",
    'console.log(globalThis.process, fetch("x"));',
    "export const d = { process, setTimeout: 1 };",
    "export const e = crypto.getRandomValues(new Uint8Array(1));",
    'const { env } = await import("node:process");',
  ];
  const file = "packages/core/src/index.ts";
  assert.equal(findings({ ...core, [file]: lines.join("\n") }), [
    outside(file, 1, "node:fs"),
    outside(file, 2, "node:child_process"),
    outside(file, 3, "randomUUID"),
    outside(file, 4, "process"),
    outside(file, 5, "Date.now"),
    outside(file, 5, "Math.random"),
    outside(file, 6, "Date()"),
    outside(file, 6, "Date()"),
    outside(file, 7, "console"),
    outside(file, 7, "globalThis.process"),
    outside(file, 7, "fetch"),
    outside(file, 8, "process"),
    outside(file, 9, "crypto.getRandomValues"),
    outside(file, 10, "node:process"),
  ]);
});

test("takes no type, key, member or local name for an effect", () => {
  const lines = [
    'import type { Stats } from "node:fs";',
    "export interface Host { now(): Date; process: typeof process; fetch: typeof fetch }",
    "export function run(host: Host, console: { log(): void }, { fetch }: Host) {",
    "  console.log();",
    "  return [host.process, fetch, host.now(), { process: 1 }];",
    "}",
    "export const at = (performance: number) => performance + new Date(0).getTime();",
    "export class Clock { setTimeout() {} }",
  ];
  assert.equal(findings({ ...core, "packages/core/src/index.ts": lines.join("\n") }), []);
});

test("sees through a local name of another function", () => {
  const text = "export const a = (fetch: () => void) => fetch();\nexport const b = () => fetch;\n";
  assert.equal(findings({ ...core, "packages/core/src/index.ts": text }), [
    outside("packages/core/src/index.ts", 2, "fetch"),
  ]);
});

test("keeps workflow sources pure, so that the same sources give the same bytes", () => {
  assert.equal(findings({ "workflows-src/ci.workflow.ts": "export const at = Date.now();\n" }), [
    outside("workflows-src/ci.workflow.ts", 1, "Date.now"),
  ]);
});

test("lets the listed shells reach outside, and wants none listed in vain", () => {
  const shells = ["packages/core/src/bin.ts", "packages/core/src/idle.ts"];
  assert.equal(
    findings(
      { ...core, "packages/core/src/bin.ts": "process.exitCode = 1;\n", "packages/core/src/idle.ts": "export {};\n" },
      { shells },
    ),
    [
      "packages/core/src/idle.ts:1 error layer-idle-shell: This file is listed as a shell and has no effect: take it from the table of layers.",
    ],
  );
});

test("shows the shortest ring of each knot, type imports included", () => {
  assert.equal(
    findings({
      ...core,
      "packages/core/src/a.ts": 'export type { B } from "./b.ts";\nexport * from "./b.ts";\nimport "./c.ts";\n',
      "packages/core/src/b.ts": 'import "./c.ts";\n',
      "packages/core/src/c.ts": 'import { x } from "./a.ts";\n',
      "packages/core/src/d.ts": '\nimport type { E } from "./e.ts";\n',
      "packages/core/src/e.ts": 'export type D = import("./d.ts").D;\n',
      "scripts/self.ts": 'await import("./self.ts");\n',
    }),
    [
      "packages/core/src/a.ts:3 error layer-cycle: These files import each other: packages/core/src/a.ts -> packages/core/src/c.ts -> packages/core/src/a.ts.",
      "packages/core/src/d.ts:2 error layer-cycle: These files import each other: packages/core/src/d.ts -> packages/core/src/e.ts -> packages/core/src/d.ts.",
      "scripts/self.ts:1 error layer-cycle: These files import each other: scripts/self.ts -> scripts/self.ts.",
    ],
  );
});

const rooms = { core: { ".": ["print"], print: ["model"], model: [] } };
const house = {
  ...core,
  "packages/core/src/index.ts": 'export { p } from "./print/p.ts";\nexport { m } from "./model/deep/m.ts";\n',
  "packages/core/src/loose.ts": 'import { p } from "./print/p.ts";\n',
  "packages/core/src/print/p.ts": 'import type { m } from "../model/deep/m.ts";\nimport "./q.ts";\n',
  "packages/core/src/print/q.ts": "export {};\n",
  "packages/core/src/model/deep/m.ts": 'import "../n.ts";\n',
  "packages/core/src/model/n.ts": 'import manifest from "../../package.json" with { type: "json" };\n',
};

test("lets rooms of a package import those that the table allows, and its index all of them", () => {
  assert.equal(findings({ ...house, ...zoned, "packages/zoned/src/a/b.ts": usesCore }, { rooms }), []);
});

test("refuses a room that the table does not allow, for types as well", () => {
  assert.equal(
    findings(
      {
        ...house,
        "packages/core/src/loose.ts":
          'import { p } from "./print/p.ts";\nimport type { m } from "./model/deep/m.ts";\n',
        "packages/core/src/model/n.ts": 'export { q } from "../print/q.ts";\n',
        "packages/core/src/print/q.ts": 'await import("../loose.ts");\n',
      },
      { rooms },
    ),
    [
      "packages/core/src/loose.ts:1 error layer-cycle: These files import each other: packages/core/src/loose.ts -> packages/core/src/print/p.ts -> packages/core/src/print/q.ts -> packages/core/src/loose.ts.",
      'packages/core/src/loose.ts:2 error layer-room: The room "." of core must not import "model": it may import print.',
      'packages/core/src/model/n.ts:1 error layer-room: The room "model" of core must not import "print": it may import no other room.',
      'packages/core/src/print/q.ts:1 error layer-room: The room "print" of core must not import ".": it may import model.',
    ],
  );
});

test("wants every folder of a package with rooms in the table, and every room of the table in the package", () => {
  assert.equal(
    findings(
      {
        ...house,
        "packages/core/src/model/n.ts": "export {};\n",
        "packages/core/src/attic/box/old.ts": "export {};\n",
      },
      { rooms: { core: { print: ["model", "cellar"], model: [], hall: [] } } },
    ),
    [
      'packages/core/package.json:1 error layer-empty-room: The table of layers names the room "hall" of core, which has no file: take it out.',
      'packages/core/package.json:1 error layer-empty-room: The table of layers names the room "cellar" of core, which has no file: take it out.',
      'packages/core/src/attic/box/old.ts:1 error layer-unknown-room: The room "attic" of core is not in the table of layers: add it.',
      'packages/core/src/loose.ts:1 error layer-unknown-room: The room "." of core is not in the table of layers: add it.',
    ],
  );
});

test("holds a folder inside a room apart that has a row of its own", () => {
  const apart = {
    core: { ...rooms.core, ".": ["print", "model/deep"], print: ["model/deep"], "model/deep": ["model"] },
  };
  assert.equal(findings(house, { rooms: apart }), []);
  assert.equal(
    findings({ ...house, "packages/core/src/model/n.ts": 'import type { m } from "./deep/m.ts";\n' }, { rooms: apart }),
    [
      "packages/core/src/model/deep/m.ts:1 error layer-cycle: These files import each other: packages/core/src/model/deep/m.ts -> packages/core/src/model/n.ts -> packages/core/src/model/deep/m.ts.",
      'packages/core/src/model/n.ts:1 error layer-room: The room "model" of core must not import "model/deep": it may import no other room.',
    ],
  );
});

test("refuses a table that lets rooms import each other, though no file does so yet", () => {
  assert.equal(findings(house, { rooms: { core: { ".": ["print"], print: ["model"], model: ["."] } } }), [
    "packages/core/package.json:1 error layer-room: The table of layers lets rooms of core import each other: . -> print -> model -> ..",
  ]);
});

test("keeps the index of a package with rooms for others", () => {
  const file = "packages/core/src/model/n.ts";
  assert.equal(findings({ ...house, [file]: 'import { p } from "../index.ts";\n' }, { rooms }), [
    "packages/core/src/index.ts:2 error layer-cycle: These files import each other: packages/core/src/index.ts -> packages/core/src/model/deep/m.ts -> packages/core/src/model/n.ts -> packages/core/src/index.ts.",
    `${file}:1 error layer-room: "../index.ts" is the index, which is for other packages: import the file that declares it.`,
  ]);
});

test("follows package names into indexes when it looks for rings", () => {
  const ring = findings(
    {
      ...manifest("core", { "@yardmaster/zoned": "0.1.0" }),
      ...zoned,
      "packages/core/src/index.ts": 'import "@yardmaster/zoned";\n',
      "packages/zoned/src/index.ts": 'import "@yardmaster/core";\n',
    },
    { mayImport: { core: ["zoned"], zoned: ["core"] } },
  );
  assert.equal(ring, [
    "packages/core/src/index.ts:1 error layer-cycle: These files import each other: packages/core/src/index.ts -> packages/zoned/src/index.ts -> packages/core/src/index.ts.",
  ]);
});

test("wants exact versions everywhere, overrides included", () => {
  const root = {
    name: "root",
    devDependencies: { a: "^1.0.0", b: "1.0.0-rc.1" },
    overrides: { c: { d: "*" }, e: "2.0.0" },
  };
  assert.equal(findings({ "package.json": JSON.stringify(root, null, 2) }), [
    'package.json:4 error layer-version: "a" is "^1.0.0": name one exact version.',
    'package.json:9 error layer-version: "d" is "*": name one exact version.',
  ]);
});

test("wants no host in the lock file; links of the workspace have none", () => {
  const lock = '{\n  "resolved": "packages/core",\n  "resolved": "https://registry.example/a.tgz"\n}\n';
  assert.equal(findings({ "package-lock.json": lock }), [
    "package-lock.json:3 error layer-lock-host: An address of a registry is locked: install with the omit-lockfile-registry-resolved of .npmrc.",
  ]);
});

test("prints findings and their count, and exits 1 when there are any", () => {
  const run = (files: Files) =>
    inRepository(files, (root) => {
      const command = [...startProgram("scripts/check-layers.ts"), "--root", root];
      const result = spawnSync(process.execPath, command, { encoding: "utf8", timeout: 30_000 });
      return { exitCode: result.status, stdout: result.stdout };
    });
  assert.equal(run({ ...core, "packages/core/src/index.ts": "export {};\n" }), {
    exitCode: 0,
    stdout: "1 file, 0 findings\n",
  });
  assert.equal(run({ ...core, "packages/core/src/index.ts": "export const a = process.argv;\n" }), {
    exitCode: 1,
    stdout: `${outside("packages/core/src/index.ts", 1, "process")}\n1 file, 1 finding\n`,
  });
});

test.run();
