import type { ModelPath, SourceLocation } from "../diagnostics/diagnostic.ts";
import type { ImageReference } from "./image-reference.ts";

/** A `uses` of an action or a reusable workflow of another repository, as it stands in a file. */
export interface PinSite {
  /** `owner/repo`, `owner/repo/path`. */
  readonly action: string;
  /** What follows `@`: a commit, or whatever somebody wrote. */
  readonly ref: string;
  /** The comment on the same line, without `#` and blanks around; undefined when there is none. */
  readonly comment: string | undefined;
  /** The value and its comment: one line. */
  readonly location: Required<SourceLocation>;
}

/** An image as it stands in a file: a container's, a service's, a step's, or an action's. */
export interface ImageSite {
  readonly image: ImageReference;
  readonly path: ModelPath;
  /** The value as it is written, with its quotes. */
  readonly written: string;
  /** One line. */
  readonly location: Required<SourceLocation>;
}

/** A label of a runner as it stands in a file. */
export interface LabelSite {
  readonly label: string;
  readonly path: ModelPath;
  /** The value as it is written, with its quotes. */
  readonly written: string;
  /** One line. */
  readonly location: Required<SourceLocation>;
}

/** A pin that somebody changed in a generated file. */
export interface PinChange {
  readonly action: string;
  /** As the source makes it now. */
  readonly from: PinSite;
  /** As it stands on the disk. */
  readonly to: PinSite;
}

/** Another tag or digest of an image. */
export interface ImageChange {
  readonly from: ImageSite;
  readonly to: ImageSite;
}

/** Another label of a runner, which bots move too; the source alone has it. */
export interface LabelChange {
  readonly from: LabelSite;
  readonly to: LabelSite;
}

export interface PinChanges {
  readonly changes: readonly PinChange[];
  readonly images: readonly ImageChange[];
  readonly labels: readonly LabelChange[];
  /** Nothing else in the file was edited. */
  readonly isPure: boolean;
}
