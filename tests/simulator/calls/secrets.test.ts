import type { SimulatedEvent, SimulatedRepository, SimulatedSettings } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, jobAt, repositoryOf, runOf, workflowOf } from "../../helpers/simulated-files.ts";

interface Case {
  readonly says: string;
  readonly source: string;
  /** What a step of the job is given. */
  readonly reads: string;
  /** `secrets` of the repository; undefined: not known. */
  readonly secrets?: readonly string[];
  readonly settings?: SimulatedSettings;
  readonly event?: SimulatedEvent;
  /** Lines of the job. */
  readonly job?: string;
  readonly reaching: readonly string[];
}

const using = "docs.github.com, Use secrets in GitHub Actions";
const reuse = "docs.github.com, Reuse workflows";
const dependabot = "docs.github.com, Troubleshooting Dependabot on GitHub Actions";
const environments = "docs.github.com, Deployments and environments";

const request = (repo: string, facts: Partial<SimulatedEvent> = {}): SimulatedEvent =>
  eventOf({
    name: "pull_request",
    payload: {
      action: "opened",
      pull_request: { number: 1, head: { repo: { full_name: repo, fork: true } }, user: { login: "mona" } },
      repository: { full_name: "octo/hello" },
    },
    ...facts,
  });

const cases: readonly Case[] = [
  {
    says: "one that is read, of a repository of which nobody knows",
    source: using,
    reads: "${{ secrets.A }}",
    reaching: ["A"],
  },
  { says: "one that is there", source: using, reads: "x${{ secrets.A }}", secrets: ["A", "B"], reaching: ["A"] },
  { says: "one that is not there", source: using, reads: "${{ secrets.C }}", secrets: ["A", "B"], reaching: [] },
  {
    says: "GitHub stores names in upper case and ignores theirs",
    source: `${using}, Naming your secrets`,
    reads: "${{ secrets['a'] }}",
    secrets: ["A"],
    reaching: ["A"],
  },
  { says: "the job's own token is none", source: using, reads: "${{ secrets.GITHUB_TOKEN }}", reaching: [] },
  {
    says: "a name that is computed may be any",
    source: using,
    reads: "${{ secrets[format('{0}', 'A')] }}",
    reaching: ["*"],
  },
  {
    says: "all of them, of those that are known",
    source: using,
    reads: "${{ toJSON(secrets) }}",
    secrets: ["B", "A"],
    reaching: ["A", "B"],
  },
  {
    says: "all of them, where nobody knows which",
    source: using,
    reads: "${{ toJSON(secrets) }}",
    reaching: ["*"],
  },
  {
    says: "a name that all maps have",
    source: using,
    reads: "${{ secrets.constructor }}${{ secrets.__proto__ }}",
    secrets: ["A"],
    reaching: [],
  },
  {
    says: "a variable of the job",
    source: using,
    reads: "",
    job: "env: {V: '${{ secrets.A }}'}",
    reaching: ["A"],
  },
  {
    says: "the password of a container",
    source: using,
    reads: "",
    job: "container: {image: x, credentials: {username: u, password: '${{ secrets.A }}'}}",
    reaching: ["A"],
  },
  { says: "none to a fork", source: using, reads: "${{ secrets.A }}", event: request("fox/hello"), reaching: [] },
  {
    says: "all to a branch of the repository itself",
    source: using,
    reads: "${{ secrets.A }}",
    event: request("octo/hello"),
    reaching: ["A"],
  },
  {
    says: "those of Dependabot to Dependabot",
    source: dependabot,
    reads: "${{ secrets.A }}${{ secrets.D }}",
    settings: { secrets: ["A"], dependabotSecrets: ["D"] },
    event: request("octo/hello", { actor: "dependabot[bot]", triggeringActor: "dependabot[bot]" }),
    reaching: ["D"],
  },
  {
    says: "those of an environment beside those of the repository",
    source: environments,
    reads: "${{ secrets.A }}${{ secrets.E }}${{ secrets.X }}",
    settings: { secrets: ["A"], environments: { live: { secrets: ["E"] } } },
    job: "environment: live",
    reaching: ["A", "E"],
  },
  {
    says: "those of another environment do not come",
    source: environments,
    reads: "${{ secrets.E }}",
    settings: { secrets: [], environments: { live: { secrets: ["E"] }, test: { secrets: [] } } },
    job: "environment: test",
    reaching: [],
  },
  {
    says: "an environment of which nobody knows may have any",
    source: environments,
    reads: "${{ secrets.E }}",
    settings: { secrets: [] },
    job: "environment: live",
    reaching: ["E"],
  },
  {
    says: "none of an environment to a fork",
    source: environments,
    reads: "${{ secrets.E }}",
    settings: { secrets: [], environments: { live: { secrets: ["E"] } } },
    job: "environment: live",
    event: request("fox/hello"),
    reaching: [],
  },
];

