import { Address4 } from "ip-address";
import { podCidr } from "../../config/azure.ts";
import { azureZones } from "../../config/azure-regions.ts";
import { type AzureMachine, azureMachines } from "./azure-versions.ts";
import { podsPerNode, type Room, roomOn } from "./instances.ts";

/** What AKS keeps of a machine's cores for the kubelet, by how many there are ("Node resource reservations in AKS"). Unit: millicores. */
const reservedMillicores = { 4: 140, 8: 180, 16: 260 } as const;

/** Room for pods on a node of AKS, which reserves 20 MiB for each pod and 50; pods are evicted below 100 MiB. */
export function aksAllocatable(type: AzureMachine): Room {
  const machine = azureMachines[type];
  return roomOn(machine, {
    millicores: reservedMillicores[machine.cores],
    mebibytes: 20 * podsPerNode + 50 + 100,
  });
}

/** Nodes that a pool has beside its own while they are replaced by newer ones. Unit: percent of them. */
export const surgePercent = 33;

/** Most nodes at a time of a cluster: AKS gives each a range of 256 addresses out of those of the pods, new ones of an update among them. */
const mostAtATime = 2 ** (24 - new Address4(podCidr).subnetMask);

/** Most nodes that the pools of a cluster may grow to, as many in each zone. */
export const mostOfAks =
  azureZones.length * Math.floor(Math.floor(mostAtATime / azureZones.length) / (1 + surgePercent / 100));

/** Ports of an address that nodes go out by. */
const portsOfAddress = 64_000;

/** Ports of the outbound addresses that each node has for itself, in steps of eight. */
export const portsPerNode = 1000;

/** Addresses by which all nodes that there may ever be go out: they stay the same in every season, as others may have lists of them. */
export const outboundAddresses = Math.ceil((mostAtATime * portsPerNode) / portsOfAddress);
