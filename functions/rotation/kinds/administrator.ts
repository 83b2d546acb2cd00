import { ModifyDBClusterCommand, type RDSClient } from "@aws-sdk/client-rds";
import type { RotationKind } from "../rotation.ts";
import { rotationTags } from "../tags.ts";
import { entryOf } from "../values.ts";
import { until } from "../wait.ts";
import { clusterOf, tagOf } from "./clusters.ts";

/** The administrator of a cluster of Aurora or DocumentDB, whose password the service's API sets. */
export const administrator = (rds: RDSClient, pauseSeconds?: number): RotationKind => ({
  async set(secret, next) {
    await rds.send(
      new ModifyDBClusterCommand({
        DBClusterIdentifier: tagOf(secret, rotationTags.store),
        MasterUserPassword: entryOf(next, "password", secret.name),
        ApplyImmediately: true,
      }),
    );
  },
  async test(secret) {
    await until(
      async () => {
        const { Status, PendingModifiedValues } = await clusterOf(rds, secret);
        return Status === "available" && PendingModifiedValues?.MasterUserPassword === undefined;
      },
      `the password of ${secret.name}`,
      pauseSeconds,
    );
  },
});
