import { readFileSync } from "node:fs";
import { publishedAction } from "@yardmaster/analyzer";
import { parseActionsLock, printActionsLock } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parse } from "yaml";
import { makeGitRepository } from "./git-repository.ts";

const test = suite("yardmaster init: a ci for the language");

interface MadeJob {
  readonly permissions: unknown;
  readonly "timeout-minutes": number;
  readonly steps: readonly {
    readonly uses?: string;
    readonly with?: Readonly<Record<string, unknown>>;
    readonly run?: string;
  }[];
}

const checkout = 'actions/checkout {"persist-credentials":false}';
const node = (version: string, cache = '"cache":"npm"') => `actions/setup-node {${version},${cache}}`;
const node24 = '"node-version":"24"';
const manifest = (more: object = {}) => JSON.stringify({ name: "x", ...more });
const named = (name: string) => `[project]\nname = "x"\n${name}`;

/** Files of a repository, its jobs as `uses with` or scripts, how the drift check installs, and what is said. */
const repositories: Readonly<
  Record<string, { files: Readonly<Record<string, string>>; jobs: object; drift?: readonly string[]; said?: RegExp }>
> = {
  "npm, with its scripts in order": {
    files: {
      "package.json": manifest({ engines: { node: ">=20" }, scripts: { test: "t", lint: "l", other: "o" } }),
      "package-lock.json": "{}",
    },
    jobs: { test: [checkout, node('"node-version-file":"package.json"'), "npm ci", "npm run lint", "npm test"] },
    drift: [checkout, node(node24), "npm ci --ignore-scripts", "npm run check:workflows"],
  },
  "npm without a test": {
    files: { "package.json": manifest({ scripts: { test: 'echo "Error: no test specified" && exit 1' } }) },
    jobs: { test: [checkout, node(node24), "npm ci"] },
    said: /^package\.json has none of the scripts lint, /m,
  },
  "npm without a lock file": {
    files: { "package.json": manifest(), ".npmrc": "package-lock=false\n", ".nvmrc": "22\n" },
    jobs: { test: [checkout, node('"node-version-file":".nvmrc"', '"package-manager-cache":false'), "npm install"] },
    said: /^package\.json has none of the scripts /m,
  },
  "pnpm by its lock file": {
    files: { "package.json": manifest({ scripts: { build: "b" } }), "pnpm-lock.yaml": "lockfileVersion: '9.0'\n" },
    jobs: {
      test: [
        ...[checkout, 'pnpm/action-setup {"version":"10"}', node(node24, '"cache":"pnpm"')],
        ...["pnpm install --frozen-lockfile", "pnpm run build"],
      ],
    },
    drift: [
      ...[checkout, 'pnpm/action-setup {"version":"10"}', node(node24, '"cache":"pnpm"')],
      ...["pnpm install --frozen-lockfile --ignore-scripts", "pnpm run check:workflows"],
    ],
    said: /^ {2}1\. pnpm install /m,
  },
  "pnpm by package.json, beside another's lock file": {
    files: { "package.json": manifest({ packageManager: "pnpm@10.1.0" }), "yarn.lock": "" },
    jobs: {
      test: [checkout, "pnpm/action-setup", node(node24, '"cache":"pnpm"'), "pnpm install --frozen-lockfile"],
    },
    said: /^Besides the lock file of pnpm there is yarn\.lock: pnpm is taken\.$/m,
  },
  "yarn 1": {
    files: { "package.json": manifest(), "yarn.lock": "# yarn lockfile v1\n" },
    jobs: { test: [checkout, node(node24, '"cache":"yarn"'), "yarn install --frozen-lockfile"] },
    said: /^package\.json has none of the scripts /m,
  },
  "yarn 4": {
    files: { "package.json": manifest({ packageManager: "yarn@4.5.0" }), "yarn.lock": "" },
    jobs: {
      test: [checkout, node(node24, '"package-manager-cache":false'), "corepack enable", "yarn install --immutable"],
    },
    said: /^package\.json has none of the scripts /m,
  },
  bun: {
    files: { "package.json": manifest({ scripts: { test: "bun test" } }), "bun.lock": "" },
    jobs: {
      test: [
        ...[checkout, "oven-sh/setup-bun", node(node24, '"package-manager-cache":false')],
        ...["bun install --frozen-lockfile", "bun run test"],
      ],
    },
  },
  "Python by requirements": {
    files: { "requirements.txt": "pytest==8\n", ".python-version": "3.12\n" },
    jobs: {
      test: [
        ...[checkout, 'actions/setup-python {"python-version-file":".python-version","cache":"pip"}'],
        ...["python -m pip install -r requirements.txt", "python -m pytest"],
      ],
    },
    drift: [checkout, node(node24), "npm ci --ignore-scripts", "npm run check:workflows"],
  },
  "Python by a project with extras": {
    files: {
      "pyproject.toml": named('requires-python = ">=3.11"\n[project.optional-dependencies]\ntest = ["pytest"]\n'),
    },
    jobs: {
      test: [
        checkout,
        'actions/setup-python {"python-version-file":"pyproject.toml","cache":"pip","cache-dependency-path":"pyproject.toml"}',
        ...['python -m pip install --editable ".[test]"', "python -m pytest"],
      ],
    },
  },
  "Python with unittest": {
    files: { "setup.py": "", "tests/test_a.py": "" },
    jobs: {
      test: [
        ...[checkout, 'actions/setup-python {"python-version":"3.13"}'],
        ...["python -m pip install --editable .", "python -m unittest discover"],
      ],
    },
  },
  "Python without tests": {
    files: { "requirements.txt": "x\n" },
    jobs: {
      test: [
        ...[checkout, 'actions/setup-python {"python-version":"3.13","cache":"pip"}'],
        ...["python -m pip install -r requirements.txt", "python -m compileall -q ."],
      ],
    },
    said: /^No test is known here/m,
  },
  uv: {
    files: { "pyproject.toml": named('[dependency-groups]\ndev = ["pytest"]\n'), "uv.lock": "" },
    jobs: { test: [checkout, "astral-sh/setup-uv", "uv sync --locked --all-extras", "uv run --locked pytest"] },
  },
  poetry: {
    files: { "pyproject.toml": '[tool.poetry.dependencies]\npython = "^3.11"\npytest = "*"\n', "poetry.lock": "" },
    jobs: {
      test: [
        ...[checkout, 'actions/setup-python {"python-version-file":"pyproject.toml"}'],
        ...["pipx install poetry\npoetry install --no-interaction\n", "poetry run pytest"],
      ],
    },
  },
  Go: {
    files: { "go.mod": "module x\n\ngo 1.24\n", "go.sum": "" },
    jobs: { test: [checkout, 'actions/setup-go {"go-version-file":"go.mod"}', "go vet ./...", "go test ./..."] },
  },
  Rust: {
    files: { "Cargo.toml": "[package]\n", "Cargo.lock": "" },
    jobs: {
      test: [
        ...[checkout, "rustup toolchain install stable --profile minimal\nrustup default stable\n"],
        ...["cargo build --locked --all-targets", "cargo test --locked"],
      ],
    },
  },
  "Rust with a toolchain of its own": {
    files: { "Cargo.toml": "[workspace]\n", "rust-toolchain.toml": "" },
    jobs: {
      test: [
        ...[checkout, "rustup toolchain install", "cargo build --workspace --all-targets", "cargo test --workspace"],
      ],
    },
  },
  "Java by Maven's wrapper": {
    files: { "pom.xml": "<java.version>17</java.version>", mvnw: "" },
    jobs: {
      test: [
        checkout,
        'actions/setup-java {"distribution":"temurin","java-version":"17","cache":"maven"}',
        "./mvnw --batch-mode verify",
      ],
    },
  },
  "Java by Gradle without a wrapper": {
    files: { "build.gradle.kts": "kotlin { jvmToolchain(21) }", ".java-version": "21\n" },
    jobs: {
      test: [
        checkout,
        'actions/setup-java {"distribution":"temurin","java-version-file":".java-version","cache":"gradle"}',
        "gradle build",
      ],
    },
    said: /^There is no gradlew: /m,
  },
  "no language": {
    files: { "README.md": "" },
    jobs: { test: [checkout, "! git grep -nE '^(<{7}|>{7}) '"] },
    said: /^No language is known here/m,
  },
  "several, and more below": {
    files: { "go.mod": "module x\n", "Cargo.toml": "", "services/a/pom.xml": "", "vendor/b/go.mod": "" },
    jobs: {
      go: [checkout, 'actions/setup-go {"go-version-file":"go.mod","cache":false}', "go vet ./...", "go test ./..."],
      rust: [
        ...[checkout, "rustup toolchain install stable --profile minimal\nrustup default stable\n"],
        ...["cargo build --all-targets", "cargo test"],
      ],
    },
    said: /^`ci` tests what the root says; below it there are services\/a\/pom\.xml\.$/m,
  },
};

