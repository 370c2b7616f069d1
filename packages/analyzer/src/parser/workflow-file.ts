import type { Escape, YamlTree } from "@yardmaster/core";

export interface WorkflowFile {
  /** Path from the repository's root, such as `.github/workflows/ci.yml`. */
  readonly file: string;
  readonly tree: YamlTree;
  /** What the author let through by `raw`. */
  readonly escapes?: readonly Escape[];
}
