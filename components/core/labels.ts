/** Prefix of Plumbline's own labels and annotations. */
export const domain = "plumbline.dev";

/** Label that tells which role a pod plays towards its peers; NetworkPolicies select by it. */
export const roleLabel = `${domain}/role`;

/** Label with the name that the production guide uses, where Kubernetes' naming rules forced another (CAP-028). */
export const guideNameLabel = `${domain}/guide-name`;

/** Label of the team that answers for an object. */
export const ownerLabel = `${domain}/owner`;

/** Annotation with the checksum of what a pod reads at its start: a change of configuration rolls the pods. */
export const configChecksum = `${domain}/config-checksum`;

/** Annotation with the major version of the OpenJDK that a pod's image runs on. */
export const javaVersion = `${domain}/openjdk`;

export type Labels = Record<string, string>;

/** What identifies one component of a system. */
export interface Identity {
  /** System, for example `cap`. */
  readonly system: string;
  /** Component of the system, for example `app-cp`. */
  readonly component: string;
}

/** Labels that never change over an object's life, so that selectors may use them. */
export function selectorLabels(id: Identity): Labels {
  return { "app.kubernetes.io/name": id.component, "app.kubernetes.io/part-of": id.system };
}

/** The recommended labels of every object, with the selector labels among them. */
export function objectLabels(id: Identity, extra: Labels = {}): Labels {
  return {
    ...selectorLabels(id),
    "app.kubernetes.io/managed-by": "plumbline",
    [ownerLabel]: id.system,
    ...extra,
  };
}
