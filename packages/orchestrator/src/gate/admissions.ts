import type { TaskRole } from "@yardmaster/core";
import { defineReason } from "../reasons/define-reason.ts";
import { quote } from "../text/visible-text.ts";

export const admittedByApp = defineReason<{ readonly app: string }>(
  "admitted-by-app",
  (p) => `The app ${quote(p.app)} is on the list.`,
);

export const admittedByPermission = defineReason<{ readonly login: string; readonly role: TaskRole }>(
  "admitted-by-permission",
  (p) => `${quote(p.login)} holds the permission ${p.role}.`,
);

export const admittedByCustomRole = defineReason<{ readonly login: string; readonly role: string }>(
  "admitted-by-custom-role",
  (p) => `${quote(p.login)} holds the role ${quote(p.role)}.`,
);

export const admittedByList = defineReason<{ readonly login: string }>(
  "admitted-by-list",
  (p) => `${quote(p.login)} is on the list.`,
);

export const admittedByTeam = defineReason<{ readonly login: string; readonly team: string }>(
  "admitted-by-team",
  (p) => `${quote(p.login)} is a member of the team ${p.team}.`,
);
