import { thirdPartyImages } from "../../core/images.ts";
import type { KafkaOutputs, KafkaTask, KafkaUserArgs } from "../../kafka/spec.ts";
import type { SecretReference } from "../../secret-store/generated-secret.ts";
import { nodeUser } from "./exporter.ts";
import { secretFolder } from "./paths.ts";
import type { StoreJobs } from "./postgres-jobs.ts";
import type { BackupWork } from "./store-backups.ts";

const userOf = (task: KafkaTask) => `kafka-${task}`;

/** The users of the jobs, for the cluster to make. */
export const kafkaJobUsers: Readonly<Record<string, KafkaUserArgs>> = {
  [userOf("backup")]: { task: "backup" },
  [userOf("drill")]: { task: "drill" },
  [userOf("restore")]: { task: "restore" },
};

/** Topics with their configuration and positions of groups; each job as a user that may do its own work alone. */
export function kafkaJobs(store: KafkaOutputs): StoreJobs {
  const work = (task: KafkaTask): BackupWork => {
    const user = userOf(task);
    const auth: SecretReference | undefined = store.users[user];
    return {
      settings: {
        bootstrap: store.bootstrapServers.apply((servers) => servers.split(",")),
        user,
        passwordFile: `${secretFolder("store")}/password`,
        mechanism: store.protocol.saslMechanism,
        authorityFile: `${secretFolder("authority")}/ca.crt`,
      },
      secretMounts: [
        { name: "store", secret: auth?.name ?? "", mountPath: secretFolder("store"), keys: ["password"] },
        { name: "authority", secret: store.authority.name, mountPath: secretFolder("authority"), keys: ["ca.crt"] },
      ],
    };
  };
  return {
    // The client is in the program.
    image: thirdPartyImages.node,
    userId: nodeUser,
    backup: work("backup"),
    drill: work("drill"),
    restore: work("restore"),
  };
}
