import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { inChromium, type Looking, mapTests } from "./map-page.ts";
import { makeRepository, type TestRepository } from "./repository.ts";

const hostile = "</script><img src=x onerror=alert(1)>\u202e--><!--";
const files = {
  ".github/workflows/ci.yml": `name: CI
on: { push: { branches: [main] }, pull_request: }
permissions: {}
jobs:
  test: { runs-on: ubuntu-24.04, steps: [{ run: make }] }
  docs: { runs-on: ubuntu-24.04, if: "github.event_name == 'pull_request'", steps: [{ run: make docs }] }
  publish:
    needs: [test]
    if: github.event_name == 'push'
    permissions: { contents: write }
    uses: ./.github/workflows/publish.yml
    secrets: { TOKEN: "\${{ secrets.TOKEN }}" }
`,
  ".github/workflows/publish.yml": `on: { workflow_call: { secrets: { TOKEN: } } }
permissions: {}
jobs:
  upload:
    runs-on: ubuntu-24.04
    permissions: { contents: write }
    steps: [{ run: make upload, env: { TOKEN: "\${{ secrets.TOKEN }}" } }]
`,
  ".github/workflows/after.yml": `name: ${JSON.stringify(hostile)}
on: { workflow_run: { workflows: [CI], types: [completed] } }
permissions: {}
jobs:
  ${"a-very-long-name-of-a-job-that-goes-on-and-on-until-nobody-reads-it"}: { runs-on: ubuntu-24.04, steps: [{ run: make }] }
`,
  ".github/workflows/alone.yml": `on: { schedule: [{ cron: "17 4 * * 1" }] }
permissions: {}
jobs: { clean: { runs-on: ubuntu-24.04, steps: [{ run: make clean }] } }
`,
};

const writing = suite<TestRepository>("yardmaster graph --html");
writing.before.each((repository) => void Object.assign(repository, makeRepository(files)));
writing.after.each((repository) => repository.dispose());

writing("writes one page, the same bytes each time", async ({ run, read }) => {
  assert.equal(await run(["graph", "--html", "map.html"]), { code: 0, stdout: "created map.html\n", stderr: "" });
  const first = read("map.html");
  assert.equal((await run(["graph", "--html", "map.html"])).stdout, "unchanged map.html\n");
  assert.is((await run(["graph", "--html", "-"])).stdout, first);
  const later = await run(["graph", "--html", "-"], {
    now: new Date("2030-01-01T00:00:00Z"),
    env: { TZ: "Asia/Tokyo" },
  });
  assert.is(later.stdout, first);
  assert.not.match(first, /https?:|\/\/[a-z]/, "no address");
});
writing("leaves what is not its own, a folder, and a place that is not there", async ({ run, write, read }) => {
  write("mine.html", "<p>mine</p>");
  for (const [file, sentence] of [
    ["mine.html", "mine.html is no page of this command: name another file, or remove it.\n"],
    [".github", ".github is a folder: name the file, such as .github/workflows.html.\n"],
    ["no/where.html", "There is no folder no: make it, or name another file.\n"],
  ] as const) {
    assert.equal(await run(["graph", "--html", file]), { code: 2, stdout: "", stderr: sentence });
  }
  assert.is(read("mine.html"), "<p>mine</p>");
});
writing("names the events beyond the sixtieth, and has the first sixty", async ({ run, write }) => {
  const crons = Array.from({ length: 70 }, (_, index) => `{ cron: "${index % 60} ${Math.floor(index / 60)} * * 1" }`);
  write(
    ".github/workflows/alone.yml",
    files[".github/workflows/alone.yml"].replace('{ cron: "17 4 * * 1" }', crons.join(", ")),
  );
  const { stdout } = await run(["graph", "--html", "-"]);
  const options = [...stdout.matchAll(/<option value="\d+">([^<]*)/g)].map(([, label]) => label);
  assert.is(options.filter((label) => label !== "TOKEN").length, 60);
  assert.is(stdout.match(/the page has the first 60 events<\/span>/g)?.length, 73 - 60);
});
writing("carries hostile names as data and text", async ({ run }) => {
  const { stdout } = await run(["graph", "--html", "-"]);
  assert.is(stdout.match(/<script/g)?.length, 2);
  assert.is(stdout.match(/<\/script>/g)?.length, 2);
  assert.not.match(stdout, /<img|<!--|\u202e/);
  const [, data = ""] = /id="model">(.*?)<\/script>/s.exec(stdout) ?? [];
  const model = JSON.parse(data) as { workflows: { file: string; name: string }[] };
  assert.is(model.workflows.find(({ file }) => file.endsWith("after.yml"))?.name, hostile);
});
writing.run();

