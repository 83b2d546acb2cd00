import { resource } from "../../lib/cases.ts";

const vault = "arn:aws:backup:eu-central-1:012345678901:backup-vault:shop";
const daily = { ruleName: "daily", copyActions: [{ destinationVaultArn: vault }] };
const plan = resource("aws:backup/plan:Plan", { rules: [daily, { ...daily, ruleName: "weekly" }] });
const group = resource("aws:cloudwatch/logGroup:LogGroup", {
  name: "/aws/msk/events",
  retentionInDays: 90,
  kmsKeyId: "arn:aws:kms:us-east-1:012345678901:key/logs",
});

export default {
  "aws-backup-cross-region": [
    ...plan("copies of all", {}),
    ...plan("a rule without a copy", { "/rules/1/copyActions": undefined }, [
      "rules[1].copyActions: expected a copy in another region, found nothing",
    ]),
    ...plan("no rules", { "/rules": [] }, ["rules: expected a rule, found []"]),
  ],
  "aws-logs-retention": [
    ...group("ninety days", {}),
    ...group("audit logs, for a year", { "/name": "/aws/docdb/shop/audit", "/retentionInDays": 365 }),
    ...group("no end", { "/retentionInDays": undefined }, [
      "retentionInDays: expected 90 or more, found nothing; write 90",
    ]),
    ...group("never", { "/retentionInDays": 0 }, ["retentionInDays: expected 90 or more, found nothing; write 90"]),
    ...group("a month", { "/retentionInDays": 30 }, ["retentionInDays: expected 90 or more, found 30; write 90"]),
    ...group("a month, where that is enough", { "/retentionInDays": 30 }, [], { config: { days: 30 } }),
    ...group("audit logs, for ninety days", { "/name": "/aws/eks/prod/cluster" }, [
      "retentionInDays: expected 365 or more, found 90; write 365",
    ]),
    ...group("no key", { "/kmsKeyId": undefined }, ["kmsKeyId: expected the ARN of a key of ours, found nothing"]),
  ],
};
