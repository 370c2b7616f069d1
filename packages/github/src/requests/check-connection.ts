import type { GitHubError } from "../contract/github.ts";
import { notSent } from "./not-sent.ts";

/** A token must fit a header, and travels only encrypted or within this machine. */
export function checkConnection(apiUrl: string, token: string): GitHubError | undefined {
  if (!/^[\x21-\x7e]+$/.test(token)) {
    const problem = token === "" ? "is empty" : "contains blanks, line breaks or characters that no token has";
    return notSent(`the token ${problem}.`);
  }
  const url = URL.canParse(apiUrl) ? new URL(apiUrl) : undefined;
  const isAddress = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname));
  if (isAddress && !url.username && !url.password && !url.search && !url.hash) return undefined;
  return notSent("the API's address must be an https URL such as https://api.github.com.");
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
