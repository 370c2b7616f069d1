import type { Finding } from "@yardmaster/core";
import type { CheckText } from "../documents/check-text.ts";
import type { GeneratedText } from "../documents/generated-text.ts";
import type { Overlay } from "../host/overlay-files.ts";
import type { WritePlan } from "../plan/write-plan.ts";
import type { CompiledSource } from "./compiled-source.ts";

/** What all sources together come to. */
export interface Compilation {
  /** Every file that the sources make and that nothing is wrong with, in the order of the sources. */
  readonly files: readonly GeneratedText[];
  /** What is wrong, and what may be, by the place where it is mended. */
  readonly findings: readonly Finding[];
  /** Some module could not be evaluated to documents, each with a file of its own. */
  readonly isUnreadable: boolean;
  /** What brings the disk to `files`, by path; what would lose somebody's work is blocked in it. */
  readonly plan: WritePlan;
  /** Files that a run which was killed left behind, relative to the root. */
  readonly leftovers: readonly string[];
  /** By which the next compilation can leave most sources as they are; undefined where something is wrong. */
  readonly sources: readonly CompiledSource[] | undefined;
}

export interface CompileOptions {
  /** What some files would hold, and files that are not there yet: sources, bindings, the lock. */
  readonly overlay?: Overlay;
  /** What headers tell people to run. Without it, the script `gen:workflows` of package.json, or `npx yardmaster gen`. */
  readonly genCommand?: string;
  /** What is said of each text that is made. Without it, GitHub's own parser. */
  readonly checkText?: CheckText;
}
