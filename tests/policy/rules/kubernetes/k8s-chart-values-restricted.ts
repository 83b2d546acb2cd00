import { resource } from "../../lib/cases.ts";

const container = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};
const release = resource("kubernetes:helm.sh/v3:Release", {
  name: "a",
  namespace: "app",
  values: {
    replicas: 1,
    podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    containerSecurityContext: container,
    initContainers: [{ name: "plugin", securityContext: container }],
  },
});
const found = (path: string, expected: string, value: string) => [
  `values.${path}: expected ${expected}, found ${value}`,
];

export default [
  ...release("as strict as the program's own", {}),
  ...release("nothing said", { "/values": undefined }),
  ...release("root, under a profile of its own", {
    "/values/containerSecurityContext/runAsNonRoot": undefined,
    "/values/containerSecurityContext/seccompProfile": { type: "RuntimeDefault" },
  }),
  ...release(
    "root",
    { "/values/podSecurityContext/runAsNonRoot": false },
    found("podSecurityContext.runAsNonRoot", "true", "false"),
  ),
  ...release("no profile", { "/values/podSecurityContext/seccompProfile": undefined }, [
    'values.podSecurityContext.seccompProfile.type: expected "RuntimeDefault" or "Localhost", found nothing; write "RuntimeDefault"',
  ]),
  ...release(
    "escalation",
    { "/values/containerSecurityContext/allowPrivilegeEscalation": true },
    found("containerSecurityContext.allowPrivilegeEscalation", "false", "true"),
  ),
  ...release(
    "a plugin that is privileged",
    { "/values/initContainers/0/securityContext/privileged": true },
    found("initContainers[0].securityContext.privileged", "false", "true"),
  ),
  ...release(
    "a file system that can be written",
    { "/values/initContainers/0/securityContext/readOnlyRootFilesystem": false },
    found("initContainers[0].securityContext.readOnlyRootFilesystem", "true", "false"),
  ),
  ...release(
    "capabilities",
    { "/values/containerSecurityContext/capabilities": undefined },
    found("containerSecurityContext.capabilities.drop", '["ALL"]', "nothing"),
  ),
];
