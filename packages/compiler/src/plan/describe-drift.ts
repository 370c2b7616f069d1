import {
  type Finding,
  type ImageChange,
  type ImageReference,
  type PinChange,
  type PinSite,
  placeFinding,
  printImage,
} from "@yardmaster/core";
import type { Repository } from "../repository/repository.ts";
import { fileBumped, fileEdited, fileForeign, fileMissing, fileOrphan, fileStale } from "./diagnostics.ts";
import type { PlannedFile } from "./write-plan.ts";

export type DriftKind = "missing" | "stale" | "edited" | "bumped" | "orphan" | "foreign";

export interface Drift {
  readonly kind: DriftKind;
  readonly finding: Finding;
}

const described = {
  create: { kind: "missing", diagnostic: fileMissing },
  update: { kind: "stale", diagnostic: fileStale },
  "delete-orphan": { kind: "orphan", diagnostic: fileOrphan },
  "blocked-edited": { kind: "edited", diagnostic: fileEdited },
  "blocked-foreign": { kind: "foreign", diagnostic: fileForeign },
} as const;

/** @returns undefined for a file that is as its source makes it. */
export function describeDrift(file: PlannedFile, repository: Repository): Drift | undefined {
  if (file.kind === "unchanged") return undefined;
  const { path, source } = file;
  const parameters = { path, source, gen: repository.genCommand, force: repository.forceCommand };
  if (file.kind === "blocked-bumped") {
    const { changes, images } = file.pins;
    const bumps = [...new Set([...changes.map(describeChange), ...images.map(describeImage)])];
    return { kind: "bumped", finding: placeFinding(fileBumped({ ...parameters, bumps }, { file: path })) };
  }
  const { kind, diagnostic } = described[file.kind];
  return { kind, finding: placeFinding(diagnostic(parameters, { file: path })) };
}

/** `actions/checkout v7.0.1 -> v7.1.0`; commits only where the comments are the same. */
function describeChange({ action, from, to }: PinChange): string {
  const [old, now] = from.comment === to.comment ? [shortRef(from), shortRef(to)] : [nameOf(from), nameOf(to)];
  return `${action} ${old} -> ${now}`;
}

/** `redis:7 -> redis:8`; with digests where the tags are the same. */
function describeImage({ from: { image: old }, to: { image: now } }: ImageChange): string {
  const shown = ({ name, tag }: ImageReference) => printImage({ name, ...(tag === undefined ? {} : { tag }) });
  return old.tag === now.tag ? `${printImage(old)} -> ${printImage(now)}` : `${shown(old)} -> ${shown(now)}`;
}

function nameOf(site: PinSite): string {
  return site.comment?.slice(0, 80) ?? shortRef(site);
}

function shortRef({ ref }: PinSite): string {
  return /^[0-9a-f]{40}$/.test(ref) ? ref.slice(0, 8) : ref.slice(0, 80);
}
