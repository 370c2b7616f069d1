import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "../../cli/repository.ts";

const test = suite("steps that repeat across files");

const workflow = (last: string, cache = "npm") => `on: push
permissions: {}
jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      # The source, of which nothing is kept.
      - name: Check out
        uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with: { persist-credentials: false, fetch-depth: 0, sparse-checkout: packages }
      - name: Set up Node
        uses: actions/setup-node@v6
        with: { cache: ${cache}, node-version: 24 }
      - name: Install
        run: |
          npm ci
          npm run build
          npm run link
          npm run generate
          npm run check
      - run: ${last}
`;

const expected = `import { run, sh, use } from "yardmaster";

export const checkOutAndInstall = () => [
  use(
    "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
    { "persist-credentials": false, "fetch-depth": 0, "sparse-checkout": "packages" },
    { note: "The source, of which nothing is kept.", name: "Check out" },
  ),
  use("actions/setup-node@v6", { cache: "npm", "node-version": 24 }, { name: "Set up Node" }),
  run(
    { name: "Install" },
    sh\`
      npm ci
      npm run build
      npm run link
      npm run generate
      npm run check
    \`,
  ),
];
`;

test("are functions of one module, which all files call", async () => {
  const names = ["lint", "test", "types", "deploy"];
  const repository = makeRepository({
    ...Object.fromEntries(names.map((name) => [`.github/workflows/${name}.yml`, workflow(`npm run ${name}`)])),
    ".github/workflows/other.yml": workflow("npm test", "pnpm"),
  });
  try {
    const { code, stdout } = await repository.run(["import"]);
    assert.is(code, 0, stdout);
    assert.is(repository.read("workflows-src/shared/steps.ts"), expected);
    for (const name of names) {
      const source = repository.read(`workflows-src/${name}.workflow.ts`);
      assert.match(source, 'import { checkOutAndInstall } from "./shared/steps.ts";');
      assert.match(source, `steps: [...checkOutAndInstall(), run(sh\`npm run ${name}\`)]`);
    }
    assert.not.match(repository.read("workflows-src/other.workflow.ts"), "shared");
    assert.is((await repository.run(["gen"])).stdout, "5 files: 5 unchanged\n");
  } finally {
    repository.dispose();
  }
});

test.run();
