import type { PermissionMap } from "../author/permissions.ts";

/**
 * What actions do with the job's token. Sources: the "permissions" sections of the actions' own READMEs. An action that
 * is not here is unknown, not harmless.
 */
export const actionPermissions: Readonly<Record<string, PermissionMap>> = {
  "actions/attest-build-provenance": { attestations: "write", "id-token": "write" },
  "actions/cache": {},
  "actions/cache/restore": {},
  "actions/cache/save": {},
  "actions/checkout": { contents: "read" },
  "actions/configure-pages": { pages: "read" },
  "actions/dependency-review-action": { contents: "read" },
  "actions/deploy-pages": { "id-token": "write", pages: "write" },
  "actions/download-artifact": {},
  "actions/first-interaction": { issues: "write", "pull-requests": "write" },
  "actions/labeler": { contents: "read", "pull-requests": "write" },
  "actions/setup-dotnet": {},
  "actions/setup-go": {},
  "actions/setup-java": {},
  "actions/setup-node": {},
  "actions/setup-python": {},
  "actions/stale": { issues: "write", "pull-requests": "write" },
  "actions/upload-artifact": {},
  "actions/upload-pages-artifact": {},
  "github/codeql-action/analyze": { actions: "read", contents: "read", "security-events": "write" },
  "github/codeql-action/init": { actions: "read", contents: "read" },
  "github/codeql-action/upload-sarif": { "security-events": "write" },
};