const test = suite("secrets that reach a job");
for (const { says, reads, secrets, settings, event, job = "", reaching } of cases) {
  test(says, () => {
    const text = `on: [push, pull_request]\njobs:\n  a:\n    runs-on: x\n    ${job}\n    steps: [{env: {READ: "${reads}"}, run: "true"}]\n`;
    const known = settings ?? (secrets ? { secrets } : {});
    const [leg] = jobAt(runOf(repositoryOf({ "main.yml": text }, { settings: known }), "main.yml", event), "a").legs;
    assert.equal(leg?.secrets, reaching);
  });
}
test.run();

interface Call {
  readonly says: string;
  readonly source: string;
  /** `secrets` of the calling job. */
  readonly hands?: string;
  /** What the called workflow declares. */
  readonly declares?: string;
  readonly reads: string;
  readonly job?: string;
  readonly settings?: SimulatedSettings;
  /** Names as the called workflow sees them, and those of the repository that reach its job. */
  readonly handed: readonly string[];
  readonly reaching: readonly string[];
}

const calls: readonly Call[] = [
  {
    says: "none without a word",
    source: `${reuse}, Passing secrets to nested workflows`,
    reads: "${{ secrets.A }}${{ toJSON(secrets) }}",
    handed: [],
    reaching: [],
  },
  {
    says: "under another name",
    source: `${reuse}, Passing inputs and secrets`,
    hands: "{token: '${{ secrets.REAL }}'}",
    declares: "token: ",
    reads: "${{ secrets.token }}${{ secrets.REAL }}",
    handed: ["TOKEN"],
    reaching: ["REAL"],
  },
  {
    says: "two in one value, with text around",
    source: `${reuse}, Passing inputs and secrets`,
    hands: "{pair: '${{ secrets.USER }}:${{ secrets.PASSWORD }}'}",
    declares: "pair: ",
    reads: "${{ secrets.PAIR }}",
    handed: ["PAIR"],
    reaching: ["PASSWORD", "USER"],
  },
  {
    says: "one of two, by a condition",
    source: `${reuse}, Passing inputs and secrets`,
    hands: "{t: \"${{ github.ref == 'x' && secrets.X || secrets.Y }}\"}",
    declares: "t: ",
    reads: "${{ secrets.T }}",
    settings: { secrets: ["X", "Y"] },
    handed: ["T"],
    reaching: ["X", "Y"],
  },
  {
    says: "a plain text is none of the repository's",
    source: `${reuse}, Passing inputs and secrets`,
    hands: "{t: plain}",
    declares: "t: ",
    reads: "${{ secrets.T }}",
    handed: ["T"],
    reaching: [],
  },
  {
    says: "the token under another name",
    source: `${reuse}, Example caller workflow`,
    hands: "{t: '${{ secrets.GITHUB_TOKEN }}'}",
    declares: "t: ",
    reads: "${{ secrets.T }}",
    handed: ["T"],
    reaching: [],
  },
  {
    says: "all of them read, of those that are handed on",
    source: `${reuse}, Passing secrets to nested workflows`,
    hands: "{t: '${{ secrets.A }}'}",
    declares: "t: ",
    reads: "${{ toJSON(secrets) }}",
    handed: ["T"],
    reaching: ["A"],
  },
  {
    says: "one of a computed name may be any",
    source: `${reuse}, Passing inputs and secrets`,
    hands: "{t: \"${{ secrets[format('{0}', github.ref)] }}\"}",
    declares: "t: ",
    reads: "${{ secrets.T }}",
    handed: ["T"],
    reaching: ["*"],
  },
  {
    says: "a value that comes to nothing",
    source: "actions/runner, ConvertToWorkflowJobSecrets",
    hands: "{t: \"${{ github.ref == 'x' && secrets.X || '' }}\"}",
    declares: "t: ",
    reads: "${{ secrets.T }}",
    handed: ["T"],
    reaching: [],
  },
  {
    says: "inherit",
    source: "docs.github.com, Workflow syntax, jobs.<job_id>.secrets.inherit",
    hands: "inherit",
    reads: "${{ secrets.A }}${{ secrets.C }}",
    settings: { secrets: ["A", "B"] },
    handed: ["A", "B"],
    reaching: ["A"],
  },
  {
    says: "inherit, where nobody knows which there are",
    source: "docs.github.com, Workflow syntax, jobs.<job_id>.secrets.inherit",
    hands: "inherit",
    reads: "${{ secrets.A }}",
    handed: ["*"],
    reaching: ["A"],
  },
  {
    says: "an environment inside is the calling repository's",
    source: `${reuse}, Using inputs and secrets in a reusable workflow`,
    hands: "inherit",
    reads: "${{ secrets.E }}",
    job: "environment: live",
    settings: { secrets: [], environments: { live: { secrets: ["E"] } } },
    handed: [],
    reaching: ["E"],
  },
  {
    says: "its secret is used, and not the one that is handed on",
    source: `${reuse}, Using inputs and secrets in a reusable workflow`,
    hands: "{e: '${{ secrets.A }}'}",
    declares: "e: ",
    reads: "${{ secrets.E }}",
    job: "environment: live",
    settings: { secrets: ["A"], environments: { live: { secrets: ["E"] } } },
    handed: ["E"],
    reaching: ["E"],
  },
];

