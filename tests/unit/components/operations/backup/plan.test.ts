import assert from "node:assert/strict";
import { backupNodes, type PlannedStore } from "../../../../../components/operations/backup/plan.ts";
import { awsPlace } from "../../../../lib/aws.ts";
import { azurePlace } from "../../../../lib/azure.ts";

const plan: PlannedStore[] = [{ component: "db-backup", kind: "postgres", store: "db", restores: true }];

/** Where each of the pods goes, by the name of its node. */
const ways = (place: Parameters<typeof backupNodes>[1], stores = plan) =>
  Object.fromEntries(
    Object.entries(backupNodes(stores, place)).map(([name, { calls, reaches }]) => [name, [calls, reaches]]),
  );

describe("the network of backups", () => {
  it("leads to the store in the cluster, or to that of the cloud and to who hands out its identities", () => {
    const inCluster = ["backup-store"];
    assert.deepEqual(ways({ cloud: "kubernetes" }), {
      "db-backup": [["db"], inCluster],
      "db-backup-drill": [[], inCluster],
      "db-backup-restore": [["db"], inCluster],
      "backup-exporter": [[], inCluster],
    });
    const s3 = ["https", "cloud-identity"];
    assert.deepEqual(ways(awsPlace()), {
      "db-backup": [["db"], s3],
      "db-backup-drill": [[], s3],
      "db-backup-restore": [["db"], s3],
      "backup-exporter": [[], s3],
    });
  });

  it("leads to the private endpoints of a region of Azure, where Blob storage has its address", () => {
    const entra = ["https"];
    assert.deepEqual(ways(azurePlace()), {
      "db-backup": [["db", "backup-place"], entra],
      "db-backup-drill": [["backup-place"], entra],
      "db-backup-restore": [["db", "backup-place"], entra],
      "backup-exporter": [["backup-place"], entra],
      "backup-place": [[], undefined],
    });
    const { ports, addresses } = backupNodes(plan, azurePlace())["backup-place"] ?? {};
    assert.deepEqual([ports, addresses], [{ https: { port: 443 } }, ["10.0.192.0/22"]]);
  });

  it("leads drills to the store where they restore beside what is in use, and there alone", () => {
    const drills = (drilledInPlace: boolean) => {
      const store: PlannedStore = { component: "s", kind: "kafka", store: "events", restores: false, drilledInPlace };
      return ways({ cloud: "kubernetes" }, [store])["s-drill"];
    };
    assert.deepEqual(
      [drills(true), drills(false)],
      [
        [["events"], ["backup-store"]],
        [[], ["backup-store"]],
      ],
    );
  });

  it("is nothing where nothing is saved", () => {
    assert.deepEqual(backupNodes([], azurePlace()), {});
  });
});
