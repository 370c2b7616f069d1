/** What docs/architecture.md says in its table of packages, in the form that is enforced. */
export interface LayerTable {
  /** Package folder -> packages that it may import, type imports included. */
  readonly mayImport: Readonly<Record<string, readonly string[]>>;
  /** Of packages whose folders are held to an order. The rest has one room. */
  readonly rooms: Readonly<Record<string, RoomTable>>;
  /** npm library, or a scope such as `@octokit/*` -> its owner among the packages. The longest match counts. */
  readonly libraries: Readonly<Record<string, LibraryOwner>>;
  /** Files that may touch files, clock, network, randomness and the process. The rest of the packages is pure. */
  readonly shells: readonly string[];
  /** Modules of Node that only compute. */
  readonly pureNodeModules: readonly string[];
}

/**
 * Room -> rooms of the same package that it may import. A room is a folder of `src` with all below it that has no row of its
 * own, or `.` for the files that lie loose; `index.ts` belongs to none.
 */
export type RoomTable = Readonly<Record<string, readonly string[]>>;

export interface LibraryOwner {
  readonly owner: string;
  /** Its values would pull a library into a package that shall have none. */
  readonly typesOnly?: true;
  /** Declared only because this library wants it beside itself. */
  readonly peerOf?: string;
}

