import * as pulumi from "@pulumi/pulumi";
import { thirdPartyImages } from "../components/core/images.ts";
import { Preparation } from "../components/workload/preparation.ts";
import type { SecretKey } from "../components/workload/spec.ts";
import type { OnboardingConfig } from "../config/onboarding.ts";
import { partitionFile, partitions, partitionSchedule, partitionScript } from "./onboarding-history.ts";
import { authorityMount, mounts } from "./onboarding-mounts.ts";
import { taskSize } from "./onboarding-sizes.ts";
import type { OnboardingStores } from "./onboarding-stores.ts";
import { engineUser, migration } from "./onboarding-workload.ts";
import type { SystemPlace } from "./place.ts";

/** A new database takes some minutes until it answers. */
const patience = { deadlineSeconds: 1200, retries: 6 };

/** The server's certificate is checked against its own authority. */
const authorityFile = `${mounts.authority("postgres")}/ca.crt`;

const passwordOf = ({ postgres }: OnboardingStores): SecretKey => ({ secret: postgres.auth.name, key: "password" });

/** Everything that the database has to have before the engine starts. */
export function prepareDatabase(
  parent: pulumi.Resource,
  name: string,
  config: OnboardingConfig,
  place: SystemPlace,
  stores: OnboardingStores,
  dependsOn: pulumi.Resource[],
): Preparation {
  const migrated = schemaMigration(parent, name, config, place, stores, dependsOn);
  return monthlyPartitions(parent, name, place, stores, [migrated]);
}

/**
 * Brings the schema to the state of the new engine and checks that it is there, before any of its pods starts (ONB-013).
 * The variables are Flyway's own; an engine of another image is a reason to look again, whatever its migrations are.
 */
function schemaMigration(
  parent: pulumi.Resource,
  name: string,
  { images }: OnboardingConfig,
  { system, namespace }: SystemPlace,
  stores: OnboardingStores,
  dependsOn: pulumi.Resource[],
): Preparation {
  const { postgres } = stores;
  const query = `sslmode=verify-full&sslrootcert=${authorityFile}`;
  return new Preparation(
    `${name}-${migration}`,
    {
      system,
      component: migration,
      namespace,
      image: images.migration,
      command: ["flyway", "migrate", "validate"],
      secretEnv: { FLYWAY_PASSWORD: passwordOf(stores) },
      env: {
        FLYWAY_URL: pulumi.interpolate`jdbc:postgresql://${postgres.host}:${postgres.port}/${postgres.database}?${query}`,
        FLYWAY_USER: postgres.owner,
        // It would otherwise wait for a way to the internet that it does not have.
        REDGATE_DISABLE_TELEMETRY: "true",
        ENGINE_DIGEST: images.engine.digest,
      },
      secretMounts: [authorityMount("postgres", postgres.authority)],
      resources: taskSize,
      userId: engineUser,
      ...patience,
    },
    { parent, dependsOn },
  );
}

/** Makes the history's partitions of this month and of those ahead: before the engine starts, and then every month (ONB-058). */
function monthlyPartitions(
  parent: pulumi.Resource,
  name: string,
  { system, namespace }: SystemPlace,
  stores: OnboardingStores,
  dependsOn: pulumi.Resource[],
): Preparation {
  const { postgres } = stores;
  return new Preparation(
    `${name}-${partitions}`,
    {
      system,
      component: partitions,
      namespace,
      image: thirdPartyImages.postgres18,
      command: ["psql", "--no-psqlrc", "--set=ON_ERROR_STOP=1", `--file=${mounts.sql}/${partitionFile}`],
      secretEnv: { PGPASSWORD: passwordOf(stores) },
      env: {
        PGHOST: postgres.host,
        PGPORT: String(postgres.port),
        PGDATABASE: postgres.database,
        PGUSER: postgres.owner,
        PGSSLMODE: "verify-full",
        PGSSLROOTCERT: authorityFile,
      },
      files: [{ name: partitions, mountPath: mounts.sql, files: { [partitionFile]: partitionScript } }],
      secretMounts: [authorityMount("postgres", postgres.authority)],
      resources: taskSize,
      userId: engineUser,
      repeat: partitionSchedule,
      ...patience,
    },
    { parent, dependsOn },
  );
}
