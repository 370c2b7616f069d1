import { rmSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { viewRepository } from "../../scripts/check-docs/repository-view.ts";
import { installPackage } from "../helpers/packed.ts";
import { followPage, makePrograms } from "./page-session.ts";

// docs/tutorial.md, word for word, in a folder with the packed tarball: `npm install` alone is taken as done.

const test = suite("docs/tutorial.md");

test("leads from an empty folder to each result that it shows", () => {
  const page = viewRepository(process.cwd()).pages.find(({ path }) => path === "docs/tutorial.md");
  assert.ok(page);
  assert.ok(page.fences.filter(({ language }) => language === "sh").length >= 11);
  const folder = installPackage();
  try {
    rmSync(join(folder, "package.json"));
    makePrograms(folder);
    followPage(page, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
test.run();
