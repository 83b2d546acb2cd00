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
  // With Debian's libraries, so that Node.js runs in images of Debian and Ubuntu, too; the form of Redis with them is for the same.
  node: {
    registry: "docker.io",
    repository: "library/node",
    tag: "24.18.0-bookworm-slim",
    digest: "sha256:6f7b03f7c2c8e2e784dcf9295400527b9b1270fd37b7e9a7285cf83b6951452d",
  },
  redisDebian: {
    registry: "docker.io",
    repository: "library/redis",
    tag: "8.2.3",
    digest: "sha256:0908d9af26bf9b985e984a40a5eb82eed229b07a3317eee6843832c3cc3a9619",
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
  // CloudNativePG's own images; its operator reads the major version off the tag.
  postgres17: {
    registry: "ghcr.io",
    repository: "cloudnative-pg/postgresql",
    tag: "17.6",
    digest: "sha256:30b304a2e300ed80b6d1b740e4369e9b0f25599fb518de78c01fd9f25531791b",
  },
  postgres18: {
    registry: "ghcr.io",
    repository: "cloudnative-pg/postgresql",
    tag: "18.4-system-trixie",
    digest: "sha256:42708a75345b7a48fdd9257b071830783a97fd228529196b6313187a7198e185",
  },
  postgis18: {
    registry: "ghcr.io",
    repository: "cloudnative-pg/postgis",
    tag: "18-3-standard-trixie",
    digest: "sha256:0b3f86d55fcbafad6fcde45ca58fa816d4d37bab26abc67a4cefe16d562fd05f",
  },
  pgbouncer: {
    registry: "ghcr.io",
    repository: "cloudnative-pg/pgbouncer",
    tag: "1.25.1",
    digest: "sha256:e6ddfe22d845e603825e235dd8334b21ecd125abea2a2172478f556b8dee2bb8",
  },
  versitygw: {
    registry: "ghcr.io",
    repository: "versity/versitygw",
    tag: "v1.8.0",
    digest: "sha256:30292fc2eeacc67a36993b01f7a7a5e3361a19cced0e80c1d71cfa2a4b0a2499",
  },
  curl: {
    registry: "docker.io",
    repository: "curlimages/curl",
    tag: "8.17.0",
    digest: "sha256:935d9100e9ba842cdb060de42472c7ca90cfe9a7c96e4dacb55e79e560b3ff40",
  },
  // With all parts that there are; the tests build those that are used, of the same version.
  otelCollector: {
    registry: "docker.io",
    repository: "otel/opentelemetry-collector-contrib",
    tag: "0.152.0",
    digest: "sha256:f41d7995565df3733b7568702073a9c490792f9c6ac60684fe6a4da21a313f8d",
  },
  victoriametrics: {
    registry: "docker.io",
    repository: "victoriametrics/victoria-metrics",
    tag: "v1.152.0",
    digest: "sha256:86ca5fdb6d87d56ba047b044039019ba2bd9042b36e35f6ea34e437b6c825cef",
  },
} as const satisfies Record<string, Image>;
