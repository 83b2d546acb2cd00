import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { imageReference, thirdPartyImages } from "../core/images.ts";
import { restrictedContainer, restrictedPod } from "../workload/security.ts";
import type { Resources } from "../workload/spec.ts";
import { storePaths, storePort } from "./scripts.ts";

/** User and group of the processes and of the volume. */
export const storeUser = 10001;

/** Objects that the pod refers to by name. */
export interface StoreReferences {
  readonly serviceAccount: pulumi.Input<string>;
  readonly scripts: pulumi.Input<string>;
  readonly accounts: pulumi.Input<string>;
  readonly root: pulumi.Input<string>;
  readonly tls: pulumi.Input<string>;
}

/** The server, and beside it what removes expired objects from the same volume. */
export function storePod(refs: StoreReferences, resources: Resources): types.input.core.v1.PodSpec {
  return {
    serviceAccountName: refs.serviceAccount,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    // Time for uploads in flight.
    terminationGracePeriodSeconds: 60,
    securityContext: restrictedPod(storeUser),
    containers: [
      {
        ...container("server", "start.sh"),
        ports: [{ name: "s3", containerPort: storePort, protocol: "TCP" }],
        resources,
        startupProbe: health(2, 60),
        readinessProbe: health(5, 3),
        livenessProbe: health(20, 6),
        volumeMounts: [
          { name: "data", mountPath: storePaths.data },
          { name: "scripts", mountPath: storePaths.scripts, readOnly: true },
          { name: "accounts", mountPath: storePaths.accounts, readOnly: true },
          { name: "root", mountPath: storePaths.root, readOnly: true },
          { name: "tls", mountPath: storePaths.tls, readOnly: true },
          { name: "tmp", mountPath: "/tmp" },
        ],
      },
      {
        ...container("expiry", "expire.sh"),
        resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { cpu: "200m", memory: "64Mi" } },
        volumeMounts: [
          { name: "data", mountPath: storePaths.data },
          { name: "scripts", mountPath: storePaths.scripts, readOnly: true },
        ],
      },
    ],
    volumes: [
      { name: "scripts", configMap: { name: refs.scripts, defaultMode: 0o555 } },
      { name: "accounts", secret: { secretName: refs.accounts, defaultMode: 0o440 } },
      { name: "root", secret: { secretName: refs.root, defaultMode: 0o440 } },
      { name: "tls", secret: { secretName: refs.tls, defaultMode: 0o440 } },
      { name: "tmp", emptyDir: { sizeLimit: "256Mi" } },
    ],
  };
}

function container(name: string, script: string): types.input.core.v1.Container {
  return {
    name,
    image: imageReference(thirdPartyImages.versitygw),
    imagePullPolicy: "IfNotPresent",
    command: [`${storePaths.scripts}/${script}`],
    securityContext: restrictedContainer(),
  };
}

function health(periodSeconds: number, failureThreshold: number): types.input.core.v1.Probe {
  const httpGet = { path: "/health", port: "s3", scheme: "HTTPS" };
  return { httpGet, periodSeconds, timeoutSeconds: 5, failureThreshold };
}
