import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { executeFiles, executeIn, jobOf, outcomesOf } from "../helpers/execute-files.ts";
import { git } from "../ops/helpers/consumer-repository.ts";

const test = suite("what executed steps see, and what is left of them");

test("nothing of the caller's environment comes in but PATH", async () => {
  const { NODE_V8_COVERAGE: coverage } = process.env;
  process.env.YARDMASTER_LEAK = "leaked";
  // Node hands it on by itself.
  process.env.NODE_V8_COVERAGE = coverage ?? "leaked";
  try {
    const done = await executeFiles(jobOf("- name: Env\n  env: {OWN: mine}\n  run: env"));
    const names = done.lines.map((line) => line.replace("a / Env | ", "").split("=")[0] ?? "");
    const known =
      /^(?:GITHUB_\w+|RUNNER_\w+|CI|HOME|USERPROFILE|TMPDIR|TEMP|TMP|LANG|PATH|OWN|PWD|OLDPWD|SHLVL|_|GIT_TERMINAL_PROMPT)$/;
    assert.equal(
      names.filter((name) => !known.test(name)),
      [],
    );
    const values = new Map(done.lines.map((line) => line.replace("a / Env | ", "").split("=", 2) as [string, string]));
    assert.equal(
      ["HOME", "TMPDIR", "RUNNER_TEMP", "GITHUB_WORKSPACE"].map((name) =>
        values.get(name)?.startsWith("<temp>/jobs/0/"),
      ),
      [true, true, true, true],
    );
    assert.equal(
      ["CI", "GITHUB_ACTIONS", "GITHUB_JOB", "GITHUB_REPOSITORY", "GITHUB_REF", "GITHUB_REF_NAME", "GITHUB_ACTOR"].map(
        (name) => values.get(name),
      ),
      ["true", "true", "a", "octo/hello", "refs/heads/main", "main", "mona"],
    );
  } finally {
    delete process.env.YARDMASTER_LEAK;
    if (coverage === undefined) delete process.env.NODE_V8_COVERAGE;
  }
});

test("steps cannot overwrite what the runner sets, nor NODE_OPTIONS", async () => {
  const done = await executeFiles(
    jobOf(`- name: Write
  run: |
    echo "GITHUB_REPOSITORY=evil/evil" >> "$GITHUB_ENV"
    echo "NODE_OPTIONS=--require evil" >> "$GITHUB_ENV"
    echo "KEPT=yes" >> "$GITHUB_ENV"
- name: Read
  run: echo "$GITHUB_REPOSITORY $KEPT [$NODE_OPTIONS]"`),
  );
  assert.equal(done.lines, [
    "a / Write | error: Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.",
    "a / Read | octo/hello yes []",
  ]);
});

test("hostile names and values in outputs stay values", async () => {
  const done = await executeFiles(
    jobOf(`- name: Write
  id: w
  run: |
    printf '__proto__=polluted\\nconstructor=c\\ntoString=t\\n' >> "$GITHUB_OUTPUT"
    printf 'text<<X1\\n$(touch hacked) \`touch hacked\`\\n::error::x\\n%s{{ secrets.A }}\\nX1\\n' '$' >> "$GITHUB_OUTPUT"
- name: Read
  env:
    TEXT: \${{ steps.w.outputs.text }}
    ALL: \${{ toJSON(steps.w.outputs) }}
  run: |
    node -e 'const all = JSON.parse(process.env.ALL); console.log(Object.keys(all).join(), all.toString, {}.polluted)'
    printf '%s\\n' "$TEXT" | sed 's/^/> /'; ls`),
  );
  assert.equal(done.lines, [
    "a / Read | __proto__,constructor,toString,text t undefined",
    "a / Read | > $(touch hacked) `touch hacked`",
    "a / Read | > ::error::x",
    "a / Read | > ${{ secrets.A }}",
  ]);
});

test("the runner's older commands are shown so that no runner obeys them", async () => {
  const done = await executeFiles(jobOf('- name: Say\n  run: \'echo "x ##[nothing]y"; echo "::group::G"\''));
  assert.equal(done.lines, ["a / Say | x ## [nothing]y", "a / Say | ## [group]G"]);
});

