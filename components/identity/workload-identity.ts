import { PodIdentityAssociation } from "@pulumi/aws/eks/podIdentityAssociation.js";
import * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../core/aws-policy.ts";
import type { Identity } from "../core/labels.ts";
import { assertDnsLabel } from "../core/names.ts";
import type { AwsPlace } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { type MadeRole, makeRole } from "./aws-roles.ts";

/** What a role for pods has to know of where it is. */
export type IdentityPlace = Pick<AwsPlace, "accountId" | "partition" | "region" | "cluster">;

/** The pods that take a role. */
export interface PodSelector {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * Lets the pods of some service accounts of one namespace in one cluster take a role, by EKS Pod Identity. The session carries
 * their namespace and their service account as tags, so that nobody else of the cluster can.
 */
export function podTrust(
  place: IdentityPlace,
  namespace: pulumi.Input<string>,
  serviceAccounts: readonly string[],
): PolicyStatement {
  return {
    Effect: "Allow",
    Principal: { Service: "pods.eks.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Condition: {
      StringEquals: {
        "aws:SourceAccount": place.accountId,
        "aws:RequestTag/kubernetes-namespace": namespace,
        "aws:RequestTag/kubernetes-service-account": [...serviceAccounts],
      },
      ArnEquals: { "aws:SourceArn": place.cluster.arn },
    },
  };
}

export interface WorkloadIdentityArgs extends PodSelector {
  readonly identity: Identity;
  readonly place: IdentityPlace;
  /** What the pods may do: exact actions on exact ARNs. */
  readonly statements: readonly PolicyStatement[];
}

/** A role for the pods of a service account that nothing of AWS has been given to: they ask EKS for it. */
export function podRole(parent: pulumi.Resource, name: string, args: WorkloadIdentityArgs): MadeRole {
  return makeRole(parent, name, {
    identity: args.identity,
    description: `${args.namespace}/${args.serviceAccount}`,
    trust: podTrust(args.place, args.namespace, [args.serviceAccount]),
    statements: args.statements,
  });
}

/**
 * A cloud identity for a workload: pods of the service account get short-lived credentials, and no key is kept anywhere.
 *
 * @example
 * new WorkloadIdentity("orders-identity", {
 *   identity: { system: "shop", component: "orders" }, place, namespace: "shop", serviceAccount: "orders",
 *   statements: [{ Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [queue.arn] }],
 * }, { parent: this });
 *
 * @throws InvalidInput before any resource exists, when a name is none that Kubernetes or IAM takes.
 */
export class WorkloadIdentity extends pulumi.ComponentResource {
  static readonly token = "plumbline:identity:WorkloadIdentity";
  readonly roleArn: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;

  /**
   * @param name Logical name. IAM knows no regions: it has to tell apart the same workload of two regions, as it does when it begins
   *   with the name of a parent that does.
   */
  constructor(name: string, args: WorkloadIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    assertDnsLabel(`identity ${name}`, "namespace", args.namespace);
    assertDnsLabel(`identity ${name}`, "serviceAccount", args.serviceAccount);
    const { identity, namespace, serviceAccount, place } = args;
    super(WorkloadIdentity.token, name, { identity, namespace, serviceAccount }, opts);
    const role = podRole(this, name, args);
    new PodIdentityAssociation(
      `${name}-association`,
      {
        clusterName: place.cluster.name,
        namespace,
        serviceAccount,
        roleArn: role.arn,
        tags: tagsFor(identity),
      },
      { parent: this, dependsOn: [...role.policies] },
    );
    this.roleArn = role.arn;
    this.roleName = role.name;
    this.registerOutputs({ roleArn: this.roleArn, roleName: this.roleName });
  }
}
