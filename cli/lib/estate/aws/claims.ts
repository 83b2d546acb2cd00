import { every, nameOf } from "../claims.ts";
import { type Estate, ofType } from "../estate.ts";

const docs = "https://docs.aws.amazon.com";
export const sources = {
  aurora: `${docs}/prescriptive-guidance/latest/aurora-replication-options/aurora-global-database.html`,
  auroraZones: `${docs}/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html`,
  documents: `${docs}/documentdb/latest/developerguide/API_CreateGlobalCluster.html`,
  documentZones: `${docs}/documentdb/latest/developerguide/security.disaster-recovery-resiliency.html`,
  replicator: `${docs}/msk/latest/developerguide/msk-replicator-perform-unplanned-failover.html`,
  onTime: `${docs}/AmazonS3/latest/userguide/replication-time-control.html`,
  control: `${docs}/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html`,
};

/** Whether all but the primary region's are members of a global one. */
export const areCopies = (estate: Estate, type: string) =>
  every(ofType(estate, type), ({ region, inputs }) =>
    region === nameOf(estate, "primary") ? true : inputs.globalClusterIdentifier !== undefined,
  );
