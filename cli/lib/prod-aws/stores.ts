import { at, type Estate, listAt, numberAt, type Placed, table, textAt } from "./estate.ts";

/** A store of a system in one region. */
interface Held {
  readonly system: string;
  readonly store: string;
  readonly region: string | undefined;
  /** What is there, in a cell of the table. */
  readonly says: string;
}

type Read = (resource: Placed, estate: Estate) => string;

/** Instances of a cluster, which are named after it; one of the primary region's takes writes. */
const database =
  (service: string): Read =>
  ({ type, name, inputs }, { aws }) => {
    const members = type.replace("cluster:Cluster", "clusterInstance:ClusterInstance");
    const count = aws.filter((one) => one.type === members && one.name.startsWith(`${name}-instance-`)).length;
    const copy = inputs.globalClusterIdentifier !== undefined;
    return copy ? `copy: ${count} readers` : `${service}: 1 writer, ${count - 1} readers`;
  };

const kafka: Read = ({ region, inputs }, { aws }) => {
  const copied = aws.some((one) => one.type === "aws:msk/replicator:Replicator" && one.region === region);
  return `${copied ? "copy" : "MSK"}: ${numberAt(inputs, "numberOfBrokerNodes")} brokers`;
};

const reads: Readonly<Record<string, Read>> = {
  "aws:rds/cluster:Cluster": database("Aurora"),
  "aws:docdb/cluster:Cluster": database("DocumentDB"),
  "aws:elasticache/replicationGroup:ReplicationGroup": ({ inputs }) =>
    `its own: ${numberAt(inputs, "numCacheClusters")} nodes`,
  "aws:msk/cluster:Cluster": kafka,
};

/** The queues of a component are one store. */
function queues({ type, region, inputs }: Placed, { aws }: Estate): Held {
  const [system, store] = [textAt(inputs, "tags", "system"), textAt(inputs, "tags", "component")];
  const all = aws.filter(
    (one) =>
      one.type === type &&
      one.region === region &&
      at(one.inputs, "tags", "system") === system &&
      at(one.inputs, "tags", "component") === store,
  );
  return { system, store, region, says: `its own: ${all.length} queues of SQS` };
}

function volume({ name, region, inputs }: Placed, estate: Estate): Held[] {
  const [claim] = listAt(inputs, "spec", "volumeClaimTemplates");
  const system = at(inputs, "metadata", "labels", "app.kubernetes.io/part-of");
  if (claim === undefined || typeof system !== "string") return [];
  const size = textAt(claim, "spec", "resources", "requests", "storage");
  return [{ system, store: plain(name, estate, system), region, says: `its own: a volume of ${size}` }];
}

/** The name without its region and its system. */
function plain(name: string, { regions }: Estate, system: string): string {
  const region = regions.find((one) => name.startsWith(`${system}-${one.name}-`))?.name;
  return name.slice(`${system}-${region === undefined ? "" : `${region}-`}`.length);
}

/** Every store of every system, and what each region has of it. */
export function storesTable(estate: Estate): string[] {
  const managed = estate.aws.flatMap((resource): Held[] => {
    if (resource.type === "aws:sqs/queue:Queue") return [queues(resource, estate)];
    const read = reads[resource.type];
    if (!read) return [];
    const system = textAt(resource.inputs, "tags", "system");
    const store = plain(resource.name, estate, system);
    return [{ system, store, region: resource.region, says: read(resource, estate) }];
  });
  const own = estate.objects.filter(({ type }) => type === "kubernetes:apps/v1:StatefulSet");
  const held = [...managed, ...own.flatMap((resource) => volume(resource, estate))];
  const rows = [...Map.groupBy(held, ({ system, store }) => `${system} | ${store}`)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return table(
    ["system", "store", ...estate.regions.map(({ name, role }) => `${name} (${role})`)],
    rows.map(([key, found]) => [
      key,
      ...estate.regions.map(({ name }) => found.find(({ region }) => region === name)?.says ?? ""),
    ]),
  );
}
