import { resource } from "../../lib/cases.ts";

const label = "pod-security.kubernetes.io/enforce";
const pointer = "/metadata/labels/pod-security.kubernetes.io~1enforce";
const wanted = `metadata.labels["${label}"]: expected "restricted"`;
const because = "plumbline.dev/pod-security-because";
const reason = (text: string) => ({ "/metadata/annotations": { [because]: text } });
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
  ...namespace(
    "privileged for agents, listed and explained",
    { [pointer]: "privileged", ...reason("reads logs") },
    [],
    {
      config: { nodeAgents: ["app"] },
    },
  ),
  ...namespace(
    "privileged for agents, and not explained",
    { [pointer]: "privileged", ...reason("") },
    [`metadata.annotations["${because}"]: expected the reason why its pods need more than restricted, found ""`],
    { config: { nodeAgents: ["app"] } },
  ),
  ...namespace(
    "privileged for agents, without annotations",
    { [pointer]: "privileged" },
    [`metadata.annotations["${because}"]: expected the reason why its pods need more than restricted, found nothing`],
    { config: { nodeAgents: ["app"] } },
  ),
  ...namespace(
    "privileged and explained, and not listed",
    { [pointer]: "privileged", ...reason("reads logs") },
    [`${wanted}, found "privileged"`],
    { config: { nodeAgents: ["node-agents"] } },
  ),
  ...namespace("baseline, and listed for agents", { [pointer]: "baseline" }, [`${wanted}, found "baseline"`], {
    config: { nodeAgents: ["app"] },
  }),
  ...namespace("no label", { [pointer]: undefined }, [`${wanted}, found nothing`]),
  ...namespace("no labels", { "/metadata/labels": undefined }, [`${wanted}, found nothing`]),
];
