export * from "./generated/prometheus-operator.ts";
