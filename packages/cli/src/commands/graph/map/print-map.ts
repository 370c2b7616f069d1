import { createHash } from "node:crypto";
import { version } from "../../../program/program.ts";
import { visibleText } from "../../../report/visible-text.ts";
import { type Box, card, type Layout, layoutMap, type Point } from "./layout.ts";
import type { MapJob, MapModel, MapWorkflow } from "./map-model.ts";
import { style } from "./map-style.ts";

/** By which a page of this program is told from anybody's file. */
export const mapMark = `<meta name="generator" content="yardmaster graph`;

const margin = 16;

/** One page that needs nothing beside itself. @param script as the build has bundled it. */
export function printMap(model: MapModel, script: string): string {
  const picture = printPicture(model, layoutMap(model));
  const data = safeJson(model);
  const policy = `default-src 'none'; style-src 'sha256-${digest(style)}'; script-src 'sha256-${digest(script)}'; base-uri 'none'; form-action 'none'`;
  const title = escapeHtml(`Workflows of ${model.title}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${mapMark} ${version}">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1 title="${title}">${title}</h1>
<label>Find <input id="find" type="search" placeholder="name, job, secret" autocomplete="off"></label>
<label>Event <select id="event"><option value="">all</option>${model.events.map(({ label }, index) => `<option value="${index}">${escapeHtml(label)}</option>`).join("")}</select></label>
<label>Secret <select id="secret"><option value="">any</option>${model.secrets.map(({ name }, index) => `<option value="${index}">${escapeHtml(name === "*" ? "all secrets" : name)}</option>`).join("")}</select></label>
<button id="theme" type="button">Dark</button>
<span class="keys"><kbd>/</kbd> find <kbd>←</kbd><kbd>→</kbd><kbd>↑</kbd><kbd>↓</kbd> follow <kbd>Esc</kbd> back <kbd>+</kbd><kbd>−</kbd> zoom</span>
</header>
<main id="picture" tabindex="-1" aria-label="Map of the workflows">${picture}</main>
<aside id="panel" tabindex="0" aria-live="polite" aria-label="Details"><h2>${title}</h2><p>${model.workflows.filter(({ isOuter }) => !isOuter).length} workflows, ${model.links.length} links between them. Choose one, or an event to see what it starts.</p>${legend}${printNotSimulated(model)}</aside>
<p id="status" class="off" role="status"></p>
<script type="application/json" id="model">${data}</script>
<script>${script}</script>
</body>
</html>
`;
}

const legend = `<h3>Lines</h3><ul><li>solid: calls</li><li>dashes: dispatches</li><li>dots: runs after</li></ul><h3>Bars of jobs, for an event</h3><ul><li><span class="word runs">green</span> runs</li><li><span class="word skipped">grey</span> is skipped</li><li><span class="word unknown">amber</span> depends on what is not known</li><li><span class="word refused">red</span> is refused</li></ul>`;

function printPicture(model: MapModel, { width, height, boxes, edges }: Layout): string {
  const view = `${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`;
  const lines = edges.map(({ link, points }) => {
    const path = curve(points);
    const names = `data-from="${escapeHtml(link.from)}" data-to="${escapeHtml(link.to)}"`;
    const told = `${escapeHtml(shortOf(model, link.from))} ${words[link.kind]} ${escapeHtml(shortOf(model, link.to))}`;
    return `<path class="edge ${link.kind}" d="${path}" ${names} marker-end="url(#arrow)"><title>${told}</title></path>`;
  });
  const cards = model.workflows.map((workflow) => {
    const box = boxes.get(workflow.file);
    return box ? printCard(workflow, box, model) : "";
  });
  return `<svg id="map" width="${width + 2 * margin}" height="${height + 2 * margin}" viewBox="${view}" role="group" aria-label="Workflows"><defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path id="tip" d="M0 0L8 4L0 8z"/></marker></defs>${lines.join("")}${cards.join("")}</svg>`;
}

function printNotSimulated({ notSimulated }: MapModel): string {
  if (notSimulated.length === 0) return "";
  const items = notSimulated.map(
    ({ label, reason }) => `<li>${escapeHtml(label)} <span class="muted">${escapeHtml(reason)}</span></li>`,
  );
  return `<h3>Not simulated</h3><ul>${items.join("")}</ul>`;
}

/** Through the middles between the points, so that nothing has a corner. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.pop();
  if (!first || !last) return "";
  const turns = rest.map((at, index) => {
    const next = rest[index + 1] ?? last;
    const end = index === rest.length - 1 ? last : { x: (at.x + next.x) / 2, y: (at.y + next.y) / 2 };
    return `Q${at.x} ${at.y} ${end.x} ${end.y}`;
  });
  return `M${first.x} ${first.y}${turns.length > 0 ? turns.join("") : `L${last.x} ${last.y}`}`;
}

const words = { calls: "calls", dispatches: "dispatches", "waits-for": "starts, when it ends," } as const;

function shortOf({ workflows }: MapModel, file: string): string {
  return workflows.find((workflow) => workflow.file === file)?.shown ?? file;
}

function printCard(workflow: MapWorkflow, { x, y, width, height }: Box, model: MapModel): string {
  const { file, shown, jobs, triggers, isOuter } = workflow;
  const events = [...new Set(triggers.map(({ event }) => event))];
  const secrets = new Set(
    model.secrets.filter(({ at }) => at.some((each) => each.file === file)).map(({ name }) => name),
  ).size;
  const writes = model.permissions.filter(({ at }) => at.some((each) => each.file === file)).length;
  const counts = [
    ...(secrets > 0 ? [`${secrets} secret${secrets === 1 ? "" : "s"}`] : []),
    ...(writes > 0 ? [`${writes} write${writes === 1 ? "" : "s"}`] : []),
  ].join(", ");
  const about = isOuter ? "elsewhere" : events.length > 0 ? events.join(", ") : "called";
  const seen = jobs.length > card.mostJobs + 1 || jobs.length === card.mostJobs + 1 ? card.mostJobs : jobs.length;
  const rows = jobs.slice(0, seen).map((job, index) => printJob(job, index, x, y, width));
  if (jobs.length > seen) {
    rows.push(
      `<text class="small" x="${x + 26}" y="${y + card.head + seen * card.job + 10}">and ${jobs.length - seen} more</text>`,
    );
  }
  return `<g class="card${isOuter ? " outer" : ""}" id="w-${model.workflows.indexOf(workflow)}" tabindex="0" role="button"><title>${escapeHtml(isOuter ? file : `${file}: ${workflow.name}`)}</title><rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/><text class="title" x="${x + 12}" y="${y + 22}">${escapeHtml(cut(shown, 25))}</text><text class="small" x="${x + 12}" y="${y + 39}">${escapeHtml(cut(about, 33))}</text><text class="small" x="${x + 12}" y="${y + 54}">${escapeHtml(cut(counts, 33))}</text>${rows.join("")}</g>`;
}

function printJob({ id, calls }: MapJob, index: number, x: number, y: number, width: number): string {
  const top = y + card.head + index * card.job;
  const sign =
    calls === undefined
      ? ""
      : `<text class="small" x="${x + width - 12}" y="${top + 10}" text-anchor="end">calls</text>`;
  return `<g class="job" data-job="${escapeHtml(id)}"><title>${escapeHtml(id)}</title><rect class="bar" x="${x + 12}" y="${top}" width="5" height="13" rx="2"/><text class="small" x="${x + 26}" y="${top + 10}">${escapeHtml(cut(id, calls === undefined ? 30 : 24))}</text>${sign}</g>`;
}

function cut(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("")}…`;
}

/** In texts and in quoted attributes; controls, and what turns the direction of text, are shown as they are on a terminal. */
function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** Inside a script element nothing of it may end the element or begin a comment, and no text turns the direction of what follows. */
function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
