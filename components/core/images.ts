/** A container image by immutable content. */
export interface Image {
  /** Registry host, with port if any. */
  readonly registry: string;
  /** Repository path inside the registry. */
  readonly repository: string;
  /** Human-readable version; shown as `app.kubernetes.io/version`. */
  readonly tag: string;
  /** Content digest, `sha256:` and 64 hexadecimal digits. The kubelet pulls by this. */
  readonly digest: string;
}

/** The reference that a container names: by tag for people and by digest for the kubelet, which ignores the tag. */
export function imageReference(image: Image): string {
  return `${image.registry}/${image.repository}:${image.tag}@${image.digest}`;
}

/** Third-party images that the program itself brings; one place to raise a version. */
export const thirdPartyImages = {
  redis: {
    registry: "docker.io",
    repository: "library/redis",
    tag: "8.2.3-alpine",
    digest: "sha256:08ad0b1d280850169a790dba1393ff7a90aef951fc19632cf4d3ce4f78e679ba",
  },
} as const satisfies Record<string, Image>;
