import { job, noted, run, sh, triggers, use, workflow } from "yardmaster";

const { on } = triggers({ push: { branches: ["main"], paths: ["docs/**", "mkdocs.yml"] } });
const deploy = job("deploy", {
  "runs-on": "ubuntu-latest",
  steps: [
    use("actions/checkout@v4", { "fetch-depth": noted(0, { end: "the pages show when they were last changed" }) }),
    use("actions/setup-python@v5", { "python-version": "3.12" }),
    run(sh`pip install -r docs/requirements.txt`),
    run({ name: "Publish" }, sh`mkdocs gh-deploy --force --message "Docs of $GITHUB_SHA"`),
  ],
});

export const small = workflow("small", {
  name: "Docs",
  on,
  permissions: { contents: noted("write", { end: "pushes the branch gh-pages" }) },
  jobs: [deploy],
});
