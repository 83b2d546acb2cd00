export * from "./generated/cloudnative-pg.ts";
