import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFileStore, type FilePlace, type StoredText } from "@yardmaster/github";
import { createNodeHost, runRc } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { runnerVariables } from "../helpers/orchestrator-host.ts";
import { branch, dayFile, type LogScenario, lineOf, logToken, requestsOf, withLogGitHub } from "./log-scenario.ts";

const place: FilePlace = {
  repository: { owner: "Codertocat", repo: "Hello-World" },
  branch: "files",
  path: "a/b.txt",
  message: "Change b",
  readme: "# Files\n",
};
const readRoute = "GET /repos/{owner}/{repo}/contents/{path}";

function storeOf({ github }: LogScenario, waits: number[] = []) {
  return createFileStore({
    token: logToken,
    apiUrl: github.url,
    userAgent: "tests",
    timeoutMilliseconds: 1_000,
    random: () => 1,
    wait: async (milliseconds) => void waits.push(milliseconds),
  });
}

const store = suite("file store");

store("creates, changes and leaves a file, and says what stood there", () =>
  withLogGitHub(async (scenario) => {
    const files = storeOf(scenario);
    const seen: StoredText[] = [];
    const put = (text?: string) =>
      files.update(place, (stored) => {
        seen.push(stored);
        return text === undefined ? { value: seen.length } : { text, value: seen.length };
      });
    assert.equal(await put("é\n"), { ok: true, value: 1 });
    assert.equal(await put("\ufeffé 2"), { ok: true, value: 2 });
    assert.equal(await put(), { ok: true, value: 3 });
    assert.equal(seen, ["missing", { text: "é\n" }, { text: "\ufeffé 2" }]);
    const bodies = scenario.github.requests.filter(({ method }) => method !== "GET").map(({ body }) => body);
    const { store: git } = scenario;
    const first = [...git.commits.values()][0];
    assert.equal(bodies, [
      { tree: [{ path: "README.md", mode: "100644", type: "blob", content: "# Files\n" }] },
      { message: "Change b", tree: [...git.trees.keys()][0], parents: [] },
      { ref: "refs/heads/files", sha: first?.sha },
      { branch: "files", message: "Change b", content: "w6kK" },
      // As `git hash-object` names "é\n".
      {
        branch: "files",
        message: "Change b",
        content: "77u/w6kgMg==",
        sha: "c6003325155f475bd7c87731607525dce73be9cf",
      },
    ]);
  }),
);

store("sends nothing to places that git or GitHub would not name so", () =>
  withLogGitHub(async (scenario) => {
    const change = () => ({ text: "x", value: undefined });
    const names = [
      "",
      "/",
      "a/",
      "/a",
      "a//b",
      "../a",
      "a/../b",
      ".a",
      "a..b",
      "a.lock",
      "a.",
      "a b",
      "a\n",
      "ä",
      "a~1",
    ];
    names.push("x".repeat(101), "a?b", "a%2Fb", "a\\b");
    for (const name of names) {
      for (const changed of [
        { ...place, branch: name },
        { ...place, path: name },
      ]) {
        const updated = await storeOf(scenario).update(changed, change);
        assert.is(!updated.ok && updated.error.kind, "invalid", JSON.stringify(name));
        assert.is(!updated.ok && updated.error.carriedOut, "no");
      }
    }
    const repository = { owner: "a/b", repo: "c" };
    assert.is((await storeOf(scenario).update({ ...place, repository }, change)).ok, false);
    assert.is((await storeOf(scenario).update({ ...place, branch: "-a" }, change)).ok, false);
    assert.equal(requestsOf(scenario), []);
  }),
);

store("writes no file that it could not read again", () =>
  withLogGitHub(async (scenario) => {
    const updated = await storeOf(scenario).update(place, () => ({ text: "x".repeat(1_000_001), value: undefined }));
    assert.equal(updated, {
      ok: false,
      error: {
        kind: "invalid",
        message: "Not sent: a/b.txt would have 1000001 bytes, more than the 1000000 that can be read again.",
        carriedOut: "no",
      },
    });
  }),
);

