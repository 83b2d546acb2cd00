import { resource } from "../../lib/cases.ts";

const secret = resource("kubernetes:external-secrets.io/v1:ExternalSecret", {
  metadata: { name: "a", namespace: "app" },
  spec: { refreshInterval: "1h", secretStoreRef: { kind: "SecretStore", name: "store" } },
});
const path = "spec.refreshInterval";

export default [
  ...secret("hourly", {}),
  ...secret("the operator's default", { "/spec/refreshInterval": undefined }),
  ...secret("as the API writes it", { "/spec/refreshInterval": "1h0m0s" }),
  ...secret("once a day", { "/spec/refreshInterval": "24h" }, [
    `${path}: expected 1h or less, found "24h"; write "1h"`,
  ]),
  ...secret("never again", { "/spec/refreshInterval": "0" }, [`${path}: expected 1h or less, found "0"; write "1h"`]),
  ...secret("no store", { "/spec/secretStoreRef/name": undefined }, [
    "spec.secretStoreRef.name: expected the store, found nothing",
  ]),
  ...secret("kept, as the operator does", { "/spec/target": { deletionPolicy: "Retain" } }),
  ...secret("gone with the store", { "/spec/target": { deletionPolicy: "Delete" } }, [
    'spec.target.deletionPolicy: expected "Retain", found "Delete"',
  ]),
];
