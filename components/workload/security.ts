import type { types } from "@pulumi/kubernetes";

/**
 * Pod half of the `restricted` Pod Security Standard.
 *
 * @param user User of every process; never 0.
 * @param group Group of every process and of the volumes. @default - the user's number
 */
export function restrictedPod(user: number, group = user): types.input.core.v1.PodSecurityContext {
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: group,
    fsGroup: group,
    fsGroupChangePolicy: "OnRootMismatch",
    seccompProfile: { type: "RuntimeDefault" },
  };
}

/** Container half of the `restricted` Pod Security Standard, and a read-only root besides. */
export function restrictedContainer(): types.input.core.v1.SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    capabilities: { drop: ["ALL"] },
  };
}
