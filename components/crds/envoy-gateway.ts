export * from "./generated/envoy-gateway.ts";
