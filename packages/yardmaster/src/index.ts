export * from "@yardmaster/dsl";
