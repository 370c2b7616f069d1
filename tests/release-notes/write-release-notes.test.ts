import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GitRepository, makeGitRepository } from "./git-repository.ts";

const changelog = `# Changelog

## [Unreleased]

### Added

- A gate.

## 1.0.0

- The first.
`;
const usage =
  "Usage: write_release_notes.ts --since=REF [--until=REF] [--changelog=FILE] [--output=FILE]\n" +
  "Without --output the notes go to standard output. Exit code 2: a reference or file that cannot be read.\n";
const refused = (sentence: string) => ({ code: 2, stdout: "", stderr: `write_release_notes: ${sentence}\n${usage}` });
const noCommit = (option: string, reference: string) =>
  refused(
    `${option} ${reference} names no commit of this repository. Use a tag, branch or commit that has been fetched.`,
  );

function notesOf(
  since: string,
  until: string,
  commits: readonly string[],
  unreleased = "### Added\n\n- A gate.",
): string {
  const list = commits.length > 0 ? commits.map((commit) => `- ${commit}`).join("\n") : "None.";
  return `# Changes after ${since}, up to ${until}\n\n${unreleased}\n\n## Commits (${commits.length})\n\n${list}\n`;
}

const test = suite<GitRepository>("release notes");
test.before.each((repository) => {
  Object.assign(repository, makeGitRepository());
  repository.write("CHANGELOG.md", changelog);
  repository.commit("The first");
  repository.git("tag", "v1.0.0");
});
test.after.each((repository) => repository.dispose());

test("hold the Unreleased section and the commits between two references, the newest first", ({
  commit,
  git,
  notes,
}) => {
  const one = commit("Add a gate\n\nWith a body that stays out.");
  const two = commit("Say why\nover two lines");
  git("tag", "--annotate", "--message=annotated", "v1.1.0");
  const three = commit("Go on");
  assert.equal(notes(["--since=v1.0.0"]), {
    code: 0,
    stdout: notesOf("v1.0.0", "HEAD", [`Go on (${three})`, `Say why over two lines (${two})`, `Add a gate (${one})`]),
    stderr: "",
  });
  assert.is(
    notes(["--since", "v1.0.0", "--until", "v1.1.0"]).stdout,
    notesOf("v1.0.0", "v1.1.0", [`Say why over two lines (${two})`, `Add a gate (${one})`]),
  );
  assert.is(notes([`--since=${two}`, "--until="]).stdout, notesOf(two, "HEAD", [`Go on (${three})`]));
});
test("leave merges out, and keep what they brought", ({ commit, git, notes }) => {
  git("switch", "--quiet", "--create", "side");
  const side = commit("On the side");
  git("switch", "--quiet", "main");
  const main = commit("On main");
  git("merge", "--quiet", "--no-ff", "--message=Merge branch 'side'", "side");
  const { stdout } = notes(["--since=v1.0.0"]);
  assert.match(stdout, "## Commits (2)\n");
  assert.match(stdout, `- On main (${main})\n`);
  assert.match(stdout, `- On the side (${side})\n`);
  assert.not.match(stdout, "Merge");
});
test("say so when nothing happened and nothing is unreleased", ({ notes, write }) => {
  assert.is(notes(["--since=HEAD"]).stdout, notesOf("HEAD", "HEAD", []));
  assert.is(notes(["--since=HEAD", "--until=v1.0.0"]).stdout, notesOf("HEAD", "v1.0.0", []));
  write("CHANGELOG.md", "## Unreleased\n\n \n## 1.0.0\n- x\n");
  const none = "The CHANGELOG names no unreleased changes.";
  assert.is(notes(["--since=HEAD"]).stdout, notesOf("HEAD", "HEAD", [], none));
});
test("read the section in any of its spellings, to the end of the file and through CRLF", ({ notes, write }) => {
  for (const text of [
    "## unreleased\n- x",
    "##  [UNRELEASED]  \r\n\r\n- x\r\n\r\n## 1.0.0\r\n",
    "intro\n\n## Unreleased\n- x\n##\t1.0.0\n- y\n",
  ]) {
    write("other.md", text);
    assert.is(notes(["--since=HEAD", "--changelog=other.md"]).stdout, notesOf("HEAD", "HEAD", [], "- x"), text);
  }
});

