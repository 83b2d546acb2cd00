export * from "./generated/external-secrets.ts";
