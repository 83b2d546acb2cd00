import type { PolicyComplianceFramework } from "@pulumi/policy";

/** A control of the Kubernetes Pod Security Standards. */
export function podSecurity(level: "baseline" | "restricted", control: string): PolicyComplianceFramework {
  return {
    name: "Kubernetes Pod Security Standards",
    version: "v1.36",
    reference: `${level}: ${control}`,
    specification: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  };
}

/** A recommendation of the CIS Kubernetes Benchmark. */
export function cisKubernetes(reference: string): PolicyComplianceFramework {
  return {
    name: "CIS Kubernetes Benchmark",
    version: "1.12",
    reference,
    specification: "https://www.cisecurity.org/benchmark/kubernetes",
  };
}

/** Good practice that the Kubernetes documentation itself asks for. */
export function kubernetesDocs(topic: string, page: string): PolicyComplianceFramework {
  return {
    name: "Kubernetes documentation",
    version: "v1.36",
    reference: topic,
    specification: `https://kubernetes.io/docs/${page}`,
  };
}

/** A requirement of the production guides that no public standard has. */
export function guides(requirement: string): PolicyComplianceFramework {
  return {
    name: "Plumbline production guides",
    version: "1",
    reference: requirement,
    specification: "requirements/catalogue",
  };
}
