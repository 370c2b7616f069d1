import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { layerTable } from "../../scripts/check-layers/layer-table.ts";
import { printManifest } from "../../scripts/package/print-manifest.ts";
import { type PublishedPackage, publishedPackages } from "../../scripts/package/published-packages.ts";

interface Row {
  readonly mayImport: readonly string[];
  readonly libraries: readonly string[];
}

const packages = Object.keys(layerTable.mayImport).filter((name) => name !== "workflows-src" && name !== "generated");

/** The table of docs/architecture.md: package, may import, sole importer of. */
function readDocumentedRows(): Map<string, Row> {
  const rows = readFileSync("docs/architecture.md", "utf8").matchAll(
    /^\| *`?([\w-]+)`? *\| *([^|]*?) *\| *([^|]*?) *\|$/gm,
  );
  return new Map(
    [...rows]
      .filter((row) => packages.includes(row[1] ?? ""))
      .map((row) => [row[1] ?? "", { mayImport: readPackages(row[2] ?? ""), libraries: readLibraries(row[3] ?? "") }]),
  );
}

function readPackages(cell: string): string[] {
  const exceptions = /^all but (.*)$/.exec(cell)?.[1];
  const names = (text: string) => packages.filter((name) => text.split(/[\s,`]+/).includes(name));
  if (exceptions === undefined) return names(cell);
  return packages.filter((name) => name !== "cli" && !names(exceptions).includes(name));
}

function readLibraries(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((library) => library[1] ?? "").sort();
}

const test = suite("architecture table");

test("is the one that check-layers enforces", () => {
  const enforced = new Map(
    packages.map((name): [string, Row] => [
      name,
      {
        mayImport: packages.filter((other) => layerTable.mayImport[name]?.includes(other)),
        libraries: Object.keys(layerTable.libraries)
          .filter((library) => layerTable.libraries[library]?.owner === name)
          .sort(),
      },
    ]),
  );
  assert.equal(Object.fromEntries(readDocumentedRows()), Object.fromEntries(enforced));
});

test("lists what is installed beside the package, as its manifest does", () => {
  const rows = readFileSync("docs/architecture.md", "utf8").matchAll(/^\| `([^`]+)` \| (dependency|peer)\b[^|]*\|/gm);
  const documented = [...rows].map(([, name, how]) => `${how} ${name}`);
  const published = publishedPackages.find(({ name }) => name === "yardmaster");
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(
    printManifest(".", published as PublishedPackage, {
      repository: undefined,
      dependencies: published?.dependencies ?? {},
    }),
  );
  assert.equal(documented, [
    ...Object.keys(dependencies).map((name) => `dependency ${name}`),
    ...Object.keys(peerDependencies).map((name) => `peer ${name}`),
  ]);
});

test.run();
