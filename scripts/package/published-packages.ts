/** A package that is published, put together from the workspaces. */
export interface PublishedPackage {
  readonly name: string;
  readonly description: string;
  readonly keywords: readonly string[];
  /** The workspace whose program it brings, and whose `bin` file starts it. */
  readonly program: { readonly workspace: string; readonly command: string };
  /** Entry -> the name of its module among the bundled ones and of its declarations: `.` -> `index`. */
  readonly entries: Readonly<Record<string, string>>;
  /** Declared as `peerDependencies`, all of them optional. */
  readonly peers: Readonly<Record<string, string>>;
  /** Libraries that are installed beside it -> the workspace whose manifest has the version. All others are bundled. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Files and folders from the root, copied as they are -> where they lie. */
  readonly files: Readonly<Record<string, string>>;
}

export const publishedPackages: readonly PublishedPackage[] = [
  {
    name: "yardmaster",
    description: "Typed TypeScript that compiles into GitHub Actions workflows, checked and simulated before the push.",
    keywords: ["github-actions", "workflows", "ci", "typescript", "yaml", "compiler", "linter", "simulator"],
    program: { workspace: "cli", command: "yardmaster" },
    entries: { ".": "index", "./api": "api", "./testing": "testing" },
    // `check` runs the project's own.
    peers: { typescript: ">=5.8" },
    dependencies: { esbuild: "compiler" },
    files: {
      "README.md": "README.md",
      "CHANGELOG.md": "CHANGELOG.md",
      LICENSE: "LICENSE",
      // What agents read beside the program; README and CHANGELOG link there, too.
      docs: "docs",
      "llms.txt": "llms.txt",
      skills: "skills",
    },
  },
  {
    name: "yardmaster-orchestrator",
    description: "rc: takes commands in comments through a permission gate to a dispatch of a GitHub Actions workflow.",
    keywords: ["github-actions", "chatops", "orchestrator", "workflow-dispatch"],
    program: { workspace: "orchestrator", command: "rc" },
    entries: {},
    peers: {},
    dependencies: {},
    files: {
      "packages/orchestrator/README.md": "README.md",
      "packages/orchestrator/schemas": "schemas",
      "CHANGELOG.md": "CHANGELOG.md",
      LICENSE: "LICENSE",
    },
  },
];
