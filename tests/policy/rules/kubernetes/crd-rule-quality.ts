import { resource } from "../../lib/cases.ts";

const alert = {
  alert: "Down",
  expr: "up == 0",
  for: "1m",
  labels: { severity: "critical" },
  annotations: { summary: "It is down", description: "Look at it", runbook_url: "https://example.com/down" },
};
const rules = resource("kubernetes:monitoring.coreos.com/v1:PrometheusRule", {
  metadata: { name: "a", namespace: "app" },
  spec: { groups: [{ name: "a", rules: [{ record: "b", expr: "c" }, alert] }] },
});
const at = "/spec/groups/0/rules/1";
const path = "spec.groups[0].rules[1]";

export default [
  ...rules("an alert that tells all", {}),
  ...rules("a warning, which needs no runbook", {
    [`${at}/labels/severity`]: "warning",
    [`${at}/annotations/runbook_url`]: undefined,
  }),
  ...rules("an alert that waits for nothing", { [`${at}/for`]: "0s" }),
  ...rules("an alert that does not say how long it waits", { [`${at}/for`]: undefined }, [
    `${path}.for: expected how long the alert waits, such as 5m, found nothing`,
  ]),
  ...rules("a severity of its own", { [`${at}/labels/severity`]: "urgent" }, [
    `${path}.labels.severity: expected "warning" or "critical" or "info", found "urgent"; write "warning"`,
  ]),
  ...rules("a critical alert without a runbook", { [`${at}/annotations/runbook_url`]: undefined }, [
    `${path}.annotations.runbook_url: expected the runbook_url of Down, found nothing`,
  ]),
  ...rules("no words", { [`${at}/annotations`]: undefined, [`${at}/labels/severity`]: "info" }, [
    `${path}.annotations.summary: expected the summary of Down, found nothing`,
    `${path}.annotations.description: expected the description of Down, found nothing`,
  ]),
];
