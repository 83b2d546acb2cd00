/**
 * Every connection that the platform's parts need, and no other: who reaches their ports, and where they get outside of the platform, as
 * the charts' own documents describe them. In namespaces that are one operator's, a pod that nobody knows is as good as the operator.
 */
export const declared: readonly string[] = [
  "admission-job -> api, dns:53+53/UDP",
  "alertmanager-0 -> dns:53+53/UDP, internet:25+443+587",
  "alertmanager-0:8080 <- prometheus-0, prometheus-1",
  "alertmanager-0:9093 <- prometheus-0, prometheus-1, grafana",
  "alertmanager-0:9094 <- alertmanager-1",
  "alertmanager-0:9094/UDP <- alertmanager-1",
  "alertmanager-1 -> dns:53+53/UDP, internet:25+443+587",
  "alertmanager-1:8080 <- prometheus-0, prometheus-1",
  "alertmanager-1:9093 <- prometheus-0, prometheus-1, grafana",
  "alertmanager-1:9094 <- alertmanager-0",
  "alertmanager-1:9094/UDP <- alertmanager-0",
  "barman -> api, app:any, store:any, dns:any",
  "barman:9090 <- cloudnative-pg, reloader, stranger in operators",
  "cert-manager -> api, dns:53+53/UDP, internet:80, identity-agent:80",
  "cert-manager:9402 <- prometheus-0, prometheus-1",
  "cert-webhook -> api, dns:53+53/UDP, internet:80, identity-agent:80",
  "cert-webhook:10250 <- everybody",
  "cloudnative-pg -> api, app:any, store:any, dns:any",
  "cloudnative-pg:8080 <- prometheus-0, prometheus-1",
  "cloudnative-pg:9443 <- everybody",
  "envoy -> app:any, store:any, dns:any, internet:443",
  "envoy:10080 <- everybody",
  "envoy:10443 <- everybody",
  "envoy:19001 <- prometheus-0, prometheus-1",
  "es-0 -> dns:53+53/UDP",
  "es-0:9200 <- cloudnative-pg, barman, reloader, kibana, log-settings, fluent-bit, stranger in operators",
  "es-0:9300 <- es-1",
  "es-1 -> dns:53+53/UDP",
  "es-1:9200 <- cloudnative-pg, barman, reloader, kibana, log-settings, fluent-bit, stranger in operators",
  "es-1:9300 <- es-0",
  "external-secrets -> api, dns:53+53/UDP, identity-agent:80",
  "external-secrets:8080 <- prometheus-0, prometheus-1",
  "fluent-bit -> api, dns:53+53/UDP",
  "fluent-bit:2020 <- prometheus-0, prometheus-1",
  "gateway-certgen -> api, dns:53+53/UDP",
  "gateway-controller -> api, dns:53+53/UDP",
  "gateway-controller:18000 <- envoy",
  "gateway-controller:18002 <- envoy",
  "gateway-controller:19001 <- prometheus-0, prometheus-1",
  "gateway-controller:9443 <- everybody",
  "grafana -> api, dns:53+53/UDP",
  "grafana:3000 <- prometheus-0, prometheus-1",
  "istio-cni -> dns:53+53/UDP",
  "kibana -> dns:53+53/UDP",
  "kibana:5601 <- log-settings",
  "kube-state-metrics -> api, dns:53+53/UDP",
  "kube-state-metrics:8080 <- prometheus-0, prometheus-1",
  "log-archiver -> dns:53+53/UDP",
  "log-settings -> dns:53+53/UDP",
  "long-term-metrics -> dns:53+53/UDP",
  "long-term-metrics:8428 <- prometheus-0, prometheus-1, grafana",
  "metrics-server -> api, dns:53+53/UDP, node:9100+10250",
  "metrics-server:10250 <- everybody",
  "prometheus-0 -> api, app:any, store:any, dns:any, node:9100+10250",
  "prometheus-0:8080 <- prometheus-1",
  "prometheus-0:9090 <- prometheus-1, grafana, rollouts, stranger in argo-rollouts",
  "prometheus-1 -> api, app:any, store:any, dns:any, node:9100+10250",
  "prometheus-1:8080 <- prometheus-0",
  "prometheus-1:9090 <- prometheus-0, grafana, rollouts, stranger in argo-rollouts",
  "prometheus-operator -> api, dns:53+53/UDP",
  "prometheus-operator:10250 <- everybody",
  "reloader -> api, app:any, store:any, dns:any",
  "rollouts -> api, dns:53+53/UDP",
  "rollouts:8090 <- prometheus-0, prometheus-1",
  "secrets-webhook -> api, dns:53+53/UDP, identity-agent:80",
  "secrets-webhook:10250 <- everybody",
  "stranger in argo-rollouts -> api, dns:53+53/UDP",
  "stranger in cert-manager -> api, dns:53+53/UDP, internet:80, identity-agent:80",
  "stranger in envoy-gateway-system -> dns:53+53/UDP",
  "stranger in external-secrets -> api, dns:53+53/UDP, identity-agent:80",
  "stranger in logging -> dns:53+53/UDP",
  "stranger in metrics-server -> api, dns:53+53/UDP, node:9100+10250",
  "stranger in monitoring -> dns:53+53/UDP",
  "stranger in node-agents -> dns:53+53/UDP",
  "stranger in operators -> api, app:any, store:any, dns:any",
  "stranger in velero -> api, store:9000, dns:53+53/UDP, identity-agent:80",
  "velero -> api, store:9000, dns:53+53/UDP, identity-agent:80",
  "velero:8085 <- prometheus-0, prometheus-1",
  "ztunnel -> dns:53+53/UDP",
];

