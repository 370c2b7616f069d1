import manifest from "../../package.json" with { type: "json" };

export const version: string = manifest.version;

/** As servers are told who asks. */
export const userAgent = `yardmaster/${version}`;
