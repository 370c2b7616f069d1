export * from "@yardmaster/cli";