const nested = suite("secrets that reach a job that is called");
for (const { says, hands, declares = "", reads, job = "", settings = {}, handed, reaching } of calls) {
  nested(says, () => {
    const run = runOf(
      repositoryOf(
        {
          "main.yml": `on: push\njobs: {call: {uses: ./.github/workflows/called.yml${hands ? `, secrets: ${hands}` : ""}}}\n`,
          "called.yml": `on: {workflow_call: {secrets: {${declares}}}}\njobs:\n  a:\n    runs-on: x\n    ${job}\n    steps: [{env: {READ: "${reads}"}, run: "true"}]\n`,
        },
        { settings },
      ),
    );
    const [call] = jobAt(run, "call").calls;
    assert.equal([call?.secrets, jobAt(run, "call/a").legs[0]?.secrets], [handed, reaching]);
  });
}
nested("only what each level hands on goes further", () => {
  const run = runOf(
    repositoryOf(
      {
        "main.yml": "on: push\njobs: {b: {uses: ./.github/workflows/b.yml, secrets: inherit}}\n",
        "b.yml":
          "on: workflow_call\njobs: {c: {uses: ./.github/workflows/c.yml, secrets: {t: '${{ secrets.ONE }}'}}}\n",
        "c.yml":
          'on: {workflow_call: {secrets: {t: }}}\njobs: {a: {runs-on: x, steps: [{env: {R: "${{ secrets.T }}${{ secrets.TWO }}"}, run: "true"}]}}\n',
      },
      { settings: { secrets: ["ONE", "TWO"] } },
    ),
  );
  assert.equal(jobAt(run, "b/c/a").legs[0]?.secrets, ["ONE"]);
});
nested("inherit to another owner reaches it, if both are of one enterprise: nobody knows", () => {
  const uses = "fox/shared/.github/workflows/w.yml@v1";
  const text = `on: workflow_call\njobs: {a: {runs-on: x, steps: [{env: {R: "\${{ secrets.A && 'there' || 'not' }}"}, run: "true"}]}}`;
  const facts: Partial<SimulatedRepository> = {
    settings: { secrets: ["A"] },
    calledElsewhere: new Map([[uses, workflowOf(text, "w.yml")]]),
  };
  const shown = runOf(
    repositoryOf({ "main.yml": `on: push\njobs: {call: {uses: ${uses}, secrets: inherit}}\n` }, facts),
  );
  const [leg] = jobAt(shown, "call/a").legs;
  assert.equal(leg?.secrets, ["A"]);
  assert.equal(JSON.stringify(leg?.steps[0]?.env.R), '{"unknown":["secrets.A"]}');
});
nested("whether an environment's come to a workflow that is handed secrets by name is not known", () => {
  const shown = (hands: string): unknown => {
    const text =
      "on: {workflow_call: {secrets: {o: }}}\njobs: {a: {runs-on: x, environment: live, steps: [{env: {R: \"${{ secrets.E && 'there' || 'not' }}\"}, run: 'true'}]}}\n";
    const main = `on: push\njobs: {call: {uses: ./.github/workflows/called.yml${hands}}}\n`;
    const settings = { secrets: [], environments: { live: { secrets: ["E"] } } };
    const run = runOf(repositoryOf({ "main.yml": main, "called.yml": text }, { settings }));
    return JSON.stringify(jobAt(run, "call/a").legs[0]?.steps[0]?.env.R);
  };
  assert.is(shown(", secrets: inherit"), '"there"');
  assert.is(shown(", secrets: {o: x}"), '{"unknown":["secrets.E"]}');
});
nested("variables of an environment come before those of the repository, in any case", () => {
  const text =
    'on: push\njobs: {a: {runs-on: x, environment: live, steps: [{env: {R: "${{ vars.NAME }}${{ vars.OTHER }}"}, run: "true"}]}}\n';
  const settings = { variables: { NAME: "one", OTHER: "!" }, environments: { live: { variables: { name: "two" } } } };
  const run = runOf(repositoryOf({ "main.yml": text }, { settings }));
  assert.is(jobAt(run, "a").legs[0]?.steps[0]?.env.R, "two!");
});
nested("those of a fork are none at any depth", () => {
  const run = runOf(
    repositoryOf({
      "main.yml": "on: pull_request\njobs: {b: {uses: ./.github/workflows/b.yml, secrets: inherit}}\n",
      "b.yml": 'on: workflow_call\njobs: {a: {runs-on: x, steps: [{env: {R: "${{ secrets.A }}"}, run: "true"}]}}\n',
    }),
    "main.yml",
    request("fox/hello"),
  );
  assert.equal([jobAt(run, "b").calls[0]?.secrets, jobAt(run, "b/a").legs[0]?.secrets], [[], []]);
});
nested.run();
