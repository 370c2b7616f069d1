import {
  type ImageChange,
  type ImageSite,
  type LabelChange,
  type LabelSite,
  type PinChange,
  type PinChanges,
  type PinSite,
  printImage,
} from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import { isAsMade } from "./compare-file.ts";
import { findImages } from "./find-images.ts";
import { findLabels } from "./find-labels.ts";
import { findPins } from "./find-pins.ts";

/**
 * Compares the pins of a generated file with those that its source makes. An action or an image that the source does not
 * use in this file is no change of a pin but another edit.
 * @param before the file on the disk.
 * @param after what its source makes now.
 * @param isKnown says of a text that it is no edit of anybody's, although the source may have changed since.
 */
export function readPinChanges(
  path: string,
  before: string,
  after: string,
  isKnown: (text: string) => boolean = () => false,
): PinChanges {
  const text = before.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  const none = { changes: [], images: [], labels: [], isPure: false };
  if (/\.(?:json|mmd)$/.test(path)) return none;
  const there = readYaml(text, path);
  const found = findPins(there, path);
  if (!found) return none;
  const wanted = readYaml(after, path);
  const made = findPins(wanted, path);
  if (!made) return none;
  const changes = found.flatMap((to): PinChange[] => {
    const own = made.filter((site) => site.action === to.action);
    const [from] = own;
    return !from || own.some((site) => isSame(site, to)) ? [] : [{ action: to.action, from, to }];
  });
  const images = readImageChanges(findImages(there, path), findImages(wanted, path));
  const labels = readLabelChanges(findLabels(there, path), findLabels(wanted, path));
  if (changes.length + images.length + labels.length === 0) return none;
  const restored = putBack(text, changes, [...images, ...labels]);
  return { changes, images, labels, isPure: isAsMade(path, restored, after) || isKnown(restored) };
}

/** Whether it is worth looking for other pins than the source makes: by lines, which costs no parsing. */
export function mayHaveOtherPins(before: string, after: string): boolean {
  const made = new Set(pinLines(after));
  return pinLines(before).some((line) => !made.has(line));
}

function pinLines(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => /\b(?:uses|image|container)\b/.test(line));
}

/** At one place of the file; where the source has moved it since, by the name of the image. */
function readImageChanges(found: readonly ImageSite[], made: readonly ImageSite[]): readonly ImageChange[] {
  return found.flatMap((to): ImageChange[] => {
    const own = made.filter((site) => site.image.name === to.image.name);
    const there = own.find((site) => site.path.join("\0") === to.path.join("\0"));
    if (there) return isSameImage(there, to) ? [] : [{ from: there, to }];
    const [from] = own;
    return !from || own.some((site) => isSameImage(site, to)) ? [] : [{ from, to }];
  });
}

function readLabelChanges(found: readonly LabelSite[], made: readonly LabelSite[]): readonly LabelChange[] {
  const before = new Map(made.map((site) => [site.path.join("\0"), site]));
  return found.flatMap((to): LabelChange[] => {
    const from = before.get(to.path.join("\0"));
    return from && from.label !== to.label ? [{ from, to }] : [];
  });
}

function isSame(a: PinSite, b: PinSite): boolean {
  return a.ref === b.ref && a.comment === b.comment;
}

function isSameImage(a: ImageSite, b: ImageSite): boolean {
  return printImage(a.image) === printImage(b.image);
}

function putBack(text: string, changes: readonly PinChange[], values: readonly (ImageChange | LabelChange)[]): string {
  const lines = text.split("\n");
  for (const { action, from, to } of changes) {
    const index = to.location.line - 1;
    const comment = from.comment === undefined ? "" : ` # ${from.comment}`;
    lines[index] = `${(lines[index] ?? "").slice(0, to.location.column - 1)}${action}@${from.ref}${comment}`;
  }
  for (const { from, to } of values) {
    const { line, column, endColumn } = to.location;
    const now = lines[line - 1] ?? "";
    lines[line - 1] = `${now.slice(0, column - 1)}${from.written}${now.slice(endColumn - 1)}`;
  }
  return lines.join("\n");
}