function describe({ steps }: MadeJob): readonly string[] {
  return steps.map(({ uses = "", with: inputs, run }) => {
    if (run !== undefined) return run;
    assert.match(uses, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    return `${uses.replace(/@.*/, "")}${inputs ? ` ${JSON.stringify(inputs)}` : ""}`;
  });
}

for (const [name, { files, jobs, drift, said }] of Object.entries(repositories)) {
  test(name, async () => {
    const { run, read, dispose } = makeGitRepository(files);
    try {
      const { code, stderr } = await run(["init", "--yes"]);
      assert.is(code, 0, stderr);
      if (said) assert.match(stderr, said);
      else assert.match(stderr, /^Next:/);
      const ci = parse(read(".github/workflows/ci.yml"));
      const made = Object.entries<MadeJob>(ci.jobs);
      assert.equal(Object.fromEntries(made.map(([id, job]) => [id, describe(job)])), jobs);
      for (const [, job] of made) {
        assert.equal(job.permissions, { contents: "read" });
        assert.ok(job["timeout-minutes"] > 0);
      }
      assert.equal(ci.permissions, {});
      assert.is(ci.concurrency.group, "ci-${{ github.ref }}");
      const check: MadeJob = parse(read(".github/workflows/workflows.yml")).jobs.check;
      if (drift) assert.equal(describe(check), drift);
      assert.equal((await run(["check"])).stdout, "2 files: 2 in step; 0 findings\n");
      const linted = await run(["lint", "--pedantic"]);
      assert.equal([linted.code, linted.stdout], [0, ""]);
      assert.match(linted.stderr, /^3 files: nothing found/);
    } finally {
      dispose();
    }
  });
}

test("the lock that the program has is printed as `bind` prints one, with entries of this repository's own", () => {
  const file = "packages/cli/src/commands/init/starter-lock.json";
  const text = readFileSync(file, "utf8");
  const lock = parseActionsLock(text, file);
  const own = parseActionsLock(readFileSync("workflows-src/actions.lock.json", "utf8"), "own");
  assert.ok(lock.ok && own.ok);
  assert.is(printActionsLock(lock.value), text);
  for (const [name, locked] of Object.entries(lock.value.actions)) {
    if (own.value.actions[name]) assert.equal(locked, own.value.actions[name], name);
    const published = publishedAction(name, locked.version);
    if (published) assert.equal(Object.keys(locked.inputs), Object.keys(published.inputs).sort(), name);
    assert.is(locked.digest, undefined, name);
  }
  assert.is(Object.keys(lock.value.actions).length, 8);
});

test.run();
