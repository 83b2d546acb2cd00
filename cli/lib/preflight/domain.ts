import { z } from "zod";
import { failed, type Finding, ok, reason } from "./finding.ts";

/** Name servers of a zone; fails, with a `code` of DNS, where the name is none. */
export type NameServers = (zone: string) => Promise<string[]>;

/** Codes of DNS that say: there is no such zone. */
const noZone = ["ENOTFOUND", "ENODATA"];

/** Whether the domain below which the hosts live, or one above it, is a zone that somebody serves. */
export async function domainFindings(domain: string, nameServers: NameServers): Promise<Finding[]> {
  const check = "domain";
  const labels = domain.split(".");
  // A top-level domain is nobody's own.
  for (const zone of labels.slice(0, -1).map((_, index) => labels.slice(index).join("."))) {
    try {
      const servers = await nameServers(zone);
      if (servers.length > 0)
        return [ok(check, `${domain} is in the zone ${zone}, of ${[...servers].sort().join(", ")}`)];
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (!noZone.includes(code))
        return [failed(check, `the name servers of ${zone} cannot be asked: ${reason(error)}`)];
    }
  }
  return [
    failed(check, `${domain} is in no zone; have its registrar name the name servers, or correct plumbline:domain`),
  ];
}

const directory = z.object({ newAccount: z.string(), newOrder: z.string() });

/** Whether the authority of public certificates answers. */
export async function authorityFindings(server: string): Promise<Finding[]> {
  const check = "certificates";
  try {
    const answer = await fetch(server, { signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) return [failed(check, `${server} answers ${answer.status}`)];
    const says = directory.safeParse(await answer.json());
    return [says.success ? ok(check, `${server} takes orders`) : failed(check, `${server} is no ACME directory`)];
  } catch (error) {
    return [failed(check, `${server} cannot be reached: ${reason(error)}`)];
  }
}
