import { stack } from "../../lib/stack-cases.ts";

const at = stack([
  { type: "aws:ec2/vpc:Vpc", name: "vpc", props: { cidrBlock: "10.0.0.0/16" } },
  { type: "aws:ec2/subnet:Subnet", name: "a", props: { cidrBlock: "10.0.1.0/24" }, refs: { vpcId: ["vpc"] } },
  { type: "aws:ec2/subnet:Subnet", name: "b", props: { cidrBlock: "10.0.2.0/24" }, refs: { vpcId: ["vpc"] } },
  {
    type: "aws:ec2/networkAcl:NetworkAcl",
    name: "acl",
    props: { egress: [] },
    refs: { vpcId: ["vpc"], subnetIds: ["a", "b"] },
  },
  ...["kms", "s3"].map((service) => ({
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    name: service,
    props: { serviceName: `com.amazonaws.us-east-1.${service}` },
    refs: { vpcId: ["vpc"] },
  })),
  { type: "aws:backup/plan:Plan", name: "plan", props: { name: "daily" } },
  {
    type: "aws:backup/selection:Selection",
    name: "stores",
    props: { name: "stores" },
    refs: { planId: ["plan"], resources: [] },
  },
  {
    type: "aws:elasticache/parameterGroup:ParameterGroup",
    name: "cache-group",
    props: { family: "valkey8" },
  },
  {
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    name: "cache",
    props: { description: "cache" },
    refs: { parameterGroupName: ["cache-group"] },
  },
  { type: "aws:msk/configuration:Configuration", name: "brokers", props: { serverProperties: "" } },
  {
    type: "aws:msk/cluster:Cluster",
    name: "events",
    props: { clusterName: "events" },
    refs: { configurationInfo: ["brokers"] },
  },
  { type: "aws:route53/healthCheck:HealthCheck", name: "health", props: { fqdn: "api-1.example.com" } },
  {
    type: "aws:route53/record:Record",
    name: "api",
    props: { name: "api.example.com", failoverRoutingPolicies: [{ type: "PRIMARY" }], healthCheckId: "health-id" },
    refs: { healthCheckId: ["health"] },
  },
  {
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    name: "alarm",
    props: { metricName: "HealthCheckStatus" },
    refs: { dimensions: ["health"] },
  },
]);
const services = { config: { services: ["kms", "s3"] } };

export default {
  "aws-vpc-subnet-acl": [
    at("one for both", {}),
    at("none", { acl: "removed" }, [
      "a: aws:ec2/networkAcl:NetworkAcl: expected one with this subnet among its subnetIds, found nothing",
      "b: aws:ec2/networkAcl:NetworkAcl: expected one with this subnet among its subnetIds, found nothing",
    ]),
    at("one for another subnet", { acl: { set: { refs: { vpcId: ["vpc"], subnetIds: ["a"] } } } }, [
      "b: aws:ec2/networkAcl:NetworkAcl: expected one with this subnet among its subnetIds, found nothing",
    ]),
  ],
  "aws-vpc-endpoints": [
    at("one for each service", {}, [], services),
    at(
      "none for keys",
      { kms: "removed" },
      ["vpc: aws:ec2/vpcEndpoint:VpcEndpoint: expected one of this network for kms, found nothing"],
      services,
    ),
  ],
  "aws-backup-plan-selects": [
    at("a selection", {}),
    at("none", { stores: "removed" }, [
      "plan: aws:backup/selection:Selection: expected one of this plan, found nothing",
    ]),
  ],
  "aws-redis-own-parameters": [
    at("its own", {}),
    at("those of AWS", { cache: { set: { refs: {} } } }, [
      "cache: parameterGroupName: expected a parameter group of this stack, found none",
    ]),
  ],
  "aws-msk-own-configuration": [
    at("its own", {}),
    at("that of AWS", { events: { set: { refs: {} } } }, [
      "events: configurationInfo: expected a configuration of this stack, found none",
    ]),
  ],
  "aws-r53-failover-own-check": [
    at("a check of the stack", {}),
    at(
      "an alias, which follows what it leads to",
      {
        api: { set: { refs: {} }, props: { "/healthCheckId": undefined } },
      },
      [],
      { notApplicable: "it has no health check of its own: another rule asks for one where it needs it" },
    ),
    at("no failover", { api: { props: { "/failoverRoutingPolicies": undefined } } }, [], {
      notApplicable: "it is no record of a failover",
    }),
    at("a check that somebody made by hand", { api: { set: { refs: {} } } }, [
      'api: healthCheckId: expected the id of a health check of this stack, found "health-id"',
    ]),
  ],
  "aws-r53-health-alarm": [
    at("an alarm", {}),
    at("none", { alarm: "removed" }, [
      "health: aws:cloudwatch/metricAlarm:MetricAlarm: expected one with this check among its dimensions, found nothing",
    ]),
  ],
};
