/** Where repositories are read, and what may be shown to get in. */
export interface Server {
  /** `https://github.com`, or that of a GitHub Enterprise Server. */
  readonly origin: string;
  readonly apiUrl: string;
  readonly token?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const gitHub = "https://github.com";

/**
 * The server of an origin; without one, that of `GITHUB_API_URL`, or github.com. `GITHUB_TOKEN` or `GH_TOKEN` is shown to
 * that default server alone, `GH_ENTERPRISE_TOKEN` to the host in `GH_HOST` alone: an origin may come from a lock that
 * somebody else wrote.
 */
export function serverOf(origin: string | undefined, env: Environment): Server {
  const apiUrl = (env.GITHUB_API_URL || "https://api.github.com").replace(/\/+$/, "");
  const usual = originOf(apiUrl);
  if (origin === undefined || origin === usual) {
    return { origin: usual, apiUrl, ...tokenOf(env.GITHUB_TOKEN || env.GH_TOKEN) };
  }
  const enterprise = env.GH_ENTERPRISE_TOKEN || env.GITHUB_ENTERPRISE_TOKEN;
  return { origin, apiUrl: apiOf(origin), ...tokenOf(env.GH_HOST === new URL(origin).host ? enterprise : undefined) };
}

/** As the lock names it: nothing for github.com. */
export function lockedServer({ origin }: Server): { readonly server?: string } {
  return origin === gitHub ? {} : { server: origin };
}

function originOf(apiUrl: string): string {
  if (!URL.canParse(apiUrl)) return apiUrl; // refused, by its text, where the first request is made
  const { protocol, host, origin } = new URL(apiUrl);
  return host === "api.github.com" || host.endsWith(".ghe.com") ? `${protocol}//${host.replace(/^api\./, "")}` : origin;
}

function apiOf(origin: string): string {
  const { protocol, host } = new URL(origin);
  if (host === "github.com" || host.endsWith(".ghe.com")) return `${protocol}//api.${host}`;
  return `${origin}/api/v3`;
}

function tokenOf(token: string | undefined): { readonly token?: string } {
  return token ? { token } : {};
}
