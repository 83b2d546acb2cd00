import { object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const secret = (name: string, secretName: string) => ({
  type: "azure-native:keyvault:Secret",
  name,
  props: { secretName },
});
const copy = (name: string, key: string, cluster: string) => ({
  ...object("external-secrets.io/v1:ExternalSecret", name, { data: [{ remoteRef: { key, property: "password" } }] }),
  provider: { name: cluster },
});
const regions = ["east", "west", "central"];
const at = stack([
  ...regions.map((region) => secret(`owner-${region}`, "orders-owner")),
  ...regions.map((region) => copy(`owner-copy-${region}`, "orders-owner", region)),
  ...regions.map((region) => secret(`keys-${region}`, "backup-keys")),
  copy("keys-copy", "backup-keys", "east"),
]);
const copies = "kubernetes:external-secrets.io/v1:ExternalSecret";

export default [
  at("read in every region, or in the first alone", {}),
  at(
    "a region reads it no longer",
    { "owner-copy-west": "removed" },
    regions.map((region) => `owner-${region}: ${copies}: expected one of this secret in 3 clusters, found 2`),
  ),
  at(
    "read by nobody",
    { "keys-copy": "removed" },
    regions.map((region) => `keys-${region}: ${copies}: expected one of this secret, found nothing`),
  ),
];
