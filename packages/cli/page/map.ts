import type { MapEvent, MapModel, MapVerdict, MapWorkflow } from "../src/commands/graph/map/map-model.ts";

// The script of the page that `graph --html` writes: it finds, filters, follows and explains. All that it shows of a repository
// is put in as text, never as markup.

const model: MapModel = JSON.parse(document.getElementById("model")?.textContent ?? "{}");
const element = <T extends Element>(id: string): T => document.getElementById(id) as unknown as T;
const find = element<HTMLInputElement>("find");
const eventChoice = element<HTMLSelectElement>("event");
const secretChoice = element<HTMLSelectElement>("secret");
const theme = element<HTMLButtonElement>("theme");
const panel = element<HTMLElement>("panel");
const picture = element<HTMLElement>("picture");
const map = element<SVGSVGElement>("map");
const status = element<HTMLElement>("status");
const cards = model.workflows.map((_, index) => element<SVGGElement>(`w-${index}`));
const edges = [...document.querySelectorAll<SVGPathElement>(".edge")];
const start = [...panel.childNodes];
let chosen: number | undefined;
let zoom = 1;

const indexOf = (file: string): number => model.workflows.findIndex((workflow) => workflow.file === file);
const eventNow = (): MapEvent | undefined =>
  eventChoice.value === "" ? undefined : model.events[Number(eventChoice.value)];
/** Of a workflow of this repository; undefined where no event is chosen. */
function verdictNow({ file, isOuter }: MapWorkflow): MapVerdict | undefined {
  const event = eventNow();
  if (!event || isOuter) return undefined;
  return event.workflows[file] ?? { starts: "no", why: `\`on\` does not list \`${event.event}\``, jobs: {} };
}
const secretNow = () => (secretChoice.value === "" ? undefined : model.secrets[Number(secretChoice.value)]);

function matches(workflow: MapWorkflow, words: string): boolean {
  const reached = [...model.secrets, ...model.permissions].filter(({ at }) =>
    at.some(({ file }) => file === workflow.file),
  );
  const texts = [
    workflow.file,
    workflow.name,
    ...workflow.jobs.map(({ id }) => id),
    ...workflow.triggers.map(({ event }) => event),
  ];
  return [...texts, ...reached.map(({ name }) => name)].join("\n").toLowerCase().includes(words);
}

/** Dims what the filters leave out, and lights up what the event starts. */
function refresh(): void {
  const event = eventNow();
  const secret = secretNow();
  const words = find.value.trim().toLowerCase();
  const way = secret && new Set(secret.at.flatMap((each) => each.way));
  let left = 0;
  for (const [index, workflow] of model.workflows.entries()) {
    const verdict = verdictNow(workflow);
    const isFound = words !== "" && matches(workflow, words);
    const isIn =
      (words === "" || isFound) &&
      (!way || way.has(workflow.file)) &&
      (!event || (verdict !== undefined && verdict.starts !== "no"));
    left += isIn ? 1 : 0;
    const card = cards[index];
    card?.classList.toggle("dim", !isIn);
    card?.classList.toggle("found", isFound);
    card?.classList.toggle("lit-yes", verdict?.starts === "yes");
    card?.classList.toggle("lit-unknown", verdict?.starts === "unknown");
    for (const job of card?.querySelectorAll<SVGGElement>(".job") ?? []) {
      const of = verdict && verdict.starts !== "no" ? verdict.jobs[job.dataset.job ?? ""] : undefined;
      job.setAttribute("class", of ? `job v-${of.verdict}` : "job");
    }
  }
  for (const edge of edges) {
    const ends = [edge.dataset.from ?? "", edge.dataset.to ?? ""];
    edge.classList.toggle(
      "dim",
      ends.some((file) => cards[indexOf(file)]?.classList.contains("dim")),
    );
    edge.classList.toggle("on", chosen !== undefined && ends.includes(model.workflows[chosen]?.file ?? ""));
  }
  const isFiltered = event || secret || words !== "";
  status.textContent = isFiltered ? `${left} of ${model.workflows.length} workflows` : "";
  show();
}

