import type { ActionMetadata } from "../lock/action-metadata.ts";
import type { ValueMap, WorkflowModel } from "../model/model.ts";
import type { Target } from "../platform/target.ts";

/**
 * What is known of a repository beside the one file that is looked at, wherever it comes from. What is not known is
 * undefined, and nobody concludes anything from it.
 */
export interface RepositoryFacts {
  /** By their paths from the root, those of the sources and those that somebody wrote by hand. */
  readonly workflows: ReadonlyMap<string, WorkflowFact>;
  /** @param folder from the root; the empty text is the root itself. */
  action(folder: string): ActionFact;
  /** Paths of all files that git would commit, from the root, sorted. They are looked for when they are first asked for. */
  files(): readonly string[] | undefined;
  /** The text of a file of the repository. @param path from the root. */
  text(path: string): string | undefined;
  /**
   * Metadata of an action of another repository, at the commit of our lock, or else of some release of its major version.
   * @param name `owner/repo` or `owner/repo/folder`.
   */
  published(name: string, ref: string): PublishedAction | undefined;
  readonly settings: RepositorySettings;
}

/** What is known of an action of another repository; `using` is empty where that is not. */
export interface PublishedAction extends ActionMetadata {
  /** It is of the very commit, so that there is nothing else: within a major version, inputs come and stop being required. */
  readonly isExact?: true;
}

/** What a repository's settings provide, as far as somebody declared it. */
export interface RepositorySettings {
  /** Labels of runners that are not GitHub's; `*` and `?` stand for any characters. */
  readonly runnerLabels?: readonly string[];
  /** Names in `vars`. */
  readonly variables?: readonly string[];
  /** Names in `secrets`. */
  readonly secrets?: readonly string[];
}

/** Facts of a repository of which no more than its workflows is known. */
export const nothingKnown: Omit<RepositoryFacts, "workflows"> = {
  action: () => "unknown",
  files: () => undefined,
  text: () => undefined,
  published: () => undefined,
  settings: {},
};

/** A workflow of a repository, ours or written by hand. */
export interface WorkflowFact {
  /** Path from the root of the repository that runs it, such as `.github/workflows/ci.yml`. */
  readonly file: string;
  readonly model: WorkflowModel;
  /** `github.com` unless stated. */
  readonly target?: Target | undefined;
}

/** `unknown`: an action is there, or will be, and nothing is known of its inputs and outputs. */
export type ActionFact =
  | {
      readonly metadata: ActionMetadata;
      /** The whole of the metadata file, from the root. */
      readonly file: string;
      readonly model: ValueMap;
    }
  | { readonly unreadable: { readonly path: string; readonly reason: string } }
  | "unknown"
  | "missing";
