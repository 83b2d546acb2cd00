import { NetworkAcl } from "@pulumi/aws/ec2/networkAcl.js";
import type { input } from "@pulumi/aws/types/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { TierSubnets } from "./aws-subnets.ts";
import { networkTags } from "./aws-tags.ts";
import type { Tier } from "./subnets.ts";

type Rule = input.ec2.NetworkAclIngress;

const anywhere = "0.0.0.0/0";
const all = { protocol: "-1", fromPort: 0, toPort: 0 };
const tcp = (fromPort: number, toPort = fromPort) => ({ protocol: "tcp", fromPort, toPort });
const udp = (fromPort: number, toPort = fromPort) => ({ protocol: "udp", fromPort, toPort });

/** Ports that clients take their own end of a connection from; answers come back to them. */
const answers = [tcp(1024, 65535), udp(1024, 65535)];

/** Numbered in the order of the list, which is the order in which AWS looks. */
const allow = (cidrBlock: string, rules: readonly Pick<Rule, "protocol" | "fromPort" | "toPort">[], from: number) =>
  rules.map((rule, index): Rule => ({ ...rule, cidrBlock, action: "allow", ruleNo: from + index }));

/**
 * A second fence around the security groups, for each tier: data subnets speak with their own network alone, the private
 * ones take nothing from outside but answers, and the public ones only web traffic besides.
 */
export function networkAcls(
  parent: pulumi.Resource,
  name: string,
  vpcId: pulumi.Output<string>,
  tiers: TierSubnets,
  cidr: string,
): void {
  const inside = allow(cidr, [all], 100);
  const outAnywhere = allow(anywhere, [all], 200);
  const rules: Readonly<Record<Tier, { readonly ingress: Rule[]; readonly egress: Rule[] }>> = {
    public: { ingress: [...inside, ...allow(anywhere, [tcp(80), tcp(443), ...answers], 200)], egress: outAnywhere },
    private: { ingress: [...inside, ...allow(anywhere, answers, 200)], egress: outAnywhere },
    data: { ingress: inside, egress: inside },
  };
  for (const tier of ["public", "private", "data"] as const) {
    const aclName = `${name}-${tier}-acl`;
    new NetworkAcl(
      aclName,
      {
        vpcId,
        subnetIds: tiers[tier].map(({ subnet }) => subnet.id),
        ingress: rules[tier].ingress,
        egress: rules[tier].egress,
        tags: networkTags(aclName),
      },
      { parent },
    );
  }
}
