import type { Labels } from "../core/labels.ts";

/** A level of the Pod Security Standards. */
export type PodSecurity = "restricted" | "baseline" | "privileged";

/** Version of the standards; every cluster that is still supported knows it. */
const version = "v1.34";

/** The three modes of Pod Security admission, all at one level. */
export function podSecurityLabels(level: PodSecurity): Labels {
  return Object.fromEntries(
    ["enforce", "audit", "warn"].flatMap((mode) => [
      [`pod-security.kubernetes.io/${mode}`, level],
      [`pod-security.kubernetes.io/${mode}-version`, version],
    ]),
  );
}
