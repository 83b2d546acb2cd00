import type { ClusterNeeds, Right } from "./cluster.ts";
import { deployerWrites } from "../../../components/platform/deployer.ts";
import type { PlatformConfig } from "../../../config/schema.ts";
import { profileOf } from "../../../config/profiles.ts";
import { kubernetesObject } from "../manifests.ts";
import type { Rendered } from "../render.ts";

/** Replicas of a stage whose spread over the zones is required need as many as there are. */
const zonesOf = ({ stage }: PlatformConfig) => {
  const { zoneSpread, replicas } = profileOf(stage);
  return zoneSpread === "required" ? replicas : 1;
};

/** What a stack asks of its cluster before anything is deployed. */
export function clusterNeeds(config: PlatformConfig, rendered: Rendered): ClusterNeeds {
  const { platform, cluster } = config;
  const driver = rendered.resources.find(({ type }) => type === "kubernetes:storage.k8s.io/v1:StorageClass");
  return {
    ownsPlatform: platform.mode === "own",
    rights: platform.mode === "own" ? [] : rightsIn(namespacesOf(rendered)),
    zones: zonesOf(config),
    ...(driver && { volumeDriver: String(driver.inputs.provisioner) }),
    ...(platform.mode === "shared" && cluster.publicIssuer !== undefined && { publicIssuer: cluster.publicIssuer }),
  };
}

const namespacesOf = ({ resources }: Rendered): string[] =>
  resources.flatMap((resource) => {
    const object = kubernetesObject(resource);
    return object?.kind === "Namespace" && object.metadata.name !== undefined ? [object.metadata.name] : [];
  });

const rightsIn = (namespaces: readonly string[]): Right[] =>
  namespaces.flatMap((namespace) =>
    Object.entries(deployerWrites).flatMap(([group, names]) =>
      names.map((resource) => ({ verb: "create", group, resource, namespace })),
    ),
  );

/** Images of the applications: all that the stack's own pods run. */
export function imagesOf(rendered: Rendered): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value as readonly unknown[]) visit(each);
    else if (typeof value === "object" && value !== null) {
      for (const [key, each] of Object.entries(value)) {
        if ((key === "image" || key === "imageName") && typeof each === "string" && each.includes("@")) found.add(each);
        else visit(each);
      }
    }
  };
  for (const resource of rendered.resources) {
    // The values of charts are the charts' business.
    if (resource.type !== "kubernetes:helm.sh/v3:Release" && kubernetesObject(resource)) visit(resource.inputs);
  }
  return [...found].sort();
}
