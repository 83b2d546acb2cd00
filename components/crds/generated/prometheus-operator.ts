// Generated from prometheus-operator v0.85.0 by npm run generate:crds; do not edit.
import type { meta } from "@pulumi/kubernetes/types/input.js";
import type { Input } from "@pulumi/pulumi";
import { defineKind } from "../define.ts";

/** The `PodMonitor` custom resource definition (CRD) defines how `Prometheus` and `PrometheusAgent` can scrape metrics from a group of pods. */
export class PodMonitor extends defineKind<PodMonitorSpec>("monitoring.coreos.com/v1", "PodMonitor") {}

/** The `Probe` custom resource definition (CRD) defines how to scrape metrics from prober exporters such as the [blackbox exporter](https://github.com/prometheus/blackbox_exporter). */
export class Probe extends defineKind<ProbeSpec>("monitoring.coreos.com/v1", "Probe") {}

/** The `PrometheusRule` custom resource definition (CRD) defines [alerting](https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/) and … */
export class PrometheusRule extends defineKind<PrometheusRuleSpec>("monitoring.coreos.com/v1", "PrometheusRule") {}

/** The `ServiceMonitor` custom resource definition (CRD) defines how `Prometheus` and `PrometheusAgent` can scrape metrics from a group of services. */
export class ServiceMonitor extends defineKind<ServiceMonitorSpec>("monitoring.coreos.com/v1", "ServiceMonitor") {}

export interface PodMonitorSpec {
  /** `attachMetadata` defines additional metadata which is added to the discovered targets. */
  attachMetadata?: Input<PodMonitorAttachMetadata | undefined>;
  /** When defined, bodySizeLimit specifies a job level limit on the size of uncompressed response body that will be accepted by Prometheus. */
  bodySizeLimit?: Input<string | undefined>;
  /** Whether to convert all scraped classic histograms into a native histogram with custom buckets. */
  convertClassicHistogramsToNHCB?: Input<boolean | undefined>;
  /** The protocol to use if a scrape returns blank, unparseable, or otherwise invalid Content-Type. */
  fallbackScrapeProtocol?: Input<"PrometheusProto" | "OpenMetricsText0.0.1" | "OpenMetricsText1.0.0" | "PrometheusText0.0.4" | "PrometheusText1.0.0" | undefined>;
  /** The label to use to retrieve the job name from. */
  jobLabel?: Input<string | undefined>;
  /** Per-scrape limit on the number of targets dropped by relabeling that will be kept in memory. 0 means no limit. */
  keepDroppedTargets?: Input<number | undefined>;
  /** Per-scrape limit on number of labels that will be accepted for a sample. */
  labelLimit?: Input<number | undefined>;
  /** Per-scrape limit on length of labels name that will be accepted for a sample. */
  labelNameLengthLimit?: Input<number | undefined>;
  /** Per-scrape limit on length of labels value that will be accepted for a sample. */
  labelValueLengthLimit?: Input<number | undefined>;
  /** `namespaceSelector` defines in which namespace(s) Prometheus should discover the pods. */
  namespaceSelector?: Input<PodMonitorNamespaceSelector | undefined>;
  /** If there are more than this many buckets in a native histogram, buckets will be merged to stay within the limit. */
  nativeHistogramBucketLimit?: Input<number | undefined>;
  /** If the growth factor of one bucket to the next is smaller than this, buckets will be merged to increase the factor sufficiently. */
  nativeHistogramMinBucketFactor?: Input<number | string | undefined>;
  /** Defines how to scrape metrics from the selected pods. */
  podMetricsEndpoints?: Input<Input<PodMonitorPodMetricsEndpoint>[] | undefined>;
  /** `podTargetLabels` defines the labels which are transferred from the associated Kubernetes `Pod` object onto the ingested metrics. */
  podTargetLabels?: Input<Input<string>[] | undefined>;
  /** `sampleLimit` defines a per-scrape limit on the number of scraped samples that will be accepted. */
  sampleLimit?: Input<number | undefined>;
  /** The scrape class to apply. */
  scrapeClass?: Input<string | undefined>;
  /** Whether to scrape a classic histogram that is also exposed as a native histogram. */
  scrapeClassicHistograms?: Input<boolean | undefined>;
  /** `scrapeProtocols` defines the protocols to negotiate during a scrape. */
  scrapeProtocols?: Input<Input<"PrometheusProto" | "OpenMetricsText0.0.1" | "OpenMetricsText1.0.0" | "PrometheusText0.0.4" | "PrometheusText1.0.0">[] | undefined>;
  /** Label selector to select the Kubernetes `Pod` objects to scrape metrics from. */
  selector: Input<meta.v1.LabelSelector>;
  /** Mechanism used to select the endpoints to scrape. */
  selectorMechanism?: Input<"RelabelConfig" | "RoleSelector" | undefined>;
  /** `targetLimit` defines a limit on the number of scraped targets that will be accepted. */
  targetLimit?: Input<number | undefined>;
}

