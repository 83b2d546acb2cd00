import { clusterDir, ensureCluster, removeCluster } from "../../lib/clusters.ts";
import { kubectl } from "../../lib/control-plane/objects.ts";
import { layout } from "../../lib/control-plane/parts.ts";
import type { ControlPlane } from "../../lib/controlplane.ts";
import { type Report, silent } from "../../lib/failure.ts";
import { cloudDir } from "./provider.ts";

/** A token for a cluster, and until when it is good. */
export interface ClusterToken {
  readonly token: string;
  readonly expires: Date;
}

/** A machine of a cluster, as far as it says which one it is. */
export interface SimulatedNode {
  readonly kind: "Node";
  readonly metadata: { readonly name: string };
}

/** How long a token is asked for, and how long it is said to be good. Unit: minutes. */
const minutes = { asked: 15, told: 14 } as const;

/** The control planes that play a cloud's managed clusters, and the account that its users' tokens are of. */
export class ManagedControlPlanes {
  readonly #account: { readonly namespace: string; readonly name: string };

  /** @param account such as `plumbline-eks` */
  constructor(account: string) {
    this.#account = { namespace: "kube-system", name: account };
  }

  /** Starts one for a new cluster, with the account in it. */
  async create(context: string, report: Report): Promise<ControlPlane> {
    const cluster = await ensureCluster(context, report, true);
    await kubectl(layout(cluster.dir), ["apply", "--server-side", "-f", "-"], JSON.stringify(this.#rights()));
    return cluster;
  }

  /** A token as the cloud gives them: good for a quarter of an hour. A cluster that was stopped is started first. */
  async tokenFor(context: string, report: Report): Promise<ClusterToken> {
    const { dir } = await ensureCluster(context, report);
    const expires = new Date(Date.now() + minutes.told * 60_000);
    const { name, namespace } = this.#account;
    const args = ["create", "token", name, "--namespace", namespace, "--duration", `${String(minutes.asked)}m`];
    return { token: (await kubectl(layout(dir), args)).trim(), expires };
  }

  /** Runs kubectl with full rights on a cluster that is there. */
  run(context: string, args: readonly string[], input?: string): Promise<string> {
    return kubectl(layout(clusterDir(context)), args, input);
  }

  /** Makes the nodes that a selector finds these and no others. */
  async bringNodes(context: string, selector: string, nodes: readonly SimulatedNode[]): Promise<void> {
    const present = await this.run(context, ["get", "nodes", "-l", selector, "-o", "name"]);
    const wanted = new Set(nodes.map(({ metadata }) => `node/${metadata.name}`));
    const surplus = present.split("\n").filter((name) => name !== "" && !wanted.has(name));
    if (nodes.length > 0) {
      const list = { apiVersion: "v1", kind: "List", items: nodes };
      await this.run(context, ["apply", "--server-side", "--force-conflicts", "-f", "-"], JSON.stringify(list));
      await this.run(context, ["wait", "node", "--for=condition=Ready", "--timeout=60s", "-l", selector]);
    }
    if (surplus.length > 0) await this.run(context, ["delete", "--wait=false", ...surplus]);
  }

  /** Stops one, and removes all that it held. */
  remove(context: string): Promise<void> {
    return removeCluster(context, silent);
  }

  #rights(): object {
    const { name, namespace } = this.#account;
    return {
      apiVersion: "v1",
      kind: "List",
      items: [
        { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace } },
        {
          apiVersion: "rbac.authorization.k8s.io/v1",
          kind: "ClusterRoleBinding",
          metadata: { name },
          roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
          subjects: [{ kind: "ServiceAccount", name, namespace }],
        },
      ],
    };
  }
}

/** What the context of a cluster ends with where its world is not the sandbox's own; other backends have clusters of theirs. */
export function worldSuffix(cloud: Parameters<typeof cloudDir>[0]): string {
  const world = cloudDir(cloud).split("/").at(-1) ?? "";
  return world === "sandbox" ? "" : `@${world}`;
}

/** Prints credentials for a cluster, as Kubernetes's clients take them from a plugin. */
export async function printCredentials(token: Promise<ClusterToken>): Promise<void> {
  const { token: value, expires } = await token;
  const status = { expirationTimestamp: expires.toISOString().replace(/\.\d+Z$/, "Z"), token: value };
  console.log(
    JSON.stringify({ kind: "ExecCredential", apiVersion: "client.authentication.k8s.io/v1beta1", spec: {}, status }),
  );
}

/** Says on stderr what goes on, as standard output is for the credentials. */
export const reportToStderr: Report = (text) => void process.stderr.write(`${text}\n`);
