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
  rabbitmq: {
    registry: "docker.io",
    repository: "library/rabbitmq",
    tag: "4.1.8-management",
    digest: "sha256:72914305cde66172bd85bc7cbede1edbbd16e5f1076af8b0d9afd3727c1e7980",
  },
  mongo: {
    registry: "docker.io",
    repository: "library/mongo",
    tag: "7.0.39-jammy",
    digest: "sha256:04582c3a144d088f841c446abfc19f79adcefa8bd00ad4a7fb18e27b9585c5d6",
  },
} as const satisfies Record<string, Image>;
