import { type Changes, inContainer, resource } from "../../lib/cases.ts";

const env = (value: string): Changes => ({ "/env": [{ name: "LOG_LEVEL", value }] });
const map = resource("kubernetes:core/v1:ConfigMap", {
  metadata: { name: "a", namespace: "app" },
  data: { LOG_LEVEL: "ERROR" },
});
const wanted = "expected WARNING, WARN, ERROR, CRITICAL";

export default [
  ...inContainer("a warning", env("warning")),
  ...inContainer("a level from a ConfigMap", {
    "/env": [{ name: "LOG_LEVEL", valueFrom: { configMapKeyRef: { name: "a", key: "LOG_LEVEL" } } }],
  }),
  ...inContainer("another variable", { "/env": [{ name: "AUDIT_LOG_LEVEL", value: "INFO" }] }),
  ...inContainer("INFO, where it is allowed", env("INFO"), [], { config: { allowed: ["INFO", "WARNING"] } }),
  ...inContainer("INFO", env("INFO"), [`CONTAINER.env[0].value: ${wanted}, found "INFO"`]),
  ...inContainer("debug", env("debug"), [`CONTAINER.env[0].value: ${wanted}, found "debug"`]),
  ...map("ERROR", {}),
  ...map("no level", { "/data": undefined }),
  ...map("INFO", { "/data/LOG_LEVEL": "INFO" }, [`data.LOG_LEVEL: ${wanted}, found "INFO"`]),
];
