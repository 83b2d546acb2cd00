import type * as pulumi from "@pulumi/pulumi";
import type { AzurePeer, AzurePlace } from "../../../../components/core/azure-place.ts";
import { KafkaCluster } from "../../../../components/kafka/kafka.ts";
import type { AzureKafkaSource } from "../../../../components/kafka/source.ts";
import type { KafkaArgs, KafkaOutputs } from "../../../../components/kafka/spec.ts";
import { azurePlace, renderAzure, resourceId } from "../../../lib/azure.ts";
import { azurePeer } from "../../../lib/azure-peers.ts";
import { output } from "../../../lib/outputs.ts";
import { kafkaArgs } from "./fixture.ts";

export const peers: readonly AzurePeer[] = [
  azurePeer("westus2", "replica"),
  azurePeer("germanywestcentral", "standby"),
];

const namespaceId = (name: string) => output(resourceId("Microsoft.EventHub/namespaces", name));

/** What the primary region's cluster hands back. */
export const source = (): AzureKafkaSource => ({
  region: "eastus",
  host: "prod-shop-kafka-alias.servicebus.windows.net",
  namespaceIds: { eastus: namespaceId("one"), germanywestcentral: namespaceId("two") },
});

/** Renders a cluster on Azure; `built` gets what it hands back. */
export function renderKafka(
  change: Partial<KafkaArgs> = {},
  place: Partial<AzurePlace> = { peers },
  built: KafkaOutputs[] = [],
) {
  return renderAzure((opts) => {
    built.push(new KafkaCluster("k", { ...kafkaArgs, ...change, place: azurePlace(place) }, opts));
  });
}

export const valueOf = <T>(value: pulumi.Output<T> | undefined) =>
  new Promise<T | undefined>((done) => (value === undefined ? done(undefined) : value.apply(done)));
