import { createHash } from "node:crypto";
import { ok, type Result } from "@yardmaster/core";
import { decodeBranch } from "../answers/decode-repository.ts";
import { fieldsOf, isCommit, wrongShape } from "../answers/fields.ts";
import type { GitHubError, RepositoryName } from "../contract/github.ts";
import { checkRepository } from "../requests/check-names.ts";
import { type Client, decoded } from "../requests/client.ts";
import { notSent } from "../requests/not-sent.ts";

export interface FilePlace {
  readonly repository: RepositoryName;
  /** Without `refs/heads/`. */
  readonly branch: string;
  /** From the root, with slashes: parts of letters, digits and `._-`, none beginning with a dot. */
  readonly path: string;
  /** Of each commit. */
  readonly message: string;
  /** The file README.md of a branch that has to be made. */
  readonly readme: string;
}

export interface StoredFile {
  /** Of the blob. */
  readonly sha: string;
  /** Undefined over 1 MB, where GitHub leaves the content out, and where it is not UTF-8. */
  readonly text: string | undefined;
}

export interface FileRequests {
  /** @returns undefined when there is no such file, or no such branch. */
  read(place: FilePlace): Promise<Result<StoredFile | undefined, GitHubError>>;
  /** @param sha Of the blob that the text replaces; undefined where there must be no file yet. */
  write(place: FilePlace, text: string, sha: string | undefined): Promise<Result<undefined, GitHubError>>;
  /** Does nothing where the branch exists. */
  makeBranch(place: FilePlace): Promise<Result<undefined, GitHubError>>;
}

/** GitHub reads files of up to 1 MB only. */
const maximumFileBytes = 1_000_000;

export function fileRequests(client: Client): FileRequests {
  async function read(place: FilePlace): Promise<Result<StoredFile | undefined, GitHubError>> {
    const { repository, branch, path } = place;
    const asked = client.repeatable({
      refused: checkPlace(place),
      route: "GET /repos/{owner}/{repo}/contents/{path}{?ref}",
      parameters: { ...repository, path, ref: branch },
    });
    return orMissing(decoded(asked, (data) => decodeStoredFile(data, path)));
  }

  function write(place: FilePlace, text: string, sha: string | undefined): Promise<Result<undefined, GitHubError>> {
    const { repository, branch, path, message } = place;
    const bytes = Buffer.from(text, "utf8");
    const refused =
      bytes.length > maximumFileBytes
        ? notSent(`${path} would have ${bytes.length} bytes, more than the ${maximumFileBytes} that can be read again.`)
        : checkPlace(place);
    const asked = client.once({
      refused,
      route: "PUT /repos/{owner}/{repo}/contents/{path}",
      parameters: { ...repository, path, branch, message, content: bytes.toString("base64"), ...(sha ? { sha } : {}) },
      statuses: [200, 201],
    });
    // Only the blob's own name proves that it is the blob: a proxy's page may come with any status.
    const isWritten = (data: unknown) => fieldsOf(fieldsOf(data).content).sha === blobSha(bytes);
    return decoded(asked, (data) => (isWritten(data) ? ok(undefined) : wrongShape("a new file")));
  }

  /** Objects may be made twice without harm: what no ref names is nothing. */
  async function createObject(
    kind: "trees" | "commits",
    { repository }: FilePlace,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Result<string, GitHubError>> {
    const asked = client.repeatable({
      refused: undefined,
      route: `POST /repos/{owner}/{repo}/git/${kind}`,
      parameters: { ...repository, ...body },
      statuses: [201],
    });
    return decoded(asked, (data) => {
      const { sha } = fieldsOf(data);
      return isCommit(sha) ? ok(sha) : wrongShape("a new git object");
    });
  }

  async function makeBranch(place: FilePlace): Promise<Result<undefined, GitHubError>> {
    const { repository, branch, message, readme } = place;
    const asked = client.repeatable({
      refused: checkPlace(place),
      route: "GET /repos/{owner}/{repo}/git/ref/heads/{branch}",
      parameters: { ...repository, branch },
    });
    const tip = await orMissing(decoded(asked, decodeBranch(branch)));
    if (!tip.ok) return tip;
    if (tip.value !== undefined) return ok(undefined);
    const readmeEntry = { path: "README.md", mode: "100644", type: "blob", content: readme };
    const tree = await createObject("trees", place, { tree: [readmeEntry] });
    if (!tree.ok) return tree;
    const commit = await createObject("commits", place, { message, tree: tree.value, parents: [] });
    if (!commit.ok) return commit;
    const created = client.once({
      refused: undefined,
      route: "POST /repos/{owner}/{repo}/git/refs",
      parameters: { ...repository, ref: `refs/heads/${branch}`, sha: commit.value },
      statuses: [201],
    });
    const made = await decoded(created, decodeBranch(branch));
    return made.ok ? ok(undefined) : made;
  }

  return { read, write, makeBranch };
}

/** Git's rules for names of branches, and stricter: nothing here needs a name that must be escaped. */
function checkPlace({ repository, branch, path }: FilePlace): GitHubError | undefined {
  const parts = (name: string) => name.split("/");
  const isPlain = (part: string) => /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/.test(part) && !/\.\.|\.$|\.lock$/.test(part);
  const isBranch = branch.length <= 200 && !branch.startsWith("-") && parts(branch).every(isPlain);
  if (!isBranch) return notSent("the name of the branch is not made of letters, digits and ._-/ in git's order.");
  if (!parts(path).every(isPlain)) return notSent("the path of the file is not made of letters, digits and ._-/.");
  return checkRepository(repository);
}

function decodeStoredFile(data: unknown, path: string): Result<StoredFile, GitHubError> {
  const { type, encoding, content, sha } = fieldsOf(data);
  if (type !== "file" || !isCommit(sha) || typeof content !== "string") return wrongShape(`the file ${path}`);
  if (encoding === "none") return ok({ sha, text: undefined });
  return encoding === "base64" ? ok({ sha, text: decodeText(content) }) : wrongShape(`the file ${path}`);
}

/** As git names it. */
function blobSha(bytes: Buffer): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

function decodeText(base64: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, "base64"));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

async function orMissing<T>(reading: Promise<Result<T, GitHubError>>): Promise<Result<T | undefined, GitHubError>> {
  const result = await reading;
  if (result.ok || result.error.kind !== "not-found") return result;
  return ok(undefined);
}