/** What comes with a mesh. */
export const ofMesh: readonly string[] = [
  "istio-cni -> api, dns:53+53/UDP",
  "istio-cni:15014 <- prometheus-0, prometheus-1",
  "istiod -> api, dns:53+53/UDP",
  "istiod:15012 <- ztunnel",
  "istiod:15014 <- prometheus-0, prometheus-1",
  "istiod:15017 <- everybody",
  "stranger in istio-system -> api, dns:53+53/UDP",
  "ztunnel:15020 <- prometheus-0, prometheus-1",
];

/** What comes with nodes that follow their pods: EC2 and Auto Scaling are asked at their public addresses, by the pod's own identity. */
export const ofAutoscaler: readonly string[] = [
  "cluster-autoscaler -> api, dns:53+53/UDP, identity-agent:80",
  "cluster-autoscaler:8085 <- prometheus-0, prometheus-1",
  "stranger in cluster-autoscaler -> api, dns:53+53/UDP, identity-agent:80",
];

/**
 * Who reaches more in a region of AWS: the collector of logs the identity that writes to S3, whose port is the API's, too; Prometheus the
 * brokers' exporters. Brokers are in the region's network, as nodes are.
 */
export const ofRegion: readonly string[] = [
  "fluent-bit -> api, dns:53+53/UDP, identity-agent:80",
  "metrics-server -> api, dns:53+53/UDP, node:9100+10250, broker:9100+10250",
  "prometheus-0 -> api, app:any, store:any, dns:any, node:9100+10250, broker:9100+10250+11001+11002",
  "prometheus-1 -> api, app:any, store:any, dns:any, node:9100+10250, broker:9100+10250+11001+11002",
  "stranger in metrics-server -> api, dns:53+53/UDP, node:9100+10250, broker:9100+10250",
];

/**
 * Who reaches more in a region of Azure, where the log archiver writes to accounts at their private endpoints and asks Entra, in public, who it
 * is. Endpoints are in the region's network, as nodes are.
 */
export const ofAzure: readonly string[] = [
  "log-archiver -> dns:53+53/UDP, internet:443, endpoint:443",
  "log-archiver:4318 <- fluent-bit",
  "log-archiver:4319 <- fluent-bit",
  "log-archiver:4320 <- fluent-bit",
  "log-archiver:4321 <- fluent-bit",
  "log-archiver:8888 <- prometheus-0, prometheus-1",
  "metrics-server -> api, dns:53+53/UDP, node:9100+10250, endpoint:9100+10250",
  "prometheus-0 -> api, app:any, store:any, dns:any, node:9100+10250, endpoint:9100+10250",
  "prometheus-1 -> api, app:any, store:any, dns:any, node:9100+10250, endpoint:9100+10250",
  "stranger in metrics-server -> api, dns:53+53/UDP, node:9100+10250, endpoint:9100+10250",
];
