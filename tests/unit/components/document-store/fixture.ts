import type { DocumentStoreArgs } from "../../../../components/document-store/spec.ts";

/** Arguments of a store of three members with two users and an index. */
export const storeArgs: DocumentStoreArgs = {
  place: { cloud: "kubernetes" },
  system: "shop",
  component: "mongodb",
  namespace: "shop",
  issuer: { kind: "Issuer", name: "internal-ca" },
  database: "ecommerce",
  members: 3,
  users: { app: { role: "readWrite", secretName: "mongodb-secret" }, backup: { role: "backup" } },
  indexes: [{ collection: "users", keys: { email: 1 }, unique: true }],
  resources: { requests: { cpu: "500m", memory: "2Gi" }, limits: { cpu: "2", memory: "4Gi" } },
  volume: "100Gi",
  storageClass: "fast-ssd",
  credentialVersion: 2,
  zoneSpread: "required",
  protect: true,
};
