import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GitRepository, makeGitRepository } from "./git-repository.ts";

// Every example that help shows is a command line that works, in a repository like those that it speaks of.

const source = `import { job, run, sh, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: { branches: ["main"] }, release: { types: ["published"] } });
const steps = [run(sh\`make\`), run(sh\`make check\`), run(sh\`make install\`)];
const build = job("build", { "runs-on": "ubuntu-24.04", steps });
const publish = job("publish", { "runs-on": "ubuntu-24.04", needs: [build], steps });
export const ci = workflow("ci", {
  on,
  permissions: {},
  jobs: [build, publish],
});
`;
const byHand =
  "on: issue_comment\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n";

/** They ask servers, wait for somebody, or are for shells. Each is read as far as it goes without. */
const read: readonly RegExp[] = [
  /^yardmaster bind (?:actions|--update)/,
  /^yardmaster mcp\b/,
  /--watch\b/,
  /^yardmaster doctor\b/,
];

const { run: ask, dispose } = makeGitRepository({});
const overview = (await ask(["help"])).stdout;
const names = [...overview.matchAll(/^ {2}(\w+) /gm)].map(([, name = ""]) => name);
const examples = await Promise.all(
  names.map(async (name) => {
    const [, shown = ""] = /^Examples:\n([\s\S]*?)^\n/m.exec((await ask(["help", name])).stdout) ?? [];
    const lines = shown.split("\n").flatMap((line) => /^ {2}((?!#)\S.*?)(?: {2,}.*)?$/.exec(line)?.[1] ?? []);
    return { name, lines };
  }),
);
dispose();

const test = suite<GitRepository>("examples of help");
test.before.each((repository) => {
  const files = {
    "package.json": "{}",
    "workflows-src/actions.lock.json": '{"version": 1, "actions": {}}\n',
    ".github/workflows/hand.yml": byHand,
  };
  Object.assign(repository, makeGitRepository(files));
  repository.commit();
});
test.after.each((repository) => repository.dispose());

for (const { name, lines } of examples) {
  test(`${name} has some`, () => assert.ok(lines.length > 0));
  for (const line of lines) {
    const words = /yardmaster(?: [^|)]*)?/.exec(line)?.[0].trim().split(" ").slice(1) ?? [];
    if (read.some((pattern) => pattern.test(line))) {
      test(`${line} (arguments alone)`, async ({ run }) => {
        const { code, stdout } = await run([...words, "--help"]);
        assert.is(code, 0);
        for (const option of words.filter((word) => word.startsWith("--"))) assert.match(stdout, option);
      });
      continue;
    }
    test(line, async ({ run, write, commit, git }) => {
      write("workflows-src/ci.workflow.ts", source);
      write(".github/workflows/import.yml", byHand);
      if (name === "import") write(".github/workflows/ci.yml", byHand);
      else await run(["gen"]);
      commit();
      git("update-ref", "refs/remotes/origin/main", "HEAD");
      const { code, stderr } = await run(words, { isTerminal: false });
      assert.ok(code === 0 || code === 1, `exit code ${code}: ${stderr}`);
    });
  }
}
test.run();
