import assert from "node:assert/strict";
import { azureZone, relativeName } from "../../../../components/dns/azure.ts";
import { type HostTarget, PublicHost, type PublicHostArgs } from "../../../../components/dns/public-host.ts";
import {
  azurePlace,
  foundOnAzure,
  registeredOnAzure,
  renderAzure,
  resourceId,
  subscriptionId,
} from "../../../lib/azure.ts";
import { mandatoryFindings } from "../../../policy/lib/findings.ts";

const zone = {
  id: `/subscriptions/${subscriptionId}/resourceGroups/names/providers/Microsoft.Network/dnszones/example.com`,
  name: "example.com",
};
const host = "api.shop.example.com";
const group = resourceId("Microsoft.Insights/actionGroups", "prod-platform-alarms");
const target = (region: string, role: HostTarget["role"]): HostTarget => ({
  region,
  role,
  address: `prod-edge.${region}.cloudapp.azure.com`,
  aliasId: resourceId("Microsoft.Network/publicIPAddresses", region),
});
const primary = target("eastus", "primary");
const replica = target("westus2", "replica");
const standby = target("germanywestcentral", "standby");

const made: PublicHost[] = [];
const build = (targets: PublicHostArgs["targets"], change: Partial<PublicHostArgs> = {}) =>
  renderAzure((opts) => {
    const args: PublicHostArgs = {
      system: "shop",
      component: "api",
      host,
      zone,
      healthPath: "/.well-known/ready",
      objectives: { rtoSeconds: 900, rpoSeconds: 300 },
      targets,
      place: azurePlace(),
      alarmTopics: [group],
      ...change,
    };
    made.push(new PublicHost("h", args, opts));
  });
const record = (label: string, recordType: string, targetId: unknown) => ({
  resourceGroupName: "names",
  zoneName: "example.com",
  recordType,
  relativeRecordSetName: label,
  ttl: 60,
  targetResource: { id: targetId },
  metadata: { system: "shop", component: "api" },
});
const profileId =
  "/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/prod-eastus/providers/Microsoft.trafficmanager/Profile/h-failover";
const failover = [
  "dns:RecordSet h-host",
  "dns:RecordSet h-primary-region",
  "dns:RecordSet h-standby-region",
  "monitor:DiagnosticSetting h-failover-access-logs",
  "monitor:MetricAlert h-alarm",
  "trafficmanager:Profile h-failover",
];