test("the original stays as it is, and nothing temporary is left", async () => {
  const { TMPDIR } = process.env;
  const temporary = mkdtempSync(join(tmpdir(), "yardmaster temporary-"));
  const root = mkdtempSync(join(tmpdir(), "yardmaster original-"));
  const outside = mkdtempSync(join(tmpdir(), "yardmaster outside-"));
  process.env.TMPDIR = temporary;
  try {
    writeFileSync(join(outside, "secret.txt"), "outside\n");
    const files = jobOf(`- uses: actions/checkout@v6
- name: Look
  run: |
    ls -A | sort | tr '\\n' ' '; echo
    cat kept; readlink inside
    git status --porcelain; git log --format=%s
- name: Destroy
  run: |
    rm -rf ./* .git; echo new > made
    echo left > "$HOME/file"; echo left > "$TMPDIR/file"`);
    mkdirSync(join(root, ".github/workflows"), { recursive: true });
    writeFileSync(join(root, ".github/workflows/main.yml"), Object.values(files)[0] ?? "");
    writeFileSync(join(root, "kept"), "committed\n");
    writeFileSync(join(root, ".gitignore"), "ignored\n");
    writeFileSync(join(root, "gone"), "x\n");
    git(root, "init", "--quiet", "--initial-branch", "main");
    git(root, "add", "--all");
    git(root, "commit", "--quiet", "--message", "Begin");
    writeFileSync(join(root, "kept"), "changed\n");
    writeFileSync(join(root, "ignored"), "x\n");
    writeFileSync(join(root, "untracked"), "x\n");
    rmSync(join(root, "gone"));
    symlinkSync("kept", join(root, "inside"));
    symlinkSync(outside, join(root, "leads-out"));
    symlinkSync(join(root, "kept"), join(root, "leads-back"));
    symlinkSync("../../../etc/passwd", join(root, "climbs"));
    const state = git(root, "status", "--porcelain");
    const done = await executeIn(root, files);
    assert.equal(done.lines, [
      "a / Run actions/checkout@v6 | Copied octo/hello into the workspace, with what is not committed",
      "a / Look | .git .github .gitignore inside kept untracked ",
      "a / Look | changed",
      "a / Look | kept",
      "a / Look | As the files stand",
      "a / Look | Begin",
    ]);
    assert.equal(done.run.leftOut, ["climbs", "leads-back", "leads-out"]);
    assert.is(git(root, "status", "--porcelain"), state);
    assert.is(readFileSync(join(root, "kept"), "utf8"), "changed\n");
    assert.equal([readdirSync(outside), readdirSync(temporary)], [["secret.txt"], []]);
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(temporary, { recursive: true });
    rmSync(root, { recursive: true });
    rmSync(outside, { recursive: true });
  }
});

test("a folder that is kept is said, and a clean checkout stands on the commit of the original", async () => {
  const done = await executeFiles(
    jobOf("- uses: actions/checkout@v6\n- name: Look\n  run: git log --format=%s; git status --porcelain; git remote"),
    {
      keep: true,
    },
  );
  const folder = done.run.folder ?? "";
  try {
    assert.equal(done.lines.slice(1), ["a / Look | Begin"]);
    assert.ok(existsSync(join(folder, "jobs/0/work/hello/hello/.git")));
    assert.is(realpathSync(folder), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("secrets, masks and their forms are hidden wherever they are printed", async () => {
  const done = await executeFiles(
    jobOf(`- name: Say
  id: say
  env: {TOKEN: "\${{ secrets.token }}", NONE: "\${{ secrets.MISSING }}"}
  run: |
    echo "$TOKEN [$NONE] \${{ github.token }}"; printf '%s' "$TOKEN" | base64; echo "$KEY"
    echo "::add-mask::made-up"; echo "made-up"
    echo "::error::with $TOKEN"
    echo "$TOKEN" >> "$GITHUB_STEP_SUMMARY"; echo "out=$TOKEN" >> "$GITHUB_OUTPUT"
- name: After $\{{ steps.say.outputs.out }}
  env: {KEY: "\${{ secrets.KEY }}"}
  run: printf '%s\\n' "$KEY"`).valueOf() as Record<string, string>,
    { secrets: { TOKEN: "t0ps3cret", KEY: "-----BEGIN-----\nline-of-key\n-----END-----", GITHUB_TOKEN: "ghs_given" } },
  );
  assert.equal(done.lines, [
    "a | warning: the secret MISSING is not given, and is empty",
    "a / Say | *** [] ***",
    "a / Say | ***",
    "a / Say | ",
    "a / Say | ***",
    "a / Say | error: with ***",
    "a / After *** | ***",
    "a / After *** | ***",
    "a / After *** | ***",
  ]);
  assert.equal(done.run.jobs[0]?.summaries, ["***\n"]);
  assert.not.match(JSON.stringify(done.run.jobs), /t0ps3cret|line-of-key|ghs_given/);
});

test("an output of a job that holds a secret is not handed on", async () => {
  const done = await executeFiles(
    jobOf(
      '- id: s\n  run: echo "v=x-${{ secrets.TOKEN }}" >> "$GITHUB_OUTPUT"',
      '    outputs: {v: "${{ steps.s.outputs.v }}", w: plain}\n',
    ),
    { secrets: { TOKEN: "t0ps3cret" } },
  );
  assert.equal(done.lines, ["a | warning: Skip output 'v' since it may contain secret."]);
  assert.equal(done.run.jobs[0]?.outputs, { v: "", w: "plain" });
  assert.equal(outcomesOf(done).a, "success");
});

test.run();
