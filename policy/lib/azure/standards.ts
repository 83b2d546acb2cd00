import type { PolicyComplianceFramework } from "@pulumi/policy";

/** A recommendation of the CIS Microsoft Azure Foundations Benchmark, of the version that still has it. */
export function cisAzure(reference: string, version: "6.0.0" | "3.0.0" = "6.0.0"): PolicyComplianceFramework {
  return {
    name: "CIS Microsoft Azure Foundations Benchmark",
    version,
    reference,
    specification: "https://www.cisecurity.org/benchmark/azure",
  };
}

/** Versions of TLS that may be spoken, as most services write them. */
export const modernTls = ["1.2", "1.3"];
