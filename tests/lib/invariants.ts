import { type Rendered, type RenderedResource } from "../../cli/lib/render.ts";
import { identity, isComponent, isCustom, objectsOf, podOwners } from "./graph.ts";
import { at, record } from "./json.ts";

/** A rule over a whole graph; it returns what breaks it, empty where nothing does. */
export type Invariant = (graph: Rendered) => string[];

const byUrn = ({ resources }: Rendered) => new Map(resources.map((each) => [each.urn, each]));

/** Resources that no component answers for. */
export const withoutComponent: Invariant = (graph) => {
  const known = byUrn(graph);
  const parentOf = ({ parent }: RenderedResource) => (parent === undefined ? undefined : known.get(parent));
  const descends = (resource: RenderedResource): boolean => {
    const parent = parentOf(resource);
    return parent !== undefined && (isComponent(parent) || descends(parent));
  };
  return graph.resources.filter((each) => isCustom(each) && !descends(each)).map(identity);
};

/** Resources whose name does not start with the name of their parent. */
export const foreignNames: Invariant = (graph) => {
  const known = byUrn(graph);
  return graph.resources.flatMap((each) => {
    const parent = each.parent === undefined ? undefined : known.get(each.parent);
    if (!parent || each.name === parent.name || each.name.startsWith(`${parent.name}-`)) return [];
    return [`${identity(each)} below ${parent.name}`];
  });
};

/** Resources of one type and name: moving either to another parent would be a replacement by the other. */
export const duplicates: Invariant = ({ resources }) => {
  const names = resources.map(identity);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
};

/** Objects of one kind, name and namespace in one cluster: the second would take the first over. */
export const sameObject: Invariant = (graph) => {
  const places = objectsOf(graph).map(
    ({ resource, namespace, name }) => `${resource.provider} ${resource.type} ${namespace ?? ""}/${name}`,
  );
  return [...new Set(places.filter((place, index) => places.indexOf(place) !== index))];
};

/** Resources that would be managed by a provider that nobody configured. */
export const defaultProviders: Invariant = ({ resources }) =>
  resources.filter((each) => isCustom(each) && each.provider === undefined).map(identity);

/** Components whose recorded inputs hold a secret or a whole resource; both would lie in the state in the open. */
export const leakyComponents: Invariant = ({ resources }) =>
  resources
    .filter((each) => isComponent(each) && /\[secret\]|urn:pulumi:/.test(JSON.stringify(each.inputs)))
    .map(identity);

/**
 * Resources whose inputs show a generated value. The mocks give every random value as zeros, so these, plain or as base64,
 * are looked for wherever they are not wrapped as secret.
 */
export const shownSecrets: Invariant = ({ resources }) =>
  resources
    .filter((each) => /0{32}|MDAwMDAwMDAw|AwMDAwMDAwMD|wMDAwMDAwMDAw/.test(JSON.stringify(each.inputs)))
    .map(identity);

/** Kinds that keep data: without protection, a slip in the program deletes it. */
const stateful = [
  "kubernetes:apps/v1:StatefulSet",
  "kubernetes:core/v1:PersistentVolumeClaim",
  "kubernetes:postgresql.cnpg.io/v1:Cluster",
  "kubernetes:kafka.strimzi.io/v1beta2:Kafka",
  "kubernetes:kafka.strimzi.io/v1beta2:KafkaNodePool",
  "kubernetes:kafka.strimzi.io/v1beta2:KafkaTopic",
  "kubernetes:rabbitmq.com/v1beta1:RabbitmqCluster",
  "kubernetes:rabbitmq.com/v1beta1:Queue",
  "kubernetes:elasticsearch.k8s.elastic.co/v1:Elasticsearch",
  "kubernetes:mongodbcommunity.mongodb.com/v1:MongoDBCommunity",
];

/** Resources that keep data and that nothing protects. */
export const unprotected: Invariant = ({ resources }) =>
  resources.filter((each) => stateful.includes(each.type) && each.opts.protect !== true).map(identity);

/** Resources that a destroy would stop at. */
export const protectedOnes: Invariant = ({ resources }) =>
  resources.filter(({ opts }) => opts.protect === true).map(identity);

const recommended = [
  "app.kubernetes.io/name",
  "app.kubernetes.io/part-of",
  "app.kubernetes.io/managed-by",
  "plumbline.dev/owner",
];

/** Objects, and pods made from them, without a recommended label or the owner's. */
export const unlabelled: Invariant = (graph) => {
  const missing = (what: string, labels: unknown) =>
    recommended.filter((label) => typeof record(labels)[label] !== "string").map((label) => `${what}: ${label}`);
  return [
    ...objectsOf(graph).flatMap(({ resource, labels }) => missing(identity(resource), labels)),
    ...podOwners(graph).flatMap(({ resource, template }) =>
      missing(`pods of ${identity(resource)}`, at(template, "metadata", "labels")),
    ),
  ];
};

/** Pods that share an account with another component, or that get a token of the API server. */
export const foreignAccounts: Invariant = (graph) => {
  const accounts = objectsOf(graph).filter(({ kind }) => kind === "ServiceAccount");
  return podOwners(graph).flatMap(({ resource, namespace, template }) => {
    const wanted = at(template, "spec", "serviceAccountName");
    const account = accounts.find(
      (each) => each.name === wanted && each.namespace === namespace && each.resource.provider === resource.provider,
    );
    const faults = [
      account?.resource.parent !== resource.parent &&
        `account ${typeof wanted === "string" ? wanted : "default"} is not its own`,
      at(template, "spec", "automountServiceAccountToken") !== false && "its pods mount a token",
      account && account.body.automountServiceAccountToken !== false && "its account hands out tokens",
    ];
    return faults.flatMap((fault) => (typeof fault === "string" ? [`${identity(resource)}: ${fault}`] : []));
  });
};

/** What holds for every program, whole or a part: nothing that one stack or environment has for itself. */
const everywhere = {
  withoutComponent,
  foreignNames,
  duplicates,
  defaultProviders,
  leakyComponents,
  shownSecrets,
} as const satisfies Record<string, Invariant>;

/** All that a program breaks of what holds for every one, each by the name of the invariant; nothing if it breaks none. */
export const broken: Invariant = (graph) =>
  Object.entries(everywhere).flatMap(([name, invariant]) => invariant(graph).map((line) => `${name}: ${line}`));