function choose(index: number | undefined): void {
  if (chosen !== undefined) cards[chosen]?.removeAttribute("aria-current");
  chosen = index;
  if (index !== undefined) cards[index]?.setAttribute("aria-current", "true");
  refresh();
}

function make(name: string, text = "", className = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  if (className !== "") made.className = className;
  return made;
}

/** Texts name code in backticks. */
function written(text: string, className = ""): HTMLElement {
  const whole = make("span", "", className);
  const parts = text.split(/`([^`]*)`/);
  whole.append(...parts.map((part, index) => (index % 2 === 1 ? make("code", part) : part)));
  return whole;
}

function section(title: string, items: readonly HTMLElement[]): readonly HTMLElement[] {
  if (items.length === 0) return [];
  const list = make("ul");
  list.append(...items);
  return [make("h3", title), list];
}

/** A line of the panel: a word in its colour, then the rest. */
function line(text: string, more = "", word?: { readonly text: string; readonly className: string }): HTMLElement {
  const item = make("li");
  if (word) item.append(make("span", word.text, `word ${word.className}`), " ");
  item.append(written(text));
  if (more !== "") item.append(" ", written(more, "muted"));
  return item;
}

function show(): void {
  const workflow = chosen === undefined ? undefined : model.workflows[chosen];
  if (!workflow) {
    panel.replaceChildren(...(eventNow() ? eventPanel() : start));
    return;
  }
  const verdict = verdictNow(workflow);
  const of = (id: string) => (verdict && verdict.starts !== "no" ? verdict.jobs[id] : undefined);
  const reached = (kind: "secrets" | "permissions") =>
    model[kind].flatMap(({ at }) =>
      at.filter(({ file }) => file === workflow.file).map(({ sentence }) => line(sentence)),
    );
  const links = model.links.filter(({ from, to }) => from === workflow.file || to === workflow.file);
  panel.replaceChildren(
    make("h2", workflow.shown),
    make("p", workflow.isOuter ? "In another repository." : `${workflow.name} · ${workflow.file}`, "muted"),
    ...(verdict
      ? section(eventNow()?.label ?? "", [
          line(verdict.why, "", {
            text: verdict.starts === "yes" ? "starts" : verdict.starts === "no" ? "does not start" : "not known",
            className: verdict.starts,
          }),
        ])
      : []),
    ...section(
      "Starts on",
      workflow.triggers.map(({ event, filter, people }) => line(`${event} ${filter}`.trim(), people)),
    ),
    ...section(
      "Jobs",
      workflow.jobs.map(({ id, needs, condition, calls }) => {
        const job = of(id);
        const after = needs.length > 0 ? `after ${needs.join(", ")}` : "";
        const details = [
          after,
          calls === undefined ? "" : `calls ${calls}`,
          condition === undefined ? "" : `if ${condition}`,
          job?.why ?? "",
        ];
        return line(
          id,
          details.filter((part) => part !== "").join("; "),
          job && { text: job.verdict, className: job.verdict },
        );
      }),
    ),
    ...section(
      "Links",
      links.map(({ kind, from, to, job, task }) => {
        const isOut = from === workflow.file;
        const other = model.workflows[indexOf(isOut ? to : from)];
        const verb = {
          calls: ["calls", "is called by"],
          dispatches: ["dispatches", "is dispatched by"],
          "waits-for": ["is followed by", "runs after"],
        }[kind];
        const item = line(
          `${verb[isOut ? 0 : 1]} ${other?.shown ?? ""}`,
          [job ?? "", task ?? ""].filter((part) => part !== "").join(", "),
        );
        return item;
      }),
    ),
    ...section("Secrets", reached("secrets")),
    ...section("May write", reached("permissions")),
  );
}

function eventPanel(): readonly HTMLElement[] {
  const event = eventNow();
  if (!event) return [];
  const own = model.workflows.filter(({ isOuter }) => !isOuter);
  const lines = (starts: string, text: string) =>
    own.flatMap((workflow) => {
      const verdict = verdictNow(workflow);
      return verdict?.starts === starts ? [line(workflow.shown, verdict.why, { text, className: starts })] : [];
    });
  return [
    make("h2", event.label),
    make(
      "p",
      "As if README.md were changed, by somebody who may write. For other facts: yardmaster simulate.",
      "muted",
    ),
    ...section("Starts", lines("yes", "starts")),
    ...section("Depends on what is not known", lines("unknown", "may start")),
    ...section("Does not start", lines("no", "stays")),
  ];
}

/** The nearest card in a direction: along a line first, by place otherwise. */
function neighbour(from: number, key: string): number | undefined {
  const file = model.workflows[from]?.file;
  const linked = model.links.flatMap((link) => {
    if (key === "ArrowRight" && link.from === file) return [indexOf(link.to)];
    if (key === "ArrowLeft" && link.to === file) return [indexOf(link.from)];
    return [];
  });
  const near = linked.find((index) => index >= 0 && index !== from);
  if (near !== undefined) return near;
  const boxes = cards.map((card) => card.getBoundingClientRect());
  const here = boxes[from];
  if (!here) return undefined;
  const isAcross = key === "ArrowLeft" || key === "ArrowRight";
  const sign = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  const scored = boxes.flatMap((box, index) => {
    const [along, aside] = isAcross ? [box.x - here.x, box.y - here.y] : [box.y - here.y, box.x - here.x];
    return index !== from && along * sign > 4 ? [{ index, cost: along * sign + 3 * Math.abs(aside) }] : [];
  });
  return scored.sort((a, b) => a.cost - b.cost)[0]?.index;
}

function setZoom(value: number): void {
  zoom = Math.min(2, Math.max(0.25, value));
  const { width, height } = map.viewBox.baseVal;
  map.setAttribute("width", String(width * zoom));
  map.setAttribute("height", String(height * zoom));
}

/** Such as Ctrl and + for its own zoom, and Alt and an arrow for the page before. */
const isBrowsers = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => ctrlKey || metaKey || altKey;

for (const [index, card] of cards.entries()) {
  card.addEventListener("click", () => choose(index));
  card.addEventListener("keydown", (event) => {
    if (isBrowsers(event)) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(index);
    } else if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      const next = neighbour(index, event.key);
      if (next !== undefined) cards[next]?.focus();
    }
  });
}
for (const control of [find, eventChoice, secretChoice]) control.addEventListener("input", refresh);
document.addEventListener("keydown", (event) => {
  if (isBrowsers(event)) return;
  const isTyping = event.target === find;
  if (event.key === "/" && !isTyping) {
    event.preventDefault();
    find.focus();
  } else if (event.key === "Escape") {
    const last = chosen;
    if (find.value !== "") find.value = "";
    choose(undefined);
    if (isTyping || last === undefined) (cards.find((card) => !card.classList.contains("dim")) ?? find).focus();
    else cards[last]?.focus();
  } else if (event.key === "Enter" && isTyping) cards.find((card) => !card.classList.contains("dim"))?.focus();
  else if (!isTyping && (event.key === "+" || event.key === "=")) setZoom(zoom * 1.2);
  else if (!isTyping && event.key === "-") setZoom(zoom / 1.2);
  else if (!isTyping && event.key === "0") setZoom(1);
});
const isDark = (): boolean =>
  document.documentElement.dataset.theme === "dark" ||
  (document.documentElement.dataset.theme === undefined && matchMedia("(prefers-color-scheme: dark)").matches);
function nameTheme(): void {
  theme.textContent = isDark() ? "Light" : "Dark";
}
theme.addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  nameTheme();
});
nameTheme();
// What does not fit is shrunk to the width, as far as it stays readable.
setZoom(Math.max(0.6, Math.min(1, (picture.clientWidth - 40) / map.viewBox.baseVal.width)));
