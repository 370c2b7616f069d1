import { printBindings } from "@yardmaster/codegen";
import { type ActionsLock, parseActionsLock } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, type TestRepository } from "../cli/repository.ts";

const lockPath = "workflows-src/actions.lock.json";
const bindingsPath = "generated/actions.ts";

const lock: ActionsLock = {
  version: 1,
  actions: {
    "actions/cache/restore": {
      version: "v5.0.5",
      sha: "27d5ce7f107fe9357f9df03efb73ab90386fccae",
      using: "node24",
      inputs: { key: { required: true }, "fail-on-cache-miss": { required: false, default: "false" } },
      outputs: ["cache-hit"],
    },
  },
};
const lockText = `${JSON.stringify(lock, null, 2)}\n`;

/** The lock with one field of its action replaced; undefined takes the field away. */
function lockWith(field: string, value: unknown): string {
  const action = { ...lock.actions["actions/cache/restore"], [field]: value };
  return JSON.stringify({ version: 1, actions: { "actions/cache/restore": action } });
}

const bind = suite<TestRepository>("yardmaster bind");
bind.before.each((repository) => void Object.assign(repository, makeRepository({ [lockPath]: lockText })));
bind.after.each((repository) => repository.dispose());

bind("writes the functions of the lock's actions, and says what it did", async ({ run, read, write, made }) => {
  assert.equal(await run(["bind"]), { code: 0, stdout: `created ${bindingsPath}\n`, stderr: "" });
  assert.equal(made(), { [bindingsPath]: printBindings(lock).text });
  assert.equal(await run(["bind"]), { code: 0, stdout: `unchanged ${bindingsPath}\n`, stderr: "" });
  write(lockPath, lockWith("outputs", []));
  assert.equal(await run(["bind"]), { code: 0, stdout: `updated ${bindingsPath}\n`, stderr: "" });
  assert.match(read(bindingsPath), "): Step<never> {");
  write(bindingsPath, "");
  assert.equal(await run(["bind"]), { code: 0, stdout: `updated ${bindingsPath}\n`, stderr: "" });
  assert.not.equal(made(), { [bindingsPath]: "" });
});
bind("has nothing to write when only a commit and its version move", async ({ run, write }) => {
  await run(["bind"]);
  write(lockPath, lockText.replace("27d5", "ffff").replace("v5.0.5", "v5.0.6"));
  assert.equal(await run(["bind"]), { code: 0, stdout: `unchanged ${bindingsPath}\n`, stderr: "" });
});
bind("works from a folder below, and from a lock with a byte order mark", async ({ run, write, root, read }) => {
  write(lockPath, `\ufeff${lockText}`);
  const { code } = await run(["bind"], { cwd: `${root}/workflows-src` });
  assert.is(code, 0);
  assert.is(read(bindingsPath), printBindings(lock).text);
});
bind("--check is clean after bind, and writes nothing", async ({ run, made }) => {
  await run(["bind"]);
  const before = made();
  assert.equal(await run(["bind", "--check"]), { code: 0, stdout: `unchanged ${bindingsPath}\n`, stderr: "" });
  assert.equal(made(), before);
});
bind(
  "--check fails for bindings that are stale, edited or missing, and writes nothing",
  async ({ run, write, made }) => {
    const stale = {
      code: 1,
      stdout: "",
      stderr: `${bindingsPath} error bindings-stale: ${bindingsPath} is not what ${lockPath} makes now.
  hint: Run \`yardmaster bind\`.
`,
    };
    assert.equal(await run(["bind", "--check"]), stale);
    assert.equal(made(), {});
    await run(["bind"]);
    const { text } = printBindings(lock);
    for (const edited of [text.replace("useAction", "useaction"), `${text}\n`, text.replaceAll("\n", "\r"), ""]) {
      write(bindingsPath, edited);
      assert.equal(await run(["bind", "--check"]), stale);
      assert.equal(made(), { [bindingsPath]: edited });
    }
    write(bindingsPath, text);
    write(lockPath, lockWith("inputs", {}));
    assert.equal(await run(["bind", "--check"]), stale);
  },
);
bind("refuses a lock that is missing", async ({ run, remove, write, made }) => {
  remove(lockPath);
  write("workflows-src/.keep", "");
  for (const argv of [["bind"], ["bind", "--check"]]) {
    assert.equal(await run(argv), {
      code: 2,
      stdout: "",
      stderr: `${lockPath} error lock-missing: ${lockPath} does not exist, so there are no actions to bind.
  hint: Restore the file from git.
`,
    });
  }
  assert.equal(made(), {});
});
bind("refuses a lock of another shape, and leaves the bindings as they are", async ({ run, write, made }) => {
  await run(["bind"]);
  const before = made();
  write(lockPath, lockWith("sha", "main"));
  for (const argv of [["bind"], ["bind", "--check"]]) {
    assert.equal(await run(argv), {
      code: 2,
      stdout: "",
      stderr: `${lockPath} error lock-invalid: ${lockPath} is no lock of actions: of "actions/cache/restore", the commit "main" is not 40 hex digits.
  hint: Restore the file from git, or correct the entry by hand.
`,
    });
  }
  assert.equal(made(), before);
});
bind("says on one line what a lock that is no JSON has wrong", async ({ run, write, made }) => {
  for (const text of ["", "{", "<<<<<<< HEAD\n{}\n", "\u001b[31m\n::error::x", lockText.slice(0, -3)]) {
    write(lockPath, text);
    const { code, stdout, stderr } = await run(["bind"]);
    assert.equal([code, stdout], [2, ""], text);
    const [first = "", ...rest] = stderr.split("\n");
    assert.ok(
      first.startsWith(`${lockPath} error lock-invalid: ${lockPath} is no lock of actions: it is not JSON (`),
      first,
    );
    assert.not.match(first, "\u001b");
    assert.equal(rest, ["  hint: Restore the file from git, or correct the entry by hand.", ""]);
  }
  assert.equal(made(), {});
});
bind("refuses what it does not know", async ({ run }) => {
  const { code, stdout, stderr } = await run(["bind", "--chekc"]);
  assert.equal([code, stdout], [2, ""]);
  assert.match(stderr, "--check");
});
bind.run();

