import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ciPath, edit, lockPath, makePinnedRepository, shas } from "./adopt-repository.ts";
import type { TestRepository } from "./repository.ts";

// By Semantic Versioning 2, section 11, the numbers of one name.

const test = suite<TestRepository>("versions that yardmaster adopt takes");
test.before.each(async (repository) => {
  Object.assign(repository, await makePinnedRepository());
});
test.after.each((repository) => repository.dispose());

type Judgement = "takes" | "lowers" | "renames" | "differs" | "version-unknown";
const judged: readonly (readonly [locked: string, to: string, judgement: Judgement])[] = [
  ["v7.0.0-beta.2", "v7.0.0", "takes"],
  ["v7.0.0-beta.2", "v7.0.0-beta.11", "takes"],
  ["v7.0.0-beta.11", "v7.0.0-beta.2", "lowers"],
  ["v7.0.0-beta", "v7.0.0-alpha.9", "lowers"],
  ["v7.0.0-beta", "v7.0.0-beta.1", "takes"],
  ["v7.9.0", "v7.10.0", "takes"],
  ["v7.10.0", "v7.9.0", "lowers"],
  ["v7", "v7.0.1", "takes"],
  ["v7.1", "v7.0.9", "lowers"],
  ["v7", "v6", "lowers"],
  ["v7.01.0", "v7.2.0", "takes"],
  ["v7.0.0+build.1", "v7.0.0+build.2", "differs"],
  ["v7.0.0+build.9", "v7.0.1+build.1", "takes"],
  ["7.0.0", "V7.1.0", "takes"],
  ["V7.1.0", "7.0.0", "lowers"],
  ["v7.0.0.9", "v7.0.0.10", "takes"],
  ["v7.0.0.10", "v7.0.0", "lowers"],
  ["v1.2.3", "v1.2.3.4.5", "version-unknown"],
  ["main", "v1.0.0", "takes"],
  ["main", "init-v1.0.0", "takes"],
  // A name of its own: only its own numbers are compared.
  ["release-v2.1.0", "release-v2.0.0", "lowers"],
  ["release-v2.1.0", "release-v2.10.0", "takes"],
  ["release/2.1.0", "release/v2.2.0", "takes"],
  ["release-v2.1.0", "v3.0.0", "renames"],
  ["v2.1.0", "release-v3.0.0", "renames"],
  ["release-v2.1.0", "Release-v3.0.0", "renames"],
  ["init/v2.1.0", "init-v2.2.0", "renames"],
  ["init_v2.1.0", "init_v2.2.0", "takes"],
  ["python3-v1.9", "python3-v1.10", "takes"],
  ["python3-v1.9", "python4-v1.10", "renames"],
  ["3d-v1.9.0", "3d-v1.10.0", "takes"],
  ["tool-2-v1.9.0", "tool-2-v1.10.0", "takes"],
  ["ubuntu-24.04-v1.1.0", "ubuntu-24.10-v1.2.0", "renames"],
  ["codeql-bundle-v2.13.4-rc-1", "codeql-bundle-v2.13.4", "takes"],
  // Days.
  ["2024-01-31", "2024-02-01", "takes"],
  ["2024-02-01", "2024-01-31", "lowers"],
  ["2023-12-31", "2024-01-01", "takes"],
  ["2024-01-01", "2024-01-01.1", "takes"],
  ["2024-01-01.10", "2024-01-01.9", "lowers"],
  ["20240131", "20240201", "takes"],
  ["nightly-2024-01-31", "nightly-2024-02-01", "takes"],
  ["nightly-2024-01-31", "2024-02-01", "renames"],
  ["2024-01-31", "v2025.1.0", "renames"],
  ["2024.01.31", "2024.02.01", "takes"],
];
for (const [lockedVersion, to, judgement] of judged) {
  test(`${judgement}: ${lockedVersion} to ${to}`, async (repository) => {
    edit(repository, '"v7.0.1"', `"${lockedVersion}"`, [lockPath]);
    assert.is((await repository.run(["gen", "--force"])).code, 0);
    edit(repository, `${shas.checkout} # ${lockedVersion}`, `${shas.newCheckout} # ${to}`, [ciPath]);
    const { code, stderr } = await repository.run(["adopt", "--offline", "--dry-run"]);
    const [, refusal] = / error bump-(?:version-(?=differs))?([a-z-]+): /.exec(stderr) ?? [];
    assert.equal([code, refusal ?? "takes"], [judgement === "takes" ? 0 : 1, judgement]);
  });
}
test.run();
