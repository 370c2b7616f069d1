export const sourcesFolder = "workflows-src";
