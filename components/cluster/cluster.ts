import * as pulumi from "@pulumi/pulumi";
import type { Backend, Cloud } from "../core/cloud.ts";
import { Unsupported } from "../core/errors.ts";
import { awsCluster } from "./aws.ts";
import { type ClusterArgs, type ClusterOutputs, type ClusterSpec, resolveCluster } from "./spec.ts";

type ClusterBackend = Backend<ClusterSpec, ClusterOutputs>;

const backends = {
  aws: awsCluster,
  azure: unsupported("azure"),
  kubernetes: unsupported("kubernetes"),
} satisfies Record<Cloud, ClusterBackend>;

/**
 * A Kubernetes cluster of the region's own. Whoever depends on the component comes after its nodes and after its
 * administrators' access. Cost: the control plane by the hour, and its nodes.
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 * @throws Unsupported where the cloud has no backend.
 */
export class ManagedCluster extends pulumi.ComponentResource implements ClusterOutputs {
  static readonly token = "plumbline:cluster:ManagedCluster";
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly kubeconfig: pulumi.Output<string>;
  readonly machines: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveCluster(name, args);
    super(ManagedCluster.token, name, spec, opts);
    const built = backends[spec.cloud](this, name, spec);
    this.name = built.name;
    this.arn = built.arn;
    this.kubeconfig = built.kubeconfig;
    this.machines = built.machines;
    this.registerOutputs(built);
  }
}

function unsupported(cloud: Cloud): ClusterBackend {
  return () => {
    throw new Unsupported(cloud, "a cluster of the program's own", "name the context of one in plumbline:cluster");
  };
}
