import { z } from "zod";
import type { HostedZoneConfig } from "../../../../config/hosted-zone.ts";
import { failed, type Finding, ok, reason, unknown } from "../finding.ts";
import type { ReadManager } from "./manager.ts";

const zone = z.object({ name: z.string(), properties: z.object({ nameServers: z.array(z.string()).default([]) }) });

/** Whether the zone of a stack's hosts is there, which no stack makes (REC-002). */
export async function dnsZoneFindings(
  { id, name }: HostedZoneConfig,
  ask: ReadManager | undefined,
): Promise<Finding[]> {
  const check = "DNS zone";
  if (ask === undefined) return [unknown(check, `${name} has to be there: az login, to have it looked at`)];
  const advice = `make it (az network dns zone create), or correct plumbline:hostedZone`;
  try {
    const found = zone.optional().parse(await ask(id, "2018-05-01"));
    if (!found) return [failed(check, `there is no ${id}; ${advice}`)];
    if (found.name !== name) return [failed(check, `${id} is of ${found.name}, not of ${name}; ${advice}`)];
    const servers = found.properties.nameServers.map((server) => server.replace(/\.$/, ""));
    return [ok(check, `${name} is there; its registrar has to name ${servers.join(", ")}`)];
  } catch (error) {
    return [failed(check, `Azure does not say whether there is ${id}: ${reason(error)}`)];
  }
}
