/** Kubernetes on AKS: a minor version, of which Azure runs the newest patch. Raised with that of EKS. */
export const aksVersions = { kubernetes: "1.35" } as const;

/** Machines that pools of AKS may be of: general purpose, one generation, four GiB for each core, with host encryption. */
export const azureMachines = {
  Standard_D4s_v6: { cores: 4, gibibytes: 16 },
  Standard_D8s_v6: { cores: 8, gibibytes: 32 },
  Standard_D16s_v6: { cores: 16, gibibytes: 64 },
} as const;
export type AzureMachine = keyof typeof azureMachines;
