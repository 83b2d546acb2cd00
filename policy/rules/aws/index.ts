import type { AnyRule } from "../../lib/table.ts";
import backup from "./backup.ts";
import docdb from "./docdb.ts";
import edge from "./edge.ts";
import eks from "./eks.ts";
import elasticache from "./elasticache.ts";
import iam from "./iam.ts";
import kms from "./kms.ts";
import msk from "./msk.ts";
import network from "./network.ts";
import nodes from "./nodes.ts";
import rdsOperation from "./rds-operation.ts";
import rds from "./rds.ts";
import route53 from "./route53.ts";
import s3 from "./s3.ts";
import secrets from "./secrets.ts";
import sqs from "./sqs.ts";

/** Rules over resources of AWS, by subject. */
export const awsRules: readonly AnyRule[] = [
  ...s3,
  ...rds,
  ...rdsOperation,
  ...msk,
  ...sqs,
  ...secrets,
  ...kms,
  ...eks,
  ...nodes,
  ...network,
  ...iam,
  ...elasticache,
  ...docdb,
  ...route53,
  ...backup,
  ...edge,
];