export interface PodMonitorAttachMetadata {
  /** When set to true, Prometheus attaches node metadata to the discovered targets. */
  node?: Input<boolean | undefined>;
}

export interface PodMonitorNamespaceSelector {
  /** Boolean describing whether all namespaces are selected in contrast to a list restricting them. */
  any?: Input<boolean | undefined>;
  /** List of namespace names to select from. */
  matchNames?: Input<Input<string>[] | undefined>;
}

export interface PodMonitorPodMetricsEndpoint {
  /** `authorization` configures the Authorization header credentials to use when scraping the target. */
  authorization?: Input<PodMonitorAuthorization | undefined>;
  /** `basicAuth` configures the Basic Authentication credentials to use when scraping the target. */
  basicAuth?: Input<PodMonitorBasicAuth | undefined>;
  /** `bearerTokenSecret` specifies a key of a Secret containing the bearer token for scraping targets. */
  bearerTokenSecret?: Input<PodMonitorBearerTokenSecret | undefined>;
  /** `enableHttp2` can be used to disable HTTP2 when scraping the target. */
  enableHttp2?: Input<boolean | undefined>;
  /** When true, the pods which are not running (e.g. either in Failed or Succeeded state) are dropped during the target discovery. */
  filterRunning?: Input<boolean | undefined>;
  /** `followRedirects` defines whether the scrape requests should follow HTTP 3xx redirects. */
  followRedirects?: Input<boolean | undefined>;
  /** When true, `honorLabels` preserves the metric's labels when they collide with the target's labels. */
  honorLabels?: Input<boolean | undefined>;
  /** `honorTimestamps` controls whether Prometheus preserves the timestamps when exposed by the target. */
  honorTimestamps?: Input<boolean | undefined>;
  /** Interval at which Prometheus scrapes the metrics from the target. */
  interval?: Input<string | undefined>;
  /** `metricRelabelings` configures the relabeling rules to apply to the samples before ingestion. */
  metricRelabelings?: Input<Input<PodMonitorMetricRelabeling>[] | undefined>;
  /** `noProxy` is a comma-separated string that can contain IPs, CIDR notation, domain names that should be excluded from proxying. */
  noProxy?: Input<string | undefined>;
  /** `oauth2` configures the OAuth2 settings to use when scraping the target. */
  oauth2?: Input<PodMonitorOauth2 | undefined>;
  /** `params` define optional HTTP URL parameters. */
  params?: Input<Record<string, Input<Input<string>[]>> | undefined>;
  /** HTTP path from which to scrape for metrics. */
  path?: Input<string | undefined>;
  /** The `Pod` port name which exposes the endpoint. */
  port?: Input<string | undefined>;
  /** The `Pod` port number which exposes the endpoint. */
  portNumber?: Input<number | undefined>;
  /** ProxyConnectHeader optionally specifies headers to send to proxies during CONNECT requests. */
  proxyConnectHeader?: Input<Record<string, Input<Input<PodMonitorBearerTokenSecret>[]>> | undefined>;
  /** Whether to use the proxy configuration defined by environment variables (HTTP_PROXY, HTTPS_PROXY, and NO_PROXY). */
  proxyFromEnvironment?: Input<boolean | undefined>;
  /** `proxyURL` defines the HTTP proxy server to use. */
  proxyUrl?: Input<string | undefined>;
  /** `relabelings` configures the relabeling rules to apply the target's metadata labels. */
  relabelings?: Input<Input<PodMonitorMetricRelabeling>[] | undefined>;
  /** HTTP scheme to use for scraping. */
  scheme?: Input<"http" | "https" | undefined>;
  /** Timeout after which Prometheus considers the scrape to be failed. */
  scrapeTimeout?: Input<string | undefined>;
  /** Name or number of the target port of the `Pod` object behind the Service, the port must be specified with container port property. */
  targetPort?: Input<number | string | undefined>;
  /** TLS configuration to use when scraping the target. */
  tlsConfig?: Input<PodMonitorTlsConfig | undefined>;
  /** `trackTimestampsStaleness` defines whether Prometheus tracks staleness of the metrics that have an explicit timestamp present in scraped data. */
  trackTimestampsStaleness?: Input<boolean | undefined>;
}

