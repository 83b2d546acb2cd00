import { stack } from "../../lib/stack-cases.ts";

const network = stack([
  { type: "aws:ec2/vpc:Vpc", name: "vpc", props: { cidrBlock: "10.0.0.0/16" } },
  {
    type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    name: "closed",
    props: { ingress: [], egress: [] },
    refs: { vpcId: ["vpc"] },
  },
  {
    type: "aws:ec2/flowLog:FlowLog",
    name: "flows",
    props: { trafficType: "ALL", logDestination: "arn:aws:s3:::logs" },
    refs: { vpcId: ["vpc"] },
  },
]);

const place = (name: string, type: string) => ({
  type: "aws:route53/record:Record",
  name,
  props: { name: "api.example.com", type: "CNAME", setIdentifier: name, failoverRoutingPolicies: [{ type }] },
});
const hosts = stack([
  place("first", "PRIMARY"),
  place("second", "SECONDARY"),
  { type: "aws:route53/record:Record", name: "plain", props: { name: "www.example.com", type: "A" } },
]);

const zones = stack([
  { type: "aws:route53/zone:Zone", name: "public", props: { name: "example.com" } },
  { type: "aws:route53/zone:Zone", name: "private", props: { name: "internal", vpcs: [{ vpcId: "vpc-1" }] } },
  {
    type: "aws:route53/queryLog:QueryLog",
    name: "queries",
    props: { cloudwatchLogGroupArn: "arn:aws:logs:queries" },
    refs: { zoneId: ["public"] },
  },
  {
    type: "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec",
    name: "signed",
    props: { signingStatus: "SIGNING" },
    refs: { hostedZoneId: ["public"] },
  },
]);

export default {
  "aws-default-sg-closed": [
    network("closed", {}),
    network("as AWS makes it", { closed: "removed" }, [
      "vpc: aws:ec2/defaultSecurityGroup:DefaultSecurityGroup: expected one of this network, found nothing",
    ]),
    network("a way out", { closed: { props: { "/egress": [{ protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }] } } }, [
      'closed: egress: expected no rules, found [{"cidrBlocks":["0.0.0.0/0"],"protocol":"-1"}]; write []',
    ]),
    network("a way in", { closed: { props: { "/ingress": [{ protocol: "-1", self: true }] } } }, [
      'closed: ingress: expected no rules, found [{"protocol":"-1","self":true}]; write []',
    ]),
  ],
  "aws-vpc-flow-logs": [
    network("all connections", {}),
    network("none", { flows: "removed" }, [
      "vpc: aws:ec2/flowLog:FlowLog: expected one of this network, found nothing",
    ]),
    network("those of a subnet", { flows: { set: { refs: {} } } }, [
      "vpc: aws:ec2/flowLog:FlowLog: expected one of this network, found nothing",
    ]),
    network("what was accepted", { flows: { props: { "/trafficType": "ACCEPT" } } }, [
      'flows: trafficType: expected "ALL", found "ACCEPT"',
    ]),
  ],
  "aws-r53-failover-pair": [
    hosts("a pair", {}),
    hosts("no record that moves", { first: "removed", second: "removed" }, [], {
      notApplicable: "it is no record of a failover",
    }),
    hosts("the first alone", { second: "removed" }, [
      "first: aws:route53/record:Record: expected a SECONDARY record of the same name, found nothing",
    ]),
    hosts("two different hosts", { first: { props: { "/name": "ws.example.com" } } }, [
      "first: aws:route53/record:Record: expected a SECONDARY record of the same name, found nothing",
      "second: aws:route53/record:Record: expected a PRIMARY record of the same name, found nothing",
    ]),
  ],
  "aws-r53-query-log": [
    zones("written down", {}),
    zones("not written down", { queries: "removed" }, [
      "public: aws:route53/queryLog:QueryLog: expected one of this zone, found nothing",
    ]),
  ],
  "aws-r53-dnssec": [
    zones("signed", {}),
    zones("not signed", { signed: "removed" }, [
      "public: aws:route53/hostedZoneDnsSec:HostedZoneDnsSec: expected one of this zone, found nothing",
    ]),
    zones("switched off", { signed: { props: { "/signingStatus": "NOT_SIGNING" } } }, [
      'signed: signingStatus: expected "SIGNING", found "NOT_SIGNING"',
    ]),
  ],
};
