import type { GivenOutcomes, LegTrace, SimulatedEvent, SimulatedSettings } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, jobAt, repositoryOf, runOf } from "../../helpers/simulated-files.ts";

const deploy = (environment: string, more = ""): string => `on: [push, pull_request]
env: {TOP: "\${{ secrets.TOP }}"}
jobs:
  deploy:
    environment: ${environment}
    runs-on: ubuntu-24.04
    ${more}
    steps:
      - run: "\${{ vars.URL }} \${{ vars.ONLY }}"
        env: {KEY: "\${{ secrets.KEY }}"}
      - if: false
        run: "\${{ secrets.NEVER }}"
      - uses: a/b@v1
        with: {token: "\${{ secrets.GITHUB_TOKEN }}", other: "\${{ secrets.other || secrets.GITHUB_TOKEN }}"}
`;

const settings: SimulatedSettings = {
  secrets: ["TOP", "OTHER", "DATABASE"],
  variables: { URL: "repository", ONLY: "here" },
  environments: {
    Production: {
      secrets: ["KEY"],
      variables: { url: "production" },
      refs: ["main", "release/*"],
      needsApproval: true,
    },
    open: { secrets: [], variables: {} },
    pulls: { refs: ["refs/pull/*/merge"] },
  },
};

const legOf = (
  text: string,
  facts: SimulatedSettings = settings,
  event: Partial<SimulatedEvent> = {},
  given: GivenOutcomes = {},
): LegTrace => {
  const [leg] = jobAt(
    runOf(repositoryOf({ "main.yml": text }, { settings: facts }), "main.yml", eventOf(event), given),
    "deploy",
  ).legs;
  if (!leg) throw new Error("There is no leg");
  return leg;
};
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const test = suite("environments and the secrets of a job");

test("an environment that admits the run: its secrets and variables come, and somebody approves", () => {
  const leg = legOf(deploy("production"));
  assert.equal(plain(leg.environment), {
    name: "production",
    admits: "yes",
    reason: {
      code: "environment-needs-approval",
      text: "somebody has to approve what deploys to `production`",
      path: ["jobs", "deploy", "environment"],
    },
  });
  assert.equal(leg.secrets, ["KEY", "OTHER", "TOP"]);
  assert.equal(
    leg.steps.map(({ secrets }) => secrets),
    [["KEY", "TOP"], [], ["OTHER", "TOP"]],
  );
  assert.is(leg.steps[0]?.run, "production here");
});

test("a ref that it does not admit: the job fails, and no secret comes (docs.github.com, Deployments and environments)", () => {
  for (const [ref, admits] of [
    ["refs/heads/main", "yes"],
    ["refs/heads/release/1", "yes"],
    ["refs/heads/release/1/2", "no"],
    ["refs/heads/maintenance", "no"],
    ["refs/tags/main", "yes"],
  ] as const) {
    const leg = legOf(deploy("{name: production, url: x}"), settings, { ref });
    assert.is(leg.environment?.admits, admits, ref);
    if (admits === "no") {
      assert.equal(
        [leg.result, leg.secrets, leg.steps, leg.reason?.code, leg.reason?.text],
        ["failure", [], [], "environment-refuses-ref", `\`production\` admits no deployment from \`${ref}\``],
      );
    }
  }
});

test("a pull request's run stands on its merge ref", () => {
  const event = { name: "pull_request", payload: { action: "opened", number: 7, pull_request: { number: 7 } } };
  assert.is(legOf(deploy("pulls"), settings, event).environment?.admits, "yes");
  assert.is(legOf(deploy("production"), settings, event).environment?.admits, "no");
});

test("an environment of which nothing is known: any secret and variable may be in it", () => {
  const { environments: _, ...unknown } = settings;
  const leg = legOf(deploy("production"), unknown);
  assert.is(leg.environment?.admits, "unknown");
  assert.equal(leg.environment?.reason?.dependsOn, ["settings.environments.production"]);
  assert.equal(leg.secrets, ["KEY", "OTHER", "TOP"]);
  assert.equal(plain(leg.steps[0]?.run), { unknown: ["vars.URL", "vars.ONLY"] });
});

test("an environment that is not there yet is made without rules, secrets and variables", () => {
  const leg = legOf(deploy("new"));
  assert.equal(plain(leg.environment), { name: "new", admits: "yes" });
  assert.equal(leg.secrets, ["OTHER", "TOP"]);
  assert.is(leg.steps[0]?.run, "repository here");
});

test("its name and address by expressions", () => {
  const leg = legOf(
    deploy(
      "{name: \"${{ github.ref_name == 'main' && 'production' || 'open' }}\", url: \"https://${{ github.ref_name }}.example\"}",
    ),
  );
  assert.equal([leg.environment?.name, leg.environment?.url], ["production", "https://main.example"]);
  const unknown = legOf(deploy('"${{ vars.WHERE }}"'), { ...settings, variables: undefined as never });
  assert.equal(plain(unknown.environment?.name), { unknown: ["vars.WHERE"] });
  assert.is(unknown.environment?.admits, "unknown");
  assert.is(legOf(deploy('"${{ vars.NONE }}"')).environment, undefined);
});

test("secrets of containers and services come to the job, not to its steps", () => {
  const leg = legOf(
    deploy(
      "open",
      'container: {image: x, credentials: {username: u, password: "${{ secrets.TOP }}"}}\n    services: {db: {image: y, env: {P: "${{ secrets.DATABASE }}"}}}',
    ).replace(/env: \{TOP.*\n/, ""),
  );
  assert.equal(leg.secrets, ["DATABASE", "OTHER", "TOP"]);
  assert.equal(
    leg.steps.map(({ secrets }) => secrets),
    [[], [], ["OTHER"]],
  );
});

test("a fork's pull request gets none, whatever its workflow reads", () => {
  const payload = {
    action: "opened",
    number: 7,
    pull_request: { number: 7, head: { repo: { full_name: "someone/hello", fork: true } } },
  };
  const leg = legOf(deploy("open"), settings, { name: "pull_request", payload });
  assert.equal(leg.secrets, []);
});

test("a secret that is there counts as true, one that is not is empty, and any other is not known", () => {
  const text = deploy("open").replace(
    "uses: a/b@v1",
    'uses: a/b@v1\n        name: "${{ secrets.TOP && 1 }}-${{ secrets.NOT_THERE }}-"',
  );
  assert.is(legOf(text).steps[2]?.name, "1--");
  assert.equal(plain(legOf(text, {}).steps[2]?.name), { unknown: ["secrets.TOP", "secrets.NOT_THERE"] });
});

test.run();