export const layerTable: LayerTable = {
  mayImport: {
    core: [],
    dsl: ["core"],
    "yaml-io": ["core"],
    analyzer: ["core"],
    codegen: ["core"],
    simulator: ["core"],
    "zoned-time": [],
    github: ["core"],
    compiler: ["core", "dsl", "yaml-io", "analyzer"],
    pins: ["core", "yaml-io", "codegen", "github"],
    importer: ["core", "yaml-io", "analyzer", "codegen", "compiler"],
    cli: [
      "core",
      "dsl",
      "yaml-io",
      "analyzer",
      "codegen",
      "zoned-time",
      "github",
      "compiler",
      "pins",
      "importer",
      "simulator",
    ],
    orchestrator: ["core", "zoned-time", "github"],
    // What is published, as it is imported.
    yardmaster: ["dsl", "cli", "simulator"],
    // Sources and what is generated for them see the language and nothing behind it.
    "workflows-src": ["yardmaster"],
    generated: ["yardmaster"],
  },
  rooms: {
    core: {
      diagnostics: [],
      platform: [],
      host: [],
      globs: [],
      json: [],
      model: ["diagnostics", "platform"],
      expressions: ["diagnostics", "platform", "model"],
      targets: ["diagnostics", "platform", "model", "expressions"],
      scripts: ["diagnostics", "expressions"],
      view: ["diagnostics", "platform", "model", "expressions", "targets", "scripts"],
      lock: ["diagnostics", "model"],
      facts: ["platform", "model", "lock"],
      policies: ["diagnostics", "platform", "model", "view", "facts"],
      tasks: [],
      versions: [],
      ".": ["diagnostics", "expressions", "targets", "lock", "json"],
    },
    // What an author's value may be, then what workflows are made of, then workflows.
    dsl: {
      author: [],
      expressions: ["author"],
      values: ["author", "expressions"],
      scripts: ["author", "expressions"],
      "scripts/shell": ["scripts"],
      "scripts/powershell": ["scripts"],
      "scripts/python": ["scripts"],
      "scripts/javascript": ["author", "expressions", "values", "scripts"],
      "scripts/as-written": ["scripts", "scripts/javascript"],
      triggers: ["author", "expressions"],
      steps: ["author", "expressions", "values", "scripts", "scripts/as-written", "triggers"],
      jobs: ["author", "expressions", "values", "scripts/shell", "triggers", "steps"],
      lowering: ["author", "expressions", "values", "scripts", "scripts/shell", "triggers", "steps", "jobs"],
      documents: ["author", "expressions", "values", "scripts", "triggers", "steps", "jobs", "lowering"],
      tasks: ["author", "triggers", "documents"],
      // What a repository asks of all its workflows: of models, with no part in making them.
      policies: [],
      ".": [
        ...["author", "expressions", "values", "scripts", "scripts/javascript", "scripts/as-written", "triggers"],
        ...["steps", "jobs", "lowering", "documents", "tasks", "policies"],
      ],
    },
    compiler: {
      host: [],
      repository: ["host"],
      sources: ["host", "repository"],
      documents: ["repository", "sources"],
      lint: ["host", "repository", "documents", "places"],
      places: ["host", "repository", "sources", "documents", "passes"],
      plan: ["host", "repository", "documents"],
      passes: ["host", "repository", "sources", "documents", "plan"],
      ".": ["host", "repository", "sources", "documents", "lint", "plan", "passes", "places"],
    },
    "yaml-io": { read: [], print: ["read"], actions: ["read"], edit: ["read", "print"], ".": ["read"] },
    cli: {
      program: [],
      report: ["program"],
      runs: ["program"],
      types: ["program", "report"],
      fix: ["program", "report"],
      repository: ["program", "report"],
      // Contracts of JSON.
      schemas: ["repository"],
      // Steps of simulated runs in real shells.
      execute: [],
      // Changes of files, as the system tells them.
      disk: ["program", "execute"],
      commands: ["program", "report", "runs", "types", "fix", "repository", "schemas", "execute"],
      ".": ["program", "report", "runs", "types", "fix", "repository", "schemas", "execute", "disk", "commands"],
    },
    importer: {
      // What all writers of a module share, then parts of a module, then modules, then what judges them.
      writing: [],
      values: ["writing"],
      steps: ["writing", "values"],
      modules: ["writing", "values", "steps"],
      proof: ["writing"],
      imports: ["writing", "steps", "modules", "proof"],
      // What the tests of the writers see.
      ".": ["writing", "values", "modules", "proof"],
    },
    simulator: {
      // What all of it speaks of: events, repositories, traces.
      trace: [],
      // Expressions and texts around what is not known.
      evaluate: ["trace"],
      // What an event is, and what its run stands on and is trusted with.
      events: ["trace"],
      filters: ["trace", "events"],
      // What a job hands to a workflow that it calls.
      calls: ["trace", "evaluate", "events"],
      // The steps of one leg.
      steps: ["trace", "evaluate", "events", "calls"],
      jobs: ["trace", "evaluate", "events", "calls", "steps"],
      runs: ["trace", "evaluate", "events", "filters", "calls", "steps", "jobs"],
      // What runners do with steps, as far as it is no effect.
      execute: ["trace", "evaluate", "events", "calls", "jobs"],
      // What tests say of traces, and searches over all events of a space.
      proofs: ["trace", "events"],
      // Why something runs or not, and what would have to be otherwise.
      explain: ["trace", "runs"],
      // What GitHub's API says of a finished run, and how far a trace says the same.
      recorded: ["trace", "events", "runs"],
      // What workflows do, without an event, and how it differs between two states of a repository.
      diff: ["trace", "evaluate", "calls", "jobs"],
    },
    pins: {
      servers: [],
      lock: [],
      resolve: ["servers"],
      bind: ["resolve", "servers"],
      adopt: ["servers", "lock", "resolve"],
      ".": ["lock", "resolve", "adopt"],
    },
    analyzer: {
      // What steps ask to be started, for rules and effects alike.
      dispatches: [],
      // Whose text and whose code comes where.
      flow: [],
      // What widely used actions take and give.
      published: [],
      // What expressions read, and of which types it is.
      "expression-types": [],
      rules: ["dispatches", "flow", "published", "expression-types"],
      parser: ["rules"],
      effects: ["dispatches", "rules"],
      suppressions: [],
      ".": ["dispatches", "flow", "published", "rules", "parser", "effects", "suppressions"],
    },
    "zoned-time": { ".": [] },
    github: {
      contract: [],
      requests: ["contract"],
      answers: ["contract", "requests"],
      methods: ["contract", "requests", "answers"],
      files: ["contract", "requests", "answers"],
      apps: ["contract", "requests", "answers"],
    },
    // What all stages speak with, then the stages in the order of the work, then the programs.
    orchestrator: {
      text: [],
      reasons: ["text"],
      json: ["reasons"],
      host: ["text", "reasons"],
      event: ["text", "reasons", "json", "host"],
      command: ["text", "reasons", "json", "host", "event"],
      gate: ["text", "reasons", "json", "host", "event"],
      record: ["text", "reasons", "json", "host", "event"],
      plan: ["text", "reasons", "host", "event", "command", "gate", "record"],
      status: ["text", "json", "host", "command", "record"],
      claim: ["status"],
      runs: ["text", "host", "event", "command", "plan", "status"],
      dispatch: ["text", "reasons", "host", "event", "command", "gate", "record", "plan", "status", "claim", "runs"],
      reply: ["host", "record", "status", "claim", "runs"],
      log: ["text", "reasons", "json", "host", "record"],
      commands: [
        ...["text", "reasons", "host", "event", "command", "gate", "record", "plan", "status", "claim", "runs"],
        ...["dispatch", "reply", "log"],
      ],
      ".": ["reasons", "host", "event", "command", "gate", "plan", "dispatch", "commands"],
    },
  },
  libraries: {
    "@actions/expressions": { owner: "core" },
    "@github-actions-workflow-ts/lib": { owner: "dsl" },
    acorn: { owner: "dsl" },
    "@octokit/plugin-rest-endpoint-methods": { owner: "dsl", typesOnly: true },
    "@octokit/webhooks-examples": { owner: "simulator" },
    "@octokit/webhooks-types": { owner: "dsl", typesOnly: true },
    yaml: { owner: "yaml-io" },
    "@actions/workflow-parser": { owner: "analyzer" },
    "ts-morph": { owner: "codegen" },
    prettier: { owner: "importer" },
    "date-fns": { owner: "zoned-time", peerOf: "date-fns-tz" },
    "date-fns-tz": { owner: "zoned-time" },
    "@octokit/*": { owner: "github" },
    "universal-github-app-jwt": { owner: "github" },
    diff: { owner: "cli" },
    "@modelcontextprotocol/server": { owner: "cli" },
    "@dagrejs/dagre": { owner: "cli" },
    esbuild: { owner: "compiler" },
    gemoji: { owner: "orchestrator" },
    micromark: { owner: "orchestrator" },
    "micromark-core-commonmark": { owner: "orchestrator" },
    "micromark-extension-gfm-footnote": { owner: "orchestrator" },
    "micromark-extension-gfm-strikethrough": { owner: "orchestrator" },
    "micromark-extension-gfm-table": { owner: "orchestrator" },
    parse5: { owner: "orchestrator" },
  },
  shells: [
    "packages/cli/bin/yardmaster.mjs",
    "packages/cli/src/bin.ts",
    "packages/compiler/src/host/node-files.ts",
    // What git has of generated files.
    "packages/compiler/src/host/node-git.ts",
    // Programs that judge scripts, where they are installed.
    "packages/compiler/src/host/node-script-programs.ts",
    "packages/compiler/src/host/run-program.ts",
    "packages/cli/src/node-host.ts",
    // The protocol's own stream.
    "packages/cli/src/commands/mcp/serve.ts",
    // Golden traces beside the tests of users.
    "packages/cli/src/golden-file.ts",
    // Threads that judge files beside the first.
    "packages/compiler/src/host/node-workers.ts",
    "packages/cli/src/lint-worker.ts",
    // git's own protocol, spoken by git.
    "packages/pins/src/servers/run-git.ts",
    // Registries of images, as anybody may read them.
    "packages/pins/src/servers/read-registry.ts",
    // Processes and files of executed runs, all below one temporary folder.
    "packages/cli/src/execute/copy-repository.ts",
    "packages/cli/src/execute/end-orphans.ts",
    "packages/cli/src/execute/execute-leg.ts",
    "packages/cli/src/execute/execute-step.ts",
    "packages/cli/src/execute/execute.ts",
    "packages/cli/src/execute/find-action.ts",
    "packages/cli/src/execute/find-program.ts",
    "packages/cli/src/execute/hash-files.ts",
    "packages/cli/src/execute/interruption.ts",
    "packages/cli/src/execute/known-actions.ts",
    "packages/cli/src/execute/match-files.ts",
    "packages/cli/src/execute/run-process.ts",
    "packages/cli/src/execute/run-script.ts",
    "packages/cli/src/execute/run-step-process.ts",
    // Changes of files, as the system tells them.
    "packages/cli/src/disk/folder-watchers.ts",
    "packages/cli/src/disk/node-watch.ts",
    "packages/cli/src/disk/own-output.ts",
    "packages/cli/src/disk/poll-folders.ts",
    "packages/cli/src/disk/visit-folders.ts",
    // The project's own compiler.
    "packages/cli/src/types/find-compiler.ts",
    "packages/cli/src/types/run-compiler.ts",
    // Loading is the effect: resolving packages, running source modules, reading their source maps.
    "packages/compiler/src/sources/bundle-sources.ts",
    "packages/compiler/src/sources/evaluate-bundle.ts",
    "packages/compiler/src/sources/guard-globals.ts",
    "packages/compiler/src/sources/language-files.ts",
    "packages/compiler/src/sources/load-packages.ts",
    "packages/compiler/src/sources/prebuilt-language.ts",
    "packages/compiler/src/sources/watch-surroundings.ts",
    "packages/github/src/requests/repeat-policy.ts",
    "packages/github/src/requests/transport.ts",
    "packages/orchestrator/bin/rc.mjs",
    "packages/orchestrator/src/bin.ts",
    "packages/orchestrator/src/host/node-files.ts",
    "packages/orchestrator/src/host/node-host.ts",
  ],
  pureNodeModules: ["node:buffer", "node:crypto", "node:path", "node:path/posix", "node:url", "node:util"],
};
