import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Labels } from "../core/labels.ts";
import type { PodVersion } from "./pod.ts";
import type { ResolvedWorkload } from "./spec.ts";

/** Everything that a strategy needs to deploy the pods of a workload. */
export interface WorkloadParts {
  readonly parent: pulumi.Resource;
  /** Logical name of the workload. */
  readonly name: string;
  readonly component: string;
  readonly namespace: pulumi.Input<string>;
  /** Labels of the objects. */
  readonly labels: Labels;
  /** Labels that select the pods of every version. */
  readonly selector: Labels;
  /** Objects that the pods name and that must exist before them. */
  readonly before: readonly pulumi.Resource[];
  readonly spec: ResolvedWorkload;
  /** The pod template of a version. */
  readonly template: (version: PodVersion) => types.input.core.v1.PodTemplateSpec;
}

/** A controller of pods that an autoscaler sizes. */
export interface ScaleTarget {
  /** Suffix of the autoscaler's and the budget's names; empty for the only one. */
  readonly suffix: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: pulumi.Input<string>;
  /** Labels that select its pods. */
  readonly selector: Labels;
}

/** What a strategy made. */
export interface Deployed {
  /** Controllers with an autoscaler. */
  readonly targets: readonly ScaleTarget[];
  /** Labels that the workload's Service selects. */
  readonly serving: Labels;
  /** Resources that must be ready before the Service is. */
  readonly ready: readonly pulumi.Resource[];
}
