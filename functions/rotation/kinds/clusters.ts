import { type DBCluster, DescribeDBClustersCommand, type RDSClient } from "@aws-sdk/client-rds";
import type { RotatedSecret } from "../keeper.ts";
import { rotationTags } from "../tags.ts";

/** Reads what a secret's tag says. @throws Error naming the secret and the tag. */
export function tagOf({ name, tags }: RotatedSecret, tag: string): string {
  const value = tags[tag];
  if (value === undefined || value === "") throw new Error(`${name} has no tag ${tag}`);
  return value;
}

/** The cluster of Aurora or DocumentDB that checks a credential; both are clusters of the same API. */
export async function clusterOf(rds: RDSClient, secret: RotatedSecret): Promise<DBCluster> {
  const id = tagOf(secret, rotationTags.store);
  const { DBClusters = [] } = await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: id }));
  const [cluster] = DBClusters;
  if (!cluster) throw new Error(`there is no cluster ${id}, whose credential ${secret.name} is`);
  return cluster;
}

/** Where clients that write connect to. */
export function addressOf({ Endpoint, Port, DBClusterIdentifier }: DBCluster): { host: string; port: number } {
  if (!Endpoint || !Port) throw new Error(`the cluster ${DBClusterIdentifier ?? ""} has no address yet`);
  return { host: Endpoint, port: Port };
}
