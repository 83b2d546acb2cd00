import assert from "node:assert/strict";
import { importedTypes, snakeCase, terraformTypes } from "../../sandbox/terraform/names.ts";
import { readSchema, terraformSchemaOf } from "../../sandbox/terraform/schema.ts";
import { graphOf } from "../lib/graph.ts";
import { terraformValues } from "./lib/fields.ts";
import { planOf } from "./lib/plan.ts";

const converted = (token: string, inputs: Record<string, unknown>) =>
  terraformValues(inputs, terraformSchemaOf(token).fields, token);

/** Every text, number and flag within a value, sorted. */
function leaves(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(leaves).sort();
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(leaves).sort();
  return [JSON.stringify(value)];
}

describe("inputs as a plan of Terraform", () => {
  it("have the types that Terraform has", () => {
    const types = {
      "aws:s3/bucketVersioning:BucketVersioning": "aws_s3_bucket_versioning",
      "aws:s3/bucketReplicationConfig:BucketReplicationConfig": "aws_s3_bucket_replication_configuration",
      "aws:ec2/vpcEndpoint:VpcEndpoint": "aws_vpc_endpoint",
      "aws:rds/subnetGroup:SubnetGroup": "aws_db_subnet_group",
      "aws:rds/cluster:Cluster": "aws_rds_cluster",
      "aws:wafv2/webAcl:WebAcl": "aws_wafv2_web_acl",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "aws_vpc_security_group_ingress_rule",
    };
    for (const [token, type] of Object.entries(types)) assert.equal(terraformSchemaOf(token).type, type);
    assert.deepEqual(terraformTypes("aws:eks/nodeGroup:NodeGroup"), ["aws_eks_node_group", "aws_node_group"]);
    assert.deepEqual(["IPSet", "WebAcl", "kmsKeyId"].map(snakeCase), ["ip_set", "web_acl", "kms_key_id"]);
  });

  it("have a schema for each type that the sources import", () => {
    const types = importedTypes(["components"]).filter((token) => !token.includes("/documents:"));
    assert.ok(types.length > 50);
    for (const token of types) assert.ok(Object.keys(terraformSchemaOf(token).fields).length > 0, token);
  });

  it("are blocks where there can be one, too, and in the singular", () => {
    assert.deepEqual(
      converted("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", {
        bucket: "one",
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" }, bucketKeyEnabled: true }],
      }),
      {
        bucket: "one",
        rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "aws:kms" }], bucket_key_enabled: true }],
      },
    );
    assert.deepEqual(
      converted("aws:eks/cluster:Cluster", {
        vpcConfig: { subnetIds: ["a", "b"], endpointPublicAccess: false },
        enabledClusterLogTypes: ["api"],
        tags: { Name: "one", "data-class": "internal" },
      }),
      {
        vpc_config: [{ subnet_ids: ["a", "b"], endpoint_public_access: false }],
        enabled_cluster_log_types: ["api"],
        tags: { Name: "one", "data-class": "internal" },
      },
    );
  });

  it("are converted by rule alone in a firewall's statements, which hold each other", () => {
    const statement = { orStatement: { statements: [{ geoMatchStatement: { countryCodes: ["DE"] } }] } };
    assert.deepEqual(converted("aws:wafv2/webAcl:WebAcl", { rules: [{ name: "one", statement }] }), {
      rule: [
        {
          name: "one",
          statement: [{ or_statement: [{ statement: [{ geo_match_statement: [{ country_codes: ["DE"] }] }] }] }],
        },
      ],
    });
  });

  it("are refused where Terraform has none of that name", () => {
    assert.throws(
      () => converted("aws:sqs/queue:Queue", { encrypted: true }),
      /Terraform has no aws:sqs\/queue:Queue.encrypted/,
    );
    assert.throws(() => terraformSchemaOf("aws:chime/voiceConnector:VoiceConnector"), /npm run generate -- terraform/);
    assert.throws(() => readSchema("exports.nothing = 1"), /declares no resource/);
  });

  it("keep every value of a whole program, and who refers to whom", async () => {
    const graph = await graphOf("prod");
    const plan = planOf(graph);
    const own = graph.resources.filter(({ type }) => type.startsWith("aws:"));
    assert.deepEqual(
      leaves(plan.resource_changes.map(({ change }) => change.after)),
      leaves(own.map(({ inputs }) => inputs)),
    );
    const addresses = plan.resource_changes.map(({ address }) => address);
    assert.equal(new Set(addresses).size, own.length);
    const versioning = plan.configuration.root_module.resources.find(
      ({ address }) => address === "aws_s3_bucket_versioning.region-logs-versioning",
    );
    assert.deepEqual(versioning?.expressions, {
      bucket: { references: ["aws_s3_bucket.region-logs.id", "aws_s3_bucket.region-logs"] },
    });
  });
});
