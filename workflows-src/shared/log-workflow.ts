import { type Expr, job, type Permissions, run, sh, type Workflow, type WorkflowOptions, workflow } from "yardmaster";
import { downloadArtifact } from "../../generated/actions.ts";
import { type OwnRepository, setUpPrograms } from "./orchestrator-steps.ts";
import { bash, phoenix, ubuntu } from "./runtime.ts";

const downloads = "artifacts/log";

interface LogOptions<O> {
  readonly on: WorkflowOptions<O, never>["on"];
  readonly own: OwnRepository;
  /** `branch:NAME` or `issue:NUMBER`. */
  readonly to: Expr<string, "inputs">;
  readonly token: Expr<string, "github">;
  readonly permissions: Permissions;
  readonly header: readonly string[];
  /** Above the job. */
  readonly note?: string;
}

/** A workflow that takes over what the orchestrator's jobs of the same run recorded, and appends it to a log that lasts. */
export function logWorkflow<O extends { readonly workflow_call: object }>(
  id: string,
  { on, own, to, token, permissions, header, note }: LogOptions<O>,
): Workflow<O, never> {
  const log = job("log", {
    name: "Append to the log",
    ...(note === undefined ? {} : { note }),
    "runs-on": ubuntu,
    permissions,
    "timeout-minutes": 10,
    steps: [
      ...setUpPrograms(own),
      downloadArtifact({ pattern: "orchestrator*", path: downloads }, { name: "Take over the records" }),
      run(
        { name: "Append", env: { GITHUB_TOKEN: token } },
        sh`
          npx --no-install rc orchestrator log \
            --artifacts ${downloads} \
            --to ${{ LOG_PLACE: to }}
        `,
      ),
    ],
  });
  return workflow(id, {
    on,
    permissions: {},
    env: { TZ: phoenix },
    defaults: bash,
    "cache-mode": "none",
    jobs: [log],
    header,
  });
}
