/**
 * Labels of GitHub's standard hosted runners. No schema lists them.
 * Source: docs.github.com, "GitHub-hosted runners reference", as of 2026-09. Larger and self-hosted runners have labels of
 * their owners' choice. A `-latest` label changes its system without notice: name the version.
 */
export const hostedRunnerLabels = [
  "macos-14",
  "macos-15",
  "macos-15-intel",
  "macos-26",
  "macos-26-intel",
  "macos-latest",
  "ubuntu-22.04",
  "ubuntu-22.04-arm",
  "ubuntu-24.04",
  "ubuntu-24.04-arm",
  "ubuntu-26.04",
  "ubuntu-26.04-arm",
  "ubuntu-latest",
  "ubuntu-slim",
  "windows-11-arm",
  "windows-2022",
  "windows-2025",
  "windows-latest",
] as const;

/**
 * Labels that GitHub's hosted runners had, each with the day from which no runner has it.
 * Source: the announcements in github.com/actions/runner-images, such as issues 5583, 6002, 10721, 11101, 12045, 13046, 13518.
 */
export const retiredRunnerLabels: Readonly<Record<string, string>> = {
  "macos-10.15": "2022-12-01",
  "macos-11": "2024-06-28",
  "macos-12": "2024-12-03",
  "macos-13": "2025-12-08",
  "macos-14": "2026-11-02",
  "ubuntu-16.04": "2021-09-20",
  "ubuntu-18.04": "2023-04-03",
  "ubuntu-20.04": "2025-04-15",
  "windows-2016": "2022-04-01",
  "windows-2019": "2025-06-30",
};

/** The same of a label as it is written, larger macOS runners included. */
export function runnerRetirement(label: string): string | undefined {
  const name = label.toLowerCase().replace(/^(macos-[\d.]+)-x?l(?:arge)?$/, "$1");
  return Object.hasOwn(retiredRunnerLabels, name) ? retiredRunnerLabels[name] : undefined;
}

/**
 * The names that `shell` knows. Any other value is a command line with `{0}` in place of the script's file.
 * Source: docs.github.com, "Workflow syntax", `jobs.<job_id>.steps[*].shell`; the schema takes any text.
 */
export const shells = ["bash", "cmd", "powershell", "pwsh", "python", "sh"] as const;

export type RunnerSystem = "linux" | "macos" | "windows";

/** As `runner.os` has them. */
export const runnerSystemNames = {
  linux: "Linux",
  macos: "macOS",
  windows: "Windows",
} as const satisfies Readonly<Record<RunnerSystem, string>>;

/** The system behind a label of GitHub's hosted runners, larger macOS ones included; undefined for labels of anybody else's. */
export function hostedRunnerSystem(label: string): RunnerSystem | undefined {
  // GitHub ignores the case of labels.
  const name = label.toLowerCase().replace(/^(macos-(?:latest|\d+))-x?large$/, "$1");
  if (!(hostedRunnerLabels as readonly string[]).includes(name)) return undefined;
  return name.startsWith("ubuntu-") ? "linux" : name.startsWith("macos-") ? "macos" : "windows";
}
