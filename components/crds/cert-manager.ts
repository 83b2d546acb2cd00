export * from "./generated/cert-manager.ts";
