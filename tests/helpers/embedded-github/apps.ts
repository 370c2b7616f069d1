import { verify } from "node:crypto";
import type { components } from "@octokit/openapi-types";
import { errorReply } from "./reply.ts";
import { numberOf, type Route } from "./route.ts";
import type { EmbeddedApp, EmbeddedInstallation, EmbeddedPermissions } from "./state.ts";
import { isSameName } from "./state.ts";

/** What the programs can read of them. */
type InstallationBody = Pick<components["schemas"]["installation"], "id" | "app_id" | "app_slug" | "permissions">;
type TokenBody = Omit<components["schemas"]["installation-token"], "repositories"> & {
  readonly repositories: readonly { readonly name: string; readonly full_name: string }[];
};

const maximumLifeSeconds = 600;
const tokenLifeMilliseconds = 3_600_000;
const undecodable = errorReply(401, "A JSON web token could not be decoded");

/** Whose signature the credential carries: undefined for a token, and for a signature that GitHub does not take. */
export function appOf(
  credential: string | undefined,
  apps: readonly EmbeddedApp[] = [],
  now: Date,
): EmbeddedApp | undefined {
  const [header = "", payload = "", signature = "", ...rest] = credential?.split(".") ?? [];
  if (signature === "" || rest.length > 0) return undefined;
  const claims = decodeClaims(header, payload);
  const app = apps.find(({ id }) => String(id) === claims?.iss);
  if (!claims || !app) return undefined;
  const seconds = now.getTime() / 1000;
  if (claims.iat > seconds || claims.exp <= seconds || claims.exp > seconds + maximumLifeSeconds) return undefined;
  const isSigned = verify(
    "RSA-SHA256",
    Buffer.from(`${header}.${payload}`),
    app.publicKey,
    Buffer.from(signature, "base64url"),
  );
  return isSigned ? app : undefined;
}

const getInstallation: Route = {
  route: "GET /repos/{owner}/{repo}/installation",
  answer({ app, parameters: { owner = "", repo = "" } }) {
    if (!app) return undecodable;
    const installation = app.installations.find(
      (known) => isSameName(known.owner, owner) && known.repositories.some((name) => isSameName(name, repo)),
    );
    if (!installation) return errorReply(404, "Not Found");
    const { id, permissions } = installation;
    const body: InstallationBody = { id, app_id: app.id, app_slug: app.slug, permissions };
    return { status: 200, body };
  },
};

const createToken: Route = {
  route: "POST /app/installations/{installation_id}/access_tokens",
  answer({ app, parameters, body }, { world }) {
    if (!app) return undecodable;
    const id = numberOf(parameters.installation_id);
    const installation = app.installations.find((known) => known.id === id);
    if (!installation) return errorReply(404, "Not Found");
    const { repositories = installation.repositories, permissions: asked = installation.permissions } = (body ??
      {}) as {
      readonly repositories?: readonly string[];
      readonly permissions?: EmbeddedPermissions;
    };
    const isReached = (name: string) => installation.repositories.some((known) => isSameName(known, name));
    if (!repositories.every(isReached)) {
      const message =
        "There is at least one repository that does not exist or is not accessible to the parent installation.";
      return errorReply(422, message);
    }
    if (!includes(installation, asked)) {
      return errorReply(422, "The permissions requested are not granted to this installation.");
    }
    const permissions = { ...asked, metadata: "read" } as const;
    const names = repositories.map((name) => ({ name, full_name: `${installation.owner}/${name}` }));
    const { value: token } = world.addInstallationToken({
      label: `installation of ${app.slug}`,
      account: { login: `${app.slug}[bot]`, id: 900_000_000 + app.id, type: "Bot" },
      permissions,
      repositories: names.map(({ full_name }) => full_name),
    });
    const expires_at = new Date(world.now().getTime() + tokenLifeMilliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");
    const answer: TokenBody = { token, expires_at, permissions, repository_selection: "selected", repositories: names };
    return { status: 201, body: answer };
  },
};

export const appRoutes: readonly Route[] = [getInstallation, createToken];

function includes({ permissions }: EmbeddedInstallation, asked: EmbeddedPermissions): boolean {
  const granted = new Map(Object.entries(permissions));
  return Object.entries(asked).every(([name, level]) => {
    const has = granted.get(name) ?? (name === "metadata" ? "read" : undefined);
    return has === "write" || has === level;
  });
}

function decodeClaims(header: string, payload: string): { iss: string; iat: number; exp: number } | undefined {
  try {
    const { alg } = JSON.parse(Buffer.from(header, "base64url").toString("utf8"));
    const { iss, iat, exp } = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return alg === "RS256" && Number.isInteger(iat) && Number.isInteger(exp)
      ? { iss: String(iss), iat, exp }
      : undefined;
  } catch {
    return undefined;
  }
}
