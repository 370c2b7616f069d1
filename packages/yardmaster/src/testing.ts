export { loadRepository, matchesGoldenFile } from "@yardmaster/cli";
export { simulate } from "@yardmaster/simulator";
export * from "@yardmaster/simulator/testing";
