import { GetHostedZoneCommand, NoSuchHostedZone, type Route53Client } from "@aws-sdk/client-route-53";
import { failed, type Finding, ok, reason, unknown } from "./finding.ts";

/** The zone that a stack writes its records into. */
interface HostedZone {
  readonly id: string;
  readonly name: string;
}

/** Name of one of the account's own zones; undefined where it has none of that id. */
export type ZoneName = (id: string) => Promise<string | undefined>;

/** The zones of the account that a client is signed in to: Route 53 knows no other account's. */
export function zoneName(client: Route53Client): ZoneName {
  return async (Id) => {
    try {
      const { HostedZone } = await client.send(new GetHostedZoneCommand({ Id }));
      return HostedZone?.Name?.replace(/\.$/, "");
    } catch (error) {
      if (error instanceof NoSuchHostedZone) return undefined;
      throw error;
    }
  };
}

/** Whether somebody is signed in to AWS; a machine's own identity is nobody's here, and is not asked for. */
export const isSignedIn = (environment: Readonly<Record<string, string | undefined>>): boolean =>
  ["AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE"].some((name) => Boolean(environment[name]));

/**
 * Whether the zone is one of the account's own (REC-002).
 *
 * @param ask Undefined where nobody is signed in, so that nobody can tell.
 */
export async function hostedZoneFindings({ id, name }: HostedZone, ask: ZoneName | undefined): Promise<Finding[]> {
  const check = "hosted zone";
  if (ask === undefined)
    return [unknown(check, `${id} of ${name} has to be there: sign in to AWS to have it looked at`)];
  try {
    const found = await ask(id);
    if (found === name) return [ok(check, `${id} of ${name} is the account's own`)];
    const advice = "make it, or correct plumbline:hostedZone";
    return [
      failed(
        check,
        found === undefined ? `the account has no ${id}; ${advice}` : `${id} is of ${found}, not of ${name}; ${advice}`,
      ),
    ];
  } catch (error) {
    return [failed(check, `Route 53 does not say whether ${id} is the account's own: ${reason(error)}`)];
  }
}
