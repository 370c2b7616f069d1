import type { Project } from "../project.ts";
import { checkoutStep, type StarterJob, scriptStep } from "../starter-job.ts";

export function goJob({ has }: Project): StarterJob | undefined {
  if (!has("go.mod")) return undefined;
  // The key of the cache is made of go.sum.
  const uncached = has("go.sum") ? {} : { cache: false };
  return {
    ...{ id: "go", language: "Go", found: "go.mod", timeoutMinutes: 15 },
    steps: [
      checkoutStep,
      { action: "actions/setup-go", with: { "go-version-file": "go.mod", ...uncached } },
      scriptStep("Vet", "go vet ./..."),
      scriptStep("Test", "go test ./..."),
    ],
    notes: [],
  };
}
