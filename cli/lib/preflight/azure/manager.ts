import {
  AzureCliCredential,
  ClientAssertionCredential,
  ClientSecretCredential,
  type TokenCredential,
} from "@azure/identity";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** What Azure Resource Manager says of a resource, or of a list of them; undefined where there is none. */
export type ReadManager = (path: string, version: string) => Promise<unknown>;

type Environment = Readonly<Record<string, string | undefined>>;

const endpoint = "https://management.azure.com";
const patienceMs = 10_000;

/**
 * Who is signed in to Azure, as Pulumi's own provider looks for it: a service principal of the environment, or else the `az` of this machine. A
 * machine's own identity is nobody's here, and is not asked for.
 *
 * @returns undefined where nobody is.
 */
export function azureCredential(tenant: string, environment: Environment): TokenCredential | undefined {
  const {
    ARM_TENANT_ID: tenantId = tenant,
    ARM_CLIENT_ID: id,
    ARM_CLIENT_SECRET: secret,
    ARM_OIDC_TOKEN: token,
  } = environment;
  if (id && secret) return new ClientSecretCredential(tenantId, id, secret);
  if (id && token) return new ClientAssertionCredential(tenantId, id, () => Promise.resolve(token));
  const profile = path.join(environment["AZURE_CONFIG_DIR"] ?? path.join(homedir(), ".azure"), "azureProfile.json");
  return existsSync(profile) ? new AzureCliCredential({ tenantId }) : undefined;
}

/**
 * Asks Azure Resource Manager.
 *
 * @param server Another one is for a test alone.
 */
export function managerOf(credential: Pick<TokenCredential, "getToken">, server = endpoint): ReadManager {
  return async (resource, version) => {
    const token = await credential.getToken(`${endpoint}/.default`);
    if (!token) throw new Error("nobody is signed in to Azure: az login");
    const url = new URL(resource, server);
    url.searchParams.set("api-version", version);
    const answer = await fetch(url, {
      headers: { Authorization: `Bearer ${token.token}` },
      signal: AbortSignal.timeout(patienceMs),
    });
    if (answer.status === 404) return undefined;
    if (answer.status === 401 || answer.status === 403) {
      throw new Error(`whoever is signed in may not read ${url.pathname}`);
    }
    if (!answer.ok) throw new Error(`${url.pathname}: Azure answers ${answer.status}`);
    return answer.json();
  };
}
