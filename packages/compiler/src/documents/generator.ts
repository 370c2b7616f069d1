import manifest from "../../package.json" with { type: "json" };

/** As headers of generated files name it; all packages have one version. */
export const generator = `yardmaster ${manifest.version}`;
