import * as pulumi from "@pulumi/pulumi";
import type { AwsPlace, BucketReference } from "../core/place.ts";
import type { PolicyStatement } from "../core/aws-policy.ts";
import {
  certificateSolverPolicy,
  clusterBackupPolicy,
  logShipperPolicy,
  nodeScalerPolicy,
  secretsReaderPolicy,
} from "./platform-policies.ts";
import { type IdentityPlace, WorkloadIdentity } from "./workload-identity.ts";

/** Name of the ClusterSecretStore by which Secrets are copied from the cloud's secret store. */
export const cloudSecretStore = "cloud-secrets";

type PlatformPlace = IdentityPlace & Pick<AwsPlace, "keys">;

export interface PlatformIdentitiesArgs {
  readonly place: PlatformPlace;
  /** Name of the cluster whose nodes follow its pods. Structural, since a policy's condition has it in a key. */
  readonly clusterName: string;
  /** Buckets that the log collector ships to. */
  readonly logs: { readonly archive: BucketReference; readonly audit: BucketReference };
}

/**
 * Who the platform's own parts are to the cloud. A pod gets its identity when it starts: these have to be there before the
 * charts are.
 */
export class PlatformIdentities extends pulumi.ComponentResource {
  static readonly token = "plumbline:identity:PlatformIdentities";
  /** Role of External Secrets. */
  readonly secretsReaderRoleArn: pulumi.Output<string>;
  readonly secretsReaderRoleName: pulumi.Output<string>;

  constructor(name: string, args: PlatformIdentitiesArgs, opts?: pulumi.ComponentResourceOptions) {
    const { place, clusterName, logs } = args;
    super(PlatformIdentities.token, name, { region: place.region }, opts);
    const reader = platformIdentity(`${name}-external-secrets`, "external-secrets", place, secretsReaderPolicy(place), {
      parent: this,
    });
    platformIdentity(`${name}-log-shipper`, "fluent-bit", place, logShipperPolicy(place, logs.archive, logs.audit), {
      parent: this,
    });
    platformIdentity(`${name}-node-scaler`, "cluster-autoscaler", place, nodeScalerPolicy(place, clusterName), {
      parent: this,
    });
    this.secretsReaderRoleArn = reader.roleArn;
    this.secretsReaderRoleName = reader.roleName;
    this.registerOutputs({
      secretsReaderRoleArn: this.secretsReaderRoleArn,
      secretsReaderRoleName: this.secretsReaderRoleName,
    });
  }
}

/** Namespace and service account of each part, as its chart names them. */
export const platformAccounts = {
  "external-secrets": { namespace: "external-secrets", serviceAccount: "external-secrets" },
  "fluent-bit": { namespace: "node-agents", serviceAccount: "fluent-bit" },
  "log-archiver": { namespace: "logging", serviceAccount: "log-archiver" },
  "cluster-autoscaler": { namespace: "cluster-autoscaler", serviceAccount: "cluster-autoscaler" },
  "cert-manager": { namespace: "cert-manager", serviceAccount: "cert-manager" },
  velero: { namespace: "velero", serviceAccount: "velero-server" },
} as const;

/** A part of the platform that is somebody to the cloud. */
export type PlatformAccount = keyof typeof platformAccounts;

function platformIdentity(
  name: string,
  component: PlatformAccount,
  place: PlatformPlace,
  statements: readonly PolicyStatement[],
  opts: pulumi.ComponentResourceOptions,
): WorkloadIdentity {
  return new WorkloadIdentity(
    name,
    { identity: { system: "platform", component }, place, statements, ...platformAccounts[component] },
    opts,
  );
}

/** Lets Velero keep its backups in a folder of a bucket, and take snapshots of volumes. */
export function clusterBackupIdentity(
  name: string,
  args: { readonly place: PlatformPlace; readonly bucket: BucketReference; readonly folder: string },
  opts: pulumi.ComponentResourceOptions,
): WorkloadIdentity {
  return platformIdentity(name, "velero", args.place, clusterBackupPolicy(args.place, args.bucket, args.folder), opts);
}

/** Lets cert-manager answer challenges in one zone. */
export function certificateSolverIdentity(
  name: string,
  args: { readonly place: PlatformPlace; readonly zoneArn: pulumi.Input<string> },
  opts: pulumi.ComponentResourceOptions,
): WorkloadIdentity {
  return platformIdentity(name, "cert-manager", args.place, certificateSolverPolicy(args.place, args.zoneArn), opts);
}