export interface PodMonitorAuthorization {
  /** Selects a key of a Secret in the namespace that contains the credentials for authentication. */
  credentials?: Input<PodMonitorBearerTokenSecret | undefined>;
  /** Defines the authentication type. */
  type?: Input<string | undefined>;
}

export interface PodMonitorBasicAuth {
  /** `password` specifies a key of a Secret containing the password for authentication. */
  password?: Input<PodMonitorBearerTokenSecret | undefined>;
  /** `username` specifies a key of a Secret containing the username for authentication. */
  username?: Input<PodMonitorBearerTokenSecret | undefined>;
}

export interface PodMonitorBearerTokenSecret {
  /** The key of the secret to select from. */
  key: Input<string>;
  /** Name of the referent. @default "" */
  name?: Input<string | undefined>;
  /** Specify whether the Secret or its key must be defined */
  optional?: Input<boolean | undefined>;
}

export interface PodMonitorMetricRelabeling {
  /** Action to perform based on the regex matching. @default "replace" */
  action?: Input<"replace" | "Replace" | "keep" | "Keep" | "drop" | "Drop" | "hashmod" | "HashMod" | "labelmap" | "LabelMap" | "labeldrop" | "LabelDrop" | "labelkeep" | "LabelKeep" | "lowercase" | "Lowercase" | "uppercase" | "Uppercase" | "keepequal" | "KeepEqual" | "dropequal" | "DropEqual" | undefined>;
  /** Modulus to take of the hash of the source label values. */
  modulus?: Input<number | undefined>;
  /** Regular expression against which the extracted value is matched. */
  regex?: Input<string | undefined>;
  /** Replacement value against which a Replace action is performed if the regular expression matches. */
  replacement?: Input<string | undefined>;
  /** Separator is the string between concatenated SourceLabels. */
  separator?: Input<string | undefined>;
  /** The source labels select values from existing labels. */
  sourceLabels?: Input<Input<string>[] | undefined>;
  /** Label to which the resulting string is written in a replacement. */
  targetLabel?: Input<string | undefined>;
}

