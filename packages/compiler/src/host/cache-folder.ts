/** What installs packages makes it, and without it nothing is kept. */
export const packagesFolder = "node_modules";

/** Beside the packages, where nobody commits it. Relative to the root. */
export const cacheFolder = `${packagesFolder}/.cache/yardmaster`;
