import manifest from "../package.json" with { type: "json" };

export const version: string = manifest.version;

/** As headers of generated files name it. */
export const generator = `yardmaster ${version}`;
