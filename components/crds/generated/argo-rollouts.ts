// Generated from argo-rollouts v1.9.0 by npm run generate:crds; do not edit.
import type { batch, core, meta } from "@pulumi/kubernetes/types/input.js";
import type { Input } from "@pulumi/pulumi";
import { defineKind } from "../define.ts";
import type { Json } from "../define.ts";

export class Rollout extends defineKind<RolloutSpec>("argoproj.io/v1alpha1", "Rollout") {}

export class AnalysisTemplate extends defineKind<AnalysisTemplateSpec>("argoproj.io/v1alpha1", "AnalysisTemplate") {}

export interface RolloutSpec {
  analysis?: Input<RolloutAnalysis | undefined>;
  minReadySeconds?: Input<number | undefined>;
  paused?: Input<boolean | undefined>;
  progressDeadlineAbort?: Input<boolean | undefined>;
  progressDeadlineSeconds?: Input<number | undefined>;
  replicas?: Input<number | undefined>;
  restartAt?: Input<string | undefined>;
  revisionHistoryLimit?: Input<number | undefined>;
  rollbackWindow?: Input<RolloutRollbackWindow | undefined>;
  selector?: Input<meta.v1.LabelSelector | undefined>;
  strategy?: Input<RolloutStrategy | undefined>;
  template?: Input<core.v1.PodTemplateSpec | undefined>;
  workloadRef?: Input<RolloutWorkloadRef | undefined>;
}

export interface RolloutAnalysis {
  successfulRunHistoryLimit?: Input<number | undefined>;
  unsuccessfulRunHistoryLimit?: Input<number | undefined>;
}

export interface RolloutRollbackWindow {
  revisions?: Input<number | undefined>;
}

export interface RolloutStrategy {
  blueGreen?: Input<RolloutBlueGreen | undefined>;
  canary?: Input<RolloutCanary | undefined>;
}

export interface RolloutWorkloadRef {
  apiVersion?: Input<string | undefined>;
  kind?: Input<string | undefined>;
  name?: Input<string | undefined>;
  scaleDown?: Input<string | undefined>;
}

export interface RolloutBlueGreen {
  abortScaleDownDelaySeconds?: Input<number | undefined>;
  activeMetadata?: Input<RolloutActiveMetadata | undefined>;
  activeService: Input<string>;
  antiAffinity?: Input<RolloutAntiAffinity | undefined>;
  autoPromotionEnabled?: Input<boolean | undefined>;
  autoPromotionSeconds?: Input<number | undefined>;
  maxUnavailable?: Input<number | string | undefined>;
  postPromotionAnalysis?: Input<RolloutPostPromotionAnalysis | undefined>;
  prePromotionAnalysis?: Input<RolloutPostPromotionAnalysis | undefined>;
  previewMetadata?: Input<RolloutActiveMetadata | undefined>;
  previewReplicaCount?: Input<number | undefined>;
  previewService?: Input<string | undefined>;
  scaleDownDelayRevisionLimit?: Input<number | undefined>;
  scaleDownDelaySeconds?: Input<number | undefined>;
}

export interface RolloutCanary {
  abortScaleDownDelaySeconds?: Input<number | undefined>;
  analysis?: Input<RolloutCanaryAnalysis | undefined>;
  antiAffinity?: Input<RolloutAntiAffinity | undefined>;
  canaryMetadata?: Input<RolloutActiveMetadata | undefined>;
  canaryService?: Input<string | undefined>;
  dynamicStableScale?: Input<boolean | undefined>;
  maxSurge?: Input<number | string | undefined>;
  maxUnavailable?: Input<number | string | undefined>;
  minPodsPerReplicaSet?: Input<number | undefined>;
  pingPong?: Input<RolloutPingPong | undefined>;
  replicaProgressThreshold?: Input<RolloutReplicaProgressThreshold | undefined>;
  scaleDownDelayRevisionLimit?: Input<number | undefined>;
  scaleDownDelaySeconds?: Input<number | undefined>;
  stableMetadata?: Input<RolloutActiveMetadata | undefined>;
  stableService?: Input<string | undefined>;
  steps?: Input<Input<RolloutStep>[] | undefined>;
  trafficRouting?: Input<RolloutTrafficRouting | undefined>;
}

