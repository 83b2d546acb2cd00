import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { imageReference, thirdPartyImages } from "../../core/images.ts";
import { restrictedContainer, restrictedPod } from "../../workload/security.ts";
import { volumeMountsOf, volumesOf } from "../../workload/volumes.ts";
import type { StoreBackupsArgs } from "./store-backups.ts";

/** Folders and files of the jobs' pods. */
export const backupPaths = {
  job: "/etc/plumbline",
  program: "/program",
  programFile: "program.mjs.gz",
  runtime: "/runtime",
  keys: "/secrets/keys",
  keyFile: "keys",
  authority: "/secrets/backup-authority",
  scratch: "/scratch",
} as const;

/** Objects that the pod refers to by name. */
export interface BackupReferences {
  readonly serviceAccount: pulumi.Input<string>;
  readonly job: pulumi.Input<string>;
  readonly program: pulumi.Input<string>;
}

/** Puts Node.js and the unpacked program where the next container finds them. */
const prepare = [
  'const fs = require("node:fs");',
  `fs.copyFileSync(process.execPath, "${backupPaths.runtime}/node");`,
  `fs.chmodSync("${backupPaths.runtime}/node", 0o755);`,
  `const packed = fs.readFileSync("${backupPaths.program}/${backupPaths.programFile}");`,
  `fs.writeFileSync("${backupPaths.runtime}/program.mjs", require("node:zlib").gunzipSync(packed));`,
].join(" ");

/**
 * A pod that runs the program once. Node.js comes from its own image into the image with the store's programs, so that one process starts
 * them, sees how each ends, and hands signals on.
 */
export function backupPod(
  args: StoreBackupsArgs,
  references: BackupReferences,
  command: readonly string[],
): types.input.core.v1.PodSpec {
  const { target, encryptionKeys, userId } = args;
  const [accessKey = "", secretKey = ""] = target.credentials.keys;
  const [keys = ""] = encryptionKeys.keys;
  const [authority = ""] = target.authority.keys;
  const mounts = {
    files: [{ name: "job", mountPath: backupPaths.job, files: {} }],
    secretMounts: [
      { name: "backup-authority", secret: target.authority.name, mountPath: backupPaths.authority, keys: [authority] },
      ...args.secretMounts,
    ],
    writable: [
      { name: "runtime", path: backupPaths.runtime, size: "256Mi" },
      { name: "scratch", path: backupPaths.scratch, size: args.scratchSize },
      { name: "tmp", path: "/tmp", size: "64Mi" },
    ],
  };
  const credential = (name: string, key: string) => ({
    name,
    valueFrom: { secretKeyRef: { name: target.credentials.name, key } },
  });
  const runtime = { name: "runtime", mountPath: backupPaths.runtime };
  return {
    restartPolicy: "Never",
    serviceAccountName: references.serviceAccount,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    // Time to end the store's programs, and to take back what was uploaded.
    terminationGracePeriodSeconds: 60,
    securityContext: restrictedPod(userId),
    initContainers: [
      {
        name: "runtime",
        image: imageReference(thirdPartyImages.node),
        imagePullPolicy: "IfNotPresent",
        command: ["node", "-e", prepare],
        resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "500m", memory: "128Mi" } },
        securityContext: restrictedContainer(),
        volumeMounts: [runtime, { name: "program", mountPath: backupPaths.program, readOnly: true }],
      },
    ],
    containers: [
      {
        name: "backup",
        image: imageReference(args.image),
        imagePullPolicy: "IfNotPresent",
        command: [`${backupPaths.runtime}/node`, `${backupPaths.runtime}/program.mjs`, ...command],
        env: [
          credential("AWS_ACCESS_KEY_ID", accessKey),
          credential("AWS_SECRET_ACCESS_KEY", secretKey),
          { name: "NODE_EXTRA_CA_CERTS", value: `${backupPaths.authority}/${authority}` },
          { name: "HOME", value: "/tmp" },
        ],
        resources: args.resources,
        securityContext: restrictedContainer(),
        volumeMounts: [...volumeMountsOf(mounts), { name: "keys", mountPath: backupPaths.keys, readOnly: true }],
      },
    ],
    volumes: [
      { name: "job", configMap: { name: references.job, defaultMode: 0o444 } },
      { name: "program", configMap: { name: references.program, defaultMode: 0o444 } },
      {
        name: "keys",
        secret: {
          secretName: encryptionKeys.name,
          defaultMode: 0o440,
          items: [{ key: keys, path: backupPaths.keyFile }],
        },
      },
      ...volumesOf({ ...mounts, files: [] }),
    ],
  };
}
