import { ClusterRole } from "@pulumi/kubernetes/rbac/v1/clusterRole.js";
import { ClusterRoleBinding } from "@pulumi/kubernetes/rbac/v1/clusterRoleBinding.js";
import { RoleBinding } from "@pulumi/kubernetes/rbac/v1/roleBinding.js";
import type * as pulumi from "@pulumi/pulumi";
import { onceMade } from "../core/known.ts";
import { objectLabels } from "../core/labels.ts";

/** Role of who deploys a system, within that system's namespace. */
export const deployerRole = "plumbline-deployer";

/** Role of everyone who deploys a system, in the whole cluster: to see which namespaces there are. */
const namespaceRole = "plumbline-deployer-namespaces";

/** Group of everyone who deploys a system. */
const deployers = "plumbline:deployers";

/** Group of who deploys one system; the cluster's sign-in puts people and pipelines into it. */
export const deployersOf = (system: string) => `${deployers}:${system}`;

const api = "rbac.authorization.k8s.io";
const read = ["get", "list", "watch"];
const write = [...read, "create", "update", "patch", "delete"];

/** What systems consist of, by API group. A deployer may do everything with it. */
export const deployerWrites: Readonly<Record<string, readonly string[]>> = {
  "": [
    "configmaps",
    "limitranges",
    "persistentvolumeclaims",
    "resourcequotas",
    "secrets",
    "serviceaccounts",
    "services",
  ],
  apps: ["deployments", "statefulsets"],
  "argoproj.io": ["analysistemplates", "rollouts"],
  autoscaling: ["horizontalpodautoscalers"],
  "barmancloud.cnpg.io": ["objectstores"],
  batch: ["cronjobs", "jobs"],
  "cert-manager.io": ["certificates", "issuers"],
  "external-secrets.io": ["externalsecrets", "secretstores"],
  "gateway.envoyproxy.io": ["backendtrafficpolicies", "clienttrafficpolicies", "securitypolicies"],
  "gateway.networking.k8s.io": ["backendtlspolicies", "gateways", "httproutes"],
  "kafka.strimzi.io": ["kafkanodepools", "kafkas", "kafkatopics", "kafkausers"],
  "mongodbcommunity.mongodb.com": ["mongodbcommunity"],
  "monitoring.coreos.com": ["podmonitors", "prometheusrules", "scrapeconfigs", "servicemonitors"],
  "networking.k8s.io": ["networkpolicies"],
  policy: ["poddisruptionbudgets"],
  "postgresql.cnpg.io": ["clusters", "databases", "poolers", "scheduledbackups"],
  "rabbitmq.com": ["bindings", "exchanges", "permissions", "policies", "queues", "rabbitmqclusters", "users", "vhosts"],
  "security.istio.io": ["authorizationpolicies", "peerauthentications"],
};

/** What a deployer looks at while it waits; rights of others are among it, which only an administrator changes. */
const seen: Readonly<Record<string, readonly string[]>> = {
  "": ["events", "pods", "pods/log"],
  apps: ["controllerrevisions", "replicasets"],
  "argoproj.io": ["analysisruns"],
  "discovery.k8s.io": ["endpointslices"],
  [api]: ["rolebindings", "roles"],
};

const rules = (resources: Readonly<Record<string, readonly string[]>>, verbs: readonly string[]) =>
  Object.entries(resources).map(([group, names]) => ({ apiGroups: [group], resources: [...names], verbs: [...verbs] }));

/**
 * The deployers' rights (REC-055): in the namespaces of their own systems whatever a system consists of, and nothing of the cluster's but the
 * list of its namespaces. Namespaces with their Pod Security, rights, operators, classes and nodes are an administrator's, who deploys the
 * platform, and each system for the first time.
 */
export function deployerRights(parent: pulumi.Resource, name: string): pulumi.Resource[] {
  const labels = objectLabels({ system: "platform", component: "deployer" });
  const role = new ClusterRole(
    name,
    { metadata: { name: deployerRole, labels }, rules: [...rules(deployerWrites, write), ...rules(seen, read)] },
    { parent },
  );
  const look = new ClusterRole(
    `${name}-namespaces`,
    { metadata: { name: namespaceRole, labels }, rules: rules({ "": ["namespaces"] }, read) },
    { parent },
  );
  const binding = new ClusterRoleBinding(
    `${name}-namespaces-binding`,
    {
      metadata: { name: namespaceRole, labels },
      roleRef: { apiGroup: api, kind: "ClusterRole", name: onceMade(look, namespaceRole) },
      subjects: [{ apiGroup: api, kind: "Group", name: deployers }],
    },
    { parent },
  );
  return [role, look, binding];
}

/** Gives a system's deployers their rights in its namespace. */
export function deployerBinding(
  parent: pulumi.Resource,
  name: string,
  { system, namespace }: { readonly system: string; readonly namespace: pulumi.Input<string> },
): RoleBinding {
  return new RoleBinding(
    name,
    {
      metadata: { name: "deployer", namespace, labels: objectLabels({ system, component: "deployer" }) },
      roleRef: { apiGroup: api, kind: "ClusterRole", name: deployerRole },
      subjects: [{ apiGroup: api, kind: "Group", name: deployersOf(system) }],
    },
    { parent },
  );
}