/** What a subject tries, the subject, and how the notes print it. */
const subjects = [
  [
    "markup",
    "a *b* _c_ `d` ~e~ [f](g) ![h](i) | <b>",
    "a \\*b\\* \\_c\\_ \\`d\\` \\~e\\~ \\[f\\]\\(g\\) \\!\\[h\\]\\(i\\) \\| \\<b\\>",
  ],
  ["HTML", "<img src=x onerror=alert(1)> &lt;", "\\<img src=x onerror=alert\\(1\\)\\> \\&lt;"],
  ["backslashes", "a\\*b", "a\\\\\\*b"],
  ["a mention", "thank @ada and a@example.com", "thank @\u200bada and a@\u200bexample.com"],
  [
    "links that need no markup",
    "see https://x.example/a and WWW.x.example.",
    "see https\\://x.example/a and WWW\\.x.example.",
  ],
  ["a heading", "# Big", "\\# Big"],
  ["a list", "- x", "\\- x"],
  ["a numbered list", "1. x", "1\\. x"],
  ["a rule", "---", "\\---"],
  ["an ordinary scope", "feat(cli): add 1.5 times more - see x.y", "feat\\(cli\\): add 1.5 times more - see x.y"],
  ["a workflow command", "::error::x", "::error::x"],
  ["control characters", "a\u001b[31mb\u0007\u009bc\td", "a \\[31mb c d"],
  ["text that turns around", "a\u202eb\u2066c\u200dd\ufeff", "a b c d"],
  ["line ends of other systems", "a\rb\u2028c\u2029d", "a b c d"],
  ["other scripts", "Zürich 東京 🚀", "Zürich 東京 🚀"],
] as const;
test("print other people's subjects as text", ({ commit, notes }) => {
  const commits = subjects.map(([, subject, printed]) => `${printed} (${commit(subject)})`);
  assert.is(notes(["--since=v1.0.0"]).stdout, notesOf("v1.0.0", "HEAD", commits.reverse()));
});
test("print the references as text too", ({ git, notes }) => {
  git("tag", "a_b*c".replace("*", "#"));
  assert.is(notes(["--since=a_b#c"]).stdout, notesOf("a\\_b\\#c", "HEAD", []));
});
test("do not follow what somebody's configuration of git asks for", ({ commit, git, notes }) => {
  const hash = commit("Zürich");
  git("config", "color.ui", "always");
  git("config", "i18n.logOutputEncoding", "ISO-8859-1");
  assert.is(notes(["--since=v1.0.0"]).stdout, notesOf("v1.0.0", "HEAD", [`Zürich (${hash})`]));
});
test("do not show signatures, even where the configuration asks for them", ({ commit, folder, git, notes, write }) => {
  write("gpg", '#!/bin/sh\ncat > /dev/null\ncase "$*" in *--verify*) echo "Good signature" >&2 ;; esac\n');
  chmodSync(join(folder, "gpg"), 0o755);
  git("config", "gpg.program", join(folder, "gpg"));
  git("config", "log.showSignature", "true");
  const unsigned = commit("More");
  const [head = "", ...message] = git("cat-file", "commit", "HEAD").split("\n\n");
  const signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----";
  write("signed", `${head}\n${signature}\n\n${message.join("\n\n")}`);
  const signed = git("hash-object", "-t", "commit", "-w", "signed");
  assert.is.not(git("rev-parse", unsigned), signed);
  assert.match(git("log", "-1", signed), "Good signature");
  const hash = git("rev-parse", "--short", signed);
  assert.is(notes(["--since=v1.0.0", `--until=${signed}`]).stdout, notesOf("v1.0.0", signed, [`More (${hash})`]));
});

test("refuse references that name no commit, whatever they look like", ({ notes, git }) => {
  git("tag", "tree", "HEAD^{tree}");
  for (const reference of [
    "nope",
    "--all",
    "-1",
    "--output=x",
    "HEAD..main",
    "HEAD main",
    "tree",
    "$(touch canary)",
    "HEAD@{99}",
    "^HEAD",
    "0".repeat(40),
    "'\"`",
  ]) {
    assert.equal(notes([`--since=${reference}`]), noCommit("--since", JSON.stringify(reference)), reference);
  }
  assert.equal(notes(["--since=HEAD", "--until=--all"]), noCommit("--until", '"--all"'));
  assert.equal(notes(["--since=a\n::error::b"]), noCommit("--since", '"a\\n::error::b"'));
});
/** As `actions/checkout` leaves it: every branch as `origin/…`, the one that is checked out as a branch, too. */
function keepAtOrigin(git: GitRepository["git"], ...branches: readonly string[]): void {
  for (const branch of branches) {
    git("update-ref", `refs/remotes/origin/${branch}`, `refs/heads/${branch}`);
    git("branch", "--quiet", "--delete", "--force", branch);
  }
}

