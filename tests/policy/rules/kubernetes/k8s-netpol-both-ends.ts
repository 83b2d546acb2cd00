import { elsewhere, namespace, object, workload } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";
import type { Json } from "../../../../policy/lib/violation.ts";

const ports = [{ port: 6379 }];
const pods = (app: string) => ({ podSelector: { matchLabels: { app } } });
const policy = (name: string, spec: Record<string, Json>) => object("networking.k8s.io/v1:NetworkPolicy", name, spec);
const at = stack([
  namespace,
  { ...namespace, name: "space-2", props: { metadata: { name: "metrics" } } },
  workload("apps/v1:Deployment", "web"),
  workload("apps/v1:StatefulSet", "db"),
  object("mongodbcommunity.mongodb.com/v1:MongoDBCommunity", "mongo", {}),
  policy("deny", { podSelector: {}, policyTypes: ["Ingress", "Egress"] }),
  policy("of-web", {
    ...pods("web"),
    policyTypes: ["Ingress", "Egress"],
    ingress: [{ ports: [{ port: 8080 }], from: [{ namespaceSelector: { matchLabels: { team: "edge" } } }] }],
    egress: [
      { ports, to: [pods("db")] },
      { ports: [{ port: 443 }], to: [{ ipBlock: { cidr: "192.0.2.0/24" } }] },
      { ports: [{ port: 27017 }], to: [pods("mongo-svc")] },
    ],
  }),
  policy("of-db", {
    ...pods("db"),
    policyTypes: ["Ingress", "Egress"],
    ingress: [{ ports, from: [pods("web"), pods("backup")] }],
  }),
  policy("of-mongo", {
    ...pods("mongo-svc"),
    policyTypes: ["Ingress"],
    ingress: [{ ports: [{ port: 27000, endPort: 27100 }], from: [pods("web")] }],
  }),
  policy("of-backup", { ...pods("backup"), policyTypes: ["Egress"], egress: [{ ports, to: [pods("db")] }] }),
]);
const wrong = (name: string, path: string, app: string, field: string) =>
  `${name}: spec.${path}: expected pods whose own policies have ${field} for these pods and ports, found {"podSelector":{"matchLabels":{"app":"${app}"}}}, with other policies`;

export default [
  at("both ends, of workloads, of operators and of jobs that come later", {}),
  at("the end of the store is gone", { "of-db": "removed" }, [
    wrong("of-web", "egress[0].to[0]", "db", "ingress"),
    wrong("of-backup", "egress[0].to[0]", "db", "ingress"),
  ]),
  at("the end of the client is gone", { "of-web": "removed" }, [
    wrong("of-db", "ingress[0].from[0]", "web", "egress"),
    wrong("of-mongo", "ingress[0].from[0]", "web", "egress"),
  ]),
  at("the end of jobs is gone", { "of-backup": "removed" }, [wrong("of-db", "ingress[0].from[1]", "backup", "egress")]),
  at("another port", { "of-db": { props: { "/spec/ingress/0/ports/0/port": 6380 } } }, [
    wrong("of-web", "egress[0].to[0]", "db", "ingress"),
    wrong("of-db", "ingress[0].from[0]", "web", "egress"),
    wrong("of-db", "ingress[0].from[1]", "backup", "egress"),
    wrong("of-backup", "egress[0].to[0]", "db", "ingress"),
  ]),
  at("UDP at one end", { "of-db": { props: { "/spec/ingress/0/ports/0/protocol": "UDP" } } }, [
    wrong("of-web", "egress[0].to[0]", "db", "ingress"),
    wrong("of-db", "ingress[0].from[0]", "web", "egress"),
    wrong("of-db", "ingress[0].from[1]", "backup", "egress"),
    wrong("of-backup", "egress[0].to[0]", "db", "ingress"),
  ]),
  at("every port, where the other end names its own", { "of-web": { props: { "/spec/egress/0/ports": undefined } } }),
  at("everybody at one end", { "of-db": { props: { "/spec/ingress/0/from": undefined } } }),
  at("another end in another cluster", { "of-db": elsewhere }, [
    wrong("of-web", "egress[0].to[0]", "db", "ingress"),
    wrong("of-backup", "egress[0].to[0]", "db", "ingress"),
  ]),
  at("a namespace as a whole, where one pod agrees", {
    "of-web": {
      props: {
        "/spec/egress/0/to": [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "app" } } }],
      },
    },
  }),
  at(
    "a namespace as a whole, where none does",
    {
      "of-web": {
        props: {
          "/spec/egress/0/to": [
            {
              namespaceSelector: {
                matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["app"] }],
              },
            },
          ],
          "/spec/egress/0/ports/0/port": 1,
        },
      },
    },
    [
      'of-web: spec.egress[0].to[0]: expected pods whose own policies have ingress for these pods and ports, found {"namespaceSelector":{"matchExpressions":[{"key":"kubernetes.io/metadata.name","operator":"In","values":["app"]}]}}, with other policies',
      wrong("of-db", "ingress[0].from[0]", "web", "egress"),
    ],
  ),
  at("jobs of several kinds", {
    "of-backup": {
      props: { "/spec/podSelector": { matchExpressions: [{ key: "app", operator: "In", values: ["backup"] }] } },
    },
    "of-db": {
      props: {
        "/spec/ingress/0/from/1/podSelector": {
          matchExpressions: [{ key: "app", operator: "In", values: ["backup"] }],
        },
      },
    },
  }),
];
