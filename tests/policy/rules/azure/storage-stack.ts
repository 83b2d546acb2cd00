import type { StackSubject } from "../../lib/stack-analyzer.ts";
import { stack } from "../../lib/stack-cases.ts";

const policy = { enabled: true, days: 30 };
const good: readonly StackSubject[] = [
  {
    type: "azure-native:storage:StorageAccount",
    name: "data",
    props: { accountName: "backups", tags: { purpose: "backup" } },
  },
  {
    type: "azure-native:storage:BlobServiceProperties",
    name: "blobs",
    props: { isVersioningEnabled: true, deleteRetentionPolicy: policy, containerDeleteRetentionPolicy: policy },
    refs: { accountName: ["data"] },
  },
  {
    type: "azure-native:storage:BlobContainer",
    name: "dumps",
    props: { containerName: "dumps", accountName: "backups" },
    refs: { accountName: ["data"] },
  },
  {
    type: "azure-native:storage:BlobContainerImmutabilityPolicy",
    name: "locked",
    props: { containerName: "dumps", immutabilityPeriodSinceCreationInDays: 30 },
    refs: { accountName: ["data"], containerName: ["dumps"] },
  },
];
const at = stack(good);
const none = "data: azure-native:storage:BlobServiceProperties: expected those of this account, found nothing";
const period = "immutabilityPeriodSinceCreationInDays";
const whole = (days: number, state = "Locked") => ({
  locked: "removed" as const,
  data: {
    props: { "/immutableStorageWithVersioning": { enabled: true, immutabilityPolicy: { state, [period]: days } } },
  },
});

export default {
  "az-storage-soft-delete": [
    at("thirty days", {}),
    at("by its name, and not by a reference", {
      blobs: { set: { refs: {} }, props: { "/accountName": "backups" } },
    }),
    at("none", { blobs: "removed" }, [none]),
    at("of blobs alone", { blobs: { props: { "/containerDeleteRetentionPolicy": undefined } } }, [
      "blobs: containerDeleteRetentionPolicy.enabled: expected true, found nothing",
      "blobs: containerDeleteRetentionPolicy.days: expected 7 or more, found nothing; write 7",
    ]),
    at("a day", { blobs: { props: { "/deleteRetentionPolicy/days": 1 } } }, [
      "blobs: deleteRetentionPolicy.days: expected 7 or more, found 1; write 7",
    ]),
  ],
  "az-storage-versioning": [
    at("kept", {}),
    at("none", { blobs: "removed" }, [none]),
    at("not kept", { blobs: { props: { "/isVersioningEnabled": false } } }, [
      "blobs: isVersioningEnabled: expected true, found false",
    ]),
  ],
  "az-storage-immutable-backup": [
    at("locked", {}),
    at("locked for the whole account", whole(30)),
    at("a lock that can be undone", whole(30, "Unlocked"), [
      'data: immutableStorageWithVersioning.immutabilityPolicy.state: expected "Locked", found "Unlocked"',
    ]),
    at("nothing to lock", { data: { props: { "/tags/purpose": "uploads" } }, locked: "removed" }, [], {
      notApplicable: "it holds neither backups nor audit logs",
    }),
    at("no lock", { locked: "removed" }, [
      "dumps: azure-native:storage:BlobContainerImmutabilityPolicy: expected one of this container, found nothing",
    ]),
    at("a day", { locked: { props: { [`/${period}`]: 1 } } }, [
      `locked: ${period}: expected 7 or more, found 1; write 7`,
    ]),
    at("a day for the whole account", whole(1), [
      `data: immutableStorageWithVersioning.immutabilityPolicy.${period}: expected 7 or more, found 1; write 7`,
    ]),
  ],
};
