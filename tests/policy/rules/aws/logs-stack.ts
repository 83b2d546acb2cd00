import { stack } from "../../lib/stack-cases.ts";

const region = (name: string) => ({ cloud: "aws", provider: { name: `aws-${name}`, region: name } });
const group = (name: string) => ({
  type: "aws:cloudwatch/logGroup:LogGroup",
  name,
  props: { name },
  ...region("us-east-1"),
});
const at = stack([
  {
    type: "aws:eks/cluster:Cluster",
    name: "eks",
    props: { name: "prod", enabledClusterLogTypes: ["audit"] },
    ...region("us-east-1"),
  },
  {
    type: "aws:rds/cluster:Cluster",
    name: "rds",
    props: { clusterIdentifier: "users", enabledCloudwatchLogsExports: ["postgresql"] },
    ...region("us-east-1"),
  },
  {
    type: "aws:docdb/cluster:Cluster",
    name: "docdb",
    props: { clusterIdentifier: "shop", enabledCloudwatchLogsExports: ["audit", "profiler"] },
    ...region("us-east-1"),
  },
  {
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    name: "cache",
    props: {
      logDeliveryConfigurations: [
        { destination: "/aws/elasticache/cache/slow-log", destinationType: "cloudwatch-logs" },
        { destination: "stream", destinationType: "kinesis-firehose" },
      ],
    },
    ...region("us-east-1"),
  },
  {
    type: "aws:msk/cluster:Cluster",
    name: "msk",
    props: { loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: "/aws/msk/events" } } } },
    ...region("us-east-1"),
  },
  {
    type: "aws:lambda/function:Function",
    name: "rotation",
    props: { name: "prod-rotation", loggingConfig: { logFormat: "JSON", logGroup: "/functions/rotation" } },
    ...region("us-east-1"),
  },
  ...[
    "/aws/eks/prod/cluster",
    "/aws/rds/cluster/users/postgresql",
    "/aws/docdb/shop/audit",
    "/aws/docdb/shop/profiler",
    "/aws/elasticache/cache/slow-log",
    "/aws/msk/events",
    "/functions/rotation",
    "aws-waf-logs",
  ].map(group),
  {
    type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    name: "waf",
    props: {},
    refs: { logDestinationConfigs: ["aws-waf-logs"] },
    ...region("us-east-1"),
  },
]);
const wrong = (name: string, of: string) =>
  `${of}: aws:cloudwatch/logGroup:LogGroup: expected one named ${name}, found nothing`;

export default {
  "aws-logs-own-group": [
    at("one for each", {}),
    at("none for the control plane", { "/aws/eks/prod/cluster": "removed" }, [wrong("/aws/eks/prod/cluster", "eks")]),
    at("none for a database", { "/aws/rds/cluster/users/postgresql": "removed" }, [
      wrong("/aws/rds/cluster/users/postgresql", "rds"),
    ]),
    at("one of two", { "/aws/docdb/shop/audit": "removed" }, [wrong("/aws/docdb/shop/audit", "docdb")]),
    at("none for a cache", { "/aws/elasticache/cache/slow-log": "removed" }, [
      wrong("/aws/elasticache/cache/slow-log", "cache"),
    ]),
    at("one in another region", { "/aws/msk/events": { set: region("us-west-2") } }, [wrong("/aws/msk/events", "msk")]),
    at("none for a function", { "/functions/rotation": "removed" }, [wrong("/functions/rotation", "rotation")]),
    at("none where Lambda puts a function's by itself", { rotation: { props: { "/loggingConfig": undefined } } }, [
      wrong("/aws/lambda/prod-rotation", "rotation"),
    ]),
    at("no logs", { "/aws/msk/events": "removed", msk: { props: { "/loggingInfo": undefined } } }),
  ],
  "aws-waf-own-group": [
    at("one of the stack", {}),
    at("another one", { waf: { set: { refs: {} }, props: { "/logDestinationConfigs": ["arn:aws:logs:other"] } } }, [
      "waf: logDestinationConfigs: expected the ARN of a log group of this stack, found another place",
    ]),
  ],
};
