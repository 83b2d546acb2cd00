import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { BackupTarget, KeyTarget } from "../../backup-store/target.ts";
import type { Labels } from "../../core/labels.ts";
import { clientIdAnnotation, workloadIdentityLabel } from "../../identity/azure-workload-identity.ts";
import { type Image, imageReference, thirdPartyImages } from "../../core/images.ts";
import type { SecretReference } from "../../secret-store/generated-secret.ts";
import { restrictedContainer, restrictedPod } from "../../workload/security.ts";
import type { Resources, SecretMount } from "../../workload/spec.ts";
import { volumeMountsOf, volumesOf } from "../../workload/volumes.ts";
import { backupPaths } from "./paths.ts";

type PodSpec = types.input.core.v1.PodSpec;
type Container = types.input.core.v1.Container;

/** Room for what a restore brings back, on a volume of the encrypted class. */
export interface ScratchVolume {
  /** Most that it holds; a Kubernetes quantity. */
  readonly size: string;
  /** @default - the cluster's default class */
  readonly storageClass?: string;
  /** Claim to use, where the guide names one. @default - a claim of the pod's own, which goes with it */
  readonly claim?: pulumi.Input<string>;
}

/** What a pod that runs a program of `operations/` is made of. */
export interface ProgramPodArgs {
  /** Image with the store's own programs; of Debian or Ubuntu. */
  readonly image: Image;
  /** User and group id of the processes; never 0. */
  readonly userId: number;
  readonly serviceAccount: pulumi.Input<string>;
  /** ConfigMaps with the jobs and with the program. */
  readonly job: pulumi.Input<string>;
  readonly program: pulumi.Input<string>;
  /** Command of the program, with its options. */
  readonly command: readonly string[];
  readonly target: BackupTarget;
  /** Secret with the keys that backups are encrypted with, a line each. */
  readonly encryptionKeys: SecretReference;
  readonly secretMounts: readonly SecretMount[];
  readonly scratch?: ScratchVolume | undefined;
  readonly resources: Resources;
  /** Further variables. @default [] */
  readonly variables?: readonly types.input.core.v1.EnvVar[];
  /** What the container has besides, such as ports and probes. */
  readonly container?: Partial<Container>;
}

/** Puts the unpacked program, and Node.js where the next container lacks it, to where that one finds them. */
const prepare = (withNode: boolean) =>
  [
    'const fs = require("node:fs");',
    ...(withNode
      ? [
          `fs.copyFileSync(process.execPath, "${backupPaths.runtime}/node");`,
          `fs.chmodSync("${backupPaths.runtime}/node", 0o755);`,
        ]
      : []),
    `const packed = fs.readFileSync("${backupPaths.program}/${backupPaths.programFile}");`,
    `fs.writeFileSync("${backupPaths.runtime}/program.mjs", require("node:zlib").brotliDecompressSync(packed));`,
  ].join(" ");

/**
 * A pod that runs a program. Node.js comes from its own image into the image with the store's programs, so that one process starts
 * them, sees how each ends, and hands signals on.
 */