export interface RolloutActiveMetadata {
  annotations?: Input<Record<string, Input<string>> | undefined>;
  labels?: Input<Record<string, Input<string>> | undefined>;
}

export interface RolloutAntiAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: Input<RolloutPreferredDuringSchedulingIgnoredDuringExecution | undefined>;
  requiredDuringSchedulingIgnoredDuringExecution?: Input<Record<string, never> | undefined>;
}

export interface RolloutPostPromotionAnalysis {
  analysisRunMetadata?: Input<RolloutActiveMetadata | undefined>;
  args?: Input<Input<RolloutArg>[] | undefined>;
  dryRun?: Input<Input<RolloutDryRun>[] | undefined>;
  measurementRetention?: Input<Input<RolloutMeasurementRetention>[] | undefined>;
  templates?: Input<Input<RolloutTemplate>[] | undefined>;
}

export interface RolloutCanaryAnalysis {
  analysisRunMetadata?: Input<RolloutActiveMetadata | undefined>;
  args?: Input<Input<RolloutArg>[] | undefined>;
  dryRun?: Input<Input<RolloutDryRun>[] | undefined>;
  measurementRetention?: Input<Input<RolloutMeasurementRetention>[] | undefined>;
  startingStep?: Input<number | undefined>;
  templates?: Input<Input<RolloutTemplate>[] | undefined>;
}

export interface RolloutPingPong {
  pingService: Input<string>;
  pongService: Input<string>;
}

export interface RolloutReplicaProgressThreshold {
  type: Input<string>;
  value: Input<number>;
}

export interface RolloutStep {
  analysis?: Input<RolloutPostPromotionAnalysis | undefined>;
  experiment?: Input<RolloutExperiment | undefined>;
  pause?: Input<RolloutPause | undefined>;
  plugin?: Input<RolloutPlugin | undefined>;
  setCanaryScale?: Input<RolloutSetCanaryScale | undefined>;
  setHeaderRoute?: Input<RolloutSetHeaderRoute | undefined>;
  setMirrorRoute?: Input<RolloutSetMirrorRoute | undefined>;
  setWeight?: Input<number | undefined>;
}

export interface RolloutTrafficRouting {
  alb?: Input<RolloutAlb | undefined>;
  ambassador?: Input<RolloutAmbassador | undefined>;
  apisix?: Input<RolloutApisix | undefined>;
  appMesh?: Input<RolloutAppMesh | undefined>;
  istio?: Input<RolloutIstio | undefined>;
  managedRoutes?: Input<Input<RolloutManagedRoute>[] | undefined>;
  maxTrafficWeight?: Input<number | undefined>;
  nginx?: Input<RolloutNginx | undefined>;
  plugins?: Input<Record<string, Input<Json>> | undefined>;
  smi?: Input<RolloutSmi | undefined>;
  traefik?: Input<RolloutTraefik | undefined>;
}

export interface RolloutPreferredDuringSchedulingIgnoredDuringExecution {
  weight: Input<number>;
}

export interface RolloutArg {
  name: Input<string>;
  value?: Input<string | undefined>;
  valueFrom?: Input<RolloutValueFrom | undefined>;
}

export interface RolloutDryRun {
  metricName: Input<string>;
}

export interface RolloutMeasurementRetention {
  limit: Input<number>;
  metricName: Input<string>;
}

export interface RolloutTemplate {
  clusterScope?: Input<boolean | undefined>;
  templateName?: Input<string | undefined>;
}

export interface RolloutExperiment {
  analyses?: Input<Input<RolloutExperimentAnalysis>[] | undefined>;
  analysisRunMetadata?: Input<RolloutActiveMetadata | undefined>;
  dryRun?: Input<Input<RolloutDryRun>[] | undefined>;
  duration?: Input<string | undefined>;
  scaleDownDelaySeconds?: Input<number | undefined>;
  templates: Input<Input<RolloutExperimentTemplate>[]>;
}

export interface RolloutPause {
  duration?: Input<number | string | undefined>;
}

export interface RolloutPlugin {
  config?: Input<Record<string, Input<Json>> | undefined>;
  name: Input<string>;
}

export interface RolloutSetCanaryScale {
  matchTrafficWeight?: Input<boolean | undefined>;
  replicas?: Input<number | undefined>;
  weight?: Input<number | undefined>;
}

