import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import type { uvu } from "uvu";
import { browserProgram, startBrowser } from "../helpers/browser.ts";
import { makeRepository, type TestRepository } from "./repository.ts";

export interface Looking extends TestRepository {
  readonly browser: Browser;
  readonly open: (options?: Parameters<Browser["newPage"]>[0]) => Promise<Page>;
  /** What pages have fetched and said, dialogs and errors included. */
  readonly asked: string[];
}

/** For the name of a suite. */
export const inChromium = `in Chromium${browserProgram ? "" : " (not installed here: not looked at)"}`;

/** Opens the map of a repository for the tests of a suite. @returns what registers a test. */
export function mapTests(
  looking: uvu.Test<Looking>,
  files: Readonly<Record<string, string>>,
): (name: string, act: (world: Looking) => Promise<void>) => void {
  looking.before(async (world) => {
    if (!browserProgram) return;
    const repository = makeRepository(files);
    await repository.run(["graph", "--html", "map.html"]);
    const browser = await startBrowser();
    const asked: string[] = [];
    const open = async (options = {}) => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
      page.on("request", (request) => asked.push(request.url()));
      page.on("pageerror", (error) => asked.push(String(error)));
      page.on("console", (message) => asked.push(message.text()));
      page.on("dialog", (dialog) => asked.push(dialog.message()));
      await page.goto(pathToFileURL(join(repository.root, "map.html")).href);
      return page;
    };
    Object.assign(world, repository, { browser, open, asked });
  });
  looking.after(async (world) => {
    await world.browser?.close();
    world.dispose?.();
  });
  return (name, act) => {
    if (browserProgram || process.env.CI) looking(name, act);
    else looking.skip(`${name} (Chromium is not installed here)`, act);
  };
}
