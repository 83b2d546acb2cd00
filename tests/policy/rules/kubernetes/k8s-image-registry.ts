import { inContainer } from "../../lib/cases.ts";

const path = "CONTAINER.image";
const wanted = "expected an image of a listed registry";
const own = {
  config: { allowed: ["registry.example.com/app:", "registry.example.com/team/", "docker.io/library/redis"] },
};

export default [
  ...inContainer("the team's registry", {}),
  ...inContainer("a part of a registry that is listed", { "/image": "registry.example.com/team/app:1.0.0" }, [], own),
  ...inContainer("an official image by its short name", { "/image": "redis:8.0.2" }, [], own),
  ...inContainer(
    "another part of the registry",
    { "/image": "registry.example.com/other/app:1.0.0" },
    [`${path}: ${wanted}, found "registry.example.com/other/app:1.0.0"`],
    own,
  ),
  ...inContainer("somebody's image", { "/image": "somebody/app:1.0.0" }, [
    `${path}: ${wanted}, found "somebody/app:1.0.0"`,
  ]),
  ...inContainer(
    "a registry that is named like a listed one",
    { "/image": "registry.example.com.evil.test/app:1.0.0" },
    [`${path}: ${wanted}, found "registry.example.com.evil.test/app:1.0.0"`],
  ),
  ...inContainer("no image", { "/image": undefined }, [`${path}: ${wanted}, found nothing`]),
];
