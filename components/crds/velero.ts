export * from "./generated/velero.ts";