const looking = suite<Looking>(`the page ${inChromium}`);
const inBrowser = mapTests(looking, files);
const card = (page: Page, shown: string) =>
  page.locator(".card", { has: page.locator(`text.title:text-is("${shown}")`) });

inBrowser("asks for nothing but itself, and says no error", async ({ open, asked }) => {
  const page = await open();
  await page.waitForTimeout(100);
  assert.equal(asked, [page.url()]);
  await page.close();
});
inBrowser("has a card for each workflow, named by what starts it and what it reaches", async ({ open }) => {
  const page = await open();
  const texts = await page
    .locator(".card")
    .evaluateAll((all) => all.map((each) => [...each.querySelectorAll("text")].map((text) => text.textContent)));
  assert.equal(texts, [
    ["after.yml", "workflow_run", "", "a-very-long-name-of-a-job-tha…"],
    ["alone.yml", "schedule", "", "clean"],
    ["ci.yml", "push, pull_request", "", "test", "docs", "publish", "calls"],
    ["publish.yml", "workflow_call", "1 secret, 1 write", "upload"],
  ]);
  assert.is(
    await page.locator(".card [data-job^=a-very] title").textContent(),
    "a-very-long-name-of-a-job-that-goes-on-and-on-until-nobody-reads-it",
  );
  const kinds = await page
    .locator(".edge")
    .evaluateAll((all) => all.map((each) => each.getAttribute("class")?.split(" ")[1]));
  assert.equal(kinds.sort(), ["calls", "waits-for"]);
  await page.close();
});
inBrowser("no text leaves its card, and no card lies on another", async ({ open }) => {
  const page = await open();
  const { outside, overlaps } = (await page.evaluate(`(() => {
    const boxes = [...document.querySelectorAll(".card")].map((each) => ({
      box: each.querySelector(".box").getBoundingClientRect(),
      texts: [...each.querySelectorAll("text")].map((text) => ({ at: text.getBoundingClientRect(), text: text.textContent })),
    }));
    const outside = boxes.flatMap(({ box, texts }) =>
      texts.filter(({ at }) => at.width > 0 && (at.right > box.right || at.left < box.left || at.bottom > box.bottom)).map(({ text }) => text),
    );
    const overlaps = boxes.flatMap(({ box: a }, index) =>
      boxes.slice(index + 1).filter(({ box: b }) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
    );
    return { outside, overlaps: overlaps.length };
  })()`)) as { readonly outside: readonly string[]; readonly overlaps: number };
  assert.equal([outside, overlaps], [[], 0]);
  await page.close();
});
inBrowser("an event lights up what runs, and says why for the rest", async ({ open }) => {
  const page = await open();
  await page.selectOption("#event", { label: "push to main" });
  const lit = await page.locator(".card.lit-yes text.title").allTextContents();
  assert.equal(lit.sort(), ["ci.yml", "publish.yml"]);
  const jobs = await card(page, "ci.yml")
    .locator(".job")
    .evaluateAll((all) => all.map((each) => `${each.getAttribute("data-job")} ${each.getAttribute("class")}`));
  assert.equal(jobs, ["test job v-runs", "docs job v-skipped", "publish job v-runs"]);
  assert.is(await page.locator("#status").textContent(), "2 of 4 workflows");
  const panel = (await page.locator("#panel").innerText()).replaceAll(/\s+/g, " ");
  assert.match(panel, "stays alone.yml on does not list push");
  await card(page, "ci.yml").click();
  const details = (await page.locator("#panel").innerText()).replaceAll(/\s+/g, " ");
  assert.match(details, "starts on lists push; main of branches matches main");
  assert.match(details, /skipped docs if github\.event_name == 'pull_request'; .*event_name/);
  await page.close();
});
inBrowser("a secret shows the way to it", async ({ open }) => {
  const page = await open();
  await page.selectOption("#secret", { label: "TOKEN" });
  const left = await page.locator(".card:not(.dim) text.title").allTextContents();
  assert.equal(left.sort(), ["ci.yml", "publish.yml"]);
  await page.close();
});
inBrowser("is found and followed by keyboard alone", async ({ open }) => {
  const page = await open();
  const focused = () =>
    page.evaluate('document.activeElement.querySelector("text.title")?.textContent ?? document.activeElement.id');
  await page.keyboard.press("/");
  assert.is(await focused(), "find");
  await page.keyboard.type("test");
  assert.equal(await page.locator(".card.found text.title").allTextContents(), ["ci.yml"]);
  await page.keyboard.press("Enter");
  assert.is(await focused(), "ci.yml");
  await page.keyboard.press("Enter");
  assert.is(await page.locator("#panel h2").textContent(), "ci.yml");
  await page.keyboard.press("ArrowRight");
  assert.is(await focused(), "after.yml");
  await page.keyboard.press("ArrowLeft");
  assert.is(await focused(), "ci.yml");
  await page.keyboard.press("Escape");
  assert.match((await page.locator("#panel h2").textContent()) ?? "", "Workflows of");
  assert.is(await page.locator(".card.dim").count(), 0);
  const before = await page.locator("#map").getAttribute("width");
  await page.keyboard.press("+");
  assert.ok(Number(await page.locator("#map").getAttribute("width")) > Number(before));
  await page.close();
});
for (const scheme of ["light", "dark"] as const) {
  inBrowser(`${scheme}: no finding of axe, with an event and a card chosen, on a phone too`, async ({ open }) => {
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 420, height: 800 },
    ]) {
      const page = await open({ colorScheme: scheme, viewport, bypassCSP: true });
      await page.selectOption("#event", { label: "push to main" });
      await card(page, "ci.yml").click();
      await page.addScriptTag({
        content: readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"),
      });
      const found = await page.evaluate(
        "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`))",
      );
      assert.equal(found, []);
      await page.close();
    }
  });
}
inBrowser("the theme can be chosen, and texts in the picture have their contrast in both", async ({ open }) => {
  const page = await open({ colorScheme: "light" });
  const ratios = async () =>
    (await page.evaluate(`(() => {
      const luminance = (colour) => {
        const parts = /\\d+, \\d+, \\d+/.exec(colour)[0].split(", ").map((each) => {
          const value = Number(each) / 255;
          return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
      };
      const box = getComputedStyle(document.querySelector(".card .box")).fill;
      return [".card .title", ".card .small"].map((selector) => {
        const [a, b] = [getComputedStyle(document.querySelector(selector)).fill, box].map(luminance).sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
      });
    })()`)) as readonly number[];
  for (const ratio of await ratios()) assert.ok(ratio >= 4.5, `${ratio}`);
  await page.click("#theme");
  assert.is(await page.evaluate("document.documentElement.dataset.theme"), "dark");
  for (const ratio of await ratios()) assert.ok(ratio >= 4.5, `${ratio}`);
  await page.close();
});
inBrowser("is readable without its script", async ({ open }) => {
  const page = await open({ javaScriptEnabled: false });
  assert.is(await page.locator(".card text.title").count(), 4);
  await page.close();
});
looking.run();
