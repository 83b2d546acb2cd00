import { inContainer } from "../../lib/cases.ts";

const digest = `sha256:${"a".repeat(64)}`;
const path = "CONTAINER.image";
const wantsVersion = "expected an image with a version, not latest";
const wantsDigest = "expected an image with a digest, @sha256:…";
const byVersion = { config: { digest: false } };

export default [
  ...inContainer("a digest", { "/image": `registry.example.com:5000/app@${digest}` }),
  ...inContainer("a version and a digest", { "/image": `app:1.2.3@${digest}` }),
  ...inContainer("a version, where that is enough", { "/image": "registry.example.com:5000/app:1.2.3" }, [], byVersion),
  ...inContainer("a version, where a digest is wanted", { "/image": "app:1.2.3" }, [
    `${path}: ${wantsDigest}, found "app:1.2.3"`,
  ]),
  ...inContainer("half a digest", { "/image": "app@sha256:1234" }, [
    `${path}: ${wantsDigest}, found "app@sha256:1234"`,
  ]),
  ...inContainer("latest", { "/image": "app:latest" }, [`${path}: ${wantsVersion}, found "app:latest"`], byVersion),
  ...inContainer("no version", { "/image": "app" }, [`${path}: ${wantsVersion}, found "app"`], byVersion),
  ...inContainer(
    "a port that is no version",
    { "/image": "registry.example.com:5000/app" },
    [`${path}: ${wantsVersion}, found "registry.example.com:5000/app"`],
    byVersion,
  ),
  ...inContainer("no image", { "/image": undefined }, [`${path}: ${wantsVersion}, found nothing`], byVersion),
];
