import { inPod, resource } from "../../lib/cases.ts";

const path = "metadata.namespace";
const wanted = `${path}: expected a namespace of its own`;
const claim = resource("kubernetes:core/v1:PersistentVolumeClaim", { metadata: { name: "a", namespace: "app" } });
const issuer = resource("kubernetes:cert-manager.io/v1:Issuer", { metadata: { name: "a", namespace: "app" } });

export default [
  ...inPod("a namespace", {}),
  ...claim("a namespace", {}),
  ...claim("the provider's namespace", { "/metadata/namespace": undefined }, [], { provider: { namespace: "app" } }),
  ...claim("none", { "/metadata/namespace": undefined }, [`${wanted}, found nothing`]),
  ...claim("no metadata", { "/metadata": undefined }, [`${wanted}, found nothing`]),
  ...claim("the default one", { "/metadata/namespace": "default" }, [`${wanted}, found "default"`]),
  ...claim("the provider's default one", { "/metadata/namespace": undefined }, [`${wanted}, found "default"`], {
    provider: { namespace: "default" },
  }),
  ...issuer("a custom resource among the system's", { "/metadata/namespace": "kube-system" }, [
    `${wanted}, found "kube-system"`,
  ]),
];
