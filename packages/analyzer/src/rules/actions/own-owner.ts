import type { RepositoryFacts } from "@yardmaster/core";

const owners = new WeakMap<RepositoryFacts, string>();

/** Owner of the repository itself in lower case, by git's `origin`; empty where that does not tell. */
export function ownOwner(facts: RepositoryFacts): string {
  const known = owners.get(facts) ?? ownerIn(facts.text(".git/config") ?? "");
  owners.set(facts, known);
  return known;
}

function ownerIn(config: string): string {
  const [, section = ""] = /^\[remote "origin"\]\n((?:(?!\[).*\n?)*)/m.exec(config.replaceAll("\r\n", "\n")) ?? [];
  const [, owner = ""] = /^\s*url\s*=\s*\S+?[/:]([\w.-]+)\/[\w.-]+?(?:\.git)?\/?\s*$/m.exec(section) ?? [];
  return owner.toLowerCase();
}
