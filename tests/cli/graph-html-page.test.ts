import type { Browser, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { inChromium, type Looking, mapTests } from "./map-page.ts";
import { makeRepository } from "./repository.ts";

// What people do on the page that `graph --html` writes, and names that mean it harm.

const hostile = `" onfocus="alert(1)<img src=x>`;
const steps = "steps: [{ run: make }]";
const workflows = (hostileFile: string) => ({
  "ci.yml": `name: CI
on: { push: { branches: [main] } }
permissions: {}
jobs:
  test: { runs-on: ubuntu-24.04, ${steps} }
  publish:
    needs: [test]
    permissions: { contents: write }
    uses: ./.github/workflows/publish.yml
    secrets: { TOKEN: "\${{ secrets.TOKEN }}" }
  maybe: { if: vars.RUN == 'yes', uses: ./.github/workflows/maybe.yml }
  elsewhere: { uses: o/r/.github/workflows/release.yml@v1 }
`,
  "maybe.yml": `on: { workflow_call: }\npermissions: {}\njobs: { a: { runs-on: ubuntu-24.04, ${steps} } }\n`,
  "publish.yml": `on: { workflow_call: { secrets: { TOKEN: } } }
permissions: {}
jobs:
  upload:
    runs-on: ubuntu-24.04
    permissions: { contents: write }
    steps: [{ run: make upload, env: { TOKEN: "\${{ secrets.TOKEN }}" } }]
`,
  "release.yml": `on: { release: { types: [published] } }\npermissions: {}\njobs: { a: { runs-on: ubuntu-24.04, ${steps} } }\n`,
  [hostileFile]: `name: ${JSON.stringify(hostile)}
on: { workflow_dispatch: , workflow_run: { workflows: [CI] }, schedule: [{ cron: ${JSON.stringify(hostile)} }] }
permissions: {}
jobs: { ${JSON.stringify(hostile)}: { runs-on: ubuntu-24.04, ${steps} } }
`,
});
const below = (folder: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}.github/workflows/${name}`, text]));

const writing = suite("yardmaster graph --html and names that mean harm");
// Windows has no such names of files.
(process.platform === "win32" ? writing.skip : writing)(
  "a file, a folder, a job, an event and a cron stay texts wherever they stand",
  async () => {
    const repository = makeRepository(below(`${hostile}/`, workflows(`${hostile}.yml`)));
    try {
      const { code, stdout } = await repository.run(["graph", hostile, "--html", "-"]);
      assert.is(code, 0);
      const markup = stdout.replace(/<script[\s\S]*<\/script>/, "");
      assert.not.match(markup, /<img|" onfocus="/);
      const shown = `&#34; onfocus=&#34;alert(1)&#60;img src=x&#62;`;
      for (const [before, after] of [
        ["<title>Workflows of ", "</title>"],
        [">workflow_dispatch of ", ".yml</option>"],
        ["<li>schedule ", " <span"],
        ['data-to=".github/workflows/', '.yml"'],
        ["<title>ci.yml starts, when it ends, ", ".yml</title>"],
        [`<title>.github/workflows/${shown}.yml: `, "</title>"],
        ['data-job="', '"><title>'],
      ]) {
        assert.ok(markup.includes(`${before}${shown}${after}`), before);
      }
    } finally {
      repository.dispose();
    }
  },
);
writing.run();

const looking = suite<Looking>(`what people do on the page, ${inChromium}`);
const inBrowser = mapTests(looking, below("", workflows("hostile.yml")));
function onPage(name: string, act: (page: Page) => Promise<void>, options?: Parameters<Browser["newPage"]>[0]): void {
  inBrowser(name, async ({ open }) => {
    const page = await open(options);
    await act(page);
    await page.close();
  });
}

const titles = async (page: Page, of: string): Promise<readonly string[]> =>
  (await page.locator(`.card${of} text.title`).allTextContents()).sort();
const focused = (page: Page) =>
  page.evaluate('document.activeElement.querySelector("text.title")?.textContent ?? document.activeElement.id');
const card = (page: Page, shown: string) =>
  page.locator(".card", { has: page.locator(`text.title:text-is("${shown}")`) });
const panelOf = async (page: Page) => (await page.locator("#panel").innerText()).split(/\s*\n\s*/);
const linesOf = (page: Page, of: string) =>
  page
    .locator(`.edge${of}`)
    .evaluateAll((all) => all.map((each) => each.getAttribute("data-to")?.split("/").at(-1)).sort());

onPage("finds by job, trigger, secret and what may be written, dims the rest, and counts", async (page) => {
  for (const [words, found] of [
    [" UPLOAD ", ["publish.yml"]],
    ["workflow_run", ["hostile.yml"]],
    ["token", ["publish.yml"]],
    ["contents", ["publish.yml"]],
    ["no such thing", []],
  ] as const) {
    await page.fill("#find", words);
    assert.equal(await titles(page, ".found"), found, words);
    assert.equal(await titles(page, ":not(.dim)"), found, words);
    assert.is(await page.locator("#status").textContent(), `${found.length} of 6 workflows`);
  }
  await page.fill("#find", "");
  assert.is(await page.locator(".dim").count(), 0);
  assert.is(await page.locator("#status").textContent(), "");
});

