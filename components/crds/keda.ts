export * from "./generated/keda.ts";
