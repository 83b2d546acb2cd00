export * from "./generated/istio.ts";
