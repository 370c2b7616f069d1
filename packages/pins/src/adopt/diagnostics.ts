import { defineDiagnostic } from "@yardmaster/core";

export const githubLockDiffers = defineDiagnostic({
  code: "github-lock-differs",
  severity: "error",
  message: (p: { action: string; sha: string; locked: string; lockedSha: string }) =>
    `GitHub's lock has ${p.action} at the commit ${p.sha}, but ${p.locked} has ${p.lockedSha}.`,
  hint: () =>
    "Run `yardmaster adopt` where a bot has moved it, `gh actions-lock` where it is behind, or correct the lock that is wrong.",
});

export const githubLockUnreadable = defineDiagnostic({
  code: "github-lock-unreadable",
  severity: "warning",
  message: (p: { file: string; problem: string }) =>
    `${p.file} was not compared with the lock of actions: ${p.problem}.`,
  hint: () => "Make the file again with `gh actions-lock`; where its format is newer, update yardmaster.",
});
