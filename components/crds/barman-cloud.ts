export * from "./generated/barman-cloud.ts";