onPage("an event, a secret and words narrow each other", async (page) => {
  await page.selectOption("#event", { label: "push to main" });
  assert.equal(await titles(page, ":not(.dim)"), ["ci.yml", "maybe.yml", "publish.yml"]);
  assert.equal(await linesOf(page, ":not(.dim)"), ["maybe.yml", "publish.yml"]);
  await page.fill("#find", "yml");
  await page.selectOption("#secret", { label: "TOKEN" });
  assert.equal(await titles(page, ":not(.dim)"), ["ci.yml", "publish.yml"]);
  await page.fill("#find", "upload");
  assert.equal(await titles(page, ":not(.dim)"), ["publish.yml"]);
});

onPage("tells what may start from what does, and a workflow from one of its name elsewhere", async (page) => {
  await page.selectOption("#event", { label: "push to main" });
  assert.equal(await titles(page, ".lit-yes"), ["ci.yml", "publish.yml"]);
  assert.equal(await titles(page, ".lit-unknown"), ["maybe.yml"]);
  const panel = await panelOf(page);
  assert.equal(
    panel.filter((each) => /^(?:starts|may start|stays) /.test(each)),
    [
      "starts ci.yml on lists push; main of branches matches main",
      "starts publish.yml it is called by publish",
      "may start maybe.yml it is called by maybe",
      "stays hostile.yml on does not list push",
      "stays release.yml on does not list push",
    ],
  );
  await card(page, "o/r release.yml@v1").click();
  assert.match((await panelOf(page)).join("\n"), "In another repository.");
});

onPage("shows of a workflow its links, secrets and writes, and marks it and its lines", async (page) => {
  await card(page, "publish.yml").click();
  assert.equal((await panelOf(page)).slice(6), [
    "Links",
    "is called by ci.yml publish",
    "Secrets",
    "Secret TOKEN of job upload in publish.yml: reached by push to main through ci.yml#publish (calls), so by people with write access.",
    "May write",
    "contents: write of job upload in publish.yml: reached by push to main through ci.yml#publish (calls), so by people with write access.",
  ]);
  assert.equal(await titles(page, "[aria-current=true]"), ["publish.yml"]);
  assert.equal(await linesOf(page, ".on"), ["publish.yml"]);
  await card(page, "maybe.yml").click();
  assert.equal(await titles(page, "[aria-current=true]"), ["maybe.yml"]);
  assert.equal(await linesOf(page, ".on"), ["maybe.yml"]);
});

onPage("Esc gives the focus back: to the card that was chosen, or from the words to what is left", async (page) => {
  await card(page, "maybe.yml").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowLeft");
  assert.is(await focused(page), "ci.yml");
  await page.keyboard.press("Escape");
  assert.is(await focused(page), "maybe.yml");
  await page.keyboard.press("/");
  await page.keyboard.type("release/+0-");
  assert.is(await page.inputValue("#find"), "release/+0-");
  await page.keyboard.press("Escape");
  assert.is(await page.inputValue("#find"), "");
  assert.is(await page.locator(".dim").count(), 0);
  assert.is(await focused(page), "ci.yml");
});

onPage("arrows go to the next card by place where no line leads", async (page) => {
  const place = async (shown: string) => (await card(page, shown).locator(".box").boundingBox()) ?? { x: -1, y: -1 };
  await card(page, "maybe.yml").focus();
  for (const [key, axis, sign] of [
    ["ArrowDown", "y", 1],
    ["ArrowUp", "y", -1],
  ] as const) {
    const before = await place(String(await focused(page)));
    await page.keyboard.press(key);
    const after = await place(String(await focused(page)));
    assert.ok((after[axis] - before[axis]) * sign > 0, key);
    assert.is(after.x, before.x, key);
  }
});

onPage("zooms in and out and back, not while words are typed, and leaves the browser its own keys", async (page) => {
  const width = async () => Number(await page.locator("#map").getAttribute("width"));
  await page.keyboard.press("0");
  const natural = await width();
  await page.keyboard.press("+");
  assert.is(Math.round(await width()), Math.round(natural * 1.2));
  await page.keyboard.press("-");
  await page.keyboard.press("-");
  assert.is(Math.round(await width()), Math.round(natural / 1.2));
  await page.focus("#find");
  await page.keyboard.type("0+-");
  assert.is(Math.round(await width()), Math.round(natural / 1.2));
  await card(page, "ci.yml").focus();
  for (const keys of ["Control+0", "Control++", "Meta+-", "Alt+ArrowRight"]) await page.keyboard.press(keys);
  assert.is(Math.round(await width()), Math.round(natural / 1.2));
  assert.is(await focused(page), "ci.yml");
  await page.keyboard.press("0");
  assert.is(await width(), natural);
});

onPage(
  "the button names the theme that it brings",
  async (page) => {
    const names: (string | null)[] = [];
    for (let press = 0; press < 3; press++) {
      names.push(await page.textContent("#theme"));
      await page.click("#theme");
    }
    assert.equal(names, ["Light", "Dark", "Light"]);
  },
  { colorScheme: "dark" },
);

onPage("shows hostile names as they are, and runs no script but its own", async (page) => {
  await page.selectOption("#event", { label: "push to main" });
  assert.match((await panelOf(page)).join("\n"), "hostile.yml");
  await card(page, "hostile.yml").click();
  const panel = await page.locator("#panel").innerText();
  assert.match(panel, `${hostile} · .github/workflows/hostile.yml`);
  assert.is(await page.locator("img").count(), 0);
  const ran = await page.evaluate(`(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    return window.ran === true;
  })()`);
  assert.is(ran, false);
});
looking.run();