test("take branches of a checkout, which has all but one of them as origin/…", ({ commit, git, notes }) => {
  git("switch", "--quiet", "--create", "develop");
  const developed = commit("On develop");
  git("switch", "--quiet", "--create", "release/1.x", "main");
  const released = commit("On a release");
  git("switch", "--quiet", "main");
  keepAtOrigin(git, "develop", "release/1.x");
  git("update-ref", "refs/remotes/origin/HEAD", "main");
  assert.equal(notes(["--since=v1.0.0", "--until=develop"]), {
    code: 0,
    stdout: notesOf("v1.0.0", "develop", [`On develop (${developed})`]),
    stderr: "",
  });
  for (const [until, printed] of [
    ["release/1.x", "release/1.x"],
    ["refs/heads/release/1.x", "refs/heads/release/1.x"],
    ["heads/release/1.x", "heads/release/1.x"],
    ["origin/release/1.x", "origin/release/1.x"],
  ] as const) {
    assert.is(
      notes(["--since=main", `--until=${until}`]).stdout,
      notesOf("main", printed, [`On a release (${released})`]),
      until,
    );
  }
  assert.is(
    notes(["--since=develop~1", "--until=develop"]).stdout,
    notesOf("develop\\~1", "develop", [`On develop (${developed})`]),
  );
  assert.is(notes(["--since=release/1.x", "--until=main"]).code, 0);
  for (const wrong of ["deveolp", "origin/nope", "refs/heads/nope", "develop..main", "^develop"]) {
    assert.equal(notes([`--since=${wrong}`]), noCommit("--since", JSON.stringify(wrong)), wrong);
  }
});
test("take the tag where a branch has its name, and say so", ({ commit, git, notes }) => {
  git("switch", "--quiet", "--create", "next");
  const onBranch = commit("On the branch");
  git("switch", "--quiet", "main");
  const onTag = commit("On the tag");
  git("tag", "next");
  const said =
    'write_release_notes: --until "next" names a tag and a branch: the tag is taken. Write refs/heads/next for the branch.\n';
  for (const isAtOrigin of [false, true]) {
    if (isAtOrigin) keepAtOrigin(git, "next");
    const tagged = notesOf("v1.0.0", "next", [`On the tag (${onTag})`]);
    assert.equal(notes(["--since=v1.0.0", "--until=next"]), { code: 0, stdout: tagged, stderr: said });
    const branch = notesOf("v1.0.0", "refs/heads/next", [`On the branch (${onBranch})`]);
    assert.equal(notes(["--since=v1.0.0", "--until=refs/heads/next"]), { code: 0, stdout: branch, stderr: "" });
  }
  git("update-ref", "refs/remotes/origin/next", "refs/tags/next");
  assert.is(notes(["--since=v1.0.0", "--until=next"]).stderr, "");
});
test("print no command to the runner, of a reference, a file, an argument or the CHANGELOG", ({ notes, write }) => {
  for (const argv of [
    ["--since=##[add-mask]a"],
    ["--since=HEAD", "--until=##[add-mask]a"],
    ["--since=HEAD", "--changelog=##[add-mask]a"],
    ["--since=HEAD", "--output=CHANGELOG.md/##[add-mask]a"],
    ["--##[add-mask]a"],
    ["##[add-mask]a"],
  ]) {
    const { code, stdout, stderr } = notes(argv);
    assert.equal([code, stdout], [2, ""]);
    assert.match(stderr, "#\\#[add-mask]a");
    assert.not.match(stderr, "##[");
  }
  write("CHANGELOG.md", "## Unreleased\n::error::a\n \u00a0::set-env::b\n- c ::d\n##[add-mask]e\n");
  const broken = "\\::error::a\n \u00a0\\::set-env::b\n- c ::d\n#\\#[add-mask]e";
  assert.is(notes(["--since=HEAD"]).stdout, notesOf("HEAD", "HEAD", [], broken));
});
test("take a tag that looks like an option", ({ commit, git, notes }) => {
  git("update-ref", "refs/tags/--all", "v1.0.0");
  const hash = commit("More");
  assert.is(notes(["--since=--all"]).stdout, notesOf("\\--all", "HEAD", [`More (${hash})`]));
});
test("refuse a CHANGELOG that is missing, a folder, or without the section", ({ folder, notes, write }) => {
  write("CHANGELOG.md", "# Changelog\n\n## 1.0.0\n\n### Unreleased\n");
  const section = 'has no section "## Unreleased". Add one at the top.';
  assert.equal(notes(["--since=HEAD"]), refused(`CHANGELOG.md ${section}`));
  const named = (file: string, code: string) => `${file} cannot be read (${code}). Name it with --changelog.`;
  assert.equal(notes(["--since=HEAD", "--changelog=no.md"]), refused(named("no.md", "ENOENT")));
  mkdirSync(join(folder, "folder"));
  assert.equal(notes(["--since=HEAD", "--changelog=folder"]), refused(named("folder", "EISDIR")));
});
test("refuse wrong arguments, and explain themselves", ({ notes }) => {
  assert.equal(notes(["--help"]), { code: 0, stdout: usage, stderr: "" });
  const missing = refused("--since is missing: name the tag, branch or commit after which the notes begin.");
  assert.equal(notes([]), missing);
  assert.equal(notes(["--since="]), missing);
  for (const [argv, sentence] of [
    [["--sinse=x"], "Unknown option '--sinse'"],
    [["v1.0.0"], "Unexpected argument 'v1.0.0'."],
    [["--help=1"], "Option '--help' does not take an argument"],
    [["--x\n::error::y"], "Unknown option '--x ::error::y'"],
  ] as const) {
    const { code, stdout, stderr } = notes(argv);
    assert.equal([code, stdout], [2, ""]);
    const [first = "", ...rest] = stderr.split("\n");
    assert.ok(first.startsWith(`write_release_notes: ${sentence}`), first);
    assert.is(rest.join("\n"), usage);
  }
});
test("say what is wrong outside a repository, and without git", ({ folder, notes }) => {
  const outside = notes(["--since=HEAD"], { GIT_DIR: join(folder, "nowhere") });
  assert.equal(outside, refused(`git reads no repository here: fatal: not a git repository: '${folder}/nowhere'`));
  assert.equal(notes(["--since=HEAD"], { PATH: folder }), refused("git does not run here (ENOENT). Install it."));
});

