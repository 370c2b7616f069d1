import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  call,
  choice,
  collectDocuments,
  compositeAction,
  dockerAction,
  flag,
  format,
  fromSelf,
  job,
  localWorkflow,
  nodeAction,
  remoteWorkflow,
  run,
  sh,
  stepUnit,
  text,
  triggers,
  useDocker,
  useFolder,
  useLocal,
  workflow,
} from "yardmaster";

const { on, github } = triggers({ push: null });
const codes = (document: { diagnostics: readonly { code: string }[] }) => document.diagnostics.map(({ code }) => code);
const jobSteps = (steps: Parameters<typeof job>[1]["steps"]) =>
  workflow("w", { on, jobs: [job("a", { "runs-on": "ubuntu-24.04", steps })] }).model.jobs.a?.steps;

const actions = suite("actions of the repository");
const greet = compositeAction(
  ".github/actions/greet",
  {
    name: "Greet",
    description: "Says hello.",
    inputs: {
      who: text({ required: true, description: "Whom." }),
      tone: choice(["warm", "cold"], { default: "warm" }),
      loud: flag({ default: false }),
    },
    branding: { icon: "smile", color: "blue" },
  },
  ({ inputs, runner }) => {
    const say = run({ name: "Say", outputs: ["text"] }, sh`./say ${inputs.who} ${inputs.tone} ${runner.os}`);
    return {
      steps: [say, run({ shell: "sh" }, sh`true`)],
      outputs: { said: { description: "What.", value: say.outputs.text } },
    };
  },
);
actions("a composite action: metadata, steps with a shell, outputs of its steps", () => {
  assert.equal(greet.diagnostics, []);
  assert.equal([greet.yardmaster, greet.folder, greet.outputNames], ["action", ".github/actions/greet", ["said"]]);
  assert.equal(JSON.parse(JSON.stringify(greet.model)), {
    name: "Greet",
    description: "Says hello.",
    inputs: {
      who: { description: "Whom.", required: true },
      tone: { description: "One of: warm, cold.", default: "warm" },
      loud: { default: "false" },
    },
    outputs: { said: { description: "What.", value: "${{ steps.say.outputs.text }}" } },
    runs: {
      using: "composite",
      steps: [
        {
          id: "say",
          name: "Say",
          env: { INPUT_WHO: "${{ inputs.who }}", INPUT_TONE: "${{ inputs.tone }}", HOST_OS: "${{ runner.os }}" },
          run: './say "${INPUT_WHO}" "${INPUT_TONE}" "${HOST_OS}"',
          shell: "bash",
        },
        { shell: "sh", run: "true" },
      ],
    },
    branding: { icon: "smile", color: "blue" },
  });
});
actions("it is used with typed inputs and outputs, and exported as a document", () => {
  const hello = useLocal(greet, { who: github.actor, loud: true }, { name: "Hello" });
  assert.equal(jobSteps([hello, run(sh`echo ${hello.outputs.said}`)]), [
    { id: "greet", name: "Hello", uses: "./.github/actions/greet", with: { who: "${{ github.actor }}", loud: true } },
    { env: { STEP_GREET_SAID: "${{ steps.greet.outputs.said }}" }, run: 'echo "${STEP_GREET_SAID}"' },
  ]);
  assert.equal(
    collectDocuments({ greet }).map(({ id }) => id),
    [".github/actions/greet"],
  );
});
actions("a context that actions do not have is refused", () => {
  const { secrets } = triggers({ push: null }, { secrets: ["TOKEN"] });
  const wrong = compositeAction("a", { name: "A", description: "A." }, () => ({
    steps: [run({ env: { T: secrets.TOKEN } }, sh`true`)],
  }));
  assert.equal(
    wrong.diagnostics.map(({ code, message }) => `${code}: ${message}`),
    ['context-not-available: The composite action "a" reads the context "secrets", which actions do not have.'],
  );
});
actions("the repository itself is a folder, and the file may end in yaml", () => {
  const own = nodeAction(".", { name: "A", description: "A.", extension: "yaml" }, { main: "x.js" });
  assert.equal([own.folder, own.file, codes(own)], [".", "action.yaml", []]);
  assert.equal(jobSteps([useLocal(own)]), [{ uses: "./" }]);
  const wrong = () => nodeAction(".", { name: "A", description: "A.", extension: "txt" as "yml" }, { main: "x.js" });
  assert.throws(wrong, "`extension` of action");
});
actions("a folder outside the repository is refused", () => {
  for (const folder of ["/a", "../a", "a/../b", "a//b", ""]) {
    assert.equal(
      codes(nodeAction(folder, { name: "A", description: "A." }, { main: "x.js" })),
      ["folder-invalid"],
      folder,
    );
  }
});
actions("actions that run JavaScript or a container", () => {
  const node = nodeAction(
    "node",
    { name: "N", description: "N." },
    { main: "dist/main.js", post: "dist/post.js", "post-if": "always()", outputs: { a: "An output." } },
  );
  assert.equal(JSON.parse(JSON.stringify(node.model)), {
    name: "N",
    description: "N.",
    outputs: { a: { description: "An output." } },
    runs: { using: "node24", main: "dist/main.js", post: "dist/post.js", "post-if": "always()" },
  });
  const docker = dockerAction(
    "docker",
    { name: "D", description: "D.", author: "us", inputs: { who: text() } },
    ({ inputs }) => ({
      image: "Dockerfile",
      args: ["--who", inputs.who, format`x-${inputs.who}`],
      env: { WHO: inputs.who },
    }),
  );
  assert.equal(JSON.parse(JSON.stringify(docker.model)), {
    name: "D",
    description: "D.",
    author: "us",
    inputs: { who: {} },
    runs: {
      using: "docker",
      image: "Dockerfile",
      args: ["--who", "${{ inputs.who }}", "x-${{ inputs.who }}"],
      env: { WHO: "${{ inputs.who }}" },
    },
  });
});
actions.run();

