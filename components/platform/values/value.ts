import type { Input } from "@pulumi/pulumi";
import type { PodIdentity } from "../../identity/pod-identity.ts";

/** A chart's values: JSON, with outputs where the program knows something later. */
export type Values = { [field: string]: Input<Value> };
export type Value = string | number | boolean | Input<Value>[] | Values;

/** Pod and container halves of the `restricted` Pod Security Standard, for charts that leave them open. */
export const restrictedPodValues: Values = { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } };

export const restrictedContainerValues: Values = {
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ["ALL"] },
};

/** What a chart is told of who its pods are to the cloud: nothing, where the cloud goes by their names. */
export const ofAccount = (identity: PodIdentity | undefined): Values =>
  identity ? { annotations: { ...identity.accountAnnotations } } : {};
export const ofPods = (identity: PodIdentity | undefined): Values =>
  identity ? { podLabels: { ...identity.podLabels } } : {};

/** Requests, and limits that leave room above them. */
export function resources(cpu: string, memory: string, limits: { cpu: string; memory: string }): Values {
  return { requests: { cpu, memory }, limits: { cpu: limits.cpu, memory: limits.memory } };
}
