import { createHash } from "node:crypto";
import { cpSync, readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GitRepository, makeGitRepository } from "../cli/git-repository.ts";

// Every row of "What gen overwrites" in docs/architecture.md, with real git.

const lockPath = "workflows-src/actions.lock.json";
const sourcePath = "workflows-src/ci.workflow.ts";
const path = ".github/workflows/ci.yml";
const record = "node_modules/.cache/yardmaster/made.json";

const old = ["1".repeat(40), "v7.0.1"] as const;
const newer = ["a".repeat(40), "v7.1.0"] as const;

function lockOf([sha, version]: readonly [string, string]): string {
  const entry = { version, sha, using: "node24", inputs: {}, outputs: [] };
  return `${JSON.stringify({ version: 1, actions: { "actions/checkout": entry } }, null, 2)}\n`;
}

const source = `import lock from "./actions.lock.json" with { type: "json" };
const { sha, version } = lock.actions["actions/checkout"];
export const made = {
  yardmaster: "workflow", id: "ci", header: [], diagnostics: [], origins: [],
  comments: [{ path: ["jobs", "a", "steps", 0, "uses"], position: "end", text: version }],
  model: { on: "push", jobs: { a: { "runs-on": "x", steps: [{ uses: "actions/checkout@" + sha }, { run: "true" }] } } },
};
`;

const pinOf = ([sha, version]: readonly [string, string]) => `actions/checkout@${sha} # ${version}`;
const changeSource = ({ write }: GitRepository) => write(sourcePath, source.replace('"true"', '"false"'));
const edit = ({ read, write }: GitRepository) => write(path, read(path).replace("run: ", "run: mine "));
const bump = ({ read, write }: GitRepository) => write(path, read(path).replace(pinOf(old), pinOf(newer)));
const moveLock = ({ write }: GitRepository, to: readonly [string, string]) => write(lockPath, lockOf(to));
const forget = ({ remove }: GitRepository) => remove(record);
const forgetGit = ({ remove }: GitRepository) => remove(".git");
/** As an older version made it, which had a digest of the body in the header. */
const digested = (text: string) => {
  const body = text.slice(text.indexOf("\n") + 1);
  const digest = createHash("sha256").update(body.trimEnd()).digest("hex").slice(0, 16);
  return text.replace("\n", `\n# yardmaster-digest: sha256:${digest}\n`);
};

/** Each begins with everything in step and recorded, and with an empty commit. */
const setups: Readonly<Record<string, (repository: GitRepository) => void | Promise<void>>> = {
  "is missing; nothing": (r) => r.remove(path),
  "is what its source makes; nothing": forget,
  "is what its source made; the record has it": changeSource,
  "is what its source made; git has it, committed": (r) => {
    r.commit();
    forget(r);
    changeSource(r);
  },
  "is what its source made; git has it, in the index": (r) => {
    r.git("add", path);
    forget(r);
    changeSource(r);
  },
  "is what its source made; git has another text": (r) => {
    const made = r.read(path);
    edit(r);
    r.commit();
    r.write(path, made);
    forget(r);
    changeSource(r);
  },
  "is what its source made; no git, the record has it": (r) => {
    forgetGit(r);
    changeSource(r);
  },
  "is what its source made; no git, no record": (r) => {
    forgetGit(r);
    forget(r);
    changeSource(r);
  },
  "was edited; git has another text": (r) => {
    r.commit();
    edit(r);
  },
  "was edited; git has it, committed": (r) => {
    edit(r);
    r.commit();
  },
  "differs in its header, or in blanks at its end; nothing": (r) => {
    forget(r);
    r.write(path, `${r.read(path).replace("yardmaster 0.1.0", "yardmaster 0.0.1")}\n\n`);
  },
  "has a newer pin; git has another text": (r) => {
    r.commit();
    bump(r);
  },
  "has a newer pin; git has it, committed": (r) => {
    bump(r);
    r.commit();
  },
  "has a newer pin, and its source has changed; git has it, committed": (r) => {
    bump(r);
    r.commit();
    changeSource(r);
  },
  "has a newer pin, and its source has changed; the record has the text with the old pin": (r) => {
    bump(r);
    changeSource(r);
  },
  "has a newer pin, and was edited; git has another text": (r) => {
    r.commit();
    bump(r);
    edit(r);
  },
  "has a newer pin, and was edited; git has it, committed": (r) => {
    bump(r);
    edit(r);
    r.commit();
  },
  "has an older pin than the lock; git has it, committed": (r) => {
    moveLock(r, newer);
    r.commit();
    forget(r);
  },
  "has the committed lock's pin, and the lock was moved back; git has it, committed": async (r) => {
    moveLock(r, newer);
    await r.run(["gen"]);
    r.commit();
    moveLock(r, old);
  },
  "has conflict markers; nothing": (r) => {
    forget(r);
    r.write(path, r.read(path).replace("on: push", "<<<<<<< HEAD\non: push\n=======\non: x\n>>>>>>> other"));
  },
  "has the digest of an older version, which fits; nothing": (r) => {
    forget(r);
    changeSource(r);
    r.write(path, digested(r.read(path)));
  },
  "has the digest of an older version, and was edited; nothing": (r) => {
    forget(r);
    r.write(path, digested(r.read(path)));
    edit(r);
  },
  "is made by no source; git has it, committed": (r) => {
    r.commit();
    forget(r);
    r.remove(sourcePath);
  },
  "is made by no source, and was edited; git has another text": (r) => {
    r.commit();
    edit(r);
    r.remove(sourcePath);
  },
  "is not ours; git has it, committed": (r) => {
    r.write(path, "on: push\n");
    r.commit();
  },
};