export interface PodMonitorOauth2 {
  /** `clientId` specifies a key of a Secret or ConfigMap containing the OAuth2 client's ID. */
  clientId: Input<PodMonitorClientId>;
  /** `clientSecret` specifies a key of a Secret containing the OAuth2 client's secret. */
  clientSecret: Input<PodMonitorBearerTokenSecret>;
  /** `endpointParams` configures the HTTP parameters to append to the token URL. */
  endpointParams?: Input<Record<string, Input<string>> | undefined>;
  /** `noProxy` is a comma-separated string that can contain IPs, CIDR notation, domain names that should be excluded from proxying. */
  noProxy?: Input<string | undefined>;
  /** ProxyConnectHeader optionally specifies headers to send to proxies during CONNECT requests. */
  proxyConnectHeader?: Input<Record<string, Input<Input<PodMonitorBearerTokenSecret>[]>> | undefined>;
  /** Whether to use the proxy configuration defined by environment variables (HTTP_PROXY, HTTPS_PROXY, and NO_PROXY). */
  proxyFromEnvironment?: Input<boolean | undefined>;
  /** `proxyURL` defines the HTTP proxy server to use. */
  proxyUrl?: Input<string | undefined>;
  /** `scopes` defines the OAuth2 scopes used for the token request. */
  scopes?: Input<Input<string>[] | undefined>;
  /** TLS configuration to use when connecting to the OAuth2 server. */
  tlsConfig?: Input<PodMonitorTlsConfig | undefined>;
  /** `tokenURL` configures the URL to fetch the token from. */
  tokenUrl: Input<string>;
}

export interface PodMonitorTlsConfig {
  /** Certificate authority used when verifying server certificates. */
  ca?: Input<PodMonitorClientId | undefined>;
  /** Client certificate to present when doing client-authentication. */
  cert?: Input<PodMonitorClientId | undefined>;
  /** Disable target certificate validation. */
  insecureSkipVerify?: Input<boolean | undefined>;
  /** Secret containing the client key file for the targets. */
  keySecret?: Input<PodMonitorBearerTokenSecret | undefined>;
  /** Maximum acceptable TLS version. */
  maxVersion?: Input<"TLS10" | "TLS11" | "TLS12" | "TLS13" | undefined>;
  /** Minimum acceptable TLS version. */
  minVersion?: Input<"TLS10" | "TLS11" | "TLS12" | "TLS13" | undefined>;
  /** Used to verify the hostname for the targets. */
  serverName?: Input<string | undefined>;
}

export interface PodMonitorClientId {
  /** ConfigMap containing data to use for the targets. */
  configMap?: Input<PodMonitorConfigMap | undefined>;
  /** Secret containing data to use for the targets. */
  secret?: Input<PodMonitorBearerTokenSecret | undefined>;
}

export interface PodMonitorConfigMap {
  /** The key to select. */
  key: Input<string>;
  /** Name of the referent. @default "" */
  name?: Input<string | undefined>;
  /** Specify whether the ConfigMap or its key must be defined */
  optional?: Input<boolean | undefined>;
}

