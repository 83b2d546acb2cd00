import { resource } from "../../lib/cases.ts";
import { stack } from "../../lib/stack-cases.ts";

const balancer = resource("aws:lb/loadBalancer:LoadBalancer", {
  accessLogs: { bucket: "prod-access-logs", enabled: true },
  enableDeletionProtection: true,
});
const at = stack([
  { type: "aws:lb/loadBalancer:LoadBalancer", name: "edge", props: { internal: false } },
  { type: "aws:wafv2/webAcl:WebAcl", name: "firewall", props: { scope: "REGIONAL" } },
  {
    type: "aws:wafv2/webAclAssociation:WebAclAssociation",
    name: "association",
    props: {},
    refs: { resourceArn: ["edge"], webAclArn: ["firewall"] },
  },
  {
    type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    name: "logging",
    props: {},
    refs: { resourceArn: ["firewall"] },
  },
]);
const open = [
  "edge: aws:wafv2/webAclAssociation:WebAclAssociation: expected one of this load balancer with a WebAcl of this stack, found nothing",
];

export default {
  "aws-lb-access-logs": [
    ...balancer("a log", {}),
    ...balancer("none", { "/accessLogs": undefined }, ["accessLogs.enabled: expected true, found nothing"]),
    ...balancer("one that is off", { "/accessLogs/enabled": false }, [
      "accessLogs.enabled: expected true, found false",
    ]),
  ],
  "aws-lb-deletion-protection": [
    ...balancer("protected", {}),
    ...balancer("not protected", { "/enableDeletionProtection": undefined }, [
      "enableDeletionProtection: expected true, found nothing",
    ]),
  ],
  "aws-lb-firewall": [
    at("behind a firewall", {}),
    at("not associated", { association: "removed" }, open),
    at(
      "associated with one of another stack",
      { association: { set: { refs: { resourceArn: ["edge"] } }, props: { "/webAclArn": "arn:aws:wafv2:other" } } },
      open,
    ),
    at("an internal one", { edge: { props: { "/internal": true } }, association: "removed" }, [], {
      notApplicable: "the internet does not reach it",
    }),
  ],
  "aws-waf-logged": [
    at("logged", {}),
    at("not logged", { logging: "removed" }, [
      "firewall: aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration: expected one of this firewall, found nothing",
    ]),
  ],
};
