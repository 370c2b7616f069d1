import {
  call,
  environment,
  flag,
  format,
  job,
  localWorkflow,
  matrix,
  run,
  sh,
  text,
  triggers,
  verbatim,
  workflow,
} from "@yardmaster/dsl";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const { on, github } = triggers({ push: null });

const matrices = suite("a matrix that is declared before its job");
matrices("is read by every key of the job, and emitted where the strategy has it", () => {
  const legs = matrix({ os: ["linux", "windows"], ref: [github.ref_name], include: [{ os: "mac", extra: 1 }] });
  const built = job("built", {
    name: format`Build on ${legs.os}`,
    "runs-on": legs.os,
    strategy: { "fail-fast": false, matrix: legs },
    outputsByLeg: { digest: { axis: "os", value: legs.os } },
    steps: [run(sh`echo ${legs.extra}`)],
  });
  const { model, diagnostics } = workflow("w", { on, jobs: [built] });
  assert.equal(diagnostics, []);
  assert.equal(model.jobs, {
    built: {
      name: "Build on ${{ matrix.os }}",
      "runs-on": "${{ matrix.os }}",
      strategy: {
        "fail-fast": false,
        matrix: {
          os: ["linux", "windows"],
          ref: ["${{ github.ref_name }}"],
          include: [{ os: "mac", extra: 1 }],
        },
      },
      outputs: {
        digest_linux: "${{ case(matrix.os == 'linux', matrix.os, '') }}",
        digest_windows: "${{ case(matrix.os == 'windows', matrix.os, '') }}",
        digest_mac: "${{ case(matrix.os == 'mac', matrix.os, '') }}",
      },
      steps: [{ env: { MATRIX_EXTRA: "${{ matrix.extra }}" }, run: 'echo "${MATRIX_EXTRA}"', shell: "bash" }],
    },
  });
});
matrices("serves a call as it serves a job", () => {
  const legs = matrix({ os: ["linux"] });
  const target = localWorkflow("deploy.yml", { inputs: { os: text({ required: true }) } });
  const { model } = workflow("w", {
    on,
    jobs: [call("deploy", target, { strategy: { matrix: legs }, with: { os: legs.os } })],
  });
  assert.equal(model.jobs, {
    deploy: {
      strategy: { matrix: { os: ["linux"] } },
      with: { os: "${{ matrix.os }}" },
      uses: "./.github/workflows/deploy.yml",
    },
  });
});
matrices.run();

const declarations = suite("declarations of inputs");
declarations("an environment is a text to callers; a flag may be required; a default of a call may be computed", () => {
  const inputs = { target: environment({ default: "staging" }), strict: flag({ required: true }) };
  const declared = triggers({
    workflow_dispatch: { inputs },
    workflow_call: { inputs: { ...inputs, ref: text({ default: github.ref_name }) } },
    release: { types: "published" },
  });
  const { model } = workflow("w", { on: declared.on, jobs: [] });
  assert.equal(model.on, {
    workflow_dispatch: {
      inputs: {
        target: { default: "staging", type: "environment" },
        strict: { required: true, type: "boolean" },
      },
    },
    workflow_call: {
      inputs: {
        target: { default: "staging", type: "string" },
        strict: { required: true, type: "boolean" },
        ref: { default: "${{ github.ref_name }}", type: "string" },
      },
    },
    release: { types: "published" },
  });
});
declarations.run();

const scripts = suite("verbatim");
scripts("leaves a script of any shell as it is", () => {
  const step = run(
    { shell: "cmd" },
    verbatim`
    @echo off
    echo %NAME%
  `,
  );
  const { model } = workflow("w", { name: null, on, jobs: [job("a", { "runs-on": "windows-2025", steps: [step] })] });
  assert.equal(model, {
    on: { push: null },
    jobs: { a: { "runs-on": "windows-2025", steps: [{ shell: "cmd", run: "@echo off\necho %NAME%\n" }] } },
  });
});
scripts("refuses expressions in its text", () => {
  assert.throws(
    () => verbatim`echo \${{ github.sha }}`,
    (error: { diagnostic?: { code: string } }) => error.diagnostic?.code === "expression-in-script",
  );
});
scripts.run();
