import type { PolicyComplianceFramework } from "@pulumi/policy";

const guide = "https://docs.aws.amazon.com/securityhub/latest/userguide";

/** A control of AWS Foundational Security Best Practices, such as `S3.8`. */
export function fsbp(control: string): PolicyComplianceFramework {
  const [service = "", number = ""] = control.toLowerCase().split(".");
  return {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference: control,
    specification: `${guide}/${service}-controls.html#${service}-${number}`,
  };
}

/** A recommendation of the CIS Amazon Web Services Foundations Benchmark. */
export function cisAws(reference: string): PolicyComplianceFramework {
  return {
    name: "CIS Amazon Web Services Foundations Benchmark",
    version: "5.0.0",
    reference,
    specification: "https://www.cisecurity.org/benchmark/amazon_web_services",
  };
}
