/** Secrets that charts read by name, and that the platform makes before it installs them. */
export const platformSecrets = {
  /** Administrator of Grafana; in the namespace of the monitoring. */
  grafana: { name: "grafana-admin", userKey: "admin-user", passwordKey: "admin-password" },
  /** User that writes logs; beside the store and beside the collectors. */
  logWriter: { name: "log-writer", usernameKey: "username", passwordKey: "password" },
  /** User that keeps the store's settings; beside the store. */
  logKeeper: { name: "log-keeper", usernameKey: "username", passwordKey: "password" },
  /** The cluster's own authority, under `ca.crt`; wherever somebody must trust it. */
  authority: { name: "internal-authority", key: "ca.crt" },
} as const;
