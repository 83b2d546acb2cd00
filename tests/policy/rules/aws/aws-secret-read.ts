import { object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const secret = "aws:secretsmanager/secret:Secret";
const cluster = (name: string) => ({ provider: { name } });
const copy = (name: string, key: string, where: ReturnType<typeof cluster>) => ({
  ...object("external-secrets.io/v1:ExternalSecret", name, { data: [{ remoteRef: { key, property: "password" } }] }),
  ...where,
});

const at = stack([
  {
    type: secret,
    name: "owner",
    props: { name: "prod-orders-owner", replicas: [{ region: "us-west-2" }, { region: "eu-central-1" }] },
  },
  { type: secret, name: "setup", props: { name: "prod-orders-setup" } },
  ...["setup-west", "setup-central"].map((name) => ({ type: secret, name, props: { name: "prod-orders-setup" } })),
  copy("owner-copy", "prod-orders-owner", cluster("east")),
  copy("owner-copy-west", "prod-orders-owner", cluster("west")),
  copy("owner-copy-central", "prod-orders-owner", cluster("central")),
  copy("setup-copy-central", "prod-orders-setup", cluster("central")),
  copy("setup-copy", "prod-orders-setup", cluster("east")),
  {
    ...object("external-secrets.io/v1:ExternalSecret", "setup-copy-west", {
      dataFrom: [{ extract: { key: "prod-orders-setup" } }],
    }),
    ...cluster("west"),
  },
]);
const unread = (name: string) =>
  `${name}: kubernetes:external-secrets.io/v1:ExternalSecret: expected one of this secret, found nothing`;
const wrong = (name: string) =>
  `${name}: kubernetes:external-secrets.io/v1:ExternalSecret: expected one of this secret in 3 clusters, found 2`;
const kafka = stack([
  { type: secret, name: "user", props: { name: "AmazonMSK_prod-orders" } },
  {
    type: "aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation",
    name: "association",
    props: { clusterArn: "arn" },
    refs: { secretArn: ["user"] },
  },
]);

export default [
  at("read in every region", {}),
  at("read in the primary region alone", { "owner-copy-west": "removed", "owner-copy-central": "removed" }),
  at("a replica is not read", { "owner-copy-west": "removed" }, [wrong("owner")]),
  at("read twice in a cluster", { "owner-copy-west": { set: cluster("east") } }, [wrong("owner")]),
  at("a namesake in another region is not read", { "setup-copy-west": "removed" }, [
    wrong("setup"),
    wrong("setup-west"),
    wrong("setup-central"),
  ]),
  at("read by nobody", { "owner-copy": "removed", "owner-copy-west": "removed", "owner-copy-central": "removed" }, [
    unread("owner"),
  ]),
  kafka("a user of Kafka", {}, [], { notApplicable: "Kafka reads it by itself" }),
  kafka("another secret's association", { association: { set: { refs: {} } } }, [unread("user")]),
];
