import {
  DescribeReplicationGroupsCommand,
  type ElastiCacheClient,
  ModifyReplicationGroupCommand,
  type ReplicationGroup,
} from "@aws-sdk/client-elasticache";
import type { RotatedSecret } from "../keeper.ts";
import type { RotationKind } from "../rotation.ts";
import { rotationTags } from "../tags.ts";
import { entryOf } from "../values.ts";
import { until } from "../wait.ts";
import { tagOf } from "./clusters.ts";

/** The password of a cache. The former one holds until the next change: clients have all that time to read the new one. */
export const cache = (elastiCache: ElastiCacheClient, pauseSeconds?: number): RotationKind => {
  const settled = (secret: RotatedSecret) =>
    until(async () => isSettled(await groupOf(elastiCache, secret)), `the password of ${secret.name}`, pauseSeconds);
  return {
    async set(secret, next) {
      // A change that is still going on, such as one of a call before that was not waited for.
      await settled(secret);
      await elastiCache.send(
        new ModifyReplicationGroupCommand({
          ReplicationGroupId: tagOf(secret, rotationTags.store),
          AuthToken: entryOf(next, "password", secret.name),
          AuthTokenUpdateStrategy: "ROTATE",
          ApplyImmediately: true,
        }),
      );
      await settled(secret);
    },
    test: settled,
  };
};

const isSettled = ({ Status, PendingModifiedValues }: ReplicationGroup) =>
  Status === "available" && PendingModifiedValues?.AuthTokenStatus === undefined;

async function groupOf(elastiCache: ElastiCacheClient, secret: RotatedSecret): Promise<ReplicationGroup> {
  const id = tagOf(secret, rotationTags.store);
  const { ReplicationGroups = [] } = await elastiCache.send(
    new DescribeReplicationGroupsCommand({ ReplicationGroupId: id }),
  );
  const [group] = ReplicationGroups;
  if (!group) throw new Error(`there is no cache ${id}, whose password ${secret.name} is`);
  return group;
}
