import { parseTaskTable } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  choice,
  dispatchableWorkflow,
  environment,
  flag,
  format,
  type Input,
  ne,
  number,
  repositoryDispatch,
  taskTable,
  text,
  triggers,
  when,
  workflow,
} from "yardmaster";

type Table = ReturnType<typeof taskTable>;

const { on, inputs } = triggers({
  workflow_dispatch: {
    inputs: {
      since: text({ required: true, description: "From." }),
      kind: choice(["a", "b"], { default: "b" }),
      sha: text(),
      stage: environment(),
      correlation_id: text(),
    },
  },
});
const notes = workflow("notes", { "run-name": format`${inputs.correlation_id} notes ${inputs.since}`, on, jobs: [] });
const printed = { correlation_id: text({ required: true }) };

const codes = ({ diagnostics }: Table) => diagnostics.map(({ code, message }) => `${code}: ${message}`);
const tasksOf = ({ value }: Table) => (value as { tasks: Record<string, unknown>[] }).tasks;
/** What is written is what `rc` reads. */
function accepted(table: Table): Record<string, unknown>[] {
  assert.equal(codes(table), []);
  const text = JSON.stringify(table.value);
  assert.equal(parseTaskTable(text, "tasks.json"), { ok: true, value: JSON.parse(text) });
  return tasksOf(table);
}

const lowering = suite("task table: what is written");
lowering("a workflow of ours, dispatched on the default branch, with all inputs but the correlation id", () => {
  const table = taskTable("tasks", { notes: { description: "Notes.", workflow: notes } });
  assert.is(table.id, "tasks");
  assert.equal(accepted(table), [
    {
      name: "notes",
      description: "Notes.",
      dispatch: {
        event: "workflow_dispatch",
        workflow: "notes.yml",
        correlation: "correlation_id",
        repositories: [],
        parallel: 1,
      },
      inputs: [
        { name: "since", description: "From.", type: "string", required: true },
        { name: "kind", description: "", type: "choice", required: false, options: ["a", "b"], default: "b" },
        { name: "sha", description: "", type: "string", required: false },
        { name: "stage", description: "", type: "string", required: false },
      ],
    },
  ]);
});
lowering("the head of a pull request is no command's to give", () => {
  const table = taskTable("tasks", { notes: { description: "", workflow: notes, head: "sha", ref: "release" } });
  const [task] = accepted(table);
  assert.equal(task?.dispatch, {
    event: "workflow_dispatch",
    workflow: "notes.yml",
    ref: "release",
    correlation: "correlation_id",
    repositories: [],
    parallel: 1,
    head: "sha",
  });
  assert.equal(
    ((task?.inputs ?? []) as { name: string }[]).map(({ name }) => name),
    ["since", "kind", "stage"],
  );
});
lowering("workflows of other repositories, several at once", () => {
  const deploy = dispatchableWorkflow("deploy.yaml", { inputs: { force: flag({ default: false }), ...printed } });
  const table = taskTable("tasks", {
    deploy: { description: "", workflow: deploy, repositories: ["acme/a", "acme/b"], ref: "main", parallel: 2 },
  });
  assert.equal(accepted(table), [
    {
      name: "deploy",
      description: "",
      dispatch: {
        event: "workflow_dispatch",
        workflow: "deploy.yaml",
        ref: "main",
        correlation: "correlation_id",
        repositories: ["acme/a", "acme/b"],
        parallel: 2,
      },
      inputs: [{ name: "force", description: "", type: "boolean", required: false, default: false }],
    },
  ]);
});
lowering("an event, whose payload takes the correlation id without a word", () => {
  const created = repositoryDispatch("release-created", { inputs: { count: number({ required: true }) } });
  assert.equal(accepted(taskTable("tasks", { tell: { description: "", event: created } })), [
    {
      name: "tell",
      description: "",
      dispatch: {
        event: "repository_dispatch",
        type: "release-created",
        correlation: "correlation_id",
        repositories: [],
        parallel: 1,
      },
      inputs: [{ name: "count", description: "", type: "number", required: true }],
    },
  ]);
  const bare = taskTable("tasks", {
    tell: { description: "", event: repositoryDispatch("x"), repositories: ["acme/a"], parallel: 3 },
  });
  assert.equal(accepted(bare)[0]?.dispatch, {
    event: "repository_dispatch",
    type: "x",
    correlation: "correlation_id",
    repositories: ["acme/a"],
    parallel: 3,
  });
});
lowering("who may, as declared", () => {
  const who = {
    roles: ["maintain"],
    customRoles: ["Releaser"],
    teams: ["ops", "acme/leads"],
    people: ["octocat"],
    apps: ["renovate"],
    except: { teams: ["interns"], people: ["mallory"] },
  } as const;
  assert.equal(accepted(taskTable("tasks", { notes: { description: "", workflow: notes, who } }))[0]?.who, who);
});
lowering.run();

