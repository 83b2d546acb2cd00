import { at, type Estate, ofType, type Placed, textAt } from "../estate.ts";

const docs = "https://learn.microsoft.com/azure";
export const sources = {
  postgresZones: `${docs}/reliability/reliability-postgresql-flexible-server`,
  postgresCopies: `${docs}/postgresql/flexible-server/concepts-read-replicas`,
  postgresBackups: `${docs}/postgresql/flexible-server/concepts-geo-disaster-recovery`,
  documents: `${docs}/cosmos-db/mongodb/vcore/cross-region-replication`,
  documentZones: `${docs}/reliability/reliability-cosmos-mongodb`,
  documentBackups: "adr/0017-systems-on-azure.md",
  kafka: `${docs}/event-hubs/event-hubs-geo-dr`,
  queues: `${docs}/service-bus-messaging/service-bus-geo-replication`,
  blobs: `${docs}/storage/common/storage-redundancy`,
  control: `${docs}/azure-resource-manager/management/overview`,
};

/** Accounts of Blob storage that backups go to. */
export const backupAccounts = (estate: Estate): Placed[] =>
  ofType(estate, "azure-native:storage:StorageAccount").filter(
    ({ inputs }) => at(inputs, "tags", "purpose") === "backup",
  );

/** Accounts in which nobody changes or deletes a blob for so many days after it was written. */
export const lockedDays = ({ inputs }: Placed): number => {
  const policy = at(inputs, "immutableStorageWithVersioning", "immutabilityPolicy");
  const days = at(policy, "immutabilityPeriodSinceCreationInDays");
  return at(policy, "state") === "Locked" && typeof days === "number" ? days : 0;
};

/** Secrets that only the vault of a region has, of those of its stack. */
export const onlyIn = (estate: Estate, here: string): Placed[] => {
  const secrets = ofType(estate, "azure-native:keyvault:Secret");
  const elsewhere = secrets.filter(({ region }) => region !== here).map(nameOfSecret);
  return secrets.filter((one) => one.region === here && !elsewhere.includes(nameOfSecret(one)));
};

const nameOfSecret = ({ inputs }: Placed) => textAt(inputs, "secretName");

/** What has a lock of Azure on it, by the ends of the ids. */
export const isLocked = (estate: Estate, name: string): boolean =>
  ofType(estate, "azure-native:authorization:ManagementLockByScope").some(
    ({ inputs }) => inputs.level === "CanNotDelete" && textAt(inputs, "scope").endsWith(`/${name}`),
  );
