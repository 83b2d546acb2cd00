export * from "./generated/strimzi.ts";
