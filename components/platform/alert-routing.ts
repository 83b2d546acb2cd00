import type * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../core/labels.ts";
import { AlertmanagerConfig } from "../crds/prometheus-operator.ts";
import { platformNamespaces } from "./peers.ts";

/** A key of a Secret in the monitoring's namespace, which whoever runs the cluster brings. */
export interface SecretKeyName {
  readonly name: string;
  readonly key: string;
}

/** Who hears of alerts (REC-083). */
export interface AlertReceivers {
  readonly slack: {
    readonly channel: string;
    /** The webhook's address; whoever knows it can write to the channel. */
    readonly webhook: SecretKeyName;
  };
  readonly email: {
    readonly to: string;
    readonly from: string;
    /** Mail server, as `host:port`; it must offer TLS. */
    readonly smarthost: string;
    readonly username: string;
    readonly password: SecretKeyName;
  };
}

const namespace = platformNamespaces.monitoring;

/** Alerts that say that alerting itself works, and that quieten others: for nobody to read. */
const silent = "Watchdog|InfoInhibitor";

/**
 * Sends the alerts of all namespaces to people: critical ones by e-mail and to Slack, at once; the others to Slack. A warning is left out
 * while the same alert is critical.
 */
export function alertRouting(
  parent: pulumi.Resource,
  name: string,
  receivers: AlertReceivers,
  dependsOn: pulumi.Resource[],
): AlertmanagerConfig {
  const { slack, email } = receivers;
  const message = {
    channel: slack.channel,
    apiURL: slack.webhook,
    sendResolved: true,
    title: "[{{ .Status | toUpper }}] {{ .CommonLabels.severity }}: {{ .CommonLabels.alertname }}",
    text: "{{ range .Alerts }}{{ .Annotations.summary }}\n{{ .Annotations.description }}\n{{ end }}",
  };
  const letter = {
    to: email.to,
    from: email.from,
    smarthost: email.smarthost,
    authUsername: email.username,
    authPassword: email.password,
    requireTLS: true,
    sendResolved: true,
  };
  return new AlertmanagerConfig(
    name,
    {
      metadata: { name: "platform", namespace, labels: objectLabels({ system: "platform", component: "alerting" }) },
      spec: {
        route: {
          receiver: "team",
          matchers: [{ name: "alertname", matchType: "!~", value: silent }],
          groupBy: ["alertname", "namespace", "system"],
          groupWait: "30s",
          groupInterval: "5m",
          repeatInterval: "12h",
          routes: [
            {
              receiver: "on-call",
              matchers: [{ name: "severity", matchType: "=", value: "critical" }],
              groupWait: "10s",
              groupInterval: "1m",
              repeatInterval: "1h",
            },
          ],
        },
        receivers: [
          { name: "team", slackConfigs: [message] },
          { name: "on-call", slackConfigs: [message], emailConfigs: [letter] },
        ],
        inhibitRules: [
          {
            sourceMatch: [{ name: "severity", matchType: "=", value: "critical" }],
            targetMatch: [{ name: "severity", matchType: "=", value: "warning" }],
            equal: ["alertname", "namespace", "system"],
          },
        ],
      },
    },
    { parent, dependsOn },
  );
}
