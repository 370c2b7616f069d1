import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A Chromium of this machine; undefined where there is none. */
export const browserProgram: string | undefined = places.find((path) => existsSync(path));

/** Without a window, and without anything that it would fetch by itself. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserProgram ?? places[0] ?? "",
    args: [
      ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ],
  });
}
