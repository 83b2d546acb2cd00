import assert from "node:assert/strict";
import { type AwsPlace, placedName } from "../../../../components/core/place.ts";
import { LoadBalancer, type LoadBalancerArgs } from "../../../../components/edge/load-balancer.ts";
import { wildcards } from "../../../../components/edge/wildcards.ts";
import { awsRegions } from "../../../../config/aws-regions.ts";
import { accountId, awsPlace, found, inputsOf, registered, renderAws } from "../../../lib/aws.ts";
import { at, list } from "../../../lib/json.ts";
import { output } from "../../../lib/outputs.ts";

const build = (change: Partial<LoadBalancerArgs> = {}, place: Partial<AwsPlace> = {}, name = "edge") =>
  renderAws(
    (opts) =>
      new LoadBalancer(
        name,
        {
          place: awsPlace(place),
          publicSubnetIds: [output("subnet-public-a"), output("subnet-public-b")],
          securityGroupId: output("sg-edge"),
          nodes: { system: output("asg-system"), general: output("asg-general") },
          hosts: ["api.shop.example.com", "www.shop.example.com", "shop.example.com"],
          zone: { id: "Z0123456789ABC", name: "example.com" },
          ...change,
        },
        opts,
      ),
  );
const prod = await build();
const tags = { system: "platform", component: "edge", owner: "platform" };
const balancer = `arn:aws:elasticloadbalancing:us-east-1:${accountId}:loadbalancer/app/edge/a1b2c3`;
const targetGroup = `arn:aws:lb:us-east-1:${accountId}:TargetGroup/edge-gw`;

