import { isMap, type Value, type ValueMap } from "@yardmaster/core";
import type { SimulatedRepository } from "../trace/facts.ts";
import { fieldOf, textOf } from "./payload-field.ts";

export interface FittedExample {
  readonly payload: ValueMap;
  /** Paths of what is no longer an example's. */
  readonly known: ReadonlySet<string>;
}

/**
 * An example with the repository that is asked about in place of its own, wherever that is named, and with the person who acts
 * in place of its sender.
 * @param actor undefined where nobody said.
 */
export function fitExample(
  example: ValueMap,
  repository: SimulatedRepository,
  actor: string | undefined,
): FittedExample {
  const old = textOf(example, "repository", "full_name") ?? "";
  const [owner = "", name = ""] = repository.name.split("/");
  const oldOwner = textOf(example, "repository", "owner", "login") ?? "";
  const oldName = textOf(example, "repository", "name");
  const sender = textOf(example, "sender", "login");
  const known = new Set<string>();

  const know = <T extends Value>(path: string, value: T): T => {
    known.add(path);
    return value;
  };
  const fit = (value: Value, path: string, key: string, holder: string): Value => {
    if (typeof value === "string") return old === "" ? value : value.replaceAll(old, repository.name);
    if (Array.isArray(value)) return (value as readonly Value[]).map((item) => fit(item, `${path}.*`, "*", key));
    return isMap(value) ? fitMap(value, path, key, holder) : value;
  };
  const fitMap = (map: ValueMap, path: string, key: string, holder: string): ValueMap => {
    const inner = path === "" ? "" : `${path}.`;
    const made: Record<string, Value | undefined> = Object.fromEntries(
      Object.entries(map).map(([field, value]) => [
        field,
        value === undefined ? value : fit(value, `${inner}${field}`, field, key),
      ]),
    );
    if (map.full_name === old && old !== "") {
      Object.assign(made, { full_name: know(`${inner}full_name`, repository.name), name: know(`${inner}name`, name) });
      if ("default_branch" in map) made.default_branch = know(`${inner}default_branch`, repository.defaultBranch);
      if ("private" in map) made.private = know(`${inner}private`, repository.visibility !== "public");
      if ("visibility" in map) made.visibility = know(`${inner}visibility`, repository.visibility);
    } else if (map.name === oldName && isRepository(map)) {
      // Of another owner, or named by no more than its address.
      made.name = name;
      if (typeof map.full_name === "string") made.full_name = map.full_name.replace(/[^/]*$/, name);
    }
    if (typeof map.login === "string") {
      const isOwner = map.login === oldOwner && isOwnersPlace(key, holder);
      if (isOwner) made.login = know(`${inner}login`, owner);
      else if (actor !== undefined && map.login === sender) made.login = know(`${inner}login`, actor);
    }
    return made as ValueMap;
  };
  const fitted = fitMap(example, "", "", "");
  return { payload: fieldOf(fitted, "organization") ? withOrganization(fitted, owner, know) : fitted, known };
}

function isRepository({ full_name: full, url }: ValueMap): boolean {
  return typeof full === "string" || (typeof url === "string" && url.includes("/repos/"));
}

/** `owner` of a repository, the `user` of the branches of a pull request, and the organization. */
function isOwnersPlace(key: string, holder: string): boolean {
  return key === "owner" || key === "organization" || (key === "user" && (holder === "head" || holder === "base"));
}

function withOrganization(
  payload: ValueMap,
  owner: string,
  know: <T extends Value>(path: string, value: T) => T,
): ValueMap {
  const organization = fieldOf(payload, "organization");
  if (!isMap(organization)) return payload;
  return { ...payload, organization: { ...organization, login: know("organization.login", owner) } };
}
