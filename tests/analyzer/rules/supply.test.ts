import { suite } from "uvu";
import * as assert from "uvu/assert";
import { allFindings } from "./findings.ts";

const test = suite("rules of the supply chain");

/** What is said of one code, in a job `a` with the given keys. */
function said(code: string, job: string, top = ""): readonly string[] {
  return allFindings({ w: `on: push\n${top}\njobs: { a: { runs-on: ubuntu-24.04, ${job} } }` })
    .filter((line) => line.includes(` ${code}: `))
    .map((line) => line.replace(/^w (\S*) warning \S+ /, "$1: "));
}
const step = (keys: string) => `steps: [{ ${keys} }]`;
const script = (text: string, more = "") => step(`run: ${JSON.stringify(text)}${more}`);
const counts = (code: string, texts: readonly string[]) => texts.map((text) => said(code, script(text)).length);

test("what is fetched and run at once, whatever way it takes to the shell", () => {
  const url = "https://example.com/install.sh";
  assert.equal(
    counts("script-piped", [
      `curl -fsSL ${url} | sh`,
      `curl ${url} | sudo -E bash -s -- -y`,
      `wget -qO- ${url} | bash`,
      `curl ${url} | tee install.log | python3 -`,
      `bash <(curl -s ${url})`,
      `sh -c "$(curl -fsSL ${url})"`,
      `eval "$(curl -fsSL ${url})"`,
    ]),
    [1, 1, 1, 1, 1, 1, 1],
  );
  assert.equal(
    counts("script-piped", [
      `curl ${url} | jq .`,
      `curl -o install.sh ${url}; sh install.sh`,
      `curl ${url} | python -c 'import json'`,
      `curl ${url} | python3 parse.py`,
      `VERSION="$(curl ${url})"; sh build.sh "$VERSION"`,
      `wget ${url}`,
      `curl https://raw.example.com/o/r/${"a".repeat(40)}/install.sh | sh`,
      `echo x | sh`,
      `# curl ${url} | sh`,
      `echo "curl ${url} | sh"`,
      `curl "$URL" | sh`,
    ]),
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  );
  assert.equal(said("script-piped", script(`x\ncurl ${url} |\\\n  sudo bash`)), [
    `jobs.a.steps.0.run: What ${url} sends at that moment is run by \`bash\`: nobody has seen it, and nothing notices when it changes or breaks off.`,
  ]);
  assert.equal(said("script-piped", script(`curl ${url} | sh`, ", shell: pwsh")), []);
});
test("plain HTTP where what comes is kept", () => {
  const url = "http://downloads.example.org/x.tgz";
  assert.equal(
    counts("download-insecure", [
      `wget ${url}`,
      `curl -LO ${url}`,
      `curl -o x ${url}`,
      `curl ${url} | tar xz`,
      `curl ${url} > x`,
      "git clone http://git.example.org/x.git",
    ]),
    [1, 1, 1, 1, 1, 1],
  );
  assert.equal(
    counts("download-insecure", [
      `curl -I ${url}`,
      `curl -s -o /dev/null ${url}`,
      `curl ${url} > /dev/null`,
      `wget --spider ${url}`,
      "wget http://localhost:8080/x",
      "wget http://service/x",
      "wget http://127.0.0.1/x",
      "wget http://$HOST/x",
      "curl -o x --proxy http://proxy.example.org:3128 https://example.org/x",
      `echo ${url}`,
      "git remote add x http://git.example.org/x.git",
    ]),
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  );
});
test("a kept token at a registry that knows trusted publishing", () => {
  const env = (name: string, value = "${{ secrets.TOKEN }}") => `, env: { ${name}: "${value}" }`;
  const token = (text: string, more: string, top = "") => said("publish-token", script(text, more), top).length;
  assert.equal(
    [
      token("npm publish --provenance", env("NODE_AUTH_TOKEN")),
      token("pnpm -r publish", env("NPM_TOKEN")),
      token("yarn npm publish", env("YARN_NPM_AUTH_TOKEN")),
      token("cargo publish -p x", env("CARGO_REGISTRY_TOKEN")),
      token("gem push *.gem", env("GEM_HOST_API_KEY")),
      token("python -m twine upload dist/*", env("TWINE_PASSWORD")),
      token("uv publish", env("UV_PUBLISH_TOKEN")),
      token("npm publish", "", "env: { NODE_AUTH_TOKEN: '${{ secrets.T }}' }"),
    ],
    [1, 1, 1, 1, 1, 1, 1, 1],
  );
  assert.equal(
    [
      token("npm publish", ""),
      token("npm publish --dry-run", env("NODE_AUTH_TOKEN")),
      token("npm run publish", env("NODE_AUTH_TOKEN")),
      token("npm publish", env("NODE_AUTH_TOKEN", "${{ secrets.GITHUB_TOKEN }}")),
      token("npm publish --registry https://npm.pkg.github.com", env("NODE_AUTH_TOKEN")),
      token("cargo publish", env("CARGO_REGISTRY_TOKEN", "${{ steps.auth.outputs.token }}")),
      token("twine upload -r internal dist/*", env("TWINE_PASSWORD")),
      token("twine upload dist/*", `, env: { TWINE_PASSWORD: "\${{ secrets.T }}", TWINE_REPOSITORY_URL: x }`),
      token("npm ci", env("NODE_AUTH_TOKEN")),
    ],
    [0, 0, 0, 0, 0, 0, 0, 0, 0],
  );
  const npm = "{ run: npm publish, env: { NODE_AUTH_TOKEN: '${{ secrets.T }}' } }";
  const setup = (url: string) => `steps: [{ uses: actions/setup-node@v4, with: { registry-url: "${url}" } }, ${npm}]`;
  assert.is(said("publish-token", setup("https://npm.pkg.github.com")).length, 0);
  assert.is(said("publish-token", setup(`https://${["registry", "npmjs", "org"].join(".")}/`)).length, 1);
  const pypi = (more: string) =>
    said("publish-token", step(`uses: pypa/gh-action-pypi-publish@release/v1, with: { ${more} }`));
  assert.equal(pypi("password: '${{ secrets.PYPI }}'"), [
    "jobs.a.steps.0.with.password: The secret PYPI publishes to PyPI, which takes GitHub's own identity of the job in its place (trusted publishing): whoever gets hold of the secret can publish from anywhere, until somebody revokes it.",
  ]);
  assert.is(pypi("password: '${{ secrets.PYPI }}', repository-url: 'https://pypi.example.org'").length, 0);
  assert.is(pypi("attestations: true").length, 0);
});
test("a token of an App for more than one repository, for everything, for too long", () => {
  const token = (inputs: string) =>
    allFindings({
      w: `on: push\njobs: { a: { runs-on: x, steps: [{ uses: actions/create-github-app-token@v2, with: { ${inputs} } }] } }`,
    })
      .filter((line) => line.includes("app-token"))
      .map((line) => line.replace(/^w jobs.a.steps.0.(\S*) warning (\S+): .*/, "$1 $2"));
  assert.equal(token("owner: o"), ["with.owner app-token-all-repositories", "uses app-token-all-permissions"]);
  assert.equal(token("owner: o, repositories: 'a,b', permission-contents: read"), []);
  assert.equal(token("permission-contents: read"), []);
  assert.equal(token("permission-contents: read, skip-token-revoke: 'true'"), [
    "with.skip-token-revoke app-token-kept",
  ]);
  assert.equal(token("permission-contents: read, skip-token-revoke: false"), []);
});
test("debug logs are not switched on by a variable of a step", () => {
  assert.equal(said("debug-logging", step("run: x, env: { ACTIONS_RUNNER_DEBUG: 1 }")), [
    "jobs.a.steps.0.env.ACTIONS_RUNNER_DEBUG: `ACTIONS_RUNNER_DEBUG` in an `env` switches on no debug log of GitHub's, which looks for a secret or a variable of that name alone; programs that do heed it write what they know to a log that others read.",
  ]);
  assert.is(said("debug-logging", "env: { ACTIONS_STEP_DEBUG: 'true' }, steps: []").length, 1);
  assert.is(said("debug-logging", "env: { ACTIONS_STEP_DEBUG: false }, steps: []").length, 0);
  assert.is(said("debug-logging", "steps: []", "env: { ACTIONS_STEP_DEBUG: '${{ vars.DEBUG }}' }").length, 0);
});
test("what is installed by its name alone", () => {
  assert.equal(
    counts("install-unlocked", [
      "pip install requests",
      "python3 -m pip install -U pip pytest",
      "npm install -g yarn",
      "npm i left-pad@^1",
      "yarn global add x",
      "gem install rake",
      "cargo install --locked cross",
      "go install example.com/x@latest",
      "uvx ruff",
    ]),
    [1, 1, 1, 1, 1, 1, 1, 1, 1],
  );
  assert.equal(
    counts("install-unlocked", [
      "pip install -r requirements.txt",
      "pip install .",
      "pip install -e .[dev]",
      "pip install requests==2.32.3",
      "pip install --upgrade pip",
      "pip install $PACKAGE",
      "npm install",
      "npm ci",
      "npm i -g yarn@1.22.22",
      "cargo install --path .",
      "cargo install cross --version 0.2.5",
      "go install ./...",
      "gem install rake -v 13.0.0",
    ]),
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  );
});
test("a tool of whatever version is newest", () => {
  const tool = (keys: string) => said("tool-version-floating", step(keys)).map((line) => line.split(":")[0]);
  assert.equal(tool("uses: o/setup@v1, with: { version: latest }"), ["jobs.a.steps.0.with.version"]);
  assert.equal(tool("uses: extractions/setup-just@v3"), ["jobs.a.steps.0.uses"]);
  assert.equal(tool("uses: extractions/setup-just@v3, with: { just-version: '1.40' }"), []);
  assert.equal(tool("uses: actions/setup-node@v4, with: { node-version: 22 }"), []);
});
test("nothing falls over what is no text", () => {
  const odd =
    "steps: [null, { uses: 3, with: 4 }, { uses: actions/create-github-app-token@v2, with: x }, { run: 'npm publish', env: 5 }]";
  assert.equal(said("(?!)", odd), []);
});
test.run();
