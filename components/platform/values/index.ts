import type { ChartName } from "../catalogue.ts";
import type { PlatformSettings } from "../settings.ts";
import { argoRollouts, certManager, envoyGateway, metricsServer } from "./edge.ts";
import { fluentBit } from "./logging.ts";
import { clusterAutoscaler } from "./nodes.ts";
import { istioBase, istioCni, istiod, ztunnel } from "./mesh.ts";
import { kubePrometheusStack } from "./monitoring.ts";
import {
  barmanCloud,
  cloudNativePg,
  eck,
  externalSecrets,
  mongodb,
  rabbitmq,
  reloader,
  strimzi,
  velero,
} from "./operators.ts";
import type { Values } from "./value.ts";

/** The values of every chart. */
export const chartValues = {
  "envoy-gateway": envoyGateway,
  "kube-prometheus-stack": kubePrometheusStack,
  "cert-manager": certManager,
  "external-secrets": externalSecrets,
  "argo-rollouts": argoRollouts,
  "cloudnative-pg": cloudNativePg,
  "plugin-barman-cloud": barmanCloud,
  strimzi,
  rabbitmq,
  mongodb,
  eck,
  reloader,
  "cluster-autoscaler": clusterAutoscaler,
  "fluent-bit": fluentBit,
  velero,
  "metrics-server": metricsServer,
  "istio-base": istioBase,
  istiod,
  "istio-cni": istioCni,
  ztunnel,
} as const satisfies Record<ChartName, (settings: PlatformSettings) => Values>;
