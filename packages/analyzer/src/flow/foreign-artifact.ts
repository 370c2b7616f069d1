import { actionName, asMap, type StepView } from "@yardmaster/core";

export interface ForeignArtifact {
  /** What brings it, as it is written. */
  readonly by: string;
  /** Folder below the workspace; empty for the workspace itself. */
  readonly folder: string;
}

/**
 * A step that fetches the artifacts of the run before, under `workflow_run`: a fork's run has made them, and may put into
 * them what it likes. Source: CodeQL, actions/artifact-poisoning.
 */
export function foreignArtifact({ uses, script, keys }: StepView, event: string): ForeignArtifact | undefined {
  if (event !== "workflow_run") return undefined;
  if (script) {
    const line = script.text
      .split("\n")
      .find((one) => /\bgh\s+run\s+download\b|\/actions\/artifacts\/|\.archive_download_url/.test(one));
    const [, folder = ""] = /(?:--dir|-D)[ =](\S+)/.exec(line ?? "") ?? [];
    return line === undefined ? undefined : { by: line.trim(), folder: plain(folder) };
  }
  if (uses?.kind !== "repository") return undefined;
  const inputs = asMap(keys.with);
  const name = actionName(uses);
  if (name === "actions/github-script") {
    return /downloadArtifact\b/.test(String(inputs?.script)) ? { by: "downloadArtifact", folder: "" } : undefined;
  }
  const input = downloads[name];
  if (input === undefined || (name === "actions/download-artifact" && inputs?.["run-id"] === undefined))
    return undefined;
  return { by: uses.text, folder: plain(String(inputs?.path ?? "")) };
}

function plain(path: string): string {
  // A folder outside the workspace is in no one's way there.
  if (/^[/~]|^\$\{\{\s*runner\.temp/.test(path)) return path;
  return path
    .replace(/["']/g, "")
    .replace(/^(?:\$\{\{\s*github\.workspace\s*\}\}\/?)?(?:\.\/)*|\/+$/g, "")
    .replace(/^\.$/, "");
}

const downloads: Readonly<Record<string, true>> = {
  "actions/download-artifact": true,
  "dawidd6/action-download-artifact": true,
  "redhat-plumbers-in-action/download-artifact": true,
  "aochmann/actions-download-artifact": true,
};