describe("the load balancer of a region", () => {
  it("is one entry with its firewall, its certificate and the nodes behind it", () => {
    assert.deepEqual(registered(prod), [
      "acm:Certificate edge-certificate",
      "acm:CertificateValidation edge-certificate-valid",
      "autoscaling:Attachment edge-nodes-general",
      "autoscaling:Attachment edge-nodes-system",
      "cloudwatch:LogGroup edge-firewall-logs",
      "cloudwatch:LogResourcePolicy edge-firewall-log-delivery",
      "lb:Listener edge-http",
      "lb:Listener edge-https",
      "lb:LoadBalancer edge",
      "lb:TargetGroup edge-gw",
      "route53:Record edge-proof-example.com",
      "route53:Record edge-proof-shop.example.com",
      "wafv2:WebAcl edge-firewall",
      "wafv2:WebAclAssociation edge-firewall-balancer",
      "wafv2:WebAclLoggingConfiguration edge-firewall-logging",
    ]);
    assert.equal(inputsOf(prod, "wafv2:WebAclAssociation", "edge-firewall-balancer").resourceArn, balancer);
  });

  it("is public, refuses what it cannot read, and writes down who asked", () => {
    const { inputs, opts } = found(prod, "lb:LoadBalancer", "edge");
    assert.deepEqual(inputs, {
      loadBalancerType: "application",
      internal: false,
      subnets: ["subnet-public-a", "subnet-public-b"],
      securityGroups: ["sg-edge"],
      enableDeletionProtection: true,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "strictest",
      idleTimeout: 3600,
      accessLogs: { bucket: "access-logs", prefix: "load-balancer", enabled: true },
      tags,
    });
    assert.equal(opts.protect, true);
  });

  it("can go with the stack where nothing is protected", async () => {
    const { inputs, opts } = found(await build({}, { protect: false }), "lb:LoadBalancer", "edge");
    assert.deepEqual([inputs.enableDeletionProtection, opts.protect], [false, false]);
  });

  it("asks the gateway's port of every node over TLS, and takes any answer for one", () => {
    assert.deepEqual(inputsOf(prod, "lb:TargetGroup", "edge-gw"), {
      targetType: "instance",
      port: 30443,
      protocol: "HTTPS",
      vpcId: "vpc-1",
      deregistrationDelay: 60,
      healthCheck: {
        protocol: "HTTPS",
        path: "/",
        matcher: "200-499",
        interval: 10,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 2,
      },
      tags,
    });
    for (const pool of ["system", "general"]) {
      assert.deepEqual(inputsOf(prod, "autoscaling:Attachment", `edge-nodes-${pool}`), {
        autoscalingGroupName: `asg-${pool}`,
        lbTargetGroupArn: targetGroup,
      });
    }
  });

  it("sends plain HTTP to HTTPS, and speaks TLS 1.2 or newer", () => {
    assert.deepEqual(inputsOf(prod, "lb:Listener", "edge-http"), {
      loadBalancerArn: balancer,
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } }],
      tags,
    });
    assert.deepEqual(inputsOf(prod, "lb:Listener", "edge-https"), {
      loadBalancerArn: balancer,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      certificateArn: `arn:aws:acm:us-east-1:${accountId}:certificate/edge-certificate`,
      defaultActions: [{ type: "forward", targetGroupArn: targetGroup }],
      tags,
    });
  });

  it("has one certificate for all hosts' domains, proven by a record for each", () => {
    assert.deepEqual(inputsOf(prod, "acm:Certificate", "edge-certificate"), {
      domainName: "*.example.com",
      subjectAlternativeNames: ["*.shop.example.com"],
      validationMethod: "DNS",
      keyAlgorithm: "EC_prime256v1",
      options: { certificateTransparencyLoggingPreference: "ENABLED" },
      tags,
    });
    assert.deepEqual(inputsOf(prod, "route53:Record", "edge-proof-shop.example.com"), {
      zoneId: "Z0123456789ABC",
      name: "_proof.shop.example.com.",
      type: "CNAME",
      records: ["_proof.acm-validations.aws."],
      ttl: 300,
    });
  });

  it("writes those records once: an account has the same ones in every region", async () => {
    const standby = await build({}, { region: "eu-central-1", role: "standby" });
    assert.deepEqual(
      registered(standby).filter((each) => each.startsWith("route53:")),
      [],
    );
    const valid = "acm:CertificateValidation";
    const { certificateArn } = inputsOf(standby, valid, "edge-certificate-valid");
    assert.deepEqual(inputsOf(standby, valid, "edge-certificate-valid"), { certificateArn });
    assert.equal(list(inputsOf(prod, valid, "edge-certificate-valid").validationRecordFqdns).length, 2);
  });

  it("has names that Pulumi makes, short enough in the region with the longest (32 characters)", async () => {
    const edge = (region: string) => placedName(awsPlace({ region, role: "standby" }), "edge");
    const longest = awsRegions.map(edge).reduce((a, b) => (b.length > a.length ? b : a));
    const rendered = await build({}, {}, longest);
    const named = rendered.resources.filter(
      ({ type }) => /:(LoadBalancer|TargetGroup)$/.test(type) && type.startsWith("aws:"),
    );
    assert.equal(named.length, 2);
    for (const { name, inputs } of named) {
      assert.equal(inputs.name, undefined);
      // A hyphen and seven digits come after it.
      assert.ok(name.length + 8 <= 32, `${name} is short enough`);
    }
  });

  it("is refused without a host", async () => {
    await assert.rejects(build({ hosts: [] }), {
      message: "load balancer edge: hosts: expected at least one host, got []",
    });
  });

  it("may have another limit for each address", async () => {
    const rules = async (change: Partial<LoadBalancerArgs>) =>
      list(inputsOf(await build(change), "wafv2:WebAcl", "edge-firewall").rules).flatMap(
        (rule) => at(rule, "statement", "rateBasedStatement", "limit") ?? [],
      );
    assert.deepEqual([await rules({}), await rules({ requestsPerAddress: 500 })], [[2000], [500]]);
  });
});

describe("the names of a certificate", () => {
  it("are one star for each domain, in one order", () => {
    assert.deepEqual(wildcards(["b.shop.example.com", "a.shop.example.com", "z.api.example.com"]), [
      "*.api.example.com",
      "*.shop.example.com",
    ]);
  });
});
