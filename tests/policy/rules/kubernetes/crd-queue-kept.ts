import { resource } from "../../lib/cases.ts";

const kinds = ["Queue", "Vhost"].map((kind) =>
  resource(`kubernetes:rabbitmq.com/v1beta1:${kind}`, {
    metadata: { name: "a", namespace: "app" },
    spec: { deletionPolicy: "retain" },
  }),
);

export default kinds.flatMap((kind) => [
  ...kind("kept", {}),
  ...kind("gone with its object", { "/spec/deletionPolicy": undefined }, [
    'spec.deletionPolicy: expected "retain", found nothing',
  ]),
  ...kind("gone, where nothing is kept", { "/spec/deletionPolicy": "delete" }, [], { config: { kept: false } }),
]);