const parse = suite("a lock of actions");
const name = "actions/cache/restore";
const sound = lock.actions[name];
parse("is read to the last field", () => {
  assert.equal(parseActionsLock(lockText, "l.json"), { ok: true, value: lock });
  assert.equal(parseActionsLock('{"version": 1, "actions": {}}', "l.json"), {
    ok: true,
    value: { version: 1, actions: {} },
  });
});
parse("names the file in a diagnostic, and what is wrong with its JSON in the system's words", () => {
  let words = "";
  try {
    JSON.parse("{");
  } catch (error) {
    words = (error as Error).message;
  }
  assert.equal(parseActionsLock("{", "a/l.json"), {
    ok: false,
    error: {
      code: "lock-invalid",
      severity: "error",
      message: `a/l.json is no lock of actions: it is not JSON (${words}).`,
      hint: "Restore the file from git, or correct the entry by hand.",
      place: { file: "a/l.json" },
    },
  });
});
for (const [text, problem] of [
  ["[]", "`version` is neither 1 nor 2"],
  ["null", "`version` is neither 1 nor 2"],
  ['"x"', "`version` is neither 1 nor 2"],
  ["{}", "`version` is neither 1 nor 2"],
  ['{"version": "1", "actions": {}}', "`version` is neither 1 nor 2"],
  ['{"version": 3, "actions": {}}', "`version` is neither 1 nor 2"],
  ['{"version": 1}', "`actions` is not an object"],
  ['{"version": 1, "actions": []}', "`actions` is not an object"],
  ['{"version": 1, "actions": null}', "`actions` is not an object"],
  ...["cache", "", "/cache", "o/", "o//r", "o/r/", "o/r@v1", "o/r p", "o/r\n", "../x y", "__proto__"].map(
    (action) =>
      [
        `{"version": 1, "actions": {${JSON.stringify(action)}: ${JSON.stringify(sound)}}}`,
        `${JSON.stringify(action)} is not owner/repo`,
      ] as const,
  ),
  [`{"version": 1, "actions": {"${name}": []}}`, `"${name}" is not an object`],
  [`{"version": 1, "actions": {"${name}": null}}`, `"${name}" is not an object`],
  ...[undefined, 1, "", "main", "A".repeat(40), "a".repeat(39), "a".repeat(41), `${"a".repeat(40)}\n`].map(
    (sha) => [lockWith("sha", sha), `of "${name}", the commit ${JSON.stringify(sha)} is not 40 hex digits`] as const,
  ),
  ...[undefined, 1, "", "v 1", "v1\n# x", "v1 # x", "v".repeat(101)].map(
    (version) =>
      [
        lockWith("version", version),
        `of "${name}", the version ${JSON.stringify(version)} is not a tag's name`,
      ] as const,
  ),
  ...[undefined, null, 24].map((using) => [lockWith("using", using), `\`using\` of "${name}" is not a text`] as const),
  ...[undefined, "x", { a: 1 }, [1], ["x", null]].map(
    (outputs) => [lockWith("outputs", outputs), `\`outputs\` of "${name}" is not a list of texts`] as const,
  ),
  ...[undefined, "x", [], null].map(
    (inputs) => [lockWith("inputs", inputs), `\`inputs\` of "${name}" is not an object`] as const,
  ),
  ...[
    null,
    [],
    "x",
    {},
    { required: "true" },
    { required: true, default: null },
    { required: true, default: {} },
    { required: false, default: ["x"] },
  ].map(
    (input) =>
      [
        lockWith("inputs", { key: { required: true }, odd: input }),
        `the input "odd" of "${name}" is not {required, default?}`,
      ] as const,
  ),
] as const) {
  parse(`is refused for ${text.slice(0, 150)}`, () => {
    const result = parseActionsLock(text, "l.json");
    assert.is(result.ok ? "accepted" : result.error.message, `l.json is no lock of actions: ${problem}.`);
  });
}
parse("takes every kind of default, and keys that it does not know", () => {
  for (const value of ["", "x", 0, 1.5, true, false]) {
    assert.ok(parseActionsLock(lockWith("inputs", { a: { required: false, default: value, extra: [] } }), "l").ok);
  }
  assert.ok(parseActionsLock(lockWith("extra", {}), "l").ok);
});
parse.run();
