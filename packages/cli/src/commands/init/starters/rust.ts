import type { Project } from "../project.ts";
import { checkoutStep, type StarterJob, scriptStep } from "../starter-job.ts";

/** rustup is on GitHub's runners. */
export function rustJob({ has, text }: Project): StarterJob | undefined {
  if (!has("Cargo.toml")) return undefined;
  const isStated = has("rust-toolchain.toml") || has("rust-toolchain");
  const locked = has("Cargo.lock") ? " --locked" : "";
  const all = /^\[workspace\]/m.test(text("Cargo.toml") ?? "") ? " --workspace" : "";
  return {
    ...{ id: "rust", language: "Rust", found: "Cargo.toml", timeoutMinutes: 30 },
    steps: [
      checkoutStep,
      isStated
        ? // The one that the file names: https://rust-lang.github.io/rustup/overrides.html
          scriptStep("Set up Rust", "rustup toolchain install")
        : scriptStep("Set up Rust", "rustup toolchain install stable --profile minimal", "rustup default stable"),
      scriptStep("Build", `cargo build${locked}${all} --all-targets`),
      scriptStep("Test", `cargo test${locked}${all}`),
    ],
    notes: [],
  };
}
