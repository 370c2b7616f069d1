import type { components, operations } from "@octokit/openapi-types";
import { errorReply } from "./reply.ts";
import { findRepository, type Route } from "./route.ts";
import { simpleUser } from "./simple-user.ts";
import type { EmbeddedRole } from "./state.ts";
import { isSameName } from "./state.ts";

type Operation = operations["repos/get-collaborator-permission-level"];
type Body = Operation["responses"][200]["content"]["application/json"];
type Permissions = NonNullable<components["schemas"]["collaborator"]["permissions"]>;

/** The legacy field `permission` knows neither triage nor maintain. */
const legacyPermission: Readonly<Record<EmbeddedRole, "none" | "read" | "write" | "admin">> = {
  none: "none",
  read: "read",
  triage: "read",
  write: "write",
  maintain: "write",
  admin: "admin",
};

export const collaboratorPermission: Route = {
  route: "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
  answer(request, context) {
    const found = findRepository(request, context, "read", ["metadata"]);
    if ("refusal" in found) return found.refusal;
    const { username = "" } = request.parameters;
    const { repository } = found;
    const { url } = context;
    const collaborator = repository.collaborators.find(({ login }) => isSameName(login, username));
    if (!collaborator) return errorReply(404, `${username} is not a user`);
    const { login, id, role, customRole } = collaborator;
    const role_name = customRole ?? role;
    const user = { ...simpleUser(url, login, id), permissions: permissionsOf(role), role_name };
    return { status: 200, body: { permission: legacyPermission[role], role_name, user } satisfies Body };
  },
};

function permissionsOf(role: EmbeddedRole): Permissions {
  const ascending: readonly EmbeddedRole[] = ["none", "read", "triage", "write", "maintain", "admin"];
  const includes = (other: EmbeddedRole) => ascending.indexOf(role) >= ascending.indexOf(other);
  return {
    pull: includes("read"),
    triage: includes("triage"),
    push: includes("write"),
    maintain: includes("maintain"),
    admin: includes("admin"),
  };
}
