import { format, hashFiles, job, latestOnly, lines, run, sh, triggers, workflow } from "yardmaster";
import { cache, checkout } from "../generated/actions.ts";

const { on, github, runner } = triggers({ push: { branches: ["main"] }, pull_request: null });

const test = job("test", {
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read" },
  "timeout-minutes": 30,
  steps: [
    checkout({ "persist-credentials": false }),
    cache({
      path: lines`
        ~/.cargo/registry
        target
      `,
      key: format`cargo-${runner.os}-${hashFiles("rust-toolchain.toml", "Cargo.lock")}`,
      "restore-keys": format`cargo-${runner.os}-`,
    }),
    run({ name: "Format" }, sh`cargo fmt --check`),
    run({ name: "Clippy" }, sh`cargo clippy --locked --all-targets -- -D warnings`),
    run({ name: "Test" }, sh`cargo test --locked`),
  ],
});

export const rust = workflow("rust", {
  on,
  permissions: {},
  concurrency: latestOnly(format`rust-${github.ref}`),
  jobs: [test],
});
