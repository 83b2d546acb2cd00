import type * as pulumi from "@pulumi/pulumi";
import { alarmTopicArn } from "../components/alarms/alarm-topic.ts";
import { alarmGroupId } from "../components/alarms/azure-alarm-group.ts";
import { placedName } from "../components/core/place.ts";
import { metricsRegion } from "../components/dns/aws.ts";
import { type HostPlace, type HostTarget, PublicHost } from "../components/dns/public-host.ts";
import { ApplicationGateway } from "../components/edge/azure.ts";
import { LoadBalancer } from "../components/edge/load-balancer.ts";
import { readyPath } from "../components/edge/public-routes.ts";
import { publicIssuerName } from "../components/identity/cluster-issuers.ts";
import type { HostedZoneConfig } from "../config/hosted-zone.ts";
import type { PlatformConfig } from "../config/schema.ts";
import type { Ground } from "./ground.ts";
import { systemHosts } from "./hosts.ts";
import { type AwsSite, type AzureSite, isAwsSite, isAzureSite, type Site } from "./sites.ts";

/** Where a stack's hosts are reached, and what their names have to know. */
interface Edge {
  /** What the internet reaches in each region, the primary one's first. */
  readonly targets: readonly HostTarget[];
  /** The primary region. */
  readonly place: HostPlace;
  /** Makes the names. */
  readonly provider: pulumi.ProviderResource;
  /** Who hears of a place that is down. */
  readonly alarmTopics: readonly string[];
}

/**
 * What the internet reaches of a stack with regions: a load balancer in each, and the names of the systems' hosts.
 *
 * @param grounds Of the sites, in their order.
 */
export function layEdge(config: PlatformConfig, sites: readonly Site[], grounds: readonly Ground[]): void {
  const { hostedZone } = config;
  const hosts = systemHosts(config);
  if (hostedZone === undefined || hosts.length === 0) return;
  const names = hosts.map(({ host }) => host);
  const edge = awsEdge(sites, names, hostedZone) ?? azureEdge(sites, grounds, names);
  const [first, ...others] = edge?.targets ?? [];
  if (!edge || !first) return;
  for (const { system, component, host, objectives } of hosts) {
    new PublicHost(
      `dns-${system}-${component}`,
      {
        system,
        component,
        host,
        objectives,
        zone: hostedZone,
        healthPath: readyPath,
        targets: [first, ...others],
        alarmTopics: edge.alarmTopics,
        place: edge.place,
      },
      { providers: [edge.provider] },
    );
  }
}

function awsEdge(sites: readonly Site[], hosts: readonly string[], zone: HostedZoneConfig): Edge | undefined {
  const regions = sites.filter(isAwsSite);
  const [primary] = regions;
  if (!primary) return undefined;
  // What a health check says is measured in one region; a stack that is elsewhere has no topic there.
  const measured = regions.filter(({ place }) => place.region === metricsRegion);
  return {
    targets: regions.map((site) => balancer(site, hosts, zone)),
    place: primary.place,
    provider: primary.deployed.aws,
    alarmTopics: measured.map(({ place }) => alarmTopicArn(place)),
  };
}

function balancer({ place, deployed }: AwsSite, hosts: readonly string[], zone: HostedZoneConfig): HostTarget {
  const { publicSubnetIds, securityGroupId, nodes } = deployed.region.edge;
  const { address, aliasId } = new LoadBalancer(
    placedName(place, "edge"),
    { place, publicSubnetIds, securityGroupId, nodes, hosts, zone },
    { providers: [deployed.aws], dependsOn: [deployed.region] },
  );
  return { region: place.region, role: place.role, address, aliasId };
}

function azureEdge(sites: readonly Site[], grounds: readonly Ground[], hosts: readonly string[]): Edge | undefined {
  const targets: HostTarget[] = [];
  for (const [index, site] of sites.entries()) {
    // Its certificate is made by the region's platform.
    if (isAzureSite(site)) targets.push(applicationGateway(site, grounds[index]?.dependsOn ?? [], hosts));
  }
  const [primary] = sites.filter(isAzureSite);
  if (!primary) return undefined;
  const { place, deployed } = primary;
  return { targets, place, provider: deployed.azure, alarmTopics: [alarmGroupId(place)] };
}

function applicationGateway(
  { place, deployed }: AzureSite,
  dependsOn: readonly pulumi.Resource[],
  hosts: readonly string[],
): HostTarget {
  const issuer = { kind: "ClusterIssuer", name: publicIssuerName } as const;
  const { address, aliasId } = new ApplicationGateway(
    placedName(place, "edge"),
    { place, hosts, issuer },
    { providers: [deployed.azure, deployed.kubernetes], dependsOn: [deployed.region, ...dependsOn] },
  );
  return { region: place.region, role: place.role, address, aliasId };
}
