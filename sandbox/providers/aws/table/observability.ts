import { atMost, json, oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { arn, bucket, exists, holds, kmsKeyArn, roleArn, settingOf } from "./parts.ts";

const logGroup = exists("aws:cloudwatch/logGroup:LogGroup");
const rule = holds("aws:cloudwatch/eventRule:EventRule");

/** CloudWatch, EventBridge, CloudTrail and what ships logs. */
export const observability: Rows = {
  "aws:cloudwatch/logGroup:LogGroup": {
    id: "{name}",
    name: { property: "name", max: 512, pattern: /^[\w./#-]+$/ },
    replaces: ["logGroupClass"],
    needs: { kmsKeyId: kmsKeyArn },
    defaults: { logGroupClass: "STANDARD", retentionInDays: 0, skipDestroy: false },
    rules: {
      logGroupClass: oneOf("DELIVERY", "INFREQUENT_ACCESS", "STANDARD"),
      retentionInDays: oneOf(
        ...[0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
        ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
      ),
    },
    keeps: ({ properties }) =>
      properties["deletionProtectionEnabled"] === true
        ? "deletionProtectionEnabled is on; turn it off first"
        : undefined,
    computed: { arn: arn("logs", "log-group:{name}") },
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    id: "{logGroupName}:{name}",
    name: { property: "name", max: 512 },
    replaces: ["logGroupName"],
    overwrites: true,
    needs: { logGroupName: logGroup },
    rules: { pattern: atMost(1024) },
  },
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": {
    id: "{logGroup}:{name}",
    name: { property: "name", max: 512 },
    replaces: ["destinationArn", "logGroup"],
    deleteFirst: true,
    overwrites: true,
    needs: { logGroup, roleArn },
    defaults: { distribution: "ByLogStream" },
    rules: { distribution: oneOf("ByLogStream", "Random"), filterPattern: atMost(1024) },
  },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": {
    id: "{policyName}",
    replaces: ["policyName"],
    overwrites: true,
    rules: { policyDocument: json(5120) },
    computed: { policyScope: "ACCOUNT", revisionId: "" },
  },
  "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy": settingOf("logGroupName", logGroup, {
    rules: { policyDocument: json(30720) },
  }),
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    id: "{name}",
    name: { property: "name", max: 255 },
    overwrites: true,
    defaults: {
      actionsEnabled: true,
      treatMissingData: "missing",
    },
    rules: {
      alarmDescription: atMost(1024),
      comparisonOperator: oneOf(
        "GreaterThanOrEqualToThreshold",
        "GreaterThanThreshold",
        "GreaterThanUpperThreshold",
        "LessThanLowerOrGreaterThanUpperThreshold",
        "LessThanLowerThreshold",
        "LessThanOrEqualToThreshold",
        "LessThanThreshold",
      ),
      statistic: oneOf("Average", "Maximum", "Minimum", "SampleCount", "Sum"),
      treatMissingData: oneOf("breaching", "ignore", "missing", "notBreaching"),
    },
    validate: ({ metricName, metricQueries, evaluationCriteria }) =>
      [metricName, metricQueries, evaluationCriteria].filter((each) => each !== undefined).length === 1
        ? undefined
        : "an alarm watches either metricName or metricQueries",
    computed: { arn: arn("cloudwatch", "alarm:{name}") },
  },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
    id: "{alarmName}",
    replaces: ["alarmName"],
    name: false,
    rules: { alarmRule: atMost(10240) },
    defaults: { actionsEnabled: true },
    computed: { arn: arn("cloudwatch", "alarm:{alarmName}") },
  },
  "aws:cloudwatch/dashboard:Dashboard": {
    id: "{dashboardName}",
    replaces: ["dashboardName"],
    overwrites: true,
    rules: { dashboardBody: json(1000000) },
    computed: { dashboardArn: "arn:aws:cloudwatch::{account}:dashboard/{dashboardName}" },
  },
  "aws:cloudwatch/eventRule:EventRule": {
    id: "{name}",
    name: { property: "name", max: 64, pattern: /^[\w.-]+$/ },
    replaces: ["eventBusName"],
    needs: { roleArn },
    defaults: { eventBusName: "default", forceDestroy: false, state: "ENABLED" },
    rules: {
      eventPattern: json(4096),
      state: oneOf("DISABLED", "ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"),
    },
    validate: ({ eventPattern, scheduleExpression }) =>
      eventPattern === undefined && scheduleExpression === undefined
        ? "a rule needs an eventPattern or a scheduleExpression"
        : undefined,
    computed: { arn: arn("events", "rule/{name}") },
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    id: "{rule}-{targetId}",
    name: { property: "targetId", max: 64, pattern: /^[\w.-]+$/ },
    replaces: ["eventBusName", "rule"],
    overwrites: true,
    needs: { rule, roleArn },
    defaults: { eventBusName: "default" },
  },
  "aws:cloudtrail/trail:Trail": {
    id: arn("cloudtrail", "trail/{name}"),
    name: { property: "name", max: 128 },
    needs: { s3BucketName: bucket, cloudWatchLogsRoleArn: roleArn, kmsKeyId: kmsKeyArn },
    defaults: {
      enableLogFileValidation: false,
      enableLogging: true,
      includeGlobalServiceEvents: true,
      isMultiRegionTrail: false,
      isOrganizationTrail: false,
    },
    computed: { arn: "{id}", homeRegion: "{region}", snsTopicArn: "" },
  },
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
    id: arn("firehose", "deliverystream/{name}"),
    name: { property: "name", max: 64, pattern: /^[\w.-]+$/ },
    replaces: ["destination", "kinesisSourceConfiguration", "mskSourceConfiguration"],
    needs: {
      "extendedS3Configuration.bucketArn": exists("aws:s3/bucket:Bucket", "arn"),
      "extendedS3Configuration.kmsKeyArn": kmsKeyArn,
      "extendedS3Configuration.roleArn": roleArn,
    },
    defaults: { destinationId: "destinationId-000000000001", versionId: "1" },
    computed: { arn: arn("firehose", "deliverystream/{name}") },
  },
};
