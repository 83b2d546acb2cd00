import { resource } from "../../lib/cases.ts";

const listener = resource("aws:lb/listener:Listener", {
  port: 443,
  protocol: "HTTPS",
  sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
  defaultActions: [{ type: "forward" }],
});
const redirect = (protocol: string) => ({
  "/protocol": "HTTP",
  "/defaultActions": [{ type: "redirect", redirect: { protocol, statusCode: "HTTP_301" } }],
});
const balancer = resource("aws:lb/loadBalancer:LoadBalancer", { dropInvalidHeaderFields: true });

const group = (name: string) => ({ statement: { managedRuleGroupStatement: { vendorName: "AWS", name } } });
const limit = { action: { block: {} }, statement: { rateBasedStatement: { limit: 2000, aggregateKeyType: "IP" } } };
const acl = resource("aws:wafv2/webAcl:WebAcl", {
  rules: [
    limit,
    group("AWSManagedRulesKnownBadInputsRuleSet"),
    group("AWSManagedRulesCommonRuleSet"),
    group("AWSManagedRulesSQLiRuleSet"),
  ],
});

const repository = resource("aws:ecr/repository:Repository", {
  imageScanningConfiguration: { scanOnPush: true },
  imageTagMutability: "IMMUTABLE",
  encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "arn:aws:kms:us-east-1:012345678901:key/images" }],
});

export default {
  "aws-lb-tls13": [
    ...listener("TLS 1.3", {}),
    ...listener("a redirect to HTTPS", redirect("HTTPS")),
    ...listener("TLS that is handed through", { "/protocol": "TCP", "/sslPolicy": undefined }),
    ...listener("old TLS", { "/sslPolicy": "ELBSecurityPolicy-2016-08" }, [
      'sslPolicy: expected a policy with TLS 1.3, found "ELBSecurityPolicy-2016-08"; write "ELBSecurityPolicy-TLS13-1-2-2021-06"',
    ]),
    ...listener("the default policy", { "/protocol": "TLS", "/sslPolicy": undefined }, [
      'sslPolicy: expected a policy with TLS 1.3, found nothing; write "ELBSecurityPolicy-TLS13-1-2-2021-06"',
    ]),
    ...listener("plain text", { "/protocol": "HTTP" }, ['protocol: expected HTTPS, or a redirect to it, found "HTTP"']),
    ...listener("a redirect to plain text", redirect("HTTP"), [
      'protocol: expected HTTPS, or a redirect to it, found "HTTP"',
    ]),
  ],
  "aws-lb-drop-invalid-headers": [
    ...balancer("dropped", {}),
    ...balancer("kept", { "/dropInvalidHeaderFields": undefined }, [
      "dropInvalidHeaderFields: expected true, found nothing",
    ]),
  ],
  "aws-waf-rules": [
    ...acl("all of them", {}),
    ...acl("no SQL", { "/rules/3": undefined }, [
      "rules: expected the managed group AWSManagedRulesSQLiRuleSet, found none",
    ]),
    ...acl("a limit that counts alone", { "/rules/0/action": { count: {} } }, [
      "rules: expected a rateBasedStatement that blocks, found none",
    ]),
  ],
  "aws-ecr-scan-immutable": [
    ...repository("as it should be", {}),
    ...repository("not scanned", { "/imageScanningConfiguration": undefined }, [
      "imageScanningConfiguration.scanOnPush: expected true, found nothing",
    ]),
    ...repository("tags that move", { "/imageTagMutability": "MUTABLE" }, [
      'imageTagMutability: expected "IMMUTABLE", found "MUTABLE"',
    ]),
    ...repository("a key of S3", { "/encryptionConfigurations": [{ encryptionType: "AES256" }] }, [
      'encryptionConfigurations[0].encryptionType: expected "KMS", found "AES256"',
      "encryptionConfigurations[0].kmsKey: expected a key of ours, found nothing",
    ]),
  ],
};
