import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ownerOf } from "./package-owner.ts";

/**
 * Packages that name their licence and come without its text -> whose they are, by their manifests. They get the text of that
 * licence as it is written everywhere.
 */
const holders: Readonly<Record<string, string>> = {
  "@octokit/webhooks-examples": "Gregor Martynus and contributors to https://github.com/octokit/webhooks",
  "@octokit/webhooks-types": "Gregor Martynus and contributors to https://github.com/octokit/webhooks",
};

/**
 * What the licences of the packages ask for whose code is in a bundle: each one's name, version and text.
 * @param paths of modules, from the root or absolute; those of the workspaces are ours.
 * @throws where a package says no licence, or comes without its text: without it, nothing may be published.
 */
export function printLicences(root: string, paths: readonly string[]): string {
  const folders = new Set(paths.flatMap((path) => ownerOf(path.replaceAll("\\", "/"))?.folder ?? []));
  const notices = [...folders].map((folder) => readNotice(root, folder));
  // Of a package and version once, wherever it is installed.
  const sections = new Set(notices.map(({ name, license, text }) => `## ${name}\n\n${license}\n\n${text}\n`));
  const opening = "# Licences of the libraries that this package contains\n";
  return [opening, ...[...sections].sort()].join("\n");
}

interface Notice {
  /** With its version. */
  readonly name: string;
  /** As SPDX writes it. */
  readonly license: string;
  readonly text: string;
}

function readNotice(root: string, folder: string): Notice {
  const place = /^(?:\/|[A-Za-z]:)/.test(folder) ? folder : join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(place, "package.json"), "utf8"));
  if (typeof license !== "string") throw new Error(`${folder}/package.json names no licence.`);
  const names = readdirSync(place).filter((file) => /^(?:licen[cs]e|notice|copying)(?:[.-].*)?$/i.test(file));
  const texts = names.sort().map((file) => readFileSync(join(place, file), "utf8"));
  const holder = holders[name];
  if (holder !== undefined && license === "MIT") texts.push(mitText(root, holder));
  else if (names.every((file) => /^notice/i.test(file))) {
    throw new Error(
      `${folder} comes without the text of its licence: see \`holders\` in scripts/package/print-licences.ts.`,
    );
  }
  const text = texts.map((each) => each.replaceAll("\r\n", "\n").trim()).join("\n\n");
  return { name: `${name} ${version}`, license, text };
}

/** This repository's own licence is the same. */
function mitText(root: string, holder: string): string {
  return readFileSync(join(root, "LICENSE"), "utf8").replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);
}