export interface RolloutSetHeaderRoute {
  match?: Input<Input<RolloutMatch>[] | undefined>;
  name?: Input<string | undefined>;
}

export interface RolloutSetMirrorRoute {
  match?: Input<Input<RolloutSetMirrorRouteMatch>[] | undefined>;
  name: Input<string>;
  percentage?: Input<number | undefined>;
}

export interface RolloutAlb {
  annotationPrefix?: Input<string | undefined>;
  ingress?: Input<string | undefined>;
  ingresses?: Input<Input<string>[] | undefined>;
  rootService?: Input<string | undefined>;
  servicePort: Input<number>;
  stickinessConfig?: Input<RolloutStickinessConfig | undefined>;
}

export interface RolloutAmbassador {
  mappings: Input<Input<string>[]>;
}

export interface RolloutApisix {
  route?: Input<RolloutRoute | undefined>;
}

export interface RolloutAppMesh {
  virtualNodeGroup?: Input<RolloutVirtualNodeGroup | undefined>;
  virtualService?: Input<RolloutVirtualService | undefined>;
}

export interface RolloutIstio {
  destinationRule?: Input<RolloutDestinationRule | undefined>;
  virtualService?: Input<RolloutIstioVirtualService | undefined>;
  virtualServices?: Input<Input<RolloutIstioVirtualService>[] | undefined>;
}

export interface RolloutManagedRoute {
  name: Input<string>;
}

export interface RolloutNginx {
  additionalIngressAnnotations?: Input<Record<string, Input<string>> | undefined>;
  annotationPrefix?: Input<string | undefined>;
  canaryIngressAnnotations?: Input<Record<string, Input<string>> | undefined>;
  stableIngress?: Input<string | undefined>;
  stableIngresses?: Input<Input<string>[] | undefined>;
}

export interface RolloutSmi {
  rootService?: Input<string | undefined>;
  trafficSplitName?: Input<string | undefined>;
}

export interface RolloutTraefik {
  weightedTraefikServiceName: Input<string>;
}

export interface RolloutValueFrom {
  fieldRef?: Input<RolloutFieldRef | undefined>;
  podTemplateHashValue?: Input<string | undefined>;
}

export interface RolloutExperimentAnalysis {
  args?: Input<Input<RolloutArg>[] | undefined>;
  clusterScope?: Input<boolean | undefined>;
  name: Input<string>;
  requiredForCompletion?: Input<boolean | undefined>;
  templateName: Input<string>;
}

export interface RolloutExperimentTemplate {
  metadata?: Input<RolloutActiveMetadata | undefined>;
  name: Input<string>;
  replicas?: Input<number | undefined>;
  selector?: Input<meta.v1.LabelSelector | undefined>;
  service?: Input<RolloutService | undefined>;
  specRef: Input<string>;
  weight?: Input<number | undefined>;
}

export interface RolloutMatch {
  headerName: Input<string>;
  headerValue: Input<RolloutHeaderValue>;
}

export interface RolloutSetMirrorRouteMatch {
  headers?: Input<Record<string, Input<RolloutHeaderValue>> | undefined>;
  method?: Input<RolloutHeaderValue | undefined>;
  path?: Input<RolloutHeaderValue | undefined>;
}

export interface RolloutStickinessConfig {
  durationSeconds: Input<number>;
  enabled: Input<boolean>;
}

export interface RolloutRoute {
  name: Input<string>;
  rules?: Input<Input<string>[] | undefined>;
}

export interface RolloutVirtualNodeGroup {
  canaryVirtualNodeRef: Input<RolloutManagedRoute>;
  stableVirtualNodeRef: Input<RolloutManagedRoute>;
}

export interface RolloutVirtualService {
  name: Input<string>;
  routes?: Input<Input<string>[] | undefined>;
}

export interface RolloutDestinationRule {
  additionalSubsetNames?: Input<Input<string>[] | undefined>;
  canarySubsetName: Input<string>;
  name: Input<string>;
  stableSubsetName: Input<string>;
}

export interface RolloutIstioVirtualService {
  name: Input<string>;
  routes?: Input<Input<string>[] | undefined>;
  tcpRoutes?: Input<Input<RolloutTcpRoute>[] | undefined>;
  tlsRoutes?: Input<Input<RolloutTlsRoute>[] | undefined>;
}

