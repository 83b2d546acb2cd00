import { buckets } from "../../lib/aws-buckets.ts";
import { stack } from "../../lib/stack-cases.ts";

const at = stack(buckets);
const lacking = (type: string) => [
  `data: aws:s3/bucket${type}:Bucket${type}: expected one of this bucket, found nothing`,
];
const twin = (system: string) => ({ props: { "/tags": { purpose: "backup", system } } });
const rule = "rules[]";
const inRule = "expected days, in a rule that is enabled, found nothing";
const other = { props: { "/tags/purpose": "uploads" } };

export default {
  "aws-s3-backup-object-lock": [
    at("locked for thirty days", {}),
    at("locked for years", { "data-lock": { props: { "/rule/defaultRetention": { mode: "COMPLIANCE", years: 7 } } } }),
    at("nothing to lock", { data: other, copy: other }, [], {
      notApplicable: "it holds neither backups nor audit logs",
    }),
    at("no lock", { "data-lock": "removed" }, lacking("ObjectLockConfiguration")),
    at(
      "no lock of audit logs",
      { data: { props: { "/tags/purpose": "audit" } }, "data-lock": "removed" },
      lacking("ObjectLockConfiguration"),
    ),
    at("a lock that some may lift", { "data-lock": { props: { "/rule/defaultRetention/mode": "GOVERNANCE" } } }, [
      'data-lock: rule.defaultRetention.mode: expected "COMPLIANCE", found "GOVERNANCE"',
    ]),
    at("a day", { "copy-lock": { props: { "/rule/defaultRetention/days": 1 } } }, [
      "copy-lock: rule.defaultRetention.days: expected 7 or more, found 1; write 7",
    ]),
  ],
  "aws-s3-backup-replication": [
    at("copied", {}),
    at("one region", { "data-replication": "removed" }, [], {
      config: { copies: false },
      notApplicable: "it holds no backups; the stack is in one region, by its stage",
    }),
    at("copied from another region", { copy: twin("shop"), data: { props: { "/tags/system": "shop" } } }),
    at("not copied", { "data-replication": "removed" }, lacking("ReplicationConfig")),
    at("a bucket of another system in another region, not copied", { copy: twin("cap") }, [
      "copy: aws:s3/bucketReplicationConfig:BucketReplicationConfig: expected one of this bucket, found nothing",
    ]),
    at("switched off", { "data-replication": { props: { "/rules/0/status": "Disabled" } } }, [
      'data-replication: rules[0].status: expected "Enabled", found "Disabled"',
    ]),
    at("to the same region", { "data-replication": { set: { refs: { bucket: ["data"], rules: ["logs"] } } } }, [
      'data-replication: rules[0].destination.bucket: expected a bucket of another region, found "us-east-1"',
    ]),
  ],
  "aws-s3-lifecycle": [
    at("cleared", {}),
    at("none", { "data-lifecycle": "removed" }, lacking("LifecycleConfiguration")),
    at("a rule that is off", { "data-lifecycle": { props: { "/rules/0/status": "Disabled" } } }, [
      `data-lifecycle: ${rule}.abortIncompleteMultipartUpload: ${inRule}`,
      `data-lifecycle: ${rule}.noncurrentVersionExpiration: ${inRule}`,
    ]),
  ],
  "aws-s3-access-logging": [
    at("written down", {}),
    at("not written down", { "data-logging": "removed" }, lacking("Logging")),
    at("nowhere", { "data-logging": { props: { "/targetBucket": "" } } }, [
      "data-logging: targetBucket: expected a bucket for logs, found nothing",
    ]),
  ],
};