const refused = suite("task table: what is refused");
refused("a workflow that nobody can dispatch", () => {
  const nightly = workflow("nightly", { on: triggers({ push: null }).on, jobs: [] });
  assert.equal(codes(taskTable("tasks", { nightly: { description: "", workflow: nightly as never } })), [
    'task-without-dispatch: The task "nightly" names the workflow "nightly", which is not triggered by `workflow_dispatch`.',
  ]);
});
type Title = "none" | "other" | "text" | "last" | "glued" | "word" | "chosen" | "first" | "alone" | "event";

refused("a workflow whose run could not be found again", () => {
  const make = (declared: boolean, title: Title) => {
    const declaredInputs = { since: text(), ...(declared ? printed : {}) } as {
      since: Input<string>;
      correlation_id: Input<string>;
    };
    const names = triggers({ workflow_dispatch: { inputs: declaredInputs } });
    const correlation_id = declared ? names.inputs.correlation_id : names.inputs.since;
    const titles = {
      none: {},
      other: { "run-name": format`notes ${names.inputs.since}` },
      text: { "run-name": "notes inputs.correlation_id }}" },
      last: { "run-name": format`notes ${correlation_id}` },
      glued: { "run-name": format`${correlation_id}${names.inputs.since}` },
      word: { "run-name": format`${correlation_id}-notes` },
      chosen: { "run-name": format`${when(ne(correlation_id, ""), correlation_id).otherwise("by hand")} notes` },
      first: { "run-name": format`${correlation_id} notes ${names.inputs.since}` },
      alone: { "run-name": format`${correlation_id}` },
      event: { "run-name": "${{ github.event.inputs['correlation_id'] }}: notes" },
    };
    const made = workflow("w", { ...titles[title], on: names.on, jobs: [] });
    return codes(taskTable("tasks", { w: { description: "", workflow: made as typeof notes } }));
  };
  const noInput =
    'task-without-correlation: The task "w" dispatches "w.yml", which has no text input `correlation_id`: an answer that is lost could not be looked up.';
  const noTitle =
    'task-without-correlation: The task "w" dispatches "w.yml", whose `run-name` does not print `inputs.correlation_id`: its run could not be found again.';
  assert.equal(make(false, "none"), [noInput]);
  assert.equal(make(true, "none"), [noTitle]);
  assert.equal(make(true, "other"), [noTitle]);
  assert.equal(make(true, "text"), [noTitle]);
  const late =
    'task-without-correlation: The task "w" dispatches "w.yml", whose `run-name` does not begin with `inputs.correlation_id` and a blank: a long title loses its end, and its run could not be found again.';
  for (const title of ["last", "glued", "word", "chosen"] as const) assert.equal(make(true, title), [late], title);
  for (const title of ["first", "alone", "event"] as const) assert.equal(make(true, title), [], title);
});
refused("a workflow of another repository that takes no correlation id, or not as a text", () => {
  const message =
    'task-without-correlation: The task "d" dispatches "d.yml", which has no text input `correlation_id`: an answer that is lost could not be looked up.';
  const table = (handle: ReturnType<typeof dispatchableWorkflow>) =>
    codes(taskTable("tasks", { d: { description: "", workflow: handle, repositories: ["acme/a"], ref: "main" } }));
  assert.equal(table(dispatchableWorkflow("d.yml")), [message]);
  assert.equal(table(dispatchableWorkflow("d.yml", { inputs: { correlation_id: number() } })), [message]);
});
refused("a head that has no text input to go into", () => {
  const table = (head: string) =>
    codes(taskTable("tasks", { n: { description: "", workflow: notes, head: head as "sha" } }));
  const message = (head: string) =>
    `task-without-head: The task "n" puts the head of a pull request into "${head}", which is no text input of what it dispatches.`;
  assert.equal(table("shaa"), [message("shaa")]);
  assert.equal(table("kind"), [message("kind")]);
  assert.equal(table("sha"), []);
});
refused("names and numbers that rc would refuse, each with its task and key", () => {
  const table = taskTable("tasks", {
    Notes: { description: "two\nlines", workflow: notes, ref: "refs/heads/x" },
    all: { description: "", workflow: notes, repositories: ["acme"], ref: "main", parallel: 11 },
    who: { description: "", workflow: notes, who: { people: ["@octocat"] } },
  });
  assert.equal(codes(table), [
    'task-invalid: The task "Notes" needs a task name such as "release-notes", which is not "help", "status" or "cancel" at `name`.',
    'task-invalid: The task "Notes" needs a text on one line at `description`.',
    'task-invalid: The task "Notes" needs a plain name of a branch or tag, such as "main" at `dispatch.ref`.',
    'task-invalid: The task "all" needs a repository as OWNER/NAME at `dispatch.repositories.0`.',
    'task-invalid: The task "all" needs a whole number from 1 to 10 at `dispatch.parallel`.',
    'task-invalid: The task "who" needs a login without @ at `who.people.0`.',
  ]);
  assert.equal(table.diagnostics[0]?.place, { path: ["tasks", "Notes"] });
});
refused("more tasks than a table can hold", () => {
  const many = Object.fromEntries(
    Array.from({ length: 101 }, (_, index) => [`t${index}`, { description: "", workflow: notes }]),
  );
  assert.equal(codes(taskTable("tasks", many)), ["task-invalid: The table of tasks needs at most 100 tasks."]);
});
refused.run();