const units = suite("steps as a unit of reuse");
const unit = (emit: "inline" | "composite") =>
  stepUnit(
    ".github/actions/set-up",
    { emit, name: "Set up", description: "Sets up.", inputs: { version: text({ default: "24" }), registry: text() } },
    ({ inputs }) => {
      const find = run({ name: "Find", outputs: ["path"] }, sh`find ${inputs.version} ${inputs.registry}`);
      return { steps: [find], outputs: { path: { description: "Where.", value: find.outputs.path } } };
    },
  );
const using = (emit: "inline" | "composite") => {
  const setUp = unit(emit);
  const use = setUp({ registry: github.server_url });
  return { setUp, steps: jobSteps([...use.steps, run(sh`echo ${use.outputs.path}`)]) };
};
units("inlined, its users get the steps with what they gave, or the defaults", () => {
  const { setUp, steps } = using("inline");
  assert.is(setUp.action, undefined);
  assert.equal(steps, [
    {
      id: "find",
      name: "Find",
      env: { VALUE: "24", GH_SERVER_URL: "${{ github.server_url }}" },
      run: 'find "${VALUE}" "${GH_SERVER_URL}"',
    },
    { env: { STEP_FIND_PATH: "${{ steps.find.outputs.path }}" }, run: 'echo "${STEP_FIND_PATH}"' },
  ]);
});
units("as a composite action, the same sources make one step and a document", () => {
  const { setUp, steps } = using("composite");
  assert.equal(
    collectDocuments({ setUp, action: setUp.action }).map(({ id }) => id),
    [".github/actions/set-up"],
  );
  assert.equal(steps, [
    { id: "set-up", uses: "./.github/actions/set-up", with: { registry: "${{ github.server_url }}" } },
    { env: { STEP_SET_UP_PATH: "${{ steps.set-up.outputs.path }}" }, run: 'echo "${STEP_SET_UP_PATH}"' },
  ]);
});
units.run();

const others = suite("what is no source of ours");
others("images, folders and the running commit itself", () => {
  assert.equal(
    jobSteps([
      useDocker("alpine:3.22", { args: "ls" }),
      useFolder("tools/lint", {}, { name: "Lint" }),
      useFolder("tools/lint", { strict: true }, { from: "self" }),
    ]),
    [
      { uses: "docker://alpine:3.22", with: { args: "ls" } },
      { name: "Lint", uses: "./tools/lint" },
      { uses: "$/tools/lint", with: { strict: true } },
    ],
  );
});
others("a folder is written in one form, and one that leads out of the repository is refused", () => {
  const uses = (folder: string, from?: "self") => {
    const steps = jobSteps([useFolder(folder, {}, from ? { from } : {})]);
    return (steps as unknown as readonly { uses?: string }[])[0]?.uses;
  };
  for (const folder of ["tools/lint", "./tools/lint", "././tools/lint"]) {
    assert.is(uses(folder), "./tools/lint");
    assert.is(uses(folder, "self"), "$/tools/lint");
    // GitHub takes a slash at the end as it is.
    assert.is(uses(`${folder}/`), "./tools/lint/");
    assert.is(uses(`${folder}/`, "self"), "$/tools/lint/");
  }
  for (const root of [".", "./", ""]) assert.is(uses(root), "./");
  for (const folder of [
    "../x",
    "tools/../x",
    "tools//lint",
    "tools/./lint",
    "/tools",
    "$/tools",
    "tools\\lint",
    "C:/x",
    "${{ github.ref }}",
    "a\nb",
  ]) {
    assert.throws(() => uses(folder), `${JSON.stringify(folder)} is no folder of the repository.`);
  }
});
others("reusable workflows by declaration: local, remote, self; secrets inherited", () => {
  const declaration = {
    inputs: { who: text({ required: true }) },
    secrets: { TOKEN: { required: true } },
    outputs: ["url"],
  } as const;
  const local = localWorkflow("deploy.yaml", declaration);
  const remote = remoteWorkflow(
    "deploy.yaml",
    { repository: "o/r", sha: "b".repeat(40), version: "v2.0.0" },
    declaration,
  );
  const jobs = [local, remote, fromSelf(local)].map((target, index) =>
    call(`c${index}`, target, { with: { who: "x" }, secrets: "inherit" }),
  );
  assert.is(jobs[0]?.outputs.url !== undefined, true);
  const { model } = workflow("w", { on, jobs });
  assert.equal(
    Object.values(model.jobs).map(({ uses, secrets }) => [uses, secrets]),
    [
      ["./.github/workflows/deploy.yaml", "inherit"],
      [`o/r/.github/workflows/deploy.yaml@${"b".repeat(40)}`, "inherit"],
      ["$/.github/workflows/deploy.yaml", "inherit"],
    ],
  );
});
others("a workflow of a monorepo's part", () => {
  assert.is(workflow("w", { on, root: "services/api", jobs: [] }).root, "services/api");
});
others.run();