export interface ProbeSpec {
  /** Authorization section for this endpoint */
  authorization?: Input<PodMonitorAuthorization | undefined>;
  /** BasicAuth allow an endpoint to authenticate over basic authentication. */
  basicAuth?: Input<PodMonitorBasicAuth | undefined>;
  /** Secret to mount to read bearer token for scraping targets. */
  bearerTokenSecret?: Input<PodMonitorBearerTokenSecret | undefined>;
  /** Whether to convert all scraped classic histograms into a native histogram with custom buckets. */
  convertClassicHistogramsToNHCB?: Input<boolean | undefined>;
  /** The protocol to use if a scrape returns blank, unparseable, or otherwise invalid Content-Type. */
  fallbackScrapeProtocol?: Input<"PrometheusProto" | "OpenMetricsText0.0.1" | "OpenMetricsText1.0.0" | "PrometheusText0.0.4" | "PrometheusText1.0.0" | undefined>;
  /** Interval at which targets are probed using the configured prober. */
  interval?: Input<string | undefined>;
  /** The job name assigned to scraped metrics by default. */
  jobName?: Input<string | undefined>;
  /** Per-scrape limit on the number of targets dropped by relabeling that will be kept in memory. 0 means no limit. */
  keepDroppedTargets?: Input<number | undefined>;
  /** Per-scrape limit on number of labels that will be accepted for a sample. */
  labelLimit?: Input<number | undefined>;
  /** Per-scrape limit on length of labels name that will be accepted for a sample. */
  labelNameLengthLimit?: Input<number | undefined>;
  /** Per-scrape limit on length of labels value that will be accepted for a sample. */
  labelValueLengthLimit?: Input<number | undefined>;
  /** MetricRelabelConfigs to apply to samples before ingestion. */
  metricRelabelings?: Input<Input<PodMonitorMetricRelabeling>[] | undefined>;
  /** The module to use for probing specifying how to probe the target. */
  module?: Input<string | undefined>;
  /** If there are more than this many buckets in a native histogram, buckets will be merged to stay within the limit. */
  nativeHistogramBucketLimit?: Input<number | undefined>;
  /** If the growth factor of one bucket to the next is smaller than this, buckets will be merged to increase the factor sufficiently. */
  nativeHistogramMinBucketFactor?: Input<number | string | undefined>;
  /** OAuth2 for the URL. */
  oauth2?: Input<PodMonitorOauth2 | undefined>;
  /** The list of HTTP query parameters for the scrape. */
  params?: Input<Input<ProbeParam>[] | undefined>;
  /** Specification for the prober to use for probing targets. */
  prober?: Input<ProbeProber | undefined>;
  /** SampleLimit defines per-scrape limit on number of scraped samples that will be accepted. */
  sampleLimit?: Input<number | undefined>;
  /** The scrape class to apply. */
  scrapeClass?: Input<string | undefined>;
  /** Whether to scrape a classic histogram that is also exposed as a native histogram. */
  scrapeClassicHistograms?: Input<boolean | undefined>;
  /** `scrapeProtocols` defines the protocols to negotiate during a scrape. */
  scrapeProtocols?: Input<Input<"PrometheusProto" | "OpenMetricsText0.0.1" | "OpenMetricsText1.0.0" | "PrometheusText0.0.4" | "PrometheusText1.0.0">[] | undefined>;
  /** Timeout for scraping metrics from the Prometheus exporter. */
  scrapeTimeout?: Input<string | undefined>;
  /** TargetLimit defines a limit on the number of scraped targets that will be accepted. */
  targetLimit?: Input<number | undefined>;
  /** Targets defines a set of static or dynamically discovered targets to probe. */
  targets?: Input<ProbeTargets | undefined>;
  /** TLS configuration to use when scraping the endpoint. */
  tlsConfig?: Input<PodMonitorTlsConfig | undefined>;
}

export interface ProbeParam {
  /** The parameter name */
  name: Input<string>;
  /** The parameter values */
  values?: Input<Input<string>[] | undefined>;
}

export interface ProbeProber {
  /** `noProxy` is a comma-separated string that can contain IPs, CIDR notation, domain names that should be excluded from proxying. */
  noProxy?: Input<string | undefined>;
  /** Path to collect metrics from. @default "/probe" */
  path?: Input<string | undefined>;
  /** ProxyConnectHeader optionally specifies headers to send to proxies during CONNECT requests. */
  proxyConnectHeader?: Input<Record<string, Input<Input<PodMonitorBearerTokenSecret>[]>> | undefined>;
  /** Whether to use the proxy configuration defined by environment variables (HTTP_PROXY, HTTPS_PROXY, and NO_PROXY). */
  proxyFromEnvironment?: Input<boolean | undefined>;
  /** `proxyURL` defines the HTTP proxy server to use. */
  proxyUrl?: Input<string | undefined>;
  /** HTTP scheme to use for scraping. */
  scheme?: Input<"http" | "https" | undefined>;
  /** Mandatory URL of the prober. */
  url: Input<string>;
}

