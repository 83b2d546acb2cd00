export * from "./generated/mongodb.ts";
