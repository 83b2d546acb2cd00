import { alarmTopicArn } from "../components/alarms/alarm-topic.ts";
import { placedName } from "../components/core/place.ts";
import { metricsRegion } from "../components/dns/aws.ts";
import { type HostTarget, PublicHost } from "../components/dns/public-host.ts";
import { LoadBalancer } from "../components/edge/load-balancer.ts";
import { readyPath } from "../components/edge/public-routes.ts";
import type { HostedZoneConfig } from "../config/hosted-zone.ts";
import type { PlatformConfig } from "../config/schema.ts";
import { systemHosts } from "./hosts.ts";
import { type AwsSite, isAwsSite, type Site } from "./sites.ts";

/** What the internet reaches of a stack with regions: a load balancer in each, and the names of the systems' hosts. */
export function layEdge(config: PlatformConfig, sites: readonly Site[]): void {
  const { hostedZone } = config;
  const hosts = systemHosts(config);
  const regions = sites.filter(isAwsSite);
  if (hostedZone === undefined || hosts.length === 0) return;
  const names = hosts.map(({ host }) => host);
  const [first, ...others] = regions.map((site) => target(site, names, hostedZone));
  const [primary] = regions;
  if (!first || !primary) return;
  // What a health check says is measured in one region; a stack that is elsewhere has no topic there.
  const measured = regions.filter(({ place }) => place.region === metricsRegion);
  const heard = measured.map(({ place }) => alarmTopicArn(place));
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
        alarmTopics: heard,
        place: primary.place,
      },
      { providers: [primary.deployed.aws] },
    );
  }
}

function target({ place, deployed }: AwsSite, hosts: readonly string[], zone: HostedZoneConfig): HostTarget {
  const { publicSubnetIds, securityGroupId, nodes } = deployed.region.edge;
  const balancer = new LoadBalancer(
    placedName(place, "edge"),
    { place, publicSubnetIds, securityGroupId, nodes, hosts, zone },
    { providers: [deployed.aws], dependsOn: [deployed.region] },
  );
  return { region: place.region, role: place.role, address: balancer.address, aliasId: balancer.aliasId };
}