export interface ProbeTargets {
  /** ingress defines the Ingress objects to probe and the relabeling configuration. */
  ingress?: Input<ProbeIngress | undefined>;
  /** staticConfig defines the static list of targets to probe and the relabeling configuration. */
  staticConfig?: Input<ProbeStaticConfig | undefined>;
}

export interface ProbeIngress {
  /** From which namespaces to select Ingress objects. */
  namespaceSelector?: Input<PodMonitorNamespaceSelector | undefined>;
  /** RelabelConfigs to apply to the label set of the target before it gets scraped. */
  relabelingConfigs?: Input<Input<PodMonitorMetricRelabeling>[] | undefined>;
  /** Selector to select the Ingress objects. */
  selector?: Input<meta.v1.LabelSelector | undefined>;
}

export interface ProbeStaticConfig {
  /** Labels assigned to all metrics scraped from the targets. */
  labels?: Input<Record<string, Input<string>> | undefined>;
  /** RelabelConfigs to apply to the label set of the targets before it gets scraped. */
  relabelingConfigs?: Input<Input<PodMonitorMetricRelabeling>[] | undefined>;
  /** The list of hosts to probe. */
  static?: Input<Input<string>[] | undefined>;
}

export interface PrometheusRuleSpec {
  /** Content of Prometheus rule file */
  groups?: Input<Input<PrometheusRuleGroup>[] | undefined>;
}

export interface PrometheusRuleGroup {
  /** Interval determines how often rules in the group are evaluated. */
  interval?: Input<string | undefined>;
  /** Labels to add or overwrite before storing the result for its rules. */
  labels?: Input<Record<string, Input<string>> | undefined>;
  /** Limit the number of alerts an alerting rule and series a recording rule can produce. */
  limit?: Input<number | undefined>;
  /** Name of the rule group. */
  name: Input<string>;
  /** PartialResponseStrategy is only used by ThanosRuler and will be ignored by Prometheus instances. */
  partial_response_strategy?: Input<string | undefined>;
  /** Defines the offset the rule evaluation timestamp of this particular group by the specified duration into the past. */
  query_offset?: Input<string | undefined>;
  /** List of alerting and recording rules. */
  rules?: Input<Input<PrometheusRuleRule>[] | undefined>;
}

export interface PrometheusRuleRule {
  /** Name of the alert. */
  alert?: Input<string | undefined>;
  /** Annotations to add to each alert. */
  annotations?: Input<Record<string, Input<string>> | undefined>;
  /** PromQL expression to evaluate. */
  expr: Input<number | string>;
  /** Alerts are considered firing once they have been returned for this long. */
  for?: Input<string | undefined>;
  /** KeepFiringFor defines how long an alert will continue firing after the condition that triggered it has cleared. */
  keep_firing_for?: Input<string | undefined>;
  /** Labels to add or overwrite. */
  labels?: Input<Record<string, Input<string>> | undefined>;
  /** Name of the time series to output to. */
  record?: Input<string | undefined>;
}

