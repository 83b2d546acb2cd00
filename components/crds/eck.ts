export * from "./generated/eck.ts";
