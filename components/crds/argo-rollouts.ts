export * from "./generated/argo-rollouts.ts";
