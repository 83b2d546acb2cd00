import { z } from "zod";
import { failed, type Finding, ok, reason, unknown } from "../finding.ts";
import type { ReadManager } from "./manager.ts";
import type { SubscriptionNeeds } from "./needs.ts";

const subscription = z.object({ state: z.string(), tenantId: z.string() });
const permissions = z.object({
  value: z.array(z.object({ actions: z.array(z.string()), notActions: z.array(z.string()) })),
});
const provider = z.object({ registrationState: z.string() });
const feature = z.object({ properties: z.object({ state: z.string() }) });
const usages = z.object({
  value: z.array(z.object({ name: z.object({ value: z.string() }), limit: z.number(), currentValue: z.number() })),
});

/** What every deployment needs and a Contributor may not do. */
const grants = "Microsoft.Authorization/roleAssignments/write";

/** Disks of nodes are encrypted on the host, which a subscription is asked for once. */
const hostEncryption = "Microsoft.Compute/EncryptionAtHost";

/**
 * Whether a subscription is such as a stack needs it (REC-002): which one it is, what whoever is signed in may do in it, the providers of resources
 * and the feature that somebody registers once, and its quotas of cores.
 *
 * @param ask Undefined where nobody is signed in, so that nobody can tell.
 */
export async function subscriptionFindings(needs: SubscriptionNeeds, ask: ReadManager | undefined): Promise<Finding[]> {
  const { id, tenant, cores } = needs;
  const root = `/subscriptions/${id}`;
  if (ask === undefined) return [unknown("subscription", `${id} has to be there: az login, to have it looked at`)];
  const checks: Readonly<Record<string, () => Promise<Finding[]>>> = {
    subscription: async () => {
      const found = subscription.optional().parse(await ask(root, "2022-12-01"));
      return [ofSubscription(id, tenant, found)];
    },
    rights: async () => {
      const { value } = permissions.parse(
        await ask(`${root}/providers/Microsoft.Authorization/permissions`, "2022-04-01"),
      );
      return [
        value.some((each) => allows(each, grants))
          ? ok("rights", "whoever is signed in makes resources and gives roles")
          : failed(
              "rights",
              `whoever is signed in may not ${grants}: have the role Owner, or User Access Administrator beside Contributor`,
            ),
      ];
    },
    "resource providers": async () => {
      const states = await Promise.all(
        needs.namespaces.map(async (namespace) => {
          const found = await ask(`${root}/providers/${namespace}`, "2021-04-01");
          return { namespace, state: found === undefined ? "unknown" : provider.parse(found).registrationState };
        }),
      );
      const missing = states.filter(({ state }) => state !== "Registered").map(({ namespace }) => namespace);
      return [
        missing.length === 0
          ? ok("resource providers", `all ${states.length} are registered`)
          : failed(
              "resource providers",
              `not registered: ${missing.join(", ")}; az provider register --namespace each of them`,
            ),
      ];
    },
    "host encryption": async () => {
      const [namespace, name] = hostEncryption.split("/");
      const path = `${root}/providers/Microsoft.Features/providers/${namespace}/features/${name}`;
      const state = feature.optional().parse(await ask(path, "2021-07-01"))?.properties.state;
      return [
        state === "Registered"
          ? ok("host encryption", `${hostEncryption} is registered`)
          : failed(
              "host encryption",
              `${hostEncryption} is not registered; az feature register --namespace ${namespace} --name ${name}`,
            ),
      ];
    },
    cores: async () => (await Promise.all(cores.map((each) => quotaFinding(root, each, ask)))).flat(),
  };
  const found = Object.entries(checks).map(([check, look]) =>
    look().catch((error: unknown) => [failed(check, `Azure does not say: ${reason(error)}`)]),
  );
  return (await Promise.all(found)).flat();
}

function ofSubscription(id: string, tenant: string, found?: z.output<typeof subscription>): Finding {
  const check = "subscription";
  if (!found) return failed(check, `there is no ${id} for whoever is signed in; correct plumbline:subscription`);
  if (found.tenantId !== tenant) return failed(check, `${id} is of the directory ${found.tenantId}, not of ${tenant}`);
  return found.state === "Enabled" ? ok(check, `${id} is enabled`) : failed(check, `${id} is ${found.state}`);
}

/** Whether a role's actions, which may have asterisks, have an action among them that it does not take back. */
function allows(
  { actions, notActions }: { readonly actions: readonly string[]; readonly notActions: readonly string[] },
  action: string,
): boolean {
  const matches = (pattern: string) => {
    const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`, "i").test(action);
  };
  return actions.some(matches) && !notActions.some(matches);
}

/** Whether a region has the cores for as many nodes as there may be. */
async function quotaFinding(
  root: string,
  { region, family, most }: SubscriptionNeeds["cores"][number],
  ask: ReadManager,
): Promise<Finding[]> {
  const check = `cores in ${region}`;
  const { value } = usages.parse(
    await ask(`${root}/providers/Microsoft.Compute/locations/${region}/usages`, "2024-07-01"),
  );
  return [family, "cores"].flatMap((name) => {
    const quota = value.find((each) => each.name.value.toLowerCase() === name.toLowerCase());
    if (!quota) return [failed(check, `the region has no quota of ${name}: it may not have these machines`)];
    const { limit, currentValue } = quota;
    const said = `${limit} of ${name}, ${currentValue} of them taken, and nodes may take ${most}`;
    return [limit >= most ? ok(check, said) : failed(check, `${said}; ask Azure for more`)];
  });
}