interface Row {
  readonly gen: string;
  readonly check: string;
  readonly adopt: string;
}

function readRows(): ReadonlyMap<string, Row> {
  const text = readFileSync("docs/architecture.md", "utf8");
  const section = /\n## What gen overwrites\n.*?(?=\n## )/s.exec(text)?.[0] ?? "";
  const rows = [...section.matchAll(/^\| (.*) \|$/gm)].map(([, cells = ""]) => cells.split(" | "));
  return new Map(
    rows
      .slice(1)
      .map(([file, known, gen = "", check = "", adopt = ""]) => [`${file}; ${known}`, { gen, check, adopt }]),
  );
}

/** The words of the table for what the three commands do; `gen` runs last, the others write nothing. */
async function observe({ run, read, root }: GitRepository): Promise<Row> {
  const checked = JSON.parse((await run(["check", "--format", "json"])).stdout);
  const adopted = JSON.parse((await run(["adopt", "--offline", "--dry-run", "--format", "json"])).stdout);
  const before = attempt(() => read(path));
  const { code, stdout, stderr } = await run(["gen"]);
  const [verb] = /^(?:created|updated|deleted|unchanged)\b/.exec(stdout) ?? [];
  if (code === 1) {
    assert.match(stderr, "1 file would lose content; nothing was written.\n");
    assert.is(
      attempt(() => read(path)),
      before,
      root,
    );
  }
  const done: Readonly<Record<string, string>> = { created: "creates", updated: "updates", deleted: "deletes" };
  const [takes, reports] = [adopted.taken.length > 0, adopted.findings.length > 0];
  return {
    gen: code === 1 ? "refuses" : (done[verb ?? ""] ?? "leaves"),
    check: checked.drift[0]?.kind ?? "in step",
    adopt: takes ? (reports ? "takes it, reports the edit" : "takes it") : reports ? "reports it" : "does nothing",
  };
}

function attempt(act: () => string): string | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

const test = suite<{ base: GitRepository }>("what gen overwrites");

test.before(async (context) => {
  context.base = makeGitRepository({ [sourcePath]: source, [lockPath]: lockOf(old) });
  context.base.git("commit", "-q", "--allow-empty", "-m", "start");
  assert.is((await context.base.run(["gen"])).code, 0);
});
test.after(({ base }) => base.dispose());

const rows = readRows();
test("has a row for every case, and a case for every row", () => {
  assert.equal([...rows.keys()].sort(), Object.keys(setups).sort());
});
for (const [key, row] of rows) {
  test(key, async ({ base }) => {
    const copy = makeGitRepository({});
    try {
      for (const name of ["workflows-src", ".github", ".git", "node_modules"]) {
        cpSync(`${base.root}/${name}`, `${copy.root}/${name}`, { recursive: true });
      }
      await setups[key]?.(copy);
      assert.equal(await observe(copy), row);
    } finally {
      copy.dispose();
    }
  });
}

test.run();
