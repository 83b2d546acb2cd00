import type { ResourceType } from "../rule.ts";
import type { Resource, Stack } from "../stack.ts";
import { missing, type StackViolation } from "../stack-rule.ts";
import { regionOf } from "./regions.ts";

/** A cluster of RDS or DocumentDB, as far as both are alike. */
interface Cluster {
  readonly clusterIdentifier?: string | null;
}

interface Member {
  readonly clusterIdentifier?: string | null;
  readonly availabilityZone?: string | null;
}

interface Global {
  readonly globalClusterIdentifier?: string | null;
  readonly sourceDbClusterIdentifier?: string | null;
}

/** Demands so many members of a cluster, and that they are not all in one zone. */
export function membersOverZones<Props extends Member>(
  subject: Resource<Cluster>,
  stack: Stack,
  type: ResourceType<Props>,
  least: number,
): readonly StackViolation[] {
  const found = stack.companions(subject, type, "clusterIdentifier", () => [subject.props.clusterIdentifier]);
  const kind = `${type}[]`;
  if (found.length < least) {
    return [{ path: kind, expected: `${least} of this cluster or more`, found: String(found.length) }];
  }
  // One that names no zone is put where there is none yet.
  const zones = new Set(found.map(({ props }, index) => props.availabilityZone ?? index));
  const together = least > 1 && zones.size < 2;
  const [zone] = zones;
  return together ? [{ path: `${kind}.availabilityZone`, expected: "different zones", found: `${zone} alone` }] : [];
}

/** Demands a global cluster of a cluster that takes writes, and a member of it in another region. */
export function secondRegion<Props extends Global>(
  subject: Resource,
  stack: Stack,
  type: ResourceType<Props>,
  notApplicable: (reason: string) => never,
): readonly StackViolation[] {
  const belongsTo = ({ propertyDependencies }: Resource) =>
    propertyDependencies["globalClusterIdentifier"]?.find((one) => one.type === type);
  if (belongsTo(subject)) return notApplicable("it is itself a copy");
  const [global] = stack.companions(subject, type, "sourceDbClusterIdentifier");
  if (global === undefined) return [missing(type, "one that is made of this cluster")];
  const others = stack.all(subject.type).filter((other) => belongsTo(other)?.urn === global.urn);
  const apart = others.some((other) => regionOf(other) !== regionOf(subject));
  return apart ? [] : [missing(subject.type, "a member of its global cluster in another region")];
}
