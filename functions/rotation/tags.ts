/** Ways to replace a credential. */
export const rotationKinds = ["value", "administrator", "cache", "postgres-user", "document-user"] as const;
export type RotationKindName = (typeof rotationKinds)[number];

/** Tags by which a secret tells how it is rotated: the function serves all of a region. */
export const rotationTags = {
  /** One of the kinds. */
  kind: "rotation",
  /** Name of the cluster or cache that checks the credential. */
  store: "rotation-store",
  /** Entries that stay as they are, by a space between them. */
  kept: "rotation-kept",
  /** Secret with the administrator's credential, where the store's service keeps none itself. */
  administrator: "rotation-administrator",
} as const;