store("takes no answer of another shape for a file", () =>
  withLogGitHub(async (scenario) => {
    const sha = "0".repeat(40);
    const file = { type: "file", encoding: "base64", content: "", sha };
    const bodies = [[], null, {}, { ...file, type: "dir" }, { ...file, sha: "x" }, { ...file, content: 1 }];
    bodies.push({ ...file, encoding: "utf-8" });
    for (const body of bodies) {
      scenario.github.inject(readRoute, { kind: "answer", status: 200, body });
      const updated = await storeOf(scenario).update(place, () => ({ text: "x", value: undefined }));
      assert.equal(updated, {
        ok: false,
        error: {
          kind: "unexpected",
          message: "GitHub's answer does not have the form of the file a/b.txt.",
          carriedOut: "unknown",
        },
      });
    }
    assert.ok(requestsOf(scenario).every((request) => request.startsWith("GET contents/")));
  }),
);

store("pauses double up to eight seconds, and end with the waits of the options", () =>
  withLogGitHub(async (scenario) => {
    const waits: number[] = [];
    let version = 0;
    // Somebody else is always first.
    const updated = await storeOf(scenario, waits).update({ ...place, branch, path: dayFile }, () => {
      scenario.seed({ [dayFile]: `${++version}` });
      return { text: "mine", value: undefined };
    });
    assert.is(!updated.ok && updated.error.status, version === 1 ? 422 : 409);
    assert.equal(waits.slice(0, 7), [250, 500, 1_000, 2_000, 4_000, 8_000, 8_000]);
    const total = waits.reduce((sum, each) => sum + each, 0);
    assert.ok(total <= 120_000 && total > 110_000, `${total}`);
  }),
);

store.run();

const disk = suite("rc orchestrator log on a disk");

disk("finds the logs of a folder and of those directly below it", async () => {
  const directory = await mkdtemp(join(tmpdir(), "log-"));
  try {
    await mkdir(join(directory, "gate"));
    await mkdir(join(directory, "dispatch/deeper"), { recursive: true });
    await mkdir(join(directory, "empty"));
    await writeFile(join(directory, "dispatch-log.ndjson"), `${lineOf(1)}\n`);
    await writeFile(join(directory, "gate/dispatch-log.ndjson"), `${lineOf(2)}\n`);
    await writeFile(join(directory, "dispatch/deeper/dispatch-log.ndjson"), `${lineOf(3)}\n`);
    await writeFile(join(directory, "decision.json"), JSON.stringify(JSON.parse(lineOf(1)), undefined, 2));
    await withLogGitHub(async (scenario) => {
      let said = "";
      const hear = (text: string) => {
        said += text;
      };
      const env = { ...runnerVariables, GITHUB_API_URL: scenario.github.url, GITHUB_TOKEN: logToken };
      const host = createNodeHost({
        env,
        stdout: hear,
        stderr: hear,
        flush: async () => ({ ok: true, value: undefined }),
      });
      assert.equal(await host.listDirectory(directory), {
        ok: true,
        value: ["decision.json", "dispatch-log.ndjson", "dispatch/", "empty/", "gate/"],
      });
      assert.equal(await host.listDirectory(join(directory, "none")), { ok: false, error: "it does not exist" });
      assert.equal(await host.listDirectory(join(directory, "decision.json")), {
        ok: false,
        error: "a part of its path is no directory",
      });
      const argv = ["orchestrator", "log", "--artifacts", directory, "--to", `branch:${branch}`];
      assert.is(await runRc(argv, host), 0, said);
      assert.is(said, `log: branch "${branch}": 2 of 2 lines appended, 0 were there.\n`);
      assert.equal(scenario.lines(), [lineOf(1), lineOf(2)]);
      assert.match(scenario.github.requests[0]?.headers["user-agent"] ?? "", /^releasecopilot-rc\//);
    });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});

disk.run();
