import assert from "node:assert/strict";
import { azureQueues } from "../../../../components/queue/azure.ts";
import type { AzurePeer } from "../../../../components/core/azure-place.ts";
import type { ServiceBusQueues } from "../../../../components/queue/spec.ts";
import { azurePlace, foundOnAzure, registeredOnAzure, renderAzure } from "../../../lib/azure.ts";
import { Holder } from "../../../lib/holder.ts";

const here = azurePlace();
const standby: AzurePeer = { ...here, scope: here, region: "germanywestcentral", role: "standby" };
const made: ServiceBusQueues[] = [];
const build = (place = azurePlace({ peers: [standby] })) =>
  renderAzure((opts) => {
    const parent = new Holder("shop-queue", opts);
    const queues = [{ name: "orders", maxDeliveries: 5 }] as const;
    made.push(azureQueues(parent, "shop-queue", { system: "shop", component: "queue", queues }, place));
  });
const graph = await build();

describe("queues of Service Bus", () => {
  it("are a namespace without keys that is reached from its network, and two queues for each that is declared", () => {
    assert.deepEqual(registeredOnAzure(graph), [
      "authorization:ManagementLockByScope shop-queue-lock",
      "monitor:DiagnosticSetting shop-queue-access-logs",
      "monitor:MetricAlert shop-queue-dead-letters-alarm",
      "monitor:MetricAlert shop-queue-lag",
      "monitor:MetricAlert shop-queue-throttled-alarm",
      "network:PrivateDnsZoneGroup shop-queue-endpoint-names",
      "network:PrivateEndpoint shop-queue-endpoint",
      "servicebus:Namespace shop-queue",
      "servicebus:Queue shop-queue-orders",
      "servicebus:Queue shop-queue-orders-dead-letters",
    ]);
    const { inputs } = foundOnAzure(graph, "servicebus:Namespace", "shop-queue");
    assert.deepEqual(
      [inputs.disableLocalAuth, inputs.publicNetworkAccess, inputs.minimumTlsVersion],
      [true, "Disabled", "1.2"],
    );
  });

  it("send on what was delivered too often, and keep it for two weeks", () => {
    const work = foundOnAzure(graph, "servicebus:Queue", "shop-queue-orders").inputs;
    assert.deepEqual([work.maxDeliveryCount, work.forwardDeadLetteredMessagesTo], [5, "orders-dead-letters"]);
    const dead = foundOnAzure(graph, "servicebus:Queue", "shop-queue-orders-dead-letters").inputs;
    assert.equal(dead.defaultMessageTimeToLive, "P14D");
  });

  it("are copied to the region that stands by, where there is one", async () => {
    assert.deepEqual(foundOnAzure(graph, "servicebus:Namespace", "shop-queue").inputs.geoDataReplication, {
      maxReplicationLagDurationInSeconds: 300,
      locations: [
        { locationName: "eastus", roleType: "Primary" },
        { locationName: "germanywestcentral", roleType: "Secondary" },
      ],
    });
    const alone = await build(here);
    assert.equal(foundOnAzure(alone, "servicebus:Namespace", "shop-queue").inputs.geoDataReplication, undefined);
  });

  it("tell the host by the name that nobody else has", async () => {
    const host = await new Promise((resolve) => made[0]?.host.apply(resolve));
    assert.match(String(host), /^prod-shop-queue-[0-9a-f]{8}\.servicebus\.windows\.net$/);
  });
});