export function programPod(args: ProgramPodArgs): PodSpec {
  const { image, encryptionKeys, scratch } = args;
  const hasNode = imageReference(image) === imageReference(thirdPartyImages.node);
  const [keys = ""] = encryptionKeys.keys;
  const mounts = {
    files: [{ name: "job", mountPath: backupPaths.job, files: {} }],
    secretMounts: [...accessMount(args.target), ...args.secretMounts],
    writable: [
      { name: "runtime", path: backupPaths.runtime, size: "256Mi" },
      { name: "tmp", path: "/tmp", size: "64Mi" },
    ],
  };
  return {
    serviceAccountName: args.serviceAccount,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    // Time to end the store's programs, and to take back what was uploaded.
    terminationGracePeriodSeconds: 60,
    securityContext: restrictedPod(args.userId),
    initContainers: [
      {
        name: "runtime",
        image: imageReference(thirdPartyImages.node),
        imagePullPolicy: "IfNotPresent",
        command: ["node", "-e", prepare(!hasNode)],
        resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "500m", memory: "128Mi" } },
        securityContext: restrictedContainer(),
        volumeMounts: [
          { name: "runtime", mountPath: backupPaths.runtime },
          { name: "program", mountPath: backupPaths.program, readOnly: true },
        ],
      },
    ],
    containers: [
      {
        name: "backup",
        image: imageReference(image),
        imagePullPolicy: "IfNotPresent",
        command: [
          hasNode ? "node" : `${backupPaths.runtime}/node`,
          `${backupPaths.runtime}/program.mjs`,
          ...args.command,
        ],
        env: [...credentials(args.target), { name: "HOME", value: "/tmp" }, ...(args.variables ?? [])],
        resources: args.resources,
        securityContext: restrictedContainer(),
        volumeMounts: [
          ...volumeMountsOf(mounts),
          { name: "keys", mountPath: backupPaths.keys, readOnly: true },
          ...(scratch ? [{ name: "scratch", mountPath: backupPaths.scratch }] : []),
        ],
        ...args.container,
      },
    ],
    volumes: [
      { name: "job", configMap: { name: args.job, defaultMode: 0o444 } },
      { name: "program", configMap: { name: args.program, defaultMode: 0o444 } },
      {
        name: "keys",
        secret: {
          secretName: encryptionKeys.name,
          defaultMode: 0o440,
          items: [{ key: keys, path: backupPaths.keyFile }],
        },
      },
      ...(scratch ? [scratchVolume(scratch)] : []),
      ...volumesOf({ ...mounts, files: [] }),
    ],
  };
}

const isOpenedByKey = (target: BackupTarget): target is KeyTarget => target.credentials !== undefined;

/** The system's key to its backups, and the certificate of the authority that the store's is of. */
function accessMount(target: BackupTarget): SecretMount[] {
  if (!isOpenedByKey(target)) return [];
  const { credentialsFile, authority } = target;
  const keys = [...credentialsFile.keys, ...authority.keys];
  return [{ name: "backup-access", secret: credentialsFile.name, mountPath: backupPaths.access, keys }];
}

/** How the pod shows who it is: by a key, or, where there is none, by its service account, which needs no variable. */
function credentials(target: BackupTarget): types.input.core.v1.EnvVar[] {
  if (!isOpenedByKey(target)) return [];
  const [credentialsFile = ""] = target.credentialsFile.keys;
  const [authority = ""] = target.authority.keys;
  return [
    { name: "AWS_SHARED_CREDENTIALS_FILE", value: `${backupPaths.access}/${credentialsFile}` },
    { name: "NODE_EXTRA_CA_CERTS", value: `${backupPaths.access}/${authority}` },
  ];
}

/** What a service account says of the identity of Azure that its pods are; AKS then gives these the token for it. */
export function identityAnnotations(
  target: BackupTarget,
  account: string,
): { readonly annotations?: Readonly<Record<string, pulumi.Input<string>>> } {
  const clientId = target.service === "blob" ? target.clientIds[account] : undefined;
  return clientId ? { annotations: { [clientIdAnnotation]: clientId } } : {};
}

/** What marks the pods of such an account. */
export const identityLabels = (target: BackupTarget): Labels =>
  target.service === "blob" ? workloadIdentityLabel : {};

function scratchVolume({ size, storageClass, claim }: ScratchVolume): types.input.core.v1.Volume {
  if (claim !== undefined) return { name: "scratch", persistentVolumeClaim: { claimName: claim } };
  const spec = {
    accessModes: ["ReadWriteOnce"],
    ...(storageClass !== undefined && { storageClassName: storageClass }),
    resources: { requests: { storage: size } },
  };
  return { name: "scratch", ephemeral: { volumeClaimTemplate: { spec } } };
}
