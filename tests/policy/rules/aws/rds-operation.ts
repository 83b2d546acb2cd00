import { resource } from "../../lib/cases.ts";

const key = "arn:aws:kms:us-east-1:012345678901:key/data";
const ofCluster = {
  enabledCloudwatchLogsExports: ["postgresql"],
  iamDatabaseAuthenticationEnabled: true,
  copyTagsToSnapshot: true,
};
const ofInstance = {
  autoMinorVersionUpgrade: true,
  performanceInsightsEnabled: true,
  performanceInsightsKmsKeyId: key,
  monitoringInterval: 60,
};
const cluster = resource("aws:rds/cluster:Cluster", ofCluster);
const instance = resource("aws:rds/instance:Instance", { ...ofCluster, ...ofInstance });
const member = resource("aws:rds/clusterInstance:ClusterInstance", ofInstance);
const proxy = resource("aws:rds/proxy:Proxy", { requireTls: true });
const databases = [cluster, instance];
const instances = [member, instance];

export default {
  "aws-rds-log-exports": databases.flatMap((database) => [
    ...database("the log", {}),
    ...database("no log", { "/enabledCloudwatchLogsExports": undefined }, [
      'enabledCloudwatchLogsExports: expected also postgresql, found nothing; write ["postgresql"]',
    ]),
    ...database("another log", { "/enabledCloudwatchLogsExports": ["upgrade"] }, [
      'enabledCloudwatchLogsExports: expected also postgresql, found ["upgrade"]; write ["upgrade","postgresql"]',
    ]),
  ]),
  "aws-rds-iam-auth": databases.flatMap((database) => [
    ...database("on", {}),
    ...database("off", { "/iamDatabaseAuthenticationEnabled": false }, [
      "iamDatabaseAuthenticationEnabled: expected true, found false",
    ]),
  ]),
  "aws-rds-auto-minor-upgrade": instances.flatMap((one) => [
    ...one("on", {}),
    ...one("the default", { "/autoMinorVersionUpgrade": undefined }),
    ...one("off", { "/autoMinorVersionUpgrade": false }, ["autoMinorVersionUpgrade: expected true, found false"]),
  ]),
  "aws-rds-copy-tags": databases.flatMap((database) => [
    ...database("copied", {}),
    ...database("nothing said", { "/copyTagsToSnapshot": undefined }, [
      "copyTagsToSnapshot: expected true, found nothing",
    ]),
    ...database("not copied", { "/copyTagsToSnapshot": false }, ["copyTagsToSnapshot: expected true, found false"]),
  ]),
  "aws-rds-perf-insights-cmk": instances.flatMap((one) => [
    ...one("on, with a key", {}),
    ...one("off", { "/performanceInsightsEnabled": undefined }, [
      "performanceInsightsEnabled: expected true, found nothing",
    ]),
    ...one("no key", { "/performanceInsightsKmsKeyId": undefined }, [
      "performanceInsightsKmsKeyId: expected the ARN of a key of ours, found nothing",
    ]),
  ]),
  "aws-rds-enhanced-monitoring": instances.flatMap((one) => [
    ...one("each minute", {}),
    ...one("off", { "/monitoringInterval": 0 }, ["monitoringInterval: expected 1 or more, found 0; write 1"]),
  ]),
  "aws-rds-proxy-tls": [
    ...proxy("TLS alone", {}),
    ...proxy("the default", { "/requireTls": undefined }, ["requireTls: expected true, found nothing"]),
  ],
};
