import type { AnyRule } from "../../lib/table.ts";
import alarmActions from "./aws-alarm-actions.ts";
import nodeMultiZone from "./aws-eks-node-multi-az.ts";
import rotationAlarm from "./aws-rotation-alarm.ts";
import secretRead from "./aws-secret-read.ts";
import storeAlarm from "./aws-store-alarm.ts";
import storeLagAlarm from "./aws-store-lag-alarm.ts";
import backup from "./backup.ts";
import companionsStack from "./companions-stack.ts";
import coverageStack from "./coverage-stack.ts";
import docdb from "./docdb.ts";
import edgeStack from "./edge-stack.ts";
import edge from "./edge.ts";
import eks from "./eks.ts";
import elasticache from "./elasticache.ts";
import iam from "./iam.ts";
import kms from "./kms.ts";
import logsStack from "./logs-stack.ts";
import msk from "./msk.ts";
import networkStack from "./network-stack.ts";
import network from "./network.ts";
import nodes from "./nodes.ts";
import rdsOperation from "./rds-operation.ts";
import rdsStack from "./rds-stack.ts";
import rds from "./rds.ts";
import route53 from "./route53.ts";
import s3Companions from "./s3-companions.ts";
import s3Keeping from "./s3-keeping.ts";
import s3 from "./s3.ts";
import safekeepingStack from "./safekeeping-stack.ts";
import secrets from "./secrets.ts";
import sns from "./sns.ts";
import sqs from "./sqs.ts";
import storesStack from "./stores-stack.ts";

/** Rules over resources of AWS, by subject. */
export const awsRules: readonly AnyRule[] = [
  ...s3,
  ...s3Companions,
  ...s3Keeping,
  ...rds,
  ...rdsOperation,
  ...rdsStack,
  ...msk,
  ...sns,
  ...sqs,
  ...storesStack,
  ...companionsStack,
  ...secrets,
  ...kms,
  ...safekeepingStack,
  ...eks,
  ...nodes,
  ...network,
  ...networkStack,
  ...iam,
  ...elasticache,
  ...docdb,
  ...route53,
  ...backup,
  ...edge,
  ...edgeStack,
  ...coverageStack,
  ...logsStack,
  nodeMultiZone,
  rotationAlarm,
  secretRead,
  alarmActions,
  storeAlarm,
  storeLagAlarm,
];
