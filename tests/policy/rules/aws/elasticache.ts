import { resource } from "../../lib/cases.ts";

const group = resource("aws:elasticache/replicationGroup:ReplicationGroup", {
  atRestEncryptionEnabled: true,
  kmsKeyId: "arn:aws:kms:us-east-1:012345678901:key/data",
  transitEncryptionEnabled: true,
  transitEncryptionMode: "required",
  authToken: "from a random value",
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
  numCacheClusters: 3,
  snapshotRetentionLimit: 35,
  autoMinorVersionUpgrade: true,
  subnetGroupName: "orders-subnets",
  finalSnapshotIdentifier: "orders-final",
  logDeliveryConfigurations: [{ logType: "slow-log" }, { logType: "engine-log" }],
});

const node = resource("aws:elasticache/cluster:Cluster", { engine: "valkey", replicationGroupId: "orders" });

export default {
  "aws-redis-at-rest-cmk": [
    ...group("a key of ours", {}),
    ...group("no encryption", { "/atRestEncryptionEnabled": false }, [
      "atRestEncryptionEnabled: expected true, found false",
    ]),
    ...group("no key", { "/kmsKeyId": undefined }, ["kmsKeyId: expected the ARN of a key of ours, found nothing"]),
  ],
  "aws-redis-tls": [
    ...group("TLS alone", {}),
    ...group("the default mode", { "/transitEncryptionMode": undefined }),
    ...group("plain text", { "/transitEncryptionEnabled": undefined }, [
      "transitEncryptionEnabled: expected true, found nothing",
    ]),
    ...group("plain text beside it", { "/transitEncryptionMode": "preferred" }, [
      'transitEncryptionMode: expected "required", found "preferred"',
    ]),
  ],
  "aws-redis-auth": [
    ...group("a password", {}),
    ...group("users", { "/authToken": undefined, "/userGroupIds": ["apps"] }),
    ...group("anybody", { "/authToken": undefined }, [
      "authToken: expected a password, or userGroupIds, found nothing",
    ]),
    ...group("no users", { "/authToken": "", "/userGroupIds": [] }, [
      "authToken: expected a password, or userGroupIds, found nothing",
    ]),
  ],
  "aws-redis-failover": [
    ...group("three nodes", {}),
    ...group("shards with replicas", { "/numCacheClusters": undefined, "/replicasPerNodeGroup": 1 }),
    ...group("one node", { "/numCacheClusters": 1 }, ["numCacheClusters: expected 2 or more, found 1; write 2"]),
    ...group("by hand", { "/automaticFailoverEnabled": false }, [
      "automaticFailoverEnabled: expected true, found false",
    ]),
    ...group("one zone", { "/multiAzEnabled": undefined }, ["multiAzEnabled: expected true, found nothing"]),
  ],
  "aws-redis-snapshots": [
    ...group("35 days", {}),
    ...group("a week", { "/snapshotRetentionLimit": 7 }, [
      "snapshotRetentionLimit: expected 30 or more, found 7; write 30",
    ]),
    ...group("a week, where that is enough", { "/snapshotRetentionLimit": 7 }, [], { config: { days: 7 } }),
  ],
  "aws-redis-minor-upgrade": [
    ...group("on", {}),
    ...group("nothing said", { "/autoMinorVersionUpgrade": undefined }, [
      "autoMinorVersionUpgrade: expected true, found nothing",
    ]),
  ],
  "aws-redis-subnet-group": [
    ...group("ours", {}),
    ...group("none", { "/subnetGroupName": undefined }, [
      "subnetGroupName: expected a group of private subnets, found nothing",
    ]),
    ...group("the account's first", { "/subnetGroupName": "default" }, [
      "subnetGroupName: expected a group of private subnets, found nothing",
    ]),
  ],
  "aws-redis-final-snapshot": [
    ...group("one", {}),
    ...group("none", { "/finalSnapshotIdentifier": undefined }, [
      "finalSnapshotIdentifier: expected the name of a snapshot, found nothing",
    ]),
  ],
  "aws-redis-logs": [
    ...group("both", {}),
    ...group("one", { "/logDeliveryConfigurations": [{ logType: "slow-log" }] }, [
      'logDeliveryConfigurations: expected also engine-log, found ["slow-log"]',
    ]),
  ],
  "aws-redis-replicated": [
    ...node("of a group", {}),
    ...node("by itself", { "/replicationGroupId": undefined }, [
      "replicationGroupId: expected the id of a replication group, found nothing",
    ]),
  ],
};