export interface RolloutFieldRef {
  fieldPath: Input<string>;
}

export interface RolloutService {
  name?: Input<string | undefined>;
}

export interface RolloutHeaderValue {
  exact?: Input<string | undefined>;
  prefix?: Input<string | undefined>;
  regex?: Input<string | undefined>;
}

export interface RolloutTcpRoute {
  port?: Input<number | undefined>;
}

export interface RolloutTlsRoute {
  port?: Input<number | undefined>;
  sniHosts?: Input<Input<string>[] | undefined>;
}

export interface AnalysisTemplateSpec {
  args?: Input<Input<AnalysisTemplateArg>[] | undefined>;
  dryRun?: Input<Input<RolloutDryRun>[] | undefined>;
  measurementRetention?: Input<Input<RolloutMeasurementRetention>[] | undefined>;
  metrics?: Input<Input<AnalysisTemplateMetric>[] | undefined>;
  templates?: Input<Input<RolloutTemplate>[] | undefined>;
}

export interface AnalysisTemplateArg {
  name: Input<string>;
  value?: Input<string | undefined>;
  valueFrom?: Input<AnalysisTemplateValueFrom | undefined>;
}

export interface AnalysisTemplateMetric {
  consecutiveErrorLimit?: Input<number | string | undefined>;
  consecutiveSuccessLimit?: Input<number | string | undefined>;
  count?: Input<number | string | undefined>;
  failureCondition?: Input<string | undefined>;
  failureLimit?: Input<number | string | undefined>;
  inconclusiveLimit?: Input<number | string | undefined>;
  initialDelay?: Input<string | undefined>;
  interval?: Input<string | undefined>;
  name: Input<string>;
  provider: Input<AnalysisTemplateProvider>;
  successCondition?: Input<string | undefined>;
}

export interface AnalysisTemplateValueFrom {
  fieldRef?: Input<RolloutFieldRef | undefined>;
  secretKeyRef?: Input<AnalysisTemplateSecretKeyRef | undefined>;
}

export interface AnalysisTemplateProvider {
  cloudWatch?: Input<AnalysisTemplateCloudWatch | undefined>;
  datadog?: Input<AnalysisTemplateDatadog | undefined>;
  graphite?: Input<AnalysisTemplateGraphite | undefined>;
  influxdb?: Input<AnalysisTemplateInfluxdb | undefined>;
  job?: Input<AnalysisTemplateJob | undefined>;
  kayenta?: Input<AnalysisTemplateKayenta | undefined>;
  newRelic?: Input<AnalysisTemplateNewRelic | undefined>;
  plugin?: Input<Record<string, Input<Json>> | undefined>;
  prometheus?: Input<AnalysisTemplatePrometheus | undefined>;
  skywalking?: Input<AnalysisTemplateSkywalking | undefined>;
  wavefront?: Input<AnalysisTemplateGraphite | undefined>;
  web?: Input<AnalysisTemplateWeb | undefined>;
}

export interface AnalysisTemplateSecretKeyRef {
  key: Input<string>;
  name: Input<string>;
}

export interface AnalysisTemplateCloudWatch {
  interval?: Input<string | undefined>;
  metricDataQueries: Input<Input<AnalysisTemplateMetricDataQuery>[]>;
}

export interface AnalysisTemplateDatadog {
  aggregator?: Input<"avg" | "min" | "max" | "sum" | "last" | "percentile" | "mean" | "l2norm" | "area" | undefined>;
  /** @default "v1" */
  apiVersion?: Input<"v1" | "v2" | undefined>;
  formula?: Input<string | undefined>;
  /** @default "5m" */
  interval?: Input<string | undefined>;
  queries?: Input<Record<string, Input<string>> | undefined>;
  query?: Input<string | undefined>;
  secretRef?: Input<AnalysisTemplateSecretRef | undefined>;
}

export interface AnalysisTemplateGraphite {
  address?: Input<string | undefined>;
  query?: Input<string | undefined>;
}

export interface AnalysisTemplateInfluxdb {
  profile?: Input<string | undefined>;
  query?: Input<string | undefined>;
}

export interface AnalysisTemplateJob {
  metadata?: Input<RolloutActiveMetadata | undefined>;
  spec: Input<batch.v1.JobSpec>;
}

