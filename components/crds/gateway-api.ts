export * from "./generated/gateway-api.ts";
