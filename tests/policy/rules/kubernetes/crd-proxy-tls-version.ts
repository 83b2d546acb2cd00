import { resource } from "../../lib/cases.ts";

const proxy = resource("kubernetes:gateway.envoyproxy.io/v1alpha1:EnvoyProxy", {
  metadata: { name: "a", namespace: "app" },
  spec: { backendTLS: { minVersion: "1.2" } },
});

export default [
  ...proxy("TLS 1.2", {}),
  ...proxy("TLS 1.3", { "/spec/backendTLS/minVersion": "1.3" }),
  ...proxy("TLS 1.0", { "/spec/backendTLS/minVersion": "1.0" }, [
    'spec.backendTLS.minVersion: expected "1.2" or "1.3", found "1.0"; write "1.2"',
  ]),
  ...proxy("what Envoy takes", { "/spec/backendTLS": undefined }, [
    'spec.backendTLS.minVersion: expected "1.2" or "1.3", found nothing; write "1.2"',
  ]),
];
