// Compiled by `npm run typecheck`, never run: tables of tasks. See language.types.ts.
import {
  choice,
  dispatchableWorkflow,
  flag,
  format,
  number,
  repositoryDispatch,
  taskTable,
  text,
  triggers,
  workflow,
} from "yardmaster";

// --- what must compile
const { on, inputs } = triggers({
  workflow_dispatch: {
    inputs: { since: text({ required: true }), sha: text(), kind: choice(["a", "b"]), correlation_id: text() },
  },
});
const notes = workflow("notes", { "run-name": format`${inputs.correlation_id} notes`, on, jobs: [] });
const nightly = workflow("nightly", { on: triggers({ schedule: [{ cron: "0 1 * * *" }] }).on, jobs: [] });
const deploy = dispatchableWorkflow("deploy.yml", { inputs: { sha: text(), force: flag(), correlation_id: text() } });
const created = repositoryDispatch("release-created", { inputs: { tag: text({ required: true }), count: number() } });
export const all = taskTable("all", {
  notes: { description: "", workflow: notes },
  "notes-of-head": { description: "", workflow: notes, head: "sha", ref: "release" },
  "notes-elsewhere": { description: "", workflow: notes, repositories: ["acme/a"], ref: "main" },
  deploy: { description: "", workflow: deploy, head: "sha" },
  "deploy-all": { description: "", workflow: deploy, repositories: ["acme/a", "acme/b"], ref: "main", parallel: 2 },
  tell: { description: "", event: created },
  "tell-all": { description: "", event: created, repositories: ["acme/a"], parallel: 3, head: "tag" },
  guarded: {
    description: "",
    workflow: notes,
    who: { roles: ["maintain"], customRoles: ["releaser"], teams: ["ops", "acme/leads"], people: ["octocat"], apps: ["renovate"], except: { people: ["mallory"], teams: ["interns"] } },
  },
});

// --- what is dispatched
// @ts-expect-error a workflow without `workflow_dispatch` is no task
taskTable("t", { nightly: { description: "", workflow: nightly } });
// @ts-expect-error an event is not a workflow
taskTable("t", { tell: { description: "", workflow: created } });
// @ts-expect-error a workflow is not an event
taskTable("t", { tell: { description: "", event: notes } });
// @ts-expect-error a task without a description
taskTable("t", { notes: { workflow: notes } });
// @ts-expect-error a key misspelled
taskTable("t", { notes: { description: "", workflow: notes, repository: "acme/a" } });
// @ts-expect-error a word that is a command itself
taskTable("t", { status: { description: "", workflow: notes } });

// --- inputs that the orchestrator fills in
// @ts-expect-error the head goes into an input that the workflow does not have
taskTable("t", { notes: { description: "", workflow: notes, head: "shaa" } });
// @ts-expect-error the head goes into an input that is no text
taskTable("t", { deploy: { description: "", workflow: deploy, head: "force" } });
// @ts-expect-error the head goes into a key that is a number
taskTable("t", { tell: { description: "", event: created, head: "count" } });

// --- other repositories
// @ts-expect-error other repositories need a ref
taskTable("t", { deploy: { description: "", workflow: deploy, repositories: ["acme/a"] } });
// @ts-expect-error an event has no ref
taskTable("t", { tell: { description: "", event: created, repositories: ["acme/a"], ref: "main" } });
// @ts-expect-error a repository that is no text
taskTable("t", { deploy: { description: "", workflow: deploy, repositories: [1], ref: "main" } });
// @ts-expect-error several at once need several repositories
taskTable("t", { deploy: { description: "", workflow: deploy, parallel: 2 } });

// --- who may
// @ts-expect-error a role that everybody has
taskTable("t", { notes: { description: "", workflow: notes, who: { roles: ["read"] } } });
// @ts-expect-error a way that does not exist
taskTable("t", { notes: { description: "", workflow: notes, who: { team: ["ops"] } } });
// @ts-expect-error an exclusion by something else
taskTable("t", { notes: { description: "", workflow: notes, who: { roles: ["triage"], except: { roles: ["write"] } } } });