export interface ServiceMonitorSpec {
  /** `attachMetadata` defines additional metadata which is added to the discovered targets. */
  attachMetadata?: Input<PodMonitorAttachMetadata | undefined>;
  /** When defined, bodySizeLimit specifies a job level limit on the size of uncompressed response body that will be accepted by Prometheus. */
  bodySizeLimit?: Input<string | undefined>;
  /** Whether to convert all scraped classic histograms into a native histogram with custom buckets. */
  convertClassicHistogramsToNHCB?: Input<boolean | undefined>;
  /** List of endpoints part of this ServiceMonitor. */
  endpoints: Input<Input<ServiceMonitorEndpoint>[]>;
  /** The protocol to use if a scrape returns blank, unparseable, or otherwise invalid Content-Type. */
  fallbackScrapeProtocol?: Input<"PrometheusProto" | "OpenMetricsText0.0.1" | "OpenMetricsText1.0.0" | "PrometheusText0.0.4" | "PrometheusText1.0.0" | undefined>;
  /** `jobLabel` selects the label from the associated Kubernetes `Service` object which will be used as the `job` label for all metrics. */
  jobLabel?: Input<string | undefined>;
  /** Per-scrape limit on the number of targets dropped by relabeling that will be kept in memory. 0 means no limit. */
  keepDroppedTargets?: Input<number | undefined>;
  /** Per-scrape limit on number of labels that will be accepted for a sample. */
  labelLimit?: Input<number | undefined>;
  /** Per-scrape limit on length of labels name that will be accepted for a sample. */
  labelNameLengthLimit?: Input<number | undefined>;
  /** Per-scrape limit on length of labels value that will be accepted for a sample. */
  labelValueLengthLimit?: Input<number | undefined>;
  /** `namespaceSelector` defines in which namespace(s) Prometheus should discover the services. */
  namespaceSelector?: Input<PodMonitorNamespaceSelector | undefined>;
  /** If there are more than this many buckets in a native histogram, buckets will be merged to stay within the limit. */
  nativeHistogramBucketLimit?: Input<number | undefined>;
  /** If the growth factor of one bucket to the next is smaller than this, buckets will be merged to increase the factor sufficiently. */
  nativeHistogramMinBucketFactor?: Input<number | string | undefined>;
  /** `podTargetLabels` defines the labels which are transferred from the associated Kubernetes `Pod` object onto the ingested metrics. */
  podTargetLabels?: Input<Input<string>[] | undefined>;
  /** `sampleLimit` defines a per-scrape limit on the number of scraped samples that will be accepted. */
  sampleLimit?: Input<number | undefined>;
  /** The scrape class to apply. */
  scrapeClass?: Input<string | undefined>;
  /** Whether to scrape a classic histogram that is also exposed as a native histogram. */
  scrapeClassicHistograms?: Input<boolean | undefined>;
  /** `scrapeProtocols` defines the protocols to negotiate during a scrape. */
  scrapeProtocols?: Input<Input<"PrometheusProto" | "OpenMetricsText0.0.1" | "OpenMetricsText1.0.0" | "PrometheusText0.0.4" | "PrometheusText1.0.0">[] | undefined>;
  /** Label selector to select the Kubernetes `Endpoints` objects to scrape metrics from. */
  selector: Input<meta.v1.LabelSelector>;
  /** Mechanism used to select the endpoints to scrape. */
  selectorMechanism?: Input<"RelabelConfig" | "RoleSelector" | undefined>;
  /** `targetLabels` defines the labels which are transferred from the associated Kubernetes `Service` object onto the ingested metrics. */
  targetLabels?: Input<Input<string>[] | undefined>;
  /** `targetLimit` defines a limit on the number of scraped targets that will be accepted. */
  targetLimit?: Input<number | undefined>;
}

