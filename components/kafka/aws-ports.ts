/** Ports of MSK's brokers: for users with passwords, for roles, and of their two exporters. */
export const mskPorts = { scram: 9096, iam: 9098, jmxExporter: 11_001, nodeExporter: 11_002 } as const;
