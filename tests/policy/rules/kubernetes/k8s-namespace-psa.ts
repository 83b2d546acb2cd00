import { resource } from "../../lib/cases.ts";

const label = "pod-security.kubernetes.io/enforce";
const pointer = "/metadata/labels/pod-security.kubernetes.io~1enforce";
const wanted = `metadata.labels["${label}"]: expected "restricted"`;
const namespace = resource("kubernetes:core/v1:Namespace", {
  metadata: { name: "app", labels: { [label]: "restricted" } },
});

export default [
  ...namespace("restricted", {}),
  ...namespace("baseline, and listed", { [pointer]: "baseline" }, [], { config: { baseline: ["app"] } }),
  ...namespace("baseline, and not listed", { [pointer]: "baseline" }, [`${wanted}, found "baseline"`], {
    config: { baseline: ["monitoring"] },
  }),
  ...namespace("privileged, and listed", { [pointer]: "privileged" }, [`${wanted}, found "privileged"`], {
    config: { baseline: ["app"] },
  }),
  ...namespace("no label", { [pointer]: undefined }, [`${wanted}, found nothing`]),
  ...namespace("no labels", { "/metadata/labels": undefined }, [`${wanted}, found nothing`]),
];
