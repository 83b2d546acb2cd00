import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "./errors.ts";

/** Longest name of a Kubernetes object that becomes a DNS label (Service, Namespace, container). Unit: characters. */
export const dnsLabelLimit = 63;

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/**
 * Checks a name against DNS-1123 (RFC 1123 label). The guides' `app_cp`, `db_g1` and the like are not valid there (CAP-028).
 *
 * @throws InvalidInput naming the owner and the field.
 */
export function assertDnsLabel(where: string, field: string, name: string): string {
  if (name.length > dnsLabelLimit || !dnsLabel.test(name)) {
    throw new InvalidInput(where, field, `at most ${dnsLabelLimit} of a-z, 0-9 and "-", as DNS-1123 asks`, name);
  }
  return name;
}

/** Every name by which pods may call a Service: what its certificate has to hold. */
export function serviceNames(service: string, namespace: pulumi.Input<string>): pulumi.Input<string>[] {
  return [
    service,
    pulumi.interpolate`${service}.${namespace}`,
    pulumi.interpolate`${service}.${namespace}.svc`,
    pulumi.interpolate`${service}.${namespace}.svc.cluster.local`,
  ];
}