export interface ServiceMonitorEndpoint {
  /** `authorization` configures the Authorization header credentials to use when scraping the target. */
  authorization?: Input<PodMonitorAuthorization | undefined>;
  /** `basicAuth` configures the Basic Authentication credentials to use when scraping the target. */
  basicAuth?: Input<PodMonitorBasicAuth | undefined>;
  /** File to read bearer token for scraping the target. */
  bearerTokenFile?: Input<string | undefined>;
  /** `bearerTokenSecret` specifies a key of a Secret containing the bearer token for scraping targets. */
  bearerTokenSecret?: Input<PodMonitorBearerTokenSecret | undefined>;
  /** `enableHttp2` can be used to disable HTTP2 when scraping the target. */
  enableHttp2?: Input<boolean | undefined>;
  /** When true, the pods which are not running (e.g. either in Failed or Succeeded state) are dropped during the target discovery. */
  filterRunning?: Input<boolean | undefined>;
  /** `followRedirects` defines whether the scrape requests should follow HTTP 3xx redirects. */
  followRedirects?: Input<boolean | undefined>;
  /** When true, `honorLabels` preserves the metric's labels when they collide with the target's labels. */
  honorLabels?: Input<boolean | undefined>;
  /** `honorTimestamps` controls whether Prometheus preserves the timestamps when exposed by the target. */
  honorTimestamps?: Input<boolean | undefined>;
  /** Interval at which Prometheus scrapes the metrics from the target. */
  interval?: Input<string | undefined>;
  /** `metricRelabelings` configures the relabeling rules to apply to the samples before ingestion. */
  metricRelabelings?: Input<Input<PodMonitorMetricRelabeling>[] | undefined>;
  /** `noProxy` is a comma-separated string that can contain IPs, CIDR notation, domain names that should be excluded from proxying. */
  noProxy?: Input<string | undefined>;
  /** `oauth2` configures the OAuth2 settings to use when scraping the target. */
  oauth2?: Input<PodMonitorOauth2 | undefined>;
  /** params define optional HTTP URL parameters. */
  params?: Input<Record<string, Input<Input<string>[]>> | undefined>;
  /** HTTP path from which to scrape for metrics. */
  path?: Input<string | undefined>;
  /** Name of the Service port which this endpoint refers to. */
  port?: Input<string | undefined>;
  /** ProxyConnectHeader optionally specifies headers to send to proxies during CONNECT requests. */
  proxyConnectHeader?: Input<Record<string, Input<Input<PodMonitorBearerTokenSecret>[]>> | undefined>;
  /** Whether to use the proxy configuration defined by environment variables (HTTP_PROXY, HTTPS_PROXY, and NO_PROXY). */
  proxyFromEnvironment?: Input<boolean | undefined>;
  /** `proxyURL` defines the HTTP proxy server to use. */
  proxyUrl?: Input<string | undefined>;
  /** `relabelings` configures the relabeling rules to apply the target's metadata labels. */
  relabelings?: Input<Input<PodMonitorMetricRelabeling>[] | undefined>;
  /** HTTP scheme to use for scraping. */
  scheme?: Input<"http" | "https" | undefined>;
  /** Timeout after which Prometheus considers the scrape to be failed. */
  scrapeTimeout?: Input<string | undefined>;
  /** Name or number of the target port of the `Pod` object behind the Service. */
  targetPort?: Input<number | string | undefined>;
  /** TLS configuration to use when scraping the target. */
  tlsConfig?: Input<ServiceMonitorTlsConfig | undefined>;
  /** `trackTimestampsStaleness` defines whether Prometheus tracks staleness of the metrics that have an explicit timestamp present in scraped data. */
  trackTimestampsStaleness?: Input<boolean | undefined>;
}

export interface ServiceMonitorTlsConfig {
  /** Certificate authority used when verifying server certificates. */
  ca?: Input<PodMonitorClientId | undefined>;
  /** Path to the CA cert in the Prometheus container to use for the targets. */
  caFile?: Input<string | undefined>;
  /** Client certificate to present when doing client-authentication. */
  cert?: Input<PodMonitorClientId | undefined>;
  /** Path to the client cert file in the Prometheus container for the targets. */
  certFile?: Input<string | undefined>;
  /** Disable target certificate validation. */
  insecureSkipVerify?: Input<boolean | undefined>;
  /** Path to the client key file in the Prometheus container for the targets. */
  keyFile?: Input<string | undefined>;
  /** Secret containing the client key file for the targets. */
  keySecret?: Input<PodMonitorBearerTokenSecret | undefined>;
  /** Maximum acceptable TLS version. */
  maxVersion?: Input<"TLS10" | "TLS11" | "TLS12" | "TLS13" | undefined>;
  /** Minimum acceptable TLS version. */
  minVersion?: Input<"TLS10" | "TLS11" | "TLS12" | "TLS13" | undefined>;
  /** Used to verify the hostname for the targets. */
  serverName?: Input<string | undefined>;
}
