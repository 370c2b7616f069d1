import { createNames, languageNames } from "@yardmaster/importer/writers";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as language from "yardmaster";

const test = suite("names of a module");

const cases: readonly (readonly [string, string])[] = [
  ["build", "build"],
  ["build-test", "buildTest"],
  ["deploy_prod", "deployProd"],
  ["Build_Linux", "buildLinux"],
  ["buildLinux", "buildLinux"],
  ["BUILD", "build"],
  ["BUILD_ALL", "buildAll"],
  ["macOS-build", "macOSBuild"],
  ["x86_64", "x86_64"],
  ["node-22-4", "node22_4"],
  ["test", "test"],
  ["package", "packageJob"],
  ["run", "runJob"],
  ["matrix", "matrixJob"],
  ["on", "onJob"],
  ["github", "githubJob"],
  ["job", "job2"],
  ["the-job", "theJob"],
  ["escape", "escapeJob"],
  ["1st", "job1st"],
  ["_", "job2"],
  ["_private", "privateJob"],
  ["prüfen", "prüfen"],
  ["🚀 ship it", "shipIt"],
];

for (const [id, name] of cases) {
  test(`${id} is ${name}`, () => assert.is(createNames().take(id, "job"), name));
}

test("says what a thing is where its name is taken, then counts", () => {
  const names = createNames(["ci"]);
  assert.equal(
    ["build", "build", "build", "ci"].map((text) => names.take(text, "job")),
    ["build", "buildJob", "buildJob2", "ciJob"],
  );
  assert.is(names.take("build", "step"), "buildStep");
});

test("cuts a sentence between its words", () => {
  const name = "Upload the logs of all failed integration tests to the bucket of the nightly builds";
  assert.is(createNames().take(name, "step"), "uploadTheLogsOfAllFailedIntegrationTests");
});

test("knows every name of the language", () => {
  assert.equal(
    Object.keys(language).filter((name) => !languageNames.has(name)),
    [],
  );
});

test.run();