test("go to a file in one step, through new folders, with nothing left beside it", ({ folder, commit, notes }) => {
  const hash = commit("More");
  const file = join(folder, "out/deep/notes.md");
  assert.equal(notes(["--since=v1.0.0", "--output=out/deep/notes.md"]), { code: 0, stdout: "", stderr: "" });
  assert.is(readFileSync(file, "utf8"), notesOf("v1.0.0", "HEAD", [`More (${hash})`]));
  assert.is(notes(["--since=HEAD", "--output=out/deep/notes.md"]).code, 0);
  assert.is(readFileSync(file, "utf8"), notesOf("HEAD", "HEAD", []));
  assert.is(notes(["--since=nope", "--output=out/deep/notes.md"]).code, 2);
  assert.is(readFileSync(file, "utf8"), notesOf("HEAD", "HEAD", []));
  assert.equal(readdirSync(join(folder, "out/deep")), ["notes.md"]);
});
test("refuse a place that cannot be written, and leave nothing there", ({ folder, notes, write }) => {
  const named = (file: string, code: string) => `${file} cannot be written (${code}). Name another file with --output.`;
  mkdirSync(join(folder, "folder"));
  assert.equal(notes(["--since=HEAD", "--output=folder"]), refused(named("folder", "EISDIR")));
  assert.not(existsSync(join(folder, "folder.staged")));
  write("file", "kept");
  assert.equal(notes(["--since=HEAD", "--output=file/notes.md"]), refused(named("file/notes.md", "EEXIST")));
  assert.is(readFileSync(join(folder, "file"), "utf8"), "kept");
});
test.run();
