import { resource } from "../../lib/cases.ts";

const world = "0.0.0.0/0";
const group = resource("aws:ec2/securityGroup:SecurityGroup", { description: "Nodes and pods", vpcId: "vpc-1" });
const ingress = resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
  securityGroupId: "sg-1",
  referencedSecurityGroupId: "sg-2",
  ipProtocol: "tcp",
  fromPort: 5432,
  toPort: 5432,
  description: "Pods to the database",
});
const egress = resource("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", {
  securityGroupId: "sg-1",
  cidrIpv4: world,
  ipProtocol: "tcp",
  fromPort: 443,
  toPort: 443,
  description: "Images and public APIs",
});
const legacy = resource("aws:ec2/securityGroupRule:SecurityGroupRule", {
  type: "ingress",
  securityGroupId: "sg-1",
  cidrBlocks: ["10.0.0.0/16"],
  protocol: "tcp",
  fromPort: 5432,
  toPort: 5432,
});
const subnet = resource("aws:ec2/subnet:Subnet", { vpcId: "vpc-1", mapPublicIpOnLaunch: false });

/** The three ways to open a range of ports to everybody, each with the message that it gets. */
const opened = (title: string, [fromPort, toPort]: readonly [number, number], expected: string) => [
  ...group(
    title,
    { "/ingress": [{ cidrBlocks: ["10.0.0.0/8", world], protocol: "tcp", fromPort, toPort }] },
    expected === "" ? [] : [`ingress[0].cidrBlocks: expected ${expected}, found "${world}"`],
  ),
  ...group(
    `${title}, by IPv6`,
    { "/ingress": [{ ipv6CidrBlocks: ["::/0"], protocol: "tcp", fromPort, toPort }] },
    expected === "" ? [] : [`ingress[0].ipv6CidrBlocks: expected ${expected}, found "::/0"`],
  ),
  ...ingress(
    title,
    { "/referencedSecurityGroupId": undefined, "/cidrIpv4": world, "/fromPort": fromPort, "/toPort": toPort },
    expected === "" ? [] : [`cidrIpv4: expected ${expected}, found "${world}"`],
  ),
  ...legacy(
    title,
    { "/cidrBlocks": [world], "/fromPort": fromPort, "/toPort": toPort },
    expected === "" ? [] : [`cidrBlocks: expected ${expected}, found "${world}"`],
  ),
];
const closed = [
  ...group("no rules of its own", {}),
  ...group("a range of ours", {
    "/ingress": [{ cidrBlocks: ["10.0.0.0/8"], protocol: "tcp", fromPort: 22, toPort: 22 }],
  }),
  ...ingress("a group", {}),
  ...legacy("a range of ours", {}),
  ...legacy("what goes out", { "/type": "egress", "/cidrBlocks": [world], "/fromPort": 22, "/toPort": 22 }),
];
const everything = {
  "/referencedSecurityGroupId": undefined,
  "/cidrIpv6": "::/0",
  "/ipProtocol": "-1",
  "/fromPort": undefined,
  "/toPort": undefined,
};
const admin = "a range of our own for ports 22 and 3389";
const data = "a security group for ports of data stores";

export default {
  "aws-sg-no-admin-world": [
    ...closed,
    ...opened("the web", [443, 443], ""),
    ...opened("SSH", [22, 22], admin),
    ...opened("remote desktops among others", [3000, 4000], admin),
    ...ingress("everything", everything, [`cidrIpv6: expected ${admin}, found "::/0"`]),
  ],
  "aws-sg-no-data-port-world": [
    ...closed,
    ...opened("the web", [80, 80], ""),
    ...opened("PostgreSQL", [5432, 5432], data),
    ...opened("MongoDB", [27_000, 27_020], data),
    ...ingress("everything", everything, [`cidrIpv6: expected ${data}, found "::/0"`]),
  ],
  "aws-sg-world-only-web": [
    ...closed,
    ...opened("the web", [80, 80], ""),
    ...opened("the web with TLS", [443, 443], ""),
    ...opened("more than the web", [443, 444], "port 80 or 443 alone"),
    ...opened("another port", [8080, 8080], "port 80 or 443 alone"),
    ...ingress("everything", everything, ['cidrIpv6: expected port 80 or 443 alone, found "::/0"']),
    ...ingress("a port that is let through", { "/cidrIpv4": world, "/fromPort": 8443, "/toPort": 8443 }, [], {
      config: { ports: ["8443"] },
    }),
  ],
  "aws-sg-egress": [
    ...group("nothing of its own", {}),
    ...group("a port", { "/egress": [{ cidrBlocks: [world], protocol: "tcp", fromPort: 443, toPort: 443 }] }),
    ...group("everything", { "/egress": [{ cidrBlocks: [world], protocol: "-1", fromPort: 0, toPort: 0 }] }, [
      'egress[0].cidrBlocks: expected a port and a range of our own, found "0.0.0.0/0"',
    ]),
    ...egress("a port", {}),
    ...egress("everything", { "/ipProtocol": "-1" }, [
      'cidrIpv4: expected a port and a range of our own, found "0.0.0.0/0"',
    ]),
  ],
  "aws-sg-descriptions": [
    ...group("described", {}),
    ...group("the word of Pulumi", { "/description": "Managed by Pulumi" }, [
      "description: expected what it is for, found nothing",
    ]),
    ...group("a rule that is not described", { "/ingress": [{ protocol: "tcp", fromPort: 80, toPort: 80 }] }, [
      "ingress[0].description: expected what it is for, found nothing",
    ]),
    ...[ingress, egress].flatMap((one) => [
      ...one("described", {}),
      ...one("not described", { "/description": "" }, ["description: expected what it is for, found nothing"]),
    ]),
  ],
  "aws-subnet-no-public-ip": [
    ...subnet("private", {}),
    ...subnet("public", { "/mapPublicIpOnLaunch": true }, ["mapPublicIpOnLaunch: expected false, found true"]),
  ],
};