export interface AnalysisTemplateKayenta {
  address: Input<string>;
  application: Input<string>;
  canaryConfigName: Input<string>;
  configurationAccountName: Input<string>;
  lookback?: Input<boolean | undefined>;
  metricsAccountName: Input<string>;
  scopes: Input<Input<AnalysisTemplateScope>[]>;
  storageAccountName: Input<string>;
  threshold: Input<AnalysisTemplateThreshold>;
}

export interface AnalysisTemplateNewRelic {
  profile?: Input<string | undefined>;
  query: Input<string>;
  timeout?: Input<number | undefined>;
}

export interface AnalysisTemplatePrometheus {
  address?: Input<string | undefined>;
  authentication?: Input<AnalysisTemplateAuthentication | undefined>;
  headers?: Input<Input<AnalysisTemplateHeader>[] | undefined>;
  insecure?: Input<boolean | undefined>;
  query?: Input<string | undefined>;
  rangeQuery?: Input<AnalysisTemplateRangeQuery | undefined>;
  timeout?: Input<number | undefined>;
}

export interface AnalysisTemplateSkywalking {
  address?: Input<string | undefined>;
  interval?: Input<string | undefined>;
  query?: Input<string | undefined>;
}

export interface AnalysisTemplateWeb {
  authentication?: Input<AnalysisTemplateAuthentication | undefined>;
  body?: Input<string | undefined>;
  headers?: Input<Input<AnalysisTemplateHeader>[] | undefined>;
  insecure?: Input<boolean | undefined>;
  jsonBody?: Input<Record<string, Input<Json>> | undefined>;
  jsonPath?: Input<string | undefined>;
  method?: Input<string | undefined>;
  timeoutSeconds?: Input<number | undefined>;
  url: Input<string>;
}

export interface AnalysisTemplateMetricDataQuery {
  expression?: Input<string | undefined>;
  id?: Input<string | undefined>;
  label?: Input<string | undefined>;
  metricStat?: Input<AnalysisTemplateMetricStat | undefined>;
  period?: Input<number | string | undefined>;
  returnData?: Input<boolean | undefined>;
}

export interface AnalysisTemplateSecretRef {
  name?: Input<string | undefined>;
  namespaced?: Input<boolean | undefined>;
}

export interface AnalysisTemplateScope {
  controlScope: Input<AnalysisTemplateControlScope>;
  experimentScope: Input<AnalysisTemplateControlScope>;
  name: Input<string>;
}

export interface AnalysisTemplateThreshold {
  marginal: Input<number>;
  pass: Input<number>;
}

export interface AnalysisTemplateAuthentication {
  oauth2?: Input<AnalysisTemplateOauth2 | undefined>;
  sigv4?: Input<AnalysisTemplateSigv4 | undefined>;
}

export interface AnalysisTemplateHeader {
  key: Input<string>;
  value: Input<string>;
}

export interface AnalysisTemplateRangeQuery {
  end?: Input<string | undefined>;
  start?: Input<string | undefined>;
  step?: Input<string | undefined>;
}

export interface AnalysisTemplateMetricStat {
  metric?: Input<AnalysisTemplateMetricStatMetric | undefined>;
  period?: Input<number | string | undefined>;
  stat?: Input<string | undefined>;
  unit?: Input<string | undefined>;
}

export interface AnalysisTemplateControlScope {
  end?: Input<string | undefined>;
  region: Input<string>;
  scope: Input<string>;
  start?: Input<string | undefined>;
  step: Input<number>;
}

export interface AnalysisTemplateOauth2 {
  clientId?: Input<string | undefined>;
  clientSecret?: Input<string | undefined>;
  scopes?: Input<Input<string>[] | undefined>;
  tokenUrl?: Input<string | undefined>;
}

export interface AnalysisTemplateSigv4 {
  profile?: Input<string | undefined>;
  region?: Input<string | undefined>;
  roleArn?: Input<string | undefined>;
}

export interface AnalysisTemplateMetricStatMetric {
  dimensions?: Input<Input<AnalysisTemplateDimension>[] | undefined>;
  metricName?: Input<string | undefined>;
  namespace?: Input<string | undefined>;
}

export interface AnalysisTemplateDimension {
  name?: Input<string | undefined>;
  value?: Input<string | undefined>;
}
