import { readFileSync, writeFileSync } from "node:fs";
import { nothingKnown } from "@yardmaster/core";
import { importWorkflow } from "@yardmaster/importer";
import { suite } from "uvu";
import * as assert from "uvu/assert";

// docs/import/ has a workflow of each size beside its module, and docs/import.md shows them. The project's type check takes
// the modules in, its formatter leaves them alone.

const test = suite("docs/import/");
const pagePath = "docs/import.md";
const isUpdating = process.env.UPDATE_EXPECTED === "1";

for (const { name, isShown } of [
  { name: "small", isShown: true },
  { name: "median", isShown: true },
  { name: "large", isShown: false },
]) {
  test(`${name}: the module is what import makes of the workflow, with all expressions typed and all comments kept`, async () => {
    const yaml = readFileSync(`docs/import/${name}.yml`, "utf8");
    const expected = `docs/import/${name}.workflow.ts`;
    const facts = { ...nothingKnown, workflows: new Map() };
    const imported = await importWorkflow(yaml, facts, { path: `.github/workflows/${name}.yml` });
    const { source = "", proof, diagnostics } = imported;
    assert.equal([proof.state, diagnostics, proof.expressions.text, proof.comments.lost], ["proved", [], 0, 0]);
    const { expressions, comments } = proof;
    const parts = [
      tableRow(name, [lines(yaml), lines(source), expressions.typed, comments.kept]),
      ...(isShown ? [fence(`yaml example ${name}`, yaml), fence(`ts example ${name}`, source)] : []),
    ];
    const before = readFileSync(pagePath, "utf8");
    const page = isUpdating
      ? parts.reduce((text, { place, content }) => text.replace(place, () => content), before)
      : before;
    if (isUpdating) {
      writeFileSync(expected, source);
      writeFileSync(pagePath, page);
    }
    assert.is(readFileSync(expected, "utf8"), source);
    for (const { place, content } of parts) assert.is(place.exec(page)?.[0], content);
  });
}

/** A part of the page: where it stands, and what it should be. */
interface PagePart {
  readonly place: RegExp;
  readonly content: string;
}

function tableRow(name: string, figures: readonly number[]): PagePart {
  const cells = [`[\`${name}.yml\`](import/${name}.yml)`, `[\`${name}.workflow.ts\`](import/${name}.workflow.ts)`];
  const printed = figures.map((figure) => figure.toLocaleString("en"));
  return { place: new RegExp(`^\\| \\[\`${name}\\.yml.*$`, "m"), content: `| ${[...cells, ...printed].join(" | ")} |` };
}

function fence(info: string, text: string): PagePart {
  return { place: new RegExp(`^\`\`\`${info}\n[^]*?^\`\`\`$`, "m"), content: `\`\`\`${info}\n${text}\`\`\`` };
}

function lines(text: string): number {
  return text.split("\n").length - 1;
}

test.run();