describe("a public host on Azure", () => {
  it("is an alias of the one public address in a stack of one region", async () => {
    const rendered = await build([primary]);
    assert.deepEqual(registeredOnAzure(rendered), ["dns:RecordSet h-alias"]);
    assert.deepEqual(
      foundOnAzure(rendered, "dns:RecordSet", "h-alias").inputs,
      record("api.shop", "A", primary.aliasId),
    );
    assert.equal(made.at(-1)?.worstFailoverSeconds, undefined);
  });

  it("moves from the primary to the standby, whatever the order; a replica has its own name alone", async () => {
    const rendered = await build([primary, replica, standby]);
    assert.deepEqual(registeredOnAzure(rendered), [...failover, "dns:RecordSet h-westus2"].sort());
    const profile = foundOnAzure(rendered, "trafficmanager:Profile", "h-failover");
    const { dnsConfig, endpoints, monitorConfig, trafficRoutingMethod } = profile.inputs;
    assert.deepEqual(
      [trafficRoutingMethod, monitorConfig],
      [
        "Priority",
        {
          protocol: "HTTPS",
          port: 443,
          path: "/.well-known/ready",
          intervalInSeconds: 10,
          timeoutInSeconds: 6,
          toleratedNumberOfFailures: 2,
          expectedStatusCodeRanges: [{ min: 200, max: 399 }],
        },
      ],
    );
    const endpoint = (role: string, { region, aliasId }: HostTarget, priority: number) => ({
      name: role,
      type: "Microsoft.Network/trafficManagerProfiles/azureEndpoints",
      targetResourceId: aliasId,
      endpointStatus: "Enabled",
      alwaysServe: "Disabled",
      priority,
      customHeaders: [{ name: "host", value: `api-${region}.shop.example.com` }],
    });
    assert.deepEqual(endpoints, [endpoint("primary", primary, 1), endpoint("standby", standby, 2)]);
    assert.match(JSON.stringify(dnsConfig), /^\{"relativeName":"prod-shop-api-[0-9a-f]{8}","ttl":60\}$/);
    assert.equal(made.at(-1)?.worstFailoverSeconds, 156);
  });

  it("violates no mandatory rule of the pack", async () => {
    const rendered = await build([primary, replica, standby]);
    assert.deepEqual(await mandatoryFindings(rendered, "prod-azure"), []);
  });

  it("writes the host down as an alias of the profile, and each place as one of its address", async () => {
    const rendered = await build([primary, replica, standby]);
    const inputs = (name: string) => foundOnAzure(rendered, "dns:RecordSet", name).inputs;
    assert.deepEqual(inputs("h-host"), record("api.shop", "CNAME", profileId));
    assert.deepEqual(inputs("h-primary-region"), record("api-eastus.shop", "A", primary.aliasId));
    assert.deepEqual(inputs("h-standby-region"), record("api-germanywestcentral.shop", "A", standby.aliasId));
    assert.deepEqual(inputs("h-westus2"), record("api-westus2.shop", "A", replica.aliasId));
  });

  it("tells the groups of alarms when nobody who probes a place gets an answer", async () => {
    const rendered = await build([primary, standby]);
    const { actions, criteria, windowSize } = foundOnAzure(rendered, "monitor:MetricAlert", "h-alarm").inputs;
    assert.deepEqual(
      [actions, windowSize, criteria],
      [
        [{ actionGroupId: group }],
        "PT1M",
        {
          odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
          allOf: [
            {
              criterionType: "StaticThresholdCriterion",
              name: "threshold",
              metricName: "ProbeAgentCurrentEndpointStateByProfileResourceId",
              metricNamespace: "Microsoft.Network/trafficManagerProfiles",
              operator: "LessThan",
              threshold: 1,
              timeAggregation: "Maximum",
              dimensions: [{ name: "EndpointName", operator: "Include", values: ["*"] }],
            },
          ],
        },
      ],
    );
  });

  it("has a name below trafficmanager.net that fits into a label, however long its own is", async () => {
    const rendered = await build([primary, standby], { system: "s".repeat(40), component: "c".repeat(40) });
    const { dnsConfig } = foundOnAzure(rendered, "trafficmanager:Profile", "h-failover").inputs;
    const label = /"relativeName":"([a-z0-9-]+)"/.exec(JSON.stringify(dnsConfig))?.[1] ?? "";
    assert.equal(label.length, 63);
    assert.match(label, /^prod-s{40}-c+-[0-9a-f]{8}$/);
  });

  it("is refused where a switch takes too long, and with a zone that the stack cannot write to", async () => {
    await assert.rejects(build([primary, standby], { objectives: { rtoSeconds: 100, rpoSeconds: 300 } }), {
      message: 'failover h: intervalSeconds, failures and ttlSeconds: expected a switch within 100 s, got "156 s"',
    });
    const refused = async (id: string, allowed: string, given: string) => {
      await assert.rejects(build([primary], { zone: { ...zone, id } }), {
        message: `public host h: zone.id: expected ${allowed}, got "${given}"`,
      });
    };
    const other = "33333333-3333-4333-8333-333333333333";
    const form = "the id of a DNS zone, such as /subscriptions/.../resourceGroups/.../dnszones/example.com";
    await refused("Z0123456789ABC", form, "Z0123456789ABC");
    await refused(zone.id.replace(subscriptionId, other), `a zone of the subscription ${subscriptionId}`, other);
    await refused(zone.id.replace("example.com", "example.org"), "the zone example.com", "example.org");
  });
});

describe("a zone of Azure", () => {
  it("is known by its group and its name, in which hosts are called by what comes before", () => {
    const found = azureZone("z", zone, { subscriptionId });
    assert.deepEqual(found, { resourceGroupName: "names", zoneName: "example.com" });
    assert.equal(relativeName("api.shop.example.com", found), "api.shop");
    assert.equal(relativeName("example.com", found), "@");
  });
});
