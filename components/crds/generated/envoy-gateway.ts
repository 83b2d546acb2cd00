// Generated from envoy-gateway v1.9.1 by npm run generate:crds; do not edit.
import type { core, meta } from "@pulumi/kubernetes/types/input.js";
import type { Input } from "@pulumi/pulumi";
import { defineKind } from "../define.ts";
import type { Json } from "../define.ts";

/** Backend allows the user to configure the endpoints of a backend and the behavior of the connection from Envoy Proxy to the backend. */
export class Backend extends defineKind<BackendSpec>("gateway.envoyproxy.io/v1alpha1", "Backend") {}

/** BackendTrafficPolicy allows the user to configure the behavior of the connection between the Envoy Proxy listener and the backend service. */
export class BackendTrafficPolicy extends defineKind<BackendTrafficPolicySpec>("gateway.envoyproxy.io/v1alpha1", "BackendTrafficPolicy") {}

/** ClientTrafficPolicy allows the user to configure the behavior of the connection between the downstream client and Envoy Proxy listener. */
export class ClientTrafficPolicy extends defineKind<ClientTrafficPolicySpec>("gateway.envoyproxy.io/v1alpha1", "ClientTrafficPolicy") {}

/** EnvoyProxy is the schema for the envoyproxies API. */
export class EnvoyProxy extends defineKind<EnvoyProxySpec>("gateway.envoyproxy.io/v1alpha1", "EnvoyProxy") {}

/** HTTPRouteFilter is a custom Envoy Gateway HTTPRouteFilter which provides extended traffic processing options such as path regex rewrite, direct response and more. */
export class HTTPRouteFilter extends defineKind<HTTPRouteFilterSpec>("gateway.envoyproxy.io/v1alpha1", "HTTPRouteFilter") {}

/** SecurityPolicy allows the user to configure various security settings for a Gateway. */
export class SecurityPolicy extends defineKind<SecurityPolicySpec>("gateway.envoyproxy.io/v1alpha1", "SecurityPolicy") {}

export interface BackendSpec {
  /** AppProtocols defines the application protocols to be supported when connecting to the backend. */
  appProtocols?: Input<Input<"gateway.envoyproxy.io/h2c" | "gateway.envoyproxy.io/ws" | "gateway.envoyproxy.io/wss">[] | undefined>;
  /** Endpoints defines the endpoints to be used when connecting to the backend. */
  endpoints?: Input<Input<BackendEndpoint>[] | undefined>;
  /** Fallback indicates whether the backend is designated as a fallback. */
  fallback?: Input<boolean | undefined>;
  /** TLS defines the TLS settings for the backend. */
  tls?: Input<BackendTls | undefined>;
  /** Type defines the type of the backend. @default "Endpoints" */
  type?: Input<"Endpoints" | "DynamicResolver" | undefined>;
}

export interface BackendEndpoint {
  /** FQDN defines a FQDN endpoint */
  fqdn?: Input<BackendFqdn | undefined>;
  /** Hostname defines an optional hostname for the backend endpoint. */
  hostname?: Input<string | undefined>;
  /** IP defines an IP endpoint. */
  ip?: Input<BackendIp | undefined>;
  /** Unix defines the unix domain socket endpoint */
  unix?: Input<BackendUnix | undefined>;
  /** Zone defines the service zone of the backend endpoint. */
  zone?: Input<string | undefined>;
}

export interface BackendTls {
  /** ALPNProtocols supplies the list of ALPN protocols that should be exposed by the listener or used by the proxy to connect to the backend. */
  alpnProtocols?: Input<Input<string>[] | undefined>;
  /** AutoSNIFromEndpointHostname indicates whether the upstream endpoint's hostname should be used as the SNI value when establishing a TLS connection to the backend. */
  autoSNIFromEndpointHostname?: Input<boolean | undefined>;
  /** CACertificateRefs contains one or more references to Kubernetes objects that contain TLS certificates of the Certificate Authorities that can be used as a trust anchor to validate the certificates presented by the backend. */
  caCertificateRefs?: Input<Input<BackendCaCertificateRef>[] | undefined>;
  /** Ciphers specifies the set of cipher suites supported when negotiating TLS 1.0 - 1.2. */
  ciphers?: Input<Input<string>[] | undefined>;
  /** ClientCertificateRef defines the reference to a Kubernetes Secret that contains the client certificate and private key for Envoy to use when connecting to backend services and external services, such as ExtAuth, ALS, OpenTelemetry, etc. … */
  clientCertificateRef?: Input<BackendClientCertificateRef | undefined>;
  /** ECDHCurves specifies the set of supported ECDH curves. */
  ecdhCurves?: Input<Input<string>[] | undefined>;
  /** Fingerprints specifies TLS client fingerprinting. */
  fingerprints?: Input<Input<"JA3" | "JA4">[] | undefined>;
  /** InsecureSkipVerify indicates whether the upstream's certificate verification should be skipped. @default false */
  insecureSkipVerify?: Input<boolean | undefined>;
  /** Max specifies the maximal TLS protocol version to allow The default is TLS 1.3 if this is not specified. */
  maxVersion?: Input<"Auto" | "1.0" | "1.1" | "1.2" | "1.3" | undefined>;
  /** Min specifies the minimal TLS protocol version to allow. */
  minVersion?: Input<"Auto" | "1.0" | "1.1" | "1.2" | "1.3" | undefined>;
  /** SignatureAlgorithms specifies which signature algorithms the listener should support. */
  signatureAlgorithms?: Input<Input<string>[] | undefined>;
  /** SNI specifies the fixed SNI value used when establishing an upstream TLS connection to the backend. */
  sni?: Input<string | undefined>;
  /** WellKnownCACertificates specifies whether system CA certificates may be used in the TLS handshake between the gateway and backend pod. */
  wellKnownCACertificates?: Input<string | undefined>;
}

export interface BackendFqdn {
  /** Hostname defines the FQDN hostname of the backend endpoint. */
  hostname: Input<string>;
  /** Port defines the port of the backend endpoint. */
  port: Input<number>;
}

export interface BackendIp {
  /** Address defines the IP address of the backend endpoint. */
  address: Input<string>;
  /** Port defines the port of the backend endpoint. */
  port: Input<number>;
}

export interface BackendUnix {
  /** Path defines the unix domain socket path of the backend endpoint. */
  path: Input<string>;
}

export interface BackendCaCertificateRef {
  /** Group is the group of the referent. */
  group: Input<string>;
  /** Kind is kind of the referent. */
  kind: Input<string>;
  /** Name is the name of the referent. */
  name: Input<string>;
}

export interface BackendClientCertificateRef {
  /** Group is the group of the referent. @default "" */
  group?: Input<string | undefined>;
  /** Kind is kind of the referent. @default "Secret" */
  kind?: Input<string | undefined>;
  /** Name is the name of the referent. */
  name: Input<string>;
  /** Namespace is the namespace of the referenced object. */
  namespace?: Input<string | undefined>;
}

export interface BackendTrafficPolicySpec {
  /** AdmissionControl defines the admission control policy to be applied. */
  admissionControl?: Input<BackendTrafficPolicyAdmissionControl | undefined>;
  /** BandwidthLimit allows the user to limit the bandwidth of traffic sent to and received from the backend. */
  bandwidthLimit?: Input<BackendTrafficPolicyBandwidthLimit | undefined>;
  /** Circuit Breaker settings for the upstream connections and requests. */
  circuitBreaker?: Input<BackendTrafficPolicyCircuitBreaker | undefined>;
  /** The compression config for the http streams. */
  compression?: Input<Input<BackendTrafficPolicyCompression>[] | undefined>;
  /** The compressor config for the http streams. */
  compressor?: Input<Input<BackendTrafficPolicyCompression>[] | undefined>;
  /** Connection includes backend connection settings. */
  connection?: Input<BackendTrafficPolicyConnection | undefined>;
  /** DNS includes dns resolution settings. */
  dns?: Input<BackendTrafficPolicyDns | undefined>;
  /** FaultInjection defines the fault injection policy to be applied. */
  faultInjection?: Input<BackendTrafficPolicyFaultInjection | undefined>;
  /** HealthCheck allows gateway to perform active health checking on backends. */
  healthCheck?: Input<BackendTrafficPolicyHealthCheck | undefined>;
  /** HTTP2 provides HTTP/2 configuration for backend connections. */
  http2?: Input<BackendTrafficPolicyHttp2 | undefined>;
  /** HTTPUpgrade defines the configuration for HTTP protocol upgrades. */
  httpUpgrade?: Input<Input<BackendTrafficPolicyHttpUpgrade>[] | undefined>;
  /** LoadBalancer policy to apply when routing traffic from the gateway to the backend endpoints. */
  loadBalancer?: Input<BackendTrafficPolicyLoadBalancer | undefined>;
  /** MergeType determines how this configuration is merged with existing BackendTrafficPolicy configurations targeting a parent resource. */
  mergeType?: Input<string | undefined>;
  /** ProxyProtocol enables the Proxy Protocol when communicating with the backend. */
  proxyProtocol?: Input<BackendTrafficPolicyProxyProtocol | undefined>;
  /** RateLimit allows the user to limit the number of incoming requests to a predefined value based on attributes within the traffic flow. */
  rateLimit?: Input<BackendTrafficPolicyRateLimit | undefined>;
  /** RequestBuffer allows the gateway to buffer and fully receive each request from a client before continuing to send the request upstream to the backends. */
  requestBuffer?: Input<BackendTrafficPolicyRequestBuffer | undefined>;
  /** ResponseOverride defines the configuration to override specific responses with a custom one. */
  responseOverride?: Input<Input<BackendTrafficPolicyResponseOverride>[] | undefined>;
  /** Retry provides more advanced usage, allowing users to customize the number of retries, retry fallback strategy, and retry triggering conditions. */
  retry?: Input<BackendTrafficPolicyRetry | undefined>;
  /** RoutingType can be set to "Service" to use the Service Cluster IP for routing to the backend, or it can be set to "Endpoint" to use Endpoint routing. */
  routingType?: Input<string | undefined>;
  /** TargetRef is the name of the resource this policy is being attached to. */
  targetRef?: Input<BackendTrafficPolicyTargetRef | undefined>;
  /** TargetRefs are the names of the Gateway resources this policy is being attached to. */
  targetRefs?: Input<Input<BackendTrafficPolicyTargetRef>[] | undefined>;
  /** TargetSelectors allow targeting resources for this policy based on labels */
  targetSelectors?: Input<Input<BackendTrafficPolicyTargetSelector>[] | undefined>;
  /** TcpKeepalive settings associated with the upstream client connection. */
  tcpKeepalive?: Input<BackendTrafficPolicyTcpKeepalive | undefined>;
  /** Telemetry configures the telemetry settings for the policy target (Gateway or xRoute). */
  telemetry?: Input<BackendTrafficPolicyTelemetry | undefined>;
  /** Timeout settings for the backend connections. */
  timeout?: Input<BackendTrafficPolicyTimeout | undefined>;
  /** UseClientProtocol configures Envoy to prefer sending requests to backends using the same HTTP protocol that the incoming request used. */
  useClientProtocol?: Input<boolean | undefined>;
}

export interface BackendTrafficPolicyAdmissionControl {
  /** MaxRejectionPercent represents the upper limit of the rejection probability, expressed as a percentage in the range [0, 100]. */
  maxRejectionPercent?: Input<number | undefined>;
  /** MinRequestRate defines the minimum requests per second below which requests will pass through the filter without rejection. */
  minRequestRate?: Input<number | undefined>;
  /** MinSuccessRate is the lowest request success rate, as a percentage in the range [1, 100], at which the filter will not reject requests. */
  minSuccessRate?: Input<number | undefined>;
  /** RejectionAggression controls how steeply the rejection probability rises as the observed success rate falls below MinSuccessRate. */
  rejectionAggression?: Input<number | undefined>;
  /** SamplingWindow defines the time window over which request success rates are calculated. */
  samplingWindow?: Input<string | undefined>;
  /** SuccessCriteria defines what constitutes a successful request for both HTTP and gRPC. */
  successCriteria?: Input<BackendTrafficPolicySuccessCriteria | undefined>;
}

export interface BackendTrafficPolicyBandwidthLimit {
  /** Request configures bandwidth limits for traffic sent to the backend. */
  request?: Input<BackendTrafficPolicyRequest | undefined>;
  /** Response configures bandwidth limits for traffic sent from the backend. */
  response?: Input<BackendTrafficPolicyResponse | undefined>;
}

export interface BackendTrafficPolicyCircuitBreaker {
  /** The maximum number of connections that Envoy will establish to the referenced backend defined within a xRoute rule. @default 1024 */
  maxConnections?: Input<number | undefined>;
  /** The maximum number of parallel requests that Envoy will make to the referenced backend defined within a xRoute rule. @default 1024 */
  maxParallelRequests?: Input<number | undefined>;
  /** The maximum number of parallel retries that Envoy will make to the referenced backend defined within a xRoute rule. @default 1024 */
  maxParallelRetries?: Input<number | undefined>;
  /** The maximum number of pending requests that Envoy will queue to the referenced backend defined within a xRoute rule. @default 1024 */
  maxPendingRequests?: Input<number | undefined>;
  /** The maximum number of requests that Envoy will make over a single connection to the referenced backend defined within a xRoute rule. */
  maxRequestsPerConnection?: Input<number | undefined>;
  /** PerEndpoint defines Circuit Breakers that will apply per-endpoint for an upstream cluster */
  perEndpoint?: Input<BackendTrafficPolicyPerEndpoint | undefined>;
  /** RetryBudget provides settings for retry budget, which limits the number of retries in a given percentage. */
  retryBudget?: Input<BackendTrafficPolicyRetryBudget | undefined>;
}

export interface BackendTrafficPolicyCompression {
  /** The configuration for Brotli compressor. */
  brotli?: Input<Record<string, never> | undefined>;
  /** The configuration for GZIP compressor. */
  gzip?: Input<Record<string, never> | undefined>;
  /** MinContentLength defines the minimum response size in bytes to apply compression. */
  minContentLength?: Input<number | string | undefined>;
  /** CompressorType defines the compressor type to use for compression. */
  type: Input<"Gzip" | "Brotli" | "Zstd">;
  /** The configuration for Zstd compressor. */
  zstd?: Input<Record<string, never> | undefined>;
}

export interface BackendTrafficPolicyConnection {
  /** BufferLimit Soft limit on size of the cluster’s connections read and write buffers. */
  bufferLimit?: Input<number | string | undefined>;
  /** Preconnect configures proactive upstream connections to reduce latency by establishing connections before they’re needed and avoiding connection establishment overhead. */
  preconnect?: Input<BackendTrafficPolicyPreconnect | undefined>;
  /** SocketBufferLimit provides configuration for the maximum buffer size in bytes for each socket to backend. */
  socketBufferLimit?: Input<number | string | undefined>;
}

export interface BackendTrafficPolicyDns {
  /** DNSRefreshRate specifies the rate at which DNS records should be refreshed. */
  dnsRefreshRate?: Input<string | undefined>;
  /** LookupFamily determines how Envoy would resolve DNS for Routes where the backend is specified as a fully qualified domain name (FQDN). */
  lookupFamily?: Input<"IPv4" | "IPv6" | "IPv4Preferred" | "IPv6Preferred" | "IPv4AndIPv6" | undefined>;
  /** RespectDNSTTL indicates whether the DNS Time-To-Live (TTL) should be respected. */
  respectDnsTtl?: Input<boolean | undefined>;
}

export interface BackendTrafficPolicyFaultInjection {
  /** If specified, the request will be aborted if it meets the configuration criteria. */
  abort?: Input<BackendTrafficPolicyAbort | undefined>;
  /** If specified, a delay will be injected into the request. */
  delay?: Input<BackendTrafficPolicyDelay | undefined>;
}

export interface BackendTrafficPolicyHealthCheck {
  /** Active health check configuration */
  active?: Input<BackendTrafficPolicyActive | undefined>;
  /** When number of unhealthy endpoints for a backend reaches this threshold Envoy will disregard health status and balance across all endpoints. */
  panicThreshold?: Input<number | undefined>;
  /** Passive passive check configuration */
  passive?: Input<BackendTrafficPolicyPassive | undefined>;
}

export interface BackendTrafficPolicyHttp2 {
  /** ConnectionKeepalive configures HTTP/2 connection keepalive using PING frames. */
  connectionKeepalive?: Input<BackendTrafficPolicyConnectionKeepalive | undefined>;
  /** InitialConnectionWindowSize sets the initial window size for HTTP/2 connections. */
  initialConnectionWindowSize?: Input<number | string | undefined>;
  /** InitialStreamWindowSize sets the initial window size for HTTP/2 streams. */
  initialStreamWindowSize?: Input<number | string | undefined>;
  /** MaxConcurrentStreams sets the maximum number of concurrent streams allowed per connection. */
  maxConcurrentStreams?: Input<number | undefined>;
  /** OnInvalidMessage determines if Envoy will terminate the connection or just the offending stream in the event of HTTP messaging error It's recommended for L2 Envoy deployments to set this value to TerminateStream. … */
  onInvalidMessage?: Input<string | undefined>;
}

export interface BackendTrafficPolicyHttpUpgrade {
  /** Connect specifies the configuration for the CONNECT config. */
  connect?: Input<BackendTrafficPolicyConnect | undefined>;
  /** Type is the case-insensitive type of protocol upgrade. e.g. `websocket`, `CONNECT`, `spdy/3.1` etc. */
  type: Input<string>;
}

export interface BackendTrafficPolicyLoadBalancer {
  /** BackendUtilization defines the configuration when the load balancer type is set to BackendUtilization. */
  backendUtilization?: Input<BackendTrafficPolicyBackendUtilization | undefined>;
  /** ConsistentHash defines the configuration when the load balancer type is set to ConsistentHash */
  consistentHash?: Input<BackendTrafficPolicyConsistentHash | undefined>;
  /** DynamicModule defines the configuration when the load balancer type is set to DynamicModule. */
  dynamicModule?: Input<BackendTrafficPolicyDynamicModule | undefined>;
  /** EndpointOverride defines the configuration for endpoint override. */
  endpointOverride?: Input<BackendTrafficPolicyEndpointOverride | undefined>;
  /** SlowStart defines the configuration related to the slow start load balancer policy. */
  slowStart?: Input<BackendTrafficPolicySlowStart | undefined>;
  /** Type decides the type of Load Balancer policy. */
  type: Input<"ConsistentHash" | "LeastRequest" | "Random" | "RoundRobin" | "BackendUtilization" | "DynamicModule">;
  /** ZoneAware defines the configuration related to the distribution of requests between locality zones. */
  zoneAware?: Input<BackendTrafficPolicyZoneAware | undefined>;
}

export interface BackendTrafficPolicyProxyProtocol {
  /** Version of ProxyProtocol Valid ProxyProtocolVersion values are "V1" "V2" */
  version: Input<"V1" | "V2">;
}

export interface BackendTrafficPolicyRateLimit {
  /** Global defines global rate limit configuration. */
  global?: Input<BackendTrafficPolicyGlobal | undefined>;
  /** Local defines local rate limit configuration. */
  local?: Input<BackendTrafficPolicyLocal | undefined>;
  /** Type decides the scope for the RateLimits. */
  type?: Input<"Global" | "Local" | undefined>;
}

export interface BackendTrafficPolicyRequestBuffer {
  /** Limit specifies the maximum allowed size in bytes for each incoming request buffer. */
  limit?: Input<number | string | undefined>;
}

export interface BackendTrafficPolicyResponseOverride {
  /** Match configuration. */
  match: Input<BackendTrafficPolicyMatch>;
  /** Redirect configuration */
  redirect?: Input<BackendTrafficPolicyRedirect | undefined>;
  /** Response configuration. */
  response?: Input<BackendTrafficPolicyResponseOverrideResponse | undefined>;
  /** Source specifies which responses this rule applies to. */
  source?: Input<"All" | "Local" | "Backend" | undefined>;
}

export interface BackendTrafficPolicyRetry {
  /** NumAttemptsPerPriority defines the number of requests (initial attempt + retries) that should be sent to the same priority before switching to a different one. */
  numAttemptsPerPriority?: Input<number | undefined>;
  /** NumRetries is the number of retries to be attempted. @default 2 */
  numRetries?: Input<number | undefined>;
  /** PerRetry is the retry policy to be applied per retry attempt. */
  perRetry?: Input<BackendTrafficPolicyPerRetry | undefined>;
  /** RetryOn specifies the retry trigger condition. */
  retryOn?: Input<BackendTrafficPolicyRetryOn | undefined>;
}

export interface BackendTrafficPolicyTargetRef {
  /** Group is the group of the target resource. */
  group: Input<string>;
  /** Kind is kind of the target resource. */
  kind: Input<string>;
  /** Name is the name of the target resource. */
  name: Input<string>;
  /** SectionName is the name of a section within the target resource. */
  sectionName?: Input<string | undefined>;
}

export interface BackendTrafficPolicyTargetSelector {
  /** Group is the group that this selector targets. @default "gateway.networking.k8s.io" */
  group?: Input<string | undefined>;
  /** Kind is the resource kind that this selector targets. */
  kind: Input<string>;
  /** MatchExpressions is a list of label selector requirements. */
  matchExpressions?: Input<Input<BackendTrafficPolicyMatchExpression>[] | undefined>;
  /** MatchLabels are the set of label selectors for identifying the targeted resource. */
  matchLabels?: Input<Record<string, Input<string>> | undefined>;
  /** Namespaces determines which namespaces are considered for target selection. */
  namespaces?: Input<BackendTrafficPolicyNamespaces | undefined>;
}

export interface BackendTrafficPolicyTcpKeepalive {
  /** The duration a connection needs to be idle before keep-alive probes start being sent. */
  idleTime?: Input<string | undefined>;
  /** The duration between keep-alive probes. */
  interval?: Input<string | undefined>;
  /** The total number of unacknowledged probes to send before deciding the connection is dead. */
  probes?: Input<number | undefined>;
}

export interface BackendTrafficPolicyTelemetry {
  /** Metrics defines metrics configuration for the backend or Route. */
  metrics?: Input<BackendTrafficPolicyMetrics | undefined>;
  /** Tracing configures the tracing settings for the backend or HTTPRoute. */
  tracing?: Input<BackendTrafficPolicyTracing | undefined>;
}

export interface BackendTrafficPolicyTimeout {
  /** Timeout settings for HTTP. */
  http?: Input<BackendTrafficPolicyHttp | undefined>;
  /** Timeout settings for TCP. */
  tcp?: Input<BackendTrafficPolicyTcp | undefined>;
}

export interface BackendTrafficPolicySuccessCriteria {
  /** GRPC defines success criteria for gRPC requests. */
  grpc?: Input<BackendTrafficPolicyGrpc | undefined>;
  /** HTTP defines success criteria for HTTP requests. */
  http?: Input<BackendTrafficPolicySuccessCriteriaHttp | undefined>;
}

export interface BackendTrafficPolicyRequest {
  /** Limit specifies the bandwidth limit as a bytes-per-unit throughput rate. */
  limit: Input<BackendTrafficPolicyLimit>;
}

export interface BackendTrafficPolicyResponse {
  /** Limit specifies the bandwidth limit as a bytes-per-unit throughput rate. */
  limit: Input<BackendTrafficPolicyLimit>;
  /** ResponseTrailers configures the trailer headers appended to responses when bandwidth limiting introduces delays. */
  responseTrailers?: Input<BackendTrafficPolicyResponseTrailers | undefined>;
}

export interface BackendTrafficPolicyPerEndpoint {
  /** MaxConnections configures the maximum number of connections that Envoy will establish per-endpoint to the referenced backend defined within a xRoute rule. @default 1024 */
  maxConnections?: Input<number | undefined>;
}

export interface BackendTrafficPolicyRetryBudget {
  /** MinRetryConcurrency specifies the minimum retry concurrency allowed for the retry budget. */
  minRetryConcurrency?: Input<number | undefined>;
  /** Percent specifies the limit on concurrent retries as a percentage [0, 100] of the sum of active requests and active pending requests. */
  percent: Input<BackendTrafficPolicyPercent>;
}

export interface BackendTrafficPolicyPreconnect {
  /** PerEndpointPercent configures how many additional connections to maintain per upstream endpoint, useful for high-QPS or latency sensitive services. */
  perEndpointPercent?: Input<number | undefined>;
  /** PredictivePercent configures how many additional connections to maintain across the cluster by anticipating which upstream endpoint the load balancer will select next, useful for low-QPS services. */
  predictivePercent?: Input<number | undefined>;
}

export interface BackendTrafficPolicyAbort {
  /** GrpcStatus specifies the GRPC status code to be returned */
  grpcStatus?: Input<number | undefined>;
  /** StatusCode specifies the HTTP status code to be returned */
  httpStatus?: Input<number | undefined>;
  /** Percentage specifies the percentage of requests to be aborted. @default 100 */
  percentage?: Input<number | undefined>;
}

export interface BackendTrafficPolicyDelay {
  /** FixedDelay specifies the fixed delay duration */
  fixedDelay: Input<string>;
  /** Percentage specifies the percentage of requests to be delayed. @default 100 */
  percentage?: Input<number | undefined>;
}

export interface BackendTrafficPolicyActive {
  /** GRPC defines the configuration of the GRPC health checker. */
  grpc?: Input<BackendTrafficPolicyActiveGrpc | undefined>;
  /** HealthCheckLog defines health check event logging configuration for this cluster. */
  healthCheckLog?: Input<BackendTrafficPolicyHealthCheckLog | undefined>;
  /** HealthyThreshold defines the number of healthy health checks required before a backend host is marked healthy. @default 1 */
  healthyThreshold?: Input<number | undefined>;
  /** HTTP defines the configuration of http health checker. */
  http?: Input<BackendTrafficPolicyActiveHttp | undefined>;
  /** InitialJitter defines the maximum time Envoy will wait before the first health check. */
  initialJitter?: Input<string | undefined>;
  /** Interval defines the time between active health checks. @default "3s" */
  interval?: Input<string | undefined>;
  /** Overrides defines the configuration of the overriding health check settings for all endpoints in the backend cluster. */
  overrides?: Input<BackendTrafficPolicyOverrides | undefined>;
  /** TCP defines the configuration of tcp health checker. */
  tcp?: Input<BackendTrafficPolicyActiveTcp | undefined>;
  /** Timeout defines the time to wait for a health check response. @default "1s" */
  timeout?: Input<string | undefined>;
  /** Type defines the type of health checker. */
  type: Input<string>;
  /** UnhealthyThreshold defines the number of unhealthy health checks required before a backend host is marked unhealthy. @default 3 */
  unhealthyThreshold?: Input<number | undefined>;
}

export interface BackendTrafficPolicyPassive {
  /** AlwaysEjectOneEndpoint defines whether at least one host should be ejected, regardless of MaxEjectionPercent. @default false */
  alwaysEjectOneEndpoint?: Input<boolean | undefined>;
  /** BaseEjectionTime defines the base duration for which a host will be ejected on consecutive failures. @default "30s" */
  baseEjectionTime?: Input<string | undefined>;
  /** Consecutive5xxErrors sets the number of consecutive 5xx errors triggering ejection. @default 5 */
  consecutive5XxErrors?: Input<number | undefined>;
  /** ConsecutiveGatewayErrors sets the number of consecutive gateway errors triggering ejection. */
  consecutiveGatewayErrors?: Input<number | undefined>;
  /** ConsecutiveLocalOriginFailures sets the number of consecutive local origin failures triggering ejection. @default 5 */
  consecutiveLocalOriginFailures?: Input<number | undefined>;
  /** FailurePercentageThreshold sets the failure percentage threshold for outlier detection. */
  failurePercentageThreshold?: Input<number | undefined>;
  /** Interval defines the time between passive health checks. @default "3s" */
  interval?: Input<string | undefined>;
  /** MaxEjectionPercent sets the maximum percentage of hosts in a cluster that can be ejected. @default 10 */
  maxEjectionPercent?: Input<number | undefined>;
  /** SplitExternalLocalOriginErrors enables splitting of errors between external and local origin. @default false */
  splitExternalLocalOriginErrors?: Input<boolean | undefined>;
}

export interface BackendTrafficPolicyConnectionKeepalive {
  /** IdleInterval specifies how long a connection must be idle before a PING is sent. */
  idleInterval?: Input<string | undefined>;
  /** Interval specifies how often to send HTTP/2 PING frames to keep the connection alive. */
  interval?: Input<string | undefined>;
  /** IntervalJitter specifies a random jitter percentage added to each interval. */
  intervalJitter?: Input<number | undefined>;
  /** Timeout specifies how long to wait for a PING response before considering the connection dead. */
  timeout?: Input<string | undefined>;
}

export interface BackendTrafficPolicyConnect {
  /** Terminate the CONNECT request, and forwards the payload as raw TCP data. */
  terminate?: Input<boolean | undefined>;
}

export interface BackendTrafficPolicyBackendUtilization {
  /** A given endpoint must report load metrics continuously for at least this long before the endpoint weight will be used. */
  blackoutPeriod?: Input<string | undefined>;
  /** ErrorUtilizationPenaltyPercent adjusts endpoint weights based on the error rate (eps/qps). */
  errorUtilizationPenaltyPercent?: Input<number | undefined>;
  /** KeepResponseHeaders keeps the ORCA load report headers/trailers before sending the response to the client. @default false */
  keepResponseHeaders?: Input<boolean | undefined>;
  /** Metric names used to compute utilization if application_utilization is not set. */
  metricNamesForComputingUtilization?: Input<Input<string>[] | undefined>;
  /** OutOfBand enables out-of-band ORCA load reporting. */
  outOfBand?: Input<BackendTrafficPolicyOutOfBand | undefined>;
  /** If a given endpoint has not reported load metrics in this long, stop using the reported weight. */
  weightExpirationPeriod?: Input<string | undefined>;
  /** How often endpoint weights are recalculated. */
  weightUpdatePeriod?: Input<string | undefined>;
}

export interface BackendTrafficPolicyConsistentHash {
  /** Cookie configures the cookie hash policy when the consistent hash type is set to Cookie. */
  cookie?: Input<BackendTrafficPolicyCookie | undefined>;
  /** Header configures the header hash policy when the consistent hash type is set to Header. */
  header?: Input<BackendTrafficPolicyHeader | undefined>;
  /** Headers configures the header hash policy for each header, when the consistent hash type is set to Headers. */
  headers?: Input<Input<BackendTrafficPolicyHeader>[] | undefined>;
  /** QueryParams configures the query parameter hash policy when the consistent hash type is set to QueryParams. */
  queryParams?: Input<Input<BackendTrafficPolicyQueryParam>[] | undefined>;
  /** The table size for consistent hashing, must be prime number limited to 5000011. @default 65537 */
  tableSize?: Input<number | undefined>;
  /** ConsistentHashType defines the type of input to hash on. */
  type: Input<"SourceIP" | "Header" | "Headers" | "Cookie" | "QueryParams">;
}

export interface BackendTrafficPolicyDynamicModule {
  /** Config is optional configuration for the module's load balancer implementation. */
  config?: Input<Json | undefined>;
  /** LBPolicyName identifies a specific load balancer implementation within the dynamic module. */
  lbPolicyName: Input<string>;
  /** Name references a dynamic module registered in the EnvoyProxy resource's dynamicModules list. */
  name: Input<string>;
}

export interface BackendTrafficPolicyEndpointOverride {
  /** ExtractFrom defines the sources to extract endpoint override information from. */
  extractFrom: Input<Input<BackendTrafficPolicyExtractFrom>[]>;
}

export interface BackendTrafficPolicySlowStart {
  /** Window defines the duration of the warm up period for newly added host. */
  window: Input<string>;
}

export interface BackendTrafficPolicyZoneAware {
  /** PreferLocalZone configures zone-aware routing to prefer sending traffic to the local locality zone. */
  preferLocal?: Input<BackendTrafficPolicyPreferLocal | undefined>;
  /** WeightedZones configures weight-based traffic distribution across locality zones. */
  weightedZones?: Input<Input<BackendTrafficPolicyWeightedZone>[] | undefined>;
}

export interface BackendTrafficPolicyGlobal {
  /** Rules are a list of RateLimit selectors and limits. */
  rules: Input<Input<BackendTrafficPolicyRule>[]>;
}

export interface BackendTrafficPolicyLocal {
  /** Rules are a list of RateLimit selectors and limits. */
  rules?: Input<Input<BackendTrafficPolicyRule>[] | undefined>;
}

export interface BackendTrafficPolicyMatch {
  /** Response headers to match on. */
  responseHeaders?: Input<Input<BackendTrafficPolicyResponseHeader>[] | undefined>;
  /** Status code to match on. */
  statusCodes?: Input<Input<BackendTrafficPolicyStatusCode>[] | undefined>;
}

export interface BackendTrafficPolicyRedirect {
  /** Hostname is the hostname to be used in the value of the `Location` header in the response. */
  hostname?: Input<string | undefined>;
  /** Path defines parameters used to modify the path of the incoming request. */
  path?: Input<BackendTrafficPolicyPath | undefined>;
  /** Port is the port to be used in the value of the `Location` header in the response. */
  port?: Input<number | undefined>;
  /** Scheme is the scheme to be used in the value of the `Location` header in the response. */
  scheme?: Input<"http" | "https" | undefined>;
  /** StatusCode is the HTTP status code to be used in response. @default 302 */
  statusCode?: Input<301 | 302 | undefined>;
}

export interface BackendTrafficPolicyResponseOverrideResponse {
  /** Body of the Custom Response Supports Envoy command operators for dynamic content (see https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#command-operators). */
  body?: Input<BackendTrafficPolicyBody | undefined>;
  /** Content Type of the response. */
  contentType?: Input<string | undefined>;
  /** Header defines headers to add, set or remove from the response. */
  header?: Input<BackendTrafficPolicyResponseOverrideResponseHeader | undefined>;
  /** Status Code of the Custom Response If unset, does not override the status of response. */
  statusCode?: Input<number | undefined>;
}

export interface BackendTrafficPolicyPerRetry {
  /** Backoff is the backoff policy to be applied per retry attempt. gateway uses a fully jittered exponential back-off algorithm for retries. */
  backOff?: Input<BackendTrafficPolicyBackOff | undefined>;
  /** Timeout is the timeout per retry attempt. */
  timeout?: Input<string | undefined>;
}

export interface BackendTrafficPolicyRetryOn {
  /** HttpStatusCodes specifies the http status codes to be retried. */
  httpStatusCodes?: Input<Input<number>[] | undefined>;
  /** Triggers specifies the retry trigger condition(Http/Grpc). */
  triggers?: Input<Input<"5xx" | "gateway-error" | "reset" | "reset-before-request" | "connect-failure" | "retriable-4xx" | "refused-stream" | "retriable-status-codes" | "cancelled" | "deadline-exceeded" | "internal" | "resource-exhausted" | "unavailable">[] | undefined>;
}

export interface BackendTrafficPolicyMatchExpression {
  /** key is the label key that the selector applies to. */
  key: Input<string>;
  /** operator represents a key's relationship to a set of values. */
  operator: Input<string>;
  /** values is an array of string values. */
  values?: Input<Input<string>[] | undefined>;
}

export interface BackendTrafficPolicyNamespaces {
  /** From indicates how namespaces are selected for this target selector. @default "Same" */
  from?: Input<"Same" | "All" | "Selector" | undefined>;
  /** Selector selects namespaces when From is set to Selector. */
  selector?: Input<meta.v1.LabelSelector | undefined>;
}

export interface BackendTrafficPolicyMetrics {
  /** RouteStatName defines the value of the Route stat_prefix, determining how the route stats are named. */
  routeStatName?: Input<string | undefined>;
}

export interface BackendTrafficPolicyTracing {
  /** ClientSamplingFraction represents the fraction of requests that should be selected for tracing when requested by the client. */
  clientSamplingFraction?: Input<BackendTrafficPolicyPercent | undefined>;
  /** CustomTags defines the custom tags to add to each span. */
  customTags?: Input<Record<string, Input<BackendTrafficPolicyCustomTag>> | undefined>;
  /** OverallSamplingFraction represents the fraction of requests that should be selected for tracing after all other sampling checks have been applied. */
  overallSamplingFraction?: Input<BackendTrafficPolicyPercent | undefined>;
  /** SamplingFraction represents the fraction of requests that should be selected for tracing if no prior sampling decision has been made. */
  samplingFraction?: Input<BackendTrafficPolicyPercent | undefined>;
  /** SpanName defines the name of the span which will be used for tracing. */
  spanName?: Input<BackendTrafficPolicySpanName | undefined>;
  /** Tags defines the custom tags to add to each span. */
  tags?: Input<Record<string, Input<string>> | undefined>;
}

export interface BackendTrafficPolicyHttp {
  /** The idle timeout for an HTTP connection. */
  connectionIdleTimeout?: Input<string | undefined>;
  /** The maximum duration of an HTTP connection. */
  maxConnectionDuration?: Input<string | undefined>;
  /** MaxStreamDuration is the maximum duration for a stream to complete. */
  maxStreamDuration?: Input<string | undefined>;
  /** RequestTimeout is the time until which entire response is received from the upstream. */
  requestTimeout?: Input<string | undefined>;
  /** The stream idle timeout defines the amount of time a stream can exist without any upstream or downstream activity. */
  streamIdleTimeout?: Input<string | undefined>;
}

export interface BackendTrafficPolicyTcp {
  /** The timeout for network connection establishment, including TCP and TLS handshakes. */
  connectTimeout?: Input<string | undefined>;
}

export interface BackendTrafficPolicyGrpc {
  /** StatusCodes defines gRPC status codes that are considered successful. */
  statusCodes?: Input<Input<"Ok" | "Cancelled" | "Unknown" | "InvalidArgument" | "DeadlineExceeded" | "NotFound" | "AlreadyExists" | "PermissionDenied" | "ResourceExhausted" | "FailedPrecondition" | "Aborted" | "OutOfRange" | "Unimplemented" | "Internal" | "Unavailable" | "DataLoss" | "Unauthenticated">[] | undefined>;
}

export interface BackendTrafficPolicySuccessCriteriaHttp {
  /** StatusCodes defines HTTP status codes that are considered successful. */
  statusCodes?: Input<Input<number>[] | undefined>;
}

export interface BackendTrafficPolicyLimit {
  /** Unit specifies the time unit for the bandwidth limit (e.g. Second, Minute, Hour). */
  unit: Input<"Second" | "Minute" | "Hour">;
  /** Value specifies the bandwidth limit. */
  value: Input<number | string>;
}

export interface BackendTrafficPolicyResponseTrailers {
  /** Prefix is prepended to each trailer header name. */
  prefix?: Input<string | undefined>;
}

export interface BackendTrafficPolicyPercent {
  /** @default 100 */
  denominator?: Input<number | undefined>;
  numerator: Input<number>;
}

export interface BackendTrafficPolicyActiveGrpc {
  /** Service to send in the health check request. */
  service?: Input<string | undefined>;
}

export interface BackendTrafficPolicyHealthCheckLog {
  /** Matches defines which health check probe outcomes produce a log entry. */
  matches?: Input<Input<"Failure" | "FailureSeriesStart" | "Success" | "HealthyTransition">[] | undefined>;
  /** Sinks defines where health check events are written. */
  sinks?: Input<Input<BackendTrafficPolicySink>[] | undefined>;
}

export interface BackendTrafficPolicyActiveHttp {
  /** ExpectedResponse defines a list of HTTP expected responses to match. */
  expectedResponse?: Input<BackendTrafficPolicyExpectedResponse | undefined>;
  /** ExpectedStatuses defines a list of HTTP response statuses considered healthy. */
  expectedStatuses?: Input<Input<number>[] | undefined>;
  /** Hostname defines the HTTP Host header used for active HTTP health checks. */
  hostname?: Input<string | undefined>;
  /** Method defines the HTTP method used for health checking. */
  method?: Input<string | undefined>;
  /** Path defines the HTTP path that will be requested during health checking. */
  path: Input<string>;
  /** RequestBody defines the HTTP request body payload sent during health checking. */
  requestBody?: Input<BackendTrafficPolicyExpectedResponse | undefined>;
  /** RetriableStatuses defines a list of HTTP response statuses considered retriable. */
  retriableStatuses?: Input<Input<number>[] | undefined>;
}

export interface BackendTrafficPolicyOverrides {
  /** Port overrides the health check port. */
  port?: Input<number | undefined>;
}

export interface BackendTrafficPolicyActiveTcp {
  /** Receive defines the expected response payload. */
  receive?: Input<BackendTrafficPolicyExpectedResponse | undefined>;
  /** Send defines the request payload. */
  send?: Input<BackendTrafficPolicyExpectedResponse | undefined>;
}

export interface BackendTrafficPolicyOutOfBand {
  /** Authority overrides the :authority header on the OutOfBand gRPC stream. */
  authority?: Input<string | undefined>;
  /** Port overrides the port used for the OutOfBand reporting connection, e.g. to reach a separate reporting sidecar. */
  port?: Input<number | undefined>;
  /** ReportingPeriod is how often Envoy requests load reports from the server. */
  reportingPeriod?: Input<string | undefined>;
}

export interface BackendTrafficPolicyCookie {
  /** Additional Attributes to set for the generated cookie. */
  attributes?: Input<Record<string, Input<string>> | undefined>;
  /** Name of the cookie to hash. */
  name: Input<string>;
  /** TTL of the generated cookie if the cookie is not present. */
  ttl?: Input<string | undefined>;
}

export interface BackendTrafficPolicyHeader {
  /** Name of the header to hash. */
  name: Input<string>;
}

export interface BackendTrafficPolicyQueryParam {
  /** Name of the query param to hash. */
  name: Input<string>;
}

export interface BackendTrafficPolicyExtractFrom {
  /** Header defines the header to get the override endpoint addresses. */
  header?: Input<string | undefined>;
}

export interface BackendTrafficPolicyPreferLocal {
  /** ForceLocalZone defines override configuration for forcing all traffic to stay within the local zone instead of the default behavior which maintains equal distribution among upstream endpoints while sending as much traffic as possible … */
  force?: Input<BackendTrafficPolicyForce | undefined>;
  /** MinEndpointsThreshold is the minimum number of total upstream endpoints across all zones required to enable zone-aware routing. */
  minEndpointsThreshold?: Input<number | undefined>;
  /** Configures percentage of requests that will be considered for zone aware routing if zone aware routing is configured. */
  percentageEnabled?: Input<number | undefined>;
}

export interface BackendTrafficPolicyWeightedZone {
  /** Weight defines the weight for this locality. */
  weight: Input<number>;
  /** Zone specifies the topology zone this weight applies to. */
  zone: Input<string>;
}

export interface BackendTrafficPolicyRule {
  /** ClientSelectors holds the list of select conditions to select specific clients using attributes from the traffic flow. */
  clientSelectors?: Input<Input<BackendTrafficPolicyClientSelector>[] | undefined>;
  /** Cost specifies the cost of requests and responses for the rule. */
  cost?: Input<BackendTrafficPolicyCost | undefined>;
  /** Limit holds the rate limit values. */
  limit: Input<BackendTrafficPolicyRuleLimit>;
  /** ShadowMode indicates whether this rate-limit rule runs in shadow mode. */
  shadowMode?: Input<boolean | undefined>;
  /** Shared determines whether this rate limit rule applies across all the policy targets. */
  shared?: Input<boolean | undefined>;
  /** XRateLimitHeaders controls whether X-RateLimit response headers are emitted for this rate limit rule. */
  xRateLimitHeaders?: Input<"Off" | "DraftVersion03" | undefined>;
}

export interface BackendTrafficPolicyResponseHeader {
  /** Name of the HTTP header. */
  name: Input<string>;
  /** Value within the HTTP header to match against. */
  value: Input<BackendTrafficPolicyValue>;
}

export interface BackendTrafficPolicyStatusCode {
  /** Range contains the range of status codes. */
  range?: Input<BackendTrafficPolicyRange | undefined>;
  /** Type is the type of value. @default "Value" */
  type?: Input<string | undefined>;
  /** Value contains the value of the status code. */
  value?: Input<number | undefined>;
}

export interface BackendTrafficPolicyPath {
  /** ReplaceFullPath specifies the value with which to replace the full path of a request during a rewrite or redirect. */
  replaceFullPath?: Input<string | undefined>;
  /** ReplacePrefixMatch specifies the value with which to replace the prefix match of a request during a rewrite or redirect. */
  replacePrefixMatch?: Input<string | undefined>;
  /** Type defines the type of path modifier. */
  type: Input<"ReplaceFullPath" | "ReplacePrefixMatch">;
}

export interface BackendTrafficPolicyBody {
  /** Inline contains the value as an inline string. */
  inline?: Input<string | undefined>;
  /** Type is the type of method to use to read the body value. @default "Inline" */
  type?: Input<string | undefined>;
  /** ValueRef contains the contents of the body specified as a local object reference. */
  valueRef?: Input<BackendCaCertificateRef | undefined>;
}

export interface BackendTrafficPolicyResponseOverrideResponseHeader {
  /** Add adds the given header(s) (name, value) to the request before the action. */
  add?: Input<Input<core.v1.EnvVar>[] | undefined>;
  /** Remove the given header(s) from the HTTP request before the action. */
  remove?: Input<Input<string>[] | undefined>;
  /** Set overwrites the request with the given header (name, value) before the action. */
  set?: Input<Input<core.v1.EnvVar>[] | undefined>;
}

export interface BackendTrafficPolicyBackOff {
  /** BaseInterval is the base interval between retries. */
  baseInterval?: Input<string | undefined>;
  /** MaxInterval is the maximum interval between retries. */
  maxInterval?: Input<string | undefined>;
}

export interface BackendTrafficPolicyCustomTag {
  /** Environment adds value from environment variable to each span. */
  environment?: Input<BackendTrafficPolicyEnvironment | undefined>;
  /** Literal adds hard-coded value to each span. */
  literal?: Input<BackendTrafficPolicyLiteral | undefined>;
  /** RequestHeader adds value from request header to each span. */
  requestHeader?: Input<BackendTrafficPolicyRequestHeader | undefined>;
  /** Type defines the type of custom tag. @default "Literal" */
  type?: Input<"Literal" | "Environment" | "RequestHeader" | undefined>;
}

export interface BackendTrafficPolicySpanName {
  /** Client defines operation name of the span which will be used for tracing. */
  client: Input<string>;
  /** Server defines the operation name of the upstream span which will be used for tracing. */
  server: Input<string>;
}

export interface BackendTrafficPolicySink {
  /** File defines the file sink configuration. */
  file?: Input<BackendTrafficPolicyFile | undefined>;
  /** Type defines the type of sink. */
  type: Input<"File">;
}

export interface BackendTrafficPolicyExpectedResponse {
  /** Binary payload base64 encoded. */
  binary?: Input<string | undefined>;
  /** Text payload in plain text. */
  text?: Input<string | undefined>;
  /** Type defines the type of the payload. */
  type: Input<string>;
}

export interface BackendTrafficPolicyForce {
  /** MinEndpointsInZoneThreshold is the minimum number of upstream endpoints in the local zone required to honor the forceLocalZone override. */
  minEndpointsInZoneThreshold?: Input<number | undefined>;
}

export interface BackendTrafficPolicyClientSelector {
  /** Headers is a list of request headers to match. */
  headers?: Input<Input<BackendTrafficPolicyClientSelectorHeader>[] | undefined>;
  /** Methods is a list of request methods to match. */
  methods?: Input<Input<BackendTrafficPolicyMethod>[] | undefined>;
  /** Path is the request path to match. */
  path?: Input<BackendTrafficPolicyClientSelectorPath | undefined>;
  /** QueryParams is a list of query parameters to match. */
  queryParams?: Input<Input<BackendTrafficPolicyClientSelectorQueryParam>[] | undefined>;
  /** SourceCIDR is the client IP Address range to match on. */
  sourceCIDR?: Input<BackendTrafficPolicySourceCIDR | undefined>;
}

export interface BackendTrafficPolicyCost {
  /** Request specifies the number to reduce the rate limit counters on the request path. */
  request?: Input<BackendTrafficPolicyCostRequest | undefined>;
  /** Response specifies the number to reduce the rate limit counters after the response is sent back to the client or the request stream is closed. */
  response?: Input<BackendTrafficPolicyCostRequest | undefined>;
}

export interface BackendTrafficPolicyRuleLimit {
  /** FromMetadata sources the limit value from per-request dynamic metadata. */
  fromMetadata?: Input<BackendTrafficPolicyFromMetadata | undefined>;
  /** Requests is the number of requests (or cost units, when used with cost-based rate limiting) allowed per Unit. */
  requests: Input<number>;
  /** RateLimitUnit specifies the intervals for setting rate limits. */
  unit: Input<"Second" | "Minute" | "Hour" | "Day" | "Week" | "Month" | "Year">;
}

export interface BackendTrafficPolicyValue {
  /** Type specifies how to match against a string. @default "Exact" */
  type?: Input<"Exact" | "Prefix" | "Suffix" | "RegularExpression" | undefined>;
  /** Value specifies the string value that the match must have. */
  value: Input<string>;
}

export interface BackendTrafficPolicyRange {
  /** End of the range, including the end value. */
  end: Input<number>;
  /** Start of the range, including the start value. */
  start: Input<number>;
}

export interface BackendTrafficPolicyEnvironment {
  /** DefaultValue defines the default value to use if the environment variable is not set. */
  defaultValue?: Input<string | undefined>;
  /** Name defines the name of the environment variable which to extract the value from. */
  name: Input<string>;
}

export interface BackendTrafficPolicyLiteral {
  /** Value defines the hard-coded value to add to each span. */
  value: Input<string>;
}

export interface BackendTrafficPolicyRequestHeader {
  /** DefaultValue defines the default value to use if the request header is not set. */
  defaultValue?: Input<string | undefined>;
  /** Name defines the name of the request header which to extract the value from. */
  name: Input<string>;
}

export interface BackendTrafficPolicyFile {
  /** Path specifies the file path for health check event output. */
  path: Input<string>;
}

export interface BackendTrafficPolicyClientSelectorHeader {
  /** Invert specifies whether the value match result will be inverted. @default false */
  invert?: Input<boolean | undefined>;
  /** Name of the HTTP header. */
  name: Input<string>;
  /** Type specifies how to match against the value of the header. @default "Exact" */
  type?: Input<"Exact" | "RegularExpression" | "Distinct" | undefined>;
  /** Value within the HTTP header. */
  value?: Input<string | undefined>;
}

export interface BackendTrafficPolicyMethod {
  /** Invert specifies whether the value match result will be inverted. @default false */
  invert?: Input<boolean | undefined>;
  /** Value specifies the HTTP method. */
  value: Input<"GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "CONNECT" | "OPTIONS" | "TRACE" | "PATCH">;
}

export interface BackendTrafficPolicyClientSelectorPath {
  /** Invert specifies whether the value match result will be inverted. @default false */
  invert?: Input<boolean | undefined>;
  /** Type specifies how to match against the value of the path. @default "PathPrefix" */
  type?: Input<"Exact" | "PathPrefix" | "RegularExpression" | undefined>;
  /** Value specifies the HTTP path. @default "/" */
  value?: Input<string | undefined>;
}

export interface BackendTrafficPolicyClientSelectorQueryParam {
  /** Invert specifies whether the value match result will be inverted. @default false */
  invert?: Input<boolean | undefined>;
  /** Name of the query parameter. */
  name: Input<string>;
  /** Type specifies how to match against the value of the query parameter. @default "Exact" */
  type?: Input<"Exact" | "RegularExpression" | "Distinct" | undefined>;
  /** Value of the query parameter. */
  value?: Input<string | undefined>;
}

export interface BackendTrafficPolicySourceCIDR {
  /** Invert specifies whether the source range match result will be inverted. @default false */
  invert?: Input<boolean | undefined>;
  /** @default "Exact" */
  type?: Input<"Exact" | "Distinct" | undefined>;
  /** Value is the IP CIDR that represents the range of Source IP Addresses of the client. */
  value: Input<string>;
}

export interface BackendTrafficPolicyCostRequest {
  /** From specifies where to get the rate limit cost. */
  from: Input<"Number" | "Metadata">;
  /** Metadata specifies the per-request metadata to retrieve the usage number from. */
  metadata?: Input<BackendTrafficPolicyMetadata | undefined>;
  /** Number specifies the fixed usage number to reduce the rate limit counters. */
  number?: Input<number | undefined>;
}

export interface BackendTrafficPolicyFromMetadata {
  /** Key is the key to retrieve the limit value from within the namespaced filter metadata. */
  key: Input<string>;
  /** Namespace is the namespace of the dynamic metadata. */
  namespace: Input<string>;
}

export interface BackendTrafficPolicyMetadata {
  /** Key is the key to retrieve the usage number from the filter metadata. */
  key: Input<string>;
  /** Namespace is the namespace of the dynamic metadata. */
  namespace: Input<string>;
}

export interface ClientTrafficPolicySpec {
  /** ClientIPDetectionSettings provides configuration for determining the original client IP address for requests. */
  clientIPDetection?: Input<ClientTrafficPolicyClientIPDetection | undefined>;
  /** Connection includes client connection settings. */
  connection?: Input<ClientTrafficPolicyConnection | undefined>;
  /** EnableProxyProtocol interprets the ProxyProtocol header and adds the Client Address into the X-Forwarded-For header. */
  enableProxyProtocol?: Input<boolean | undefined>;
  /** GRPC provides gRPC configuration on the listener. */
  grpc?: Input<ClientTrafficPolicyGrpc | undefined>;
  /** HeaderSettings provides configuration for header management. */
  headers?: Input<ClientTrafficPolicyHeaders | undefined>;
  /** HealthCheck provides configuration for determining whether the HTTP/HTTPS listener is healthy. */
  healthCheck?: Input<ClientTrafficPolicyHealthCheck | undefined>;
  /** HTTP1 provides HTTP/1 configuration on the listener. */
  http1?: Input<ClientTrafficPolicyHttp1 | undefined>;
  /** HTTP2 provides HTTP/2 configuration on the listener. */
  http2?: Input<BackendTrafficPolicyHttp2 | undefined>;
  /** HTTP3 provides HTTP/3 configuration on the listener. */
  http3?: Input<Record<string, never> | undefined>;
  /** Path enables managing how the incoming path set by clients can be normalized. */
  path?: Input<ClientTrafficPolicyPath | undefined>;
  /** ProxyProtocol configures the Proxy Protocol settings. */
  proxyProtocol?: Input<ClientTrafficPolicyProxyProtocol | undefined>;
  /** Scheme configures how the :scheme pseudo-header is set for requests forwarded to backends. */
  scheme?: Input<"Preserve" | "MatchBackend" | undefined>;
  /** TargetRef is the name of the resource this policy is being attached to. */
  targetRef?: Input<BackendTrafficPolicyTargetRef | undefined>;
  /** TargetRefs are the names of the Gateway resources this policy is being attached to. */
  targetRefs?: Input<Input<BackendTrafficPolicyTargetRef>[] | undefined>;
  /** TargetSelectors allow targeting resources for this policy based on labels */
  targetSelectors?: Input<Input<BackendTrafficPolicyTargetSelector>[] | undefined>;
  /** TcpKeepalive settings associated with the downstream client connection. */
  tcpKeepalive?: Input<BackendTrafficPolicyTcpKeepalive | undefined>;
  /** Timeout settings for the client connections. */
  timeout?: Input<ClientTrafficPolicyTimeout | undefined>;
  /** TLS settings configure TLS termination settings with the downstream client. */
  tls?: Input<ClientTrafficPolicyTls | undefined>;
}

export interface ClientTrafficPolicyClientIPDetection {
  /** CustomHeader provides configuration for determining the client IP address for a request based on a trusted custom HTTP header. */
  customHeader?: Input<ClientTrafficPolicyCustomHeader | undefined>;
  /** DirectSourceIP configures the geoip filter to use the downstream connection source address (the TCP peer of the connection terminated by Envoy) as the client IP. */
  directSourceIP?: Input<Record<string, never> | undefined>;
  /** XForwardedForSettings provides configuration for using X-Forwarded-For headers for determining the client IP address. */
  xForwardedFor?: Input<ClientTrafficPolicyXForwardedFor | undefined>;
}

export interface ClientTrafficPolicyConnection {
  /** BufferLimit provides configuration for the maximum buffer size in bytes for each incoming connection. */
  bufferLimit?: Input<number | string | undefined>;
  /** ConnectionLimit defines limits related to connections */
  connectionLimit?: Input<ClientTrafficPolicyConnectionLimit | undefined>;
  /** MaxAcceptPerSocketEvent provides configuration for the maximum number of connections to accept from the kernel per socket event. @default 1 */
  maxAcceptPerSocketEvent?: Input<number | undefined>;
  /** SocketBufferLimit provides configuration for the maximum buffer size in bytes for each incoming socket. */
  socketBufferLimit?: Input<number | string | undefined>;
}

export interface ClientTrafficPolicyGrpc {
  /** EnableWeb configures the gRPC-web filter on the listener. */
  enableWeb?: Input<boolean | undefined>;
}

export interface ClientTrafficPolicyHeaders {
  /** DisableRateLimitHeaders configures Envoy Proxy to omit the "X-RateLimit-" response headers when rate limiting is enabled. */
  disableRateLimitHeaders?: Input<boolean | undefined>;
  /** EarlyRequestHeaders defines settings for early request header modification, before envoy performs routing, tracing and built-in header manipulation. */
  earlyRequestHeaders?: Input<ClientTrafficPolicyEarlyRequestHeaders | undefined>;
  /** EnableEnvoyHeaders configures Envoy Proxy to add the "X-Envoy-" headers to requests and responses. */
  enableEnvoyHeaders?: Input<boolean | undefined>;
  /** Host enables managing how the Host/Authority header set by clients can be normalized. */
  host?: Input<ClientTrafficPolicyHost | undefined>;
  /** LateResponseHeaders defines settings for global response header modification. */
  lateResponseHeaders?: Input<ClientTrafficPolicyEarlyRequestHeaders | undefined>;
  /** PreserveXRequestID configures Envoy to keep the X-Request-ID header if passed for a request that is edge (Edge request is the request from external clients to front Envoy) and not reset it, which is the current Envoy behaviour. */
  preserveXRequestID?: Input<boolean | undefined>;
  /** RequestID configures Envoy's behavior for handling the `X-Request-ID` header. */
  requestID?: Input<"PreserveOrGenerate" | "Preserve" | "Generate" | "Disable" | undefined>;
  /** WithUnderscoresAction configures the action to take when an HTTP header with underscores is encountered. */
  withUnderscoresAction?: Input<"Allow" | "RejectRequest" | "DropHeader" | undefined>;
  /** XForwardedClientCert configures how Envoy Proxy handle the x-forwarded-client-cert (XFCC) HTTP header. */
  xForwardedClientCert?: Input<ClientTrafficPolicyXForwardedClientCert | undefined>;
}

export interface ClientTrafficPolicyHealthCheck {
  /** Path specifies the HTTP path to match on for health check requests. */
  path: Input<string>;
}

export interface ClientTrafficPolicyHttp1 {
  /** DisableSafeMaxConnectionDuration controls the close behavior for HTTP/1 connections. */
  disableSafeMaxConnectionDuration?: Input<boolean | undefined>;
  /** EnableTrailers defines if HTTP/1 trailers should be proxied by Envoy. */
  enableTrailers?: Input<boolean | undefined>;
  /** HTTP10 turns on support for HTTP/1.0 and HTTP/0.9 requests. */
  http10?: Input<ClientTrafficPolicyHttp10 | undefined>;
  /** IgnoredUpgradeTypes specifies a list of upgrade types for which HTTP/1.1 Upgrade requests should be ignored by Envoy instead of being rejected with a 403 response. */
  ignoredUpgradeTypes?: Input<Input<BackendTrafficPolicyValue>[] | undefined>;
  /** PreserveHeaderCase defines if Envoy should preserve the letter case of headers. */
  preserveHeaderCase?: Input<boolean | undefined>;
}

export interface ClientTrafficPolicyPath {
  /** DisableMergeSlashes allows disabling the default configuration of merging adjacent slashes in the path. */
  disableMergeSlashes?: Input<boolean | undefined>;
  /** EscapedSlashesAction determines how %2f, %2F, %5c, or %5C sequences in the path URI should be handled. */
  escapedSlashesAction?: Input<"KeepUnchanged" | "RejectRequest" | "UnescapeAndForward" | "UnescapeAndRedirect" | undefined>;
}

export interface ClientTrafficPolicyProxyProtocol {
  /** Optional allows requests without a Proxy Protocol header to be proxied. */
  optional?: Input<boolean | undefined>;
}

export interface ClientTrafficPolicyTimeout {
  /** Timeout settings for HTTP. */
  http?: Input<ClientTrafficPolicyHttp | undefined>;
  /** Timeout settings for TCP. */
  tcp?: Input<ClientTrafficPolicyTcp | undefined>;
}

export interface ClientTrafficPolicyTls {
  /** ALPNProtocols supplies the list of ALPN protocols that should be exposed by the listener or used by the proxy to connect to the backend. */
  alpnProtocols?: Input<Input<string>[] | undefined>;
  /** Ciphers specifies the set of cipher suites supported when negotiating TLS 1.0 - 1.2. */
  ciphers?: Input<Input<string>[] | undefined>;
  /** ClientValidation specifies the configuration to validate the client initiating the TLS connection to the Gateway listener. */
  clientValidation?: Input<ClientTrafficPolicyClientValidation | undefined>;
  /** ECDHCurves specifies the set of supported ECDH curves. */
  ecdhCurves?: Input<Input<string>[] | undefined>;
  /** Fingerprints specifies TLS client fingerprinting. */
  fingerprints?: Input<Input<"JA3" | "JA4">[] | undefined>;
  /** Max specifies the maximal TLS protocol version to allow The default is TLS 1.3 if this is not specified. */
  maxVersion?: Input<"Auto" | "1.0" | "1.1" | "1.2" | "1.3" | undefined>;
  /** Min specifies the minimal TLS protocol version to allow. */
  minVersion?: Input<"Auto" | "1.0" | "1.1" | "1.2" | "1.3" | undefined>;
  /** Session defines settings related to TLS session management. */
  session?: Input<ClientTrafficPolicySession | undefined>;
  /** SignatureAlgorithms specifies which signature algorithms the listener should support. */
  signatureAlgorithms?: Input<Input<string>[] | undefined>;
}

export interface ClientTrafficPolicyCustomHeader {
  /** FailClosed is a switch used to control the flow of traffic when client IP detection fails. */
  failClosed?: Input<boolean | undefined>;
  /** Name of the header containing the original downstream remote address, if present. */
  name: Input<string>;
}

export interface ClientTrafficPolicyXForwardedFor {
  /** DisableXForwardedForAppend configures Envoy Proxy to stop appending the downstream address to the X-Forwarded-For header. */
  disableXForwardedForAppend?: Input<boolean | undefined>;
  /** NumTrustedHops specifies how many trusted hops to count from the rightmost side of the X-Forwarded-For (XFF) header when determining the original client’s IP address. */
  numTrustedHops?: Input<number | undefined>;
  /** TrustedCIDRs is a list of CIDR ranges to trust when evaluating the remote IP address to determine the original client’s IP address. */
  trustedCIDRs?: Input<Input<string>[] | undefined>;
}

export interface ClientTrafficPolicyConnectionLimit {
  /** CloseDelay defines the delay to use before closing connections that are rejected once the limit value is reached. */
  closeDelay?: Input<string | undefined>;
  /** MaxConnectionDuration is the maximum amount of time a connection can remain established (usually via TCP/HTTP Keepalive packets) before being drained and/or closed. */
  maxConnectionDuration?: Input<string | undefined>;
  /** MaxRequestsPerConnection defines the maximum number of requests allowed over a single connection. */
  maxRequestsPerConnection?: Input<number | undefined>;
  /** MaxStreamDuration is the maximum amount of time to keep alive an http stream. */
  maxStreamDuration?: Input<string | undefined>;
  /** Value of the maximum concurrent connections limit. */
  value?: Input<number | undefined>;
}

export interface ClientTrafficPolicyEarlyRequestHeaders {
  /** Add adds the given header(s) (name, value) to the request before the action. */
  add?: Input<Input<core.v1.EnvVar>[] | undefined>;
  /** AddIfAbsent adds the given header(s) (name, value) to the request/response only if the header does not already exist. */
  addIfAbsent?: Input<Input<core.v1.EnvVar>[] | undefined>;
  /** Remove the given header(s) from the HTTP request before the action. */
  remove?: Input<Input<string>[] | undefined>;
  /** RemoveOnMatch removes headers whose names match the specified string matchers. */
  removeOnMatch?: Input<Input<BackendTrafficPolicyValue>[] | undefined>;
  /** Set overwrites the request with the given header (name, value) before the action. */
  set?: Input<Input<core.v1.EnvVar>[] | undefined>;
}

export interface ClientTrafficPolicyHost {
  /** StripTrailingHostDot determines if the trailing dot of the host should be removed from the Host/Authority header before any processing of the request. */
  stripTrailingHostDot?: Input<boolean | undefined>;
}

export interface ClientTrafficPolicyXForwardedClientCert {
  /** CertDetailsToAdd specifies the fields in the client certificate to be forwarded in the XFCC header. */
  certDetailsToAdd?: Input<Input<"Subject" | "Cert" | "Chain" | "DNS" | "URI">[] | undefined>;
  /** Mode defines how XFCC header is handled by Envoy Proxy. */
  mode?: Input<"Sanitize" | "ForwardOnly" | "AppendForward" | "SanitizeSet" | "AlwaysForwardOnly" | undefined>;
}

export interface ClientTrafficPolicyHttp10 {
  /** UseDefaultHost specifies whether a default Host header should be injected into HTTP/1.0 requests that do not include one. */
  useDefaultHost?: Input<boolean | undefined>;
}

export interface ClientTrafficPolicyHttp {
  /** IdleTimeout for an HTTP connection. */
  idleTimeout?: Input<string | undefined>;
  /** RequestHeadersReceivedTimeout is the duration envoy waits for the request headers to arrive. */
  requestHeadersReceivedTimeout?: Input<string | undefined>;
  /** RequestReceivedTimeout is the duration envoy waits for the complete request reception. */
  requestReceivedTimeout?: Input<string | undefined>;
  /** The stream idle timeout defines the amount of time a stream can exist without any upstream or downstream activity. */
  streamIdleTimeout?: Input<string | undefined>;
}

export interface ClientTrafficPolicyTcp {
  /** ConnectionInspectionTimeout is the maximum time to wait for initial inspection (TLS / SNI and protocol detection, or HTTP protocol parsing) of an incoming connection on the listener socket. */
  connectionInspectionTimeout?: Input<string | undefined>;
  /** IdleTimeout for a TCP connection. */
  idleTimeout?: Input<string | undefined>;
  /** TLSHandshakeTimeout for a TCP connection. */
  tlsHandshakeTimeout?: Input<string | undefined>;
}

export interface ClientTrafficPolicyClientValidation {
  /** AllowExpiredCertificate permits client certificates that have expired but are otherwise valid (CA chain, signature). */
  allowExpiredCertificate?: Input<boolean | undefined>;
  /** CACertificateRefs contains one or more references to Kubernetes objects that contain TLS certificates of the Certificate Authorities that can be used as a trust anchor to validate the certificates presented by the client. */
  caCertificateRefs?: Input<Input<BackendClientCertificateRef>[] | undefined>;
  /** An optional list of hex-encoded SHA-256 hashes. */
  certificateHashes?: Input<Input<string>[] | undefined>;
  /** Crl specifies the crl configuration that can be used to validate the client initiating the TLS connection */
  crl?: Input<ClientTrafficPolicyCrl | undefined>;
  /** Mode defines how the Gateway or Listener validates client certificates. */
  mode?: Input<"Request" | "RequireAny" | "VerifyIfGiven" | "RequireAndVerify" | undefined>;
  /** Optional set to true accepts connections even when a client doesn't present a certificate. */
  optional?: Input<boolean | undefined>;
  /** An optional list of base64-encoded SHA-256 hashes. */
  spkiHashes?: Input<Input<string>[] | undefined>;
  /** An optional list of Subject Alternative name matchers. */
  subjectAltNames?: Input<ClientTrafficPolicySubjectAltNames | undefined>;
}

export interface ClientTrafficPolicySession {
  /** Resumption determines the proxy's supported TLS session resumption option. */
  resumption?: Input<ClientTrafficPolicyResumption | undefined>;
}

export interface ClientTrafficPolicyCrl {
  /** If this option is set to true, Envoy will only verify the certificate at the end of the certificate chain against the CRL. */
  onlyVerifyLeafCertificate?: Input<boolean | undefined>;
  /** Refs contains one or more references to a Kubernetes ConfigMap or a Kubernetes Secret, containing the certificate revocation list in PEM format Expects the content in a key named `ca.crl`. */
  refs: Input<Input<BackendClientCertificateRef>[]>;
}

export interface ClientTrafficPolicySubjectAltNames {
  /** DNS names matchers */
  dnsNames?: Input<Input<BackendTrafficPolicyValue>[] | undefined>;
  /** Email addresses matchers */
  emailAddresses?: Input<Input<BackendTrafficPolicyValue>[] | undefined>;
  /** IP addresses matchers */
  ipAddresses?: Input<Input<BackendTrafficPolicyValue>[] | undefined>;
  /** Other names matchers */
  otherNames?: Input<Input<ClientTrafficPolicyOtherName>[] | undefined>;
  /** URIs matchers */
  uris?: Input<Input<BackendTrafficPolicyValue>[] | undefined>;
}

export interface ClientTrafficPolicyResumption {
  /** Stateful defines setting for stateful (session-id based) session resumption */
  stateful?: Input<Record<string, never> | undefined>;
  /** Stateless defines setting for stateless (session-ticket based) session resumption */
  stateless?: Input<Record<string, never> | undefined>;
}

export interface ClientTrafficPolicyOtherName {
  /** OID Value */
  oid: Input<string>;
  /** Type specifies how to match against a string. @default "Exact" */
  type?: Input<"Exact" | "Prefix" | "Suffix" | "RegularExpression" | undefined>;
  /** Value specifies the string value that the match must have. */
  value: Input<string>;
}

export interface EnvoyProxySpec {
  /** BackendTLS is the TLS configuration for the Envoy proxy to use when connecting to backends. */
  backendTLS?: Input<EnvoyProxyBackendTLS | undefined>;
  /** Bootstrap defines the Envoy Bootstrap as a YAML string. */
  bootstrap?: Input<EnvoyProxyBootstrap | undefined>;
  /** Concurrency defines the number of worker threads to run. */
  concurrency?: Input<number | undefined>;
  /** DynamicModules defines the set of dynamic modules that are allowed to be used by EnvoyExtensionPolicy resources and dynamic module load balancer policies. */
  dynamicModules?: Input<Input<EnvoyProxyDynamicModule>[] | undefined>;
  /** ExtraArgs defines additional command line options that are provided to Envoy. */
  extraArgs?: Input<Input<string>[] | undefined>;
  /** FilterOrder defines the order of filters in the Envoy proxy's HTTP filter chain. */
  filterOrder?: Input<Input<EnvoyProxyFilterOrder>[] | undefined>;
  /** GeoIP defines shared GeoIP provider configuration for this EnvoyProxy fleet. */
  geoIP?: Input<EnvoyProxyGeoIP | undefined>;
  /** IPFamily specifies the IP family for the EnvoyProxy fleet. */
  ipFamily?: Input<"IPv4" | "IPv6" | "DualStack" | undefined>;
  /** Logging defines logging parameters for managed proxies. */
  logging?: Input<EnvoyProxyLogging | undefined>;
  /** LuaValidation determines strictness of the Lua script validation for Lua EnvoyExtensionPolicies Default: Strict */
  luaValidation?: Input<"Strict" | "InsecureSyntax" | "Disabled" | undefined>;
  /** MergeBackends configures cluster deduplication: routes that reference the same backend share a single Envoy cluster instead of Envoy Gateway generating one cluster per route rule. */
  mergeBackends?: Input<EnvoyProxyMergeBackends | undefined>;
  /** MergeGateways defines if Gateway resources should be merged onto the same Envoy Proxy Infrastructure. */
  mergeGateways?: Input<boolean | undefined>;
  /** MergeType controls how this EnvoyProxy merges with less specific configurations in the hierarchy (EnvoyGateway defaults < GatewayClass < Gateway). */
  mergeType?: Input<"Replace" | "StrategicMerge" | "JSONMerge" | undefined>;
  /** PreserveRouteOrder determines if the order of matching for HTTPRoutes is determined by Gateway-API specification (https://gateway-api.sigs.k8s.io/reference/api-spec/main/spec/#httprouterule) or preserves the order defined by users in the … */
  preserveRouteOrder?: Input<boolean | undefined>;
  /** Provider defines the desired resource provider and provider-specific configuration. */
  provider?: Input<EnvoyProxyProvider | undefined>;
  /** RoutingType can be set to "Service" to use the Service Cluster IP for routing to the backend, or it can be set to "Endpoint" to use Endpoint routing. */
  routingType?: Input<string | undefined>;
  /** Shutdown defines configuration for graceful envoy shutdown process. */
  shutdown?: Input<EnvoyProxyShutdown | undefined>;
  /** Telemetry defines telemetry parameters for managed proxies. */
  telemetry?: Input<EnvoyProxyTelemetry | undefined>;
}

export interface EnvoyProxyBackendTLS {
  /** ALPNProtocols supplies the list of ALPN protocols that should be exposed by the listener or used by the proxy to connect to the backend. */
  alpnProtocols?: Input<Input<string>[] | undefined>;
  /** Ciphers specifies the set of cipher suites supported when negotiating TLS 1.0 - 1.2. */
  ciphers?: Input<Input<string>[] | undefined>;
  /** ClientCertificateRef defines the reference to a Kubernetes Secret that contains the client certificate and private key for Envoy to use when connecting to backend services and external services, such as ExtAuth, ALS, OpenTelemetry, etc. … */
  clientCertificateRef?: Input<BackendClientCertificateRef | undefined>;
  /** ECDHCurves specifies the set of supported ECDH curves. */
  ecdhCurves?: Input<Input<string>[] | undefined>;
  /** Fingerprints specifies TLS client fingerprinting. */
  fingerprints?: Input<Input<"JA3" | "JA4">[] | undefined>;
  /** Max specifies the maximal TLS protocol version to allow The default is TLS 1.3 if this is not specified. */
  maxVersion?: Input<"Auto" | "1.0" | "1.1" | "1.2" | "1.3" | undefined>;
  /** Min specifies the minimal TLS protocol version to allow. */
  minVersion?: Input<"Auto" | "1.0" | "1.1" | "1.2" | "1.3" | undefined>;
  /** SignatureAlgorithms specifies which signature algorithms the listener should support. */
  signatureAlgorithms?: Input<Input<string>[] | undefined>;
}

export interface EnvoyProxyBootstrap {
  /** JSONPatches is an array of JSONPatches to be applied to the default bootstrap. */
  jsonPatches?: Input<Input<EnvoyProxyJsonPatch>[] | undefined>;
  /** Type is the type of the bootstrap configuration, it should be either **Replace**, **Merge**, or **JSONPatch**. @default "Replace" */
  type?: Input<"Merge" | "Replace" | "JSONPatch" | undefined>;
  /** Value is a YAML string of the bootstrap. */
  value?: Input<string | undefined>;
}

export interface EnvoyProxyDynamicModule {
  /** DoNotClose prevents the module from being unloaded with dlclose when no more references exist. @default false */
  doNotClose?: Input<boolean | undefined>;
  /** LoadGlobally loads the dynamic module with the RTLD_GLOBAL flag. @default false */
  loadGlobally?: Input<boolean | undefined>;
  /** Name is the logical name for this module. */
  name: Input<string>;
  /** Source defines where the dynamic module code is loaded from. */
  source: Input<EnvoyProxySource>;
}

export interface EnvoyProxyFilterOrder {
  /** After defines the filter that should come after the filter. */
  after?: Input<"envoy.filters.http.custom_response" | "envoy.filters.http.health_check" | "envoy.filters.http.fault" | "envoy.filters.http.cors" | "envoy.filters.http.csrf" | "envoy.filters.http.header_mutation" | "envoy.filters.http.ext_authz" | "envoy.filters.http.api_key_auth" | "envoy.filters.http.basic_auth" | "envoy.filters.http.oauth2" | "envoy.filters.http.jwt_authn" | "envoy.filters.http.stateful_session" | "envoy.filters.http.buffer" | "envoy.filters.http.lua" | "envoy.filters.http.ext_proc" | "envoy.filters.http.wasm" | "envoy.filters.http.dynamic_modules" | "envoy.filters.http.geoip" | "envoy.filters.http.rbac" | "envoy.filters.http.local_ratelimit" | "envoy.filters.http.ratelimit" | "envoy.filters.http.bandwidth_limit" | "envoy.filters.http.grpc_web" | "envoy.filters.http.grpc_stats" | "envoy.filters.http.credential_injector" | "envoy.filters.http.compressor" | "envoy.filters.http.dynamic_forward_proxy" | undefined>;
  /** Before defines the filter that should come before the filter. */
  before?: Input<"envoy.filters.http.custom_response" | "envoy.filters.http.health_check" | "envoy.filters.http.fault" | "envoy.filters.http.cors" | "envoy.filters.http.csrf" | "envoy.filters.http.header_mutation" | "envoy.filters.http.ext_authz" | "envoy.filters.http.api_key_auth" | "envoy.filters.http.basic_auth" | "envoy.filters.http.oauth2" | "envoy.filters.http.jwt_authn" | "envoy.filters.http.stateful_session" | "envoy.filters.http.buffer" | "envoy.filters.http.lua" | "envoy.filters.http.ext_proc" | "envoy.filters.http.wasm" | "envoy.filters.http.dynamic_modules" | "envoy.filters.http.geoip" | "envoy.filters.http.rbac" | "envoy.filters.http.local_ratelimit" | "envoy.filters.http.ratelimit" | "envoy.filters.http.bandwidth_limit" | "envoy.filters.http.grpc_web" | "envoy.filters.http.grpc_stats" | "envoy.filters.http.credential_injector" | "envoy.filters.http.compressor" | "envoy.filters.http.dynamic_forward_proxy" | undefined>;
  /** Name of the filter. */
  name: Input<"envoy.filters.http.custom_response" | "envoy.filters.http.health_check" | "envoy.filters.http.fault" | "envoy.filters.http.cors" | "envoy.filters.http.csrf" | "envoy.filters.http.header_mutation" | "envoy.filters.http.ext_authz" | "envoy.filters.http.api_key_auth" | "envoy.filters.http.basic_auth" | "envoy.filters.http.oauth2" | "envoy.filters.http.jwt_authn" | "envoy.filters.http.stateful_session" | "envoy.filters.http.buffer" | "envoy.filters.http.lua" | "envoy.filters.http.ext_proc" | "envoy.filters.http.wasm" | "envoy.filters.http.dynamic_modules" | "envoy.filters.http.geoip" | "envoy.filters.http.rbac" | "envoy.filters.http.local_ratelimit" | "envoy.filters.http.ratelimit" | "envoy.filters.http.bandwidth_limit" | "envoy.filters.http.grpc_web" | "envoy.filters.http.grpc_stats" | "envoy.filters.http.credential_injector" | "envoy.filters.http.compressor" | "envoy.filters.http.dynamic_forward_proxy">;
}

export interface EnvoyProxyGeoIP {
  /** Provider defines the GeoIP provider configuration used by GeoIP filter instances. */
  provider: Input<EnvoyProxyGeoIPProvider>;
}

export interface EnvoyProxyLogging {
  /** Level is a map of logging level per component, where the component is the key and the log level is the value. */
  level?: Input<Record<string, Input<"trace" | "debug" | "info" | "warn" | "error" | "off" | "critical">> | undefined>;
}

export interface EnvoyProxyMergeBackends {
  /** Selector restricts cluster deduplication to backends whose target Service, ServiceImport, or Backend resource matches this label selector. */
  selector?: Input<meta.v1.LabelSelector | undefined>;
}

export interface EnvoyProxyProvider {
  /** Host provides runtime deployment of the data plane as a child process on the host environment. */
  host?: Input<EnvoyProxyHost | undefined>;
  /** Kubernetes defines the desired state of the Kubernetes resource provider. */
  kubernetes?: Input<EnvoyProxyKubernetes | undefined>;
  /** Type is the type of resource provider to use. */
  type: Input<"Kubernetes" | "Host">;
}

export interface EnvoyProxyShutdown {
  /** DrainTimeout defines the graceful drain timeout. */
  drainTimeout?: Input<string | undefined>;
  /** HealthCheckFailureDelay defines the delay before failing health checks during the graceful drain process. */
  healthCheckFailureDelay?: Input<string | undefined>;
  /** MinDrainDuration defines the minimum drain duration allowing time for endpoint deprogramming to complete. */
  minDrainDuration?: Input<string | undefined>;
}

export interface EnvoyProxyTelemetry {
  /** AccessLogs defines accesslog parameters for managed proxies. */
  accessLog?: Input<EnvoyProxyAccessLog | undefined>;
  /** HealthCheckLog defines health check event logging for xRoute-backed clusters. */
  healthCheckLog?: Input<BackendTrafficPolicyHealthCheckLog | undefined>;
  /** Metrics defines metrics configuration for managed proxies. */
  metrics?: Input<EnvoyProxyMetrics | undefined>;
  /** RequestID configures Envoy request ID behavior. */
  requestID?: Input<EnvoyProxyRequestID | undefined>;
  /** Tracing defines tracing configuration for managed proxies. */
  tracing?: Input<EnvoyProxyTracing | undefined>;
}

export interface EnvoyProxyJsonPatch {
  /** From is the source location of the value to be copied or moved. */
  from?: Input<string | undefined>;
  /** JSONPath is a JSONPath expression. */
  jsonPath?: Input<string | undefined>;
  /** Op is the type of operation to perform */
  op: Input<"add" | "remove" | "replace" | "move" | "copy" | "test">;
  /** Path is a JSONPointer expression. */
  path?: Input<string | undefined>;
  /** Value is the new value of the path location. */
  value?: Input<Json | undefined>;
}

export interface EnvoyProxySource {
  /** Local specifies a module loaded from the proxy's local filesystem by absolute path. */
  local?: Input<EnvoyProxyLocal | undefined>;
  /** Remote specifies a module fetched from a remote source. */
  remote?: Input<EnvoyProxyRemote | undefined>;
  /** Type is the type of the source of the dynamic module code. @default "Local" */
  type?: Input<"Local" | "Remote" | undefined>;
}

export interface EnvoyProxyGeoIPProvider {
  /** MaxMind configures the MaxMind provider. */
  maxMind?: Input<EnvoyProxyMaxMind | undefined>;
  /** GeoIPProviderType enumerates GeoIP providers supported by Envoy Gateway. */
  type: Input<"MaxMind">;
}

export interface EnvoyProxyHost {
  /** EnvoyVersion is the version of Envoy to use. */
  envoyVersion?: Input<string | undefined>;
}

export interface EnvoyProxyKubernetes {
  /** EnvoyDaemonSet defines the desired state of the Envoy daemonset resource. */
  envoyDaemonSet?: Input<EnvoyProxyEnvoyDaemonSet | undefined>;
  /** EnvoyDeployment defines the desired state of the Envoy deployment resource. */
  envoyDeployment?: Input<EnvoyProxyEnvoyDeployment | undefined>;
  /** EnvoyHpa defines the Horizontal Pod Autoscaler settings for Envoy Proxy Deployment. */
  envoyHpa?: Input<EnvoyProxyEnvoyHpa | undefined>;
  /** EnvoyPDB allows to control the pod disruption budget of an Envoy Proxy. */
  envoyPDB?: Input<EnvoyProxyEnvoyPDB | undefined>;
  /** EnvoyService defines the desired state of the Envoy service resource. */
  envoyService?: Input<EnvoyProxyEnvoyService | undefined>;
  /** EnvoyServiceAccount defines the desired state of the Envoy service account resource. */
  envoyServiceAccount?: Input<EnvoyProxyEnvoyServiceAccount | undefined>;
  /** UseListenerPortAsContainerPort disables the port shifting feature in the Envoy Proxy. */
  useListenerPortAsContainerPort?: Input<boolean | undefined>;
}

export interface EnvoyProxyAccessLog {
  /** Disable disables access logging for managed proxies if set to true. */
  disable?: Input<boolean | undefined>;
  /** Settings defines accesslog settings for managed proxies. */
  settings?: Input<Input<EnvoyProxySetting>[] | undefined>;
}

export interface EnvoyProxyMetrics {
  /** ClusterStatName defines the value of cluster alt_stat_name, determining how cluster stats are named. */
  clusterStatName?: Input<string | undefined>;
  /** EnableGRPCStats enables the gRPC stats filter on listeners. */
  enableGRPCStats?: Input<boolean | undefined>;
  /** EnablePerEndpointStats enables per endpoint envoy stats metrics. */
  enablePerEndpointStats?: Input<boolean | undefined>;
  /** EnableRequestResponseSizesStats enables publishing of histograms tracking header and body sizes of requests and responses. */
  enableRequestResponseSizesStats?: Input<boolean | undefined>;
  /** EnableVirtualHostStats enables envoy stat metrics for virtual hosts. */
  enableVirtualHostStats?: Input<boolean | undefined>;
  /** Matches defines configuration for selecting specific metrics instead of generating all metrics stats that are enabled by default. */
  matches?: Input<Input<BackendTrafficPolicyValue>[] | undefined>;
  /** Prometheus defines the configuration for Admin endpoint `/stats/prometheus`. */
  prometheus?: Input<EnvoyProxyPrometheus | undefined>;
  /** Sinks defines the metric sinks where metrics are sent to. */
  sinks?: Input<Input<EnvoyProxySink>[] | undefined>;
}

export interface EnvoyProxyRequestID {
  /** Tracing configures Envoy's behavior for the UUID request ID extension, including whether the trace sampling decision is packed into the UUID and whether `X-Request-ID` is used for trace sampling decisions. */
  tracing?: Input<"PackAndSample" | "Sample" | "Pack" | "Disable" | undefined>;
}

export interface EnvoyProxyTracing {
  /** ClientSamplingFraction represents the fraction of requests that should be selected for tracing when requested by the client. */
  clientSamplingFraction?: Input<BackendTrafficPolicyPercent | undefined>;
  /** CustomTags defines the custom tags to add to each span. */
  customTags?: Input<Record<string, Input<BackendTrafficPolicyCustomTag>> | undefined>;
  /** OverallSamplingFraction represents the fraction of requests that should be selected for tracing after all other sampling checks have been applied. */
  overallSamplingFraction?: Input<BackendTrafficPolicyPercent | undefined>;
  /** Provider defines the tracing provider. */
  provider: Input<EnvoyProxyTracingProvider>;
  /** SamplingFraction represents the fraction of requests that should be selected for tracing if no prior sampling decision has been made. */
  samplingFraction?: Input<BackendTrafficPolicyPercent | undefined>;
  /** SamplingRate controls the rate at which traffic will be selected for tracing if no prior sampling decision has been made. */
  samplingRate?: Input<number | undefined>;
  /** SpanName defines the name of the span which will be used for tracing. */
  spanName?: Input<BackendTrafficPolicySpanName | undefined>;
  /** Tags defines the custom tags to add to each span. */
  tags?: Input<Record<string, Input<string>> | undefined>;
}

export interface EnvoyProxyLocal {
  /** Path is the absolute filesystem path to the dynamic module shared library (.so file). */
  path: Input<string>;
}

export interface EnvoyProxyRemote {
  /** SHA256 checksum that Envoy will use to verify the downloaded module binary. */
  sha256: Input<string>;
  /** URL is the HTTP or HTTPS URL of the dynamic module shared library (.so file). */
  url: Input<string>;
}

export interface EnvoyProxyMaxMind {
  /** AnonymousIPDBSource configures the Anonymous IP database source. */
  anonymousIpDbSource?: Input<EnvoyProxyAnonymousIpDbSource | undefined>;
  /** ASNDBSource configures the ASN database source. */
  asnDbSource?: Input<EnvoyProxyAnonymousIpDbSource | undefined>;
  /** CityDBSource configures the City database source. */
  cityDbSource?: Input<EnvoyProxyAnonymousIpDbSource | undefined>;
  /** CountryDBSource configures the Country database source. */
  countryDbSource?: Input<EnvoyProxyAnonymousIpDbSource | undefined>;
  /** ISPDBSource configures the ISP database source. */
  ispDbSource?: Input<EnvoyProxyAnonymousIpDbSource | undefined>;
}

export interface EnvoyProxyEnvoyDaemonSet {
  /** Container defines the desired specification of main container. */
  container?: Input<EnvoyProxyContainer | undefined>;
  /** Name of the daemonSet. */
  name?: Input<string | undefined>;
  /** Patch defines how to perform the patch operation to daemonset */
  patch?: Input<EnvoyProxyPatch | undefined>;
  /** Pod defines the desired specification of pod. */
  pod?: Input<EnvoyProxyPod | undefined>;
  /** The daemonset strategy to use to replace existing pods with new ones. */
  strategy?: Input<EnvoyProxyStrategy | undefined>;
}

export interface EnvoyProxyEnvoyDeployment {
  /** Container defines the desired specification of main container. */
  container?: Input<EnvoyProxyContainer | undefined>;
  /** List of initialization containers belonging to the pod. */
  initContainers?: Input<Input<core.v1.Container>[] | undefined>;
  /** Name of the deployment. */
  name?: Input<string | undefined>;
  /** Patch defines how to perform the patch operation to deployment */
  patch?: Input<EnvoyProxyPatch | undefined>;
  /** Pod defines the desired specification of pod. */
  pod?: Input<EnvoyProxyPod | undefined>;
  /** Replicas is the number of desired pods. */
  replicas?: Input<number | undefined>;
  /** The deployment strategy to use to replace existing pods with new ones. */
  strategy?: Input<EnvoyProxyEnvoyDeploymentStrategy | undefined>;
}

export interface EnvoyProxyEnvoyHpa {
  /** behavior configures the scaling behavior of the target in both Up and Down directions (scaleUp and scaleDown fields respectively). */
  behavior?: Input<EnvoyProxyBehavior | undefined>;
  /** maxReplicas is the upper limit for the number of replicas to which the autoscaler can scale up. */
  maxReplicas: Input<number>;
  /** metrics contains the specifications for which to use to calculate the desired replica count (the maximum replica count across all metrics will be used). */
  metrics?: Input<Input<EnvoyProxyMetric>[] | undefined>;
  /** minReplicas is the lower limit for the number of replicas to which the autoscaler can scale down. */
  minReplicas?: Input<number | undefined>;
  /** Name of the horizontalPodAutoScaler. */
  name?: Input<string | undefined>;
  /** Patch defines how to perform the patch operation to the HorizontalPodAutoscaler */
  patch?: Input<EnvoyProxyPatch | undefined>;
}

export interface EnvoyProxyEnvoyPDB {
  /** MaxUnavailable specifies the maximum amount of pods (can be expressed as integers or as a percentage) that can be unavailable at all times during voluntary disruptions, such as node drains or updates. */
  maxUnavailable?: Input<number | string | undefined>;
  /** MinAvailable specifies the minimum amount of pods (can be expressed as integers or as a percentage) that must be available at all times during voluntary disruptions, such as node drains or updates. */
  minAvailable?: Input<number | string | undefined>;
  /** Name of the podDisruptionBudget. */
  name?: Input<string | undefined>;
  /** Patch defines how to perform the patch operation to the PodDisruptionBudget */
  patch?: Input<EnvoyProxyPatch | undefined>;
}

export interface EnvoyProxyEnvoyService {
  /** AllocateLoadBalancerNodePorts defines if NodePorts will be automatically allocated for services with type LoadBalancer. */
  allocateLoadBalancerNodePorts?: Input<boolean | undefined>;
  /** Annotations that should be appended to the service. */
  annotations?: Input<Record<string, Input<string>> | undefined>;
  /** ExternalTrafficPolicy determines the externalTrafficPolicy for the Envoy Service. @default "Local" */
  externalTrafficPolicy?: Input<"Local" | "Cluster" | undefined>;
  /** Labels that should be appended to the service. */
  labels?: Input<Record<string, Input<string>> | undefined>;
  /** LoadBalancerClass, when specified, allows for choosing the LoadBalancer provider implementation if more than one are available or is otherwise expected to be specified */
  loadBalancerClass?: Input<string | undefined>;
  /** LoadBalancerIP defines the IP Address of the underlying load balancer service. */
  loadBalancerIP?: Input<string | undefined>;
  /** LoadBalancerSourceRanges defines a list of allowed IP addresses which will be configured as firewall rules on the platform providers load balancer. */
  loadBalancerSourceRanges?: Input<Input<string>[] | undefined>;
  /** Name of the service. */
  name?: Input<string | undefined>;
  /** Patch defines how to perform the patch operation to the service */
  patch?: Input<EnvoyProxyPatch | undefined>;
  /** Type determines how the Service is exposed. @default "LoadBalancer" */
  type?: Input<"ClusterIP" | "LoadBalancer" | "NodePort" | undefined>;
}

export interface EnvoyProxyEnvoyServiceAccount {
  /** Name of the Service Account. */
  name?: Input<string | undefined>;
}

export interface EnvoyProxySetting {
  /** Format defines the format of accesslog. */
  format?: Input<EnvoyProxyFormat | undefined>;
  /** Matches defines the match conditions for accesslog in CEL expression. */
  matches?: Input<Input<string>[] | undefined>;
  /** Sinks defines the sinks of accesslog. */
  sinks: Input<Input<EnvoyProxySettingSink>[]>;
  /** Type defines the component emitting the accesslog, such as Listener and Route. */
  type?: Input<"Listener" | "Route" | "Upstream" | undefined>;
}

export interface EnvoyProxyPrometheus {
  /** Configure the compression on Prometheus endpoint. */
  compression?: Input<BackendTrafficPolicyCompression | undefined>;
  /** Disable the Prometheus endpoint. */
  disable?: Input<boolean | undefined>;
}

export interface EnvoyProxySink {
  /** OpenTelemetry defines the configuration for OpenTelemetry sink. */
  openTelemetry?: Input<EnvoyProxyOpenTelemetry | undefined>;
  /** Type defines the metric sink type. @default "OpenTelemetry" */
  type?: Input<"OpenTelemetry" | undefined>;
}

export interface EnvoyProxyTracingProvider {
  /** BackendRef references a Kubernetes object that represents the backend server to which the authorization request will be sent. */
  backendRef?: Input<EnvoyProxyBackendRef | undefined>;
  /** BackendRefs references a Kubernetes object that represents the backend server to which the authorization request will be sent. */
  backendRefs?: Input<Input<EnvoyProxyProviderBackendRef>[] | undefined>;
  /** BackendSettings holds configuration for managing the connection to the backend. */
  backendSettings?: Input<EnvoyProxyBackendSettings | undefined>;
  /** Host define the provider service hostname. */
  host?: Input<string | undefined>;
  /** OpenTelemetry defines the OpenTelemetry tracing provider configuration */
  openTelemetry?: Input<EnvoyProxyProviderOpenTelemetry | undefined>;
  /** Port defines the port the provider service is exposed on. @default 4317 */
  port?: Input<number | undefined>;
  /** ServiceName defines the service name to use in tracing configuration. */
  serviceName?: Input<string | undefined>;
  /** Type defines the tracing provider type. @default "OpenTelemetry" */
  type?: Input<"OpenTelemetry" | "Zipkin" | "Datadog" | undefined>;
  /** Zipkin defines the Zipkin tracing provider configuration */
  zipkin?: Input<EnvoyProxyZipkin | undefined>;
}

export interface EnvoyProxyAnonymousIpDbSource {
  /** Local is a database source from a local file. */
  local: Input<EnvoyProxyAnonymousIpDbSourceLocal>;
}

export interface EnvoyProxyContainer {
  /** List of environment variables to set in the container. */
  env?: Input<Input<core.v1.EnvVar>[] | undefined>;
  /** Image specifies the EnvoyProxy container image to be used including a tag, instead of the default image. */
  image?: Input<string | undefined>;
  /** ImageRepository specifies the container image repository to be used without specifying a tag. */
  imageRepository?: Input<string | undefined>;
  /** Resources required by this container. */
  resources?: Input<core.v1.ResourceRequirements | undefined>;
  /** SecurityContext defines the security options the container should be run with. */
  securityContext?: Input<core.v1.SecurityContext | undefined>;
  /** VolumeMounts are volumes to mount into the container's filesystem. */
  volumeMounts?: Input<Input<core.v1.VolumeMount>[] | undefined>;
}

export interface EnvoyProxyPatch {
  /** Type is the type of merge operation to perform */
  type?: Input<string | undefined>;
  /** Object contains the raw configuration for merged object */
  value: Input<Json>;
}

export interface EnvoyProxyPod {
  /** If specified, the pod's scheduling constraints. */
  affinity?: Input<core.v1.Affinity | undefined>;
  /** Annotations are the annotations that should be appended to the pods. */
  annotations?: Input<Record<string, Input<string>> | undefined>;
  /** ImagePullSecrets is an optional list of references to secrets in the same namespace to use for pulling any of the images used by this PodSpec. */
  imagePullSecrets?: Input<Input<EnvoyProxyImagePullSecret>[] | undefined>;
  /** Labels are the additional labels that should be tagged to the pods. */
  labels?: Input<Record<string, Input<string>> | undefined>;
  /** NodeSelector is a selector which must be true for the pod to fit on a node. */
  nodeSelector?: Input<Record<string, Input<string>> | undefined>;
  /** PriorityClassName indicates the importance of a Pod relative to other Pods. */
  priorityClassName?: Input<string | undefined>;
  /** SecurityContext holds pod-level security attributes and common container settings. */
  securityContext?: Input<core.v1.PodSecurityContext | undefined>;
  /** If specified, the pod's tolerations. */
  tolerations?: Input<Input<core.v1.Toleration>[] | undefined>;
  /** TopologySpreadConstraints describes how a group of pods ought to spread across topology domains. */
  topologySpreadConstraints?: Input<Input<core.v1.TopologySpreadConstraint>[] | undefined>;
  /** Volumes that can be mounted by containers belonging to the pod. */
  volumes?: Input<Input<core.v1.Volume>[] | undefined>;
}

export interface EnvoyProxyStrategy {
  /** Rolling update config params. */
  rollingUpdate?: Input<EnvoyProxyRollingUpdate | undefined>;
  /** Type of daemon set update. */
  type?: Input<string | undefined>;
}

export interface EnvoyProxyEnvoyDeploymentStrategy {
  /** Rolling update config params. */
  rollingUpdate?: Input<EnvoyProxyStrategyRollingUpdate | undefined>;
  /** Type of deployment. */
  type?: Input<string | undefined>;
}

export interface EnvoyProxyBehavior {
  /** scaleDown is scaling policy for scaling Down. */
  scaleDown?: Input<EnvoyProxyScaleDown | undefined>;
  /** scaleUp is scaling policy for scaling Up. */
  scaleUp?: Input<EnvoyProxyScaleDown | undefined>;
}

export interface EnvoyProxyMetric {
  /** containerResource refers to a resource metric (such as those specified in requests and limits) known to Kubernetes describing a single container in each pod of the current scale target (e.g. CPU or memory). */
  containerResource?: Input<EnvoyProxyContainerResource | undefined>;
  /** external refers to a global metric that is not associated with any Kubernetes object. */
  external?: Input<EnvoyProxyExternal | undefined>;
  /** object refers to a metric describing a single kubernetes object (for example, hits-per-second on an Ingress object). */
  object?: Input<EnvoyProxyObject | undefined>;
  /** pods refers to a metric describing each pod in the current scale target (for example, transactions-processed-per-second). */
  pods?: Input<EnvoyProxyExternal | undefined>;
  /** resource refers to a resource metric (such as those specified in requests and limits) known to Kubernetes describing each pod in the current scale target (e.g. CPU or memory). */
  resource?: Input<EnvoyProxyResource | undefined>;
  /** type is the type of metric source. */
  type: Input<string>;
}

export interface EnvoyProxyFormat {
  /** JSON is additional attributes that describe the specific event occurrence. */
  json?: Input<Record<string, Input<string>> | undefined>;
  /** Text defines the text accesslog format, following Envoy accesslog formatting, It's required when the format type is "Text". */
  text?: Input<string | undefined>;
  /** Type defines the type of accesslog format. */
  type?: Input<"Text" | "JSON" | undefined>;
}

export interface EnvoyProxySettingSink {
  /** ALS defines the gRPC Access Log Service (ALS) sink. */
  als?: Input<EnvoyProxyAls | undefined>;
  /** File defines the file accesslog sink. */
  file?: Input<EnvoyProxyFile | undefined>;
  /** OpenTelemetry defines the OpenTelemetry accesslog sink. */
  openTelemetry?: Input<EnvoyProxySinkOpenTelemetry | undefined>;
  /** Type defines the type of accesslog sink. */
  type?: Input<"ALS" | "File" | "OpenTelemetry" | undefined>;
}

export interface EnvoyProxyOpenTelemetry {
  /** BackendRef references a Kubernetes object that represents the backend server to which the authorization request will be sent. */
  backendRef?: Input<EnvoyProxyBackendRef | undefined>;
  /** BackendRefs references a Kubernetes object that represents the backend server to which the authorization request will be sent. */
  backendRefs?: Input<Input<EnvoyProxyProviderBackendRef>[] | undefined>;
  /** BackendSettings holds configuration for managing the connection to the backend. */
  backendSettings?: Input<EnvoyProxyBackendSettings | undefined>;
  /** Headers is a list of additional headers to send with OTLP export requests. */
  headers?: Input<Input<core.v1.EnvVar>[] | undefined>;
  /** Host define the service hostname. */
  host?: Input<string | undefined>;
  /** Port defines the port the service is exposed on. @default 4317 */
  port?: Input<number | undefined>;
  /** ReportCountersAsDeltas configures the OpenTelemetry sink to report counters as delta temporality instead of cumulative. */
  reportCountersAsDeltas?: Input<boolean | undefined>;
  /** ReportHistogramsAsDeltas configures the OpenTelemetry sink to report histograms as delta temporality instead of cumulative. */
  reportHistogramsAsDeltas?: Input<boolean | undefined>;
  /** ResourceAttributes is a set of labels that describe the source of metrics. */
  resourceAttributes?: Input<Record<string, Input<string>> | undefined>;
}

export interface EnvoyProxyBackendRef {
  /** Group is the group of the referent. @default "" */
  group?: Input<string | undefined>;
  /** Kind is the Kubernetes resource kind of the referent. @default "Service" */
  kind?: Input<string | undefined>;
  /** Name is the name of the referent. */
  name: Input<string>;
  /** Namespace is the namespace of the backend. */
  namespace?: Input<string | undefined>;
  /** Port specifies the destination port number to use for this resource. */
  port?: Input<number | undefined>;
}

export interface EnvoyProxyProviderBackendRef {
  /** Fallback indicates whether the backend is designated as a fallback. */
  fallback?: Input<boolean | undefined>;
  /** Group is the group of the referent. @default "" */
  group?: Input<string | undefined>;
  /** Kind is the Kubernetes resource kind of the referent. @default "Service" */
  kind?: Input<string | undefined>;
  /** Name is the name of the referent. */
  name: Input<string>;
  /** Namespace is the namespace of the backend. */
  namespace?: Input<string | undefined>;
  /** Port specifies the destination port number to use for this resource. */
  port?: Input<number | undefined>;
  /** Weight specifies the proportion of requests forwarded to the referenced backend. @default 1 */
  weight?: Input<number | undefined>;
}

export interface EnvoyProxyBackendSettings {
  /** Circuit Breaker settings for the upstream connections and requests. */
  circuitBreaker?: Input<BackendTrafficPolicyCircuitBreaker | undefined>;
  /** Connection includes backend connection settings. */
  connection?: Input<BackendTrafficPolicyConnection | undefined>;
  /** DNS includes dns resolution settings. */
  dns?: Input<BackendTrafficPolicyDns | undefined>;
  /** HealthCheck allows gateway to perform active health checking on backends. */
  healthCheck?: Input<BackendTrafficPolicyHealthCheck | undefined>;
  /** HTTP2 provides HTTP/2 configuration for backend connections. */
  http2?: Input<BackendTrafficPolicyHttp2 | undefined>;
  /** LoadBalancer policy to apply when routing traffic from the gateway to the backend endpoints. */
  loadBalancer?: Input<BackendTrafficPolicyLoadBalancer | undefined>;
  /** ProxyProtocol enables the Proxy Protocol when communicating with the backend. */
  proxyProtocol?: Input<BackendTrafficPolicyProxyProtocol | undefined>;
  /** Retry provides more advanced usage, allowing users to customize the number of retries, retry fallback strategy, and retry triggering conditions. */
  retry?: Input<BackendTrafficPolicyRetry | undefined>;
  /** TcpKeepalive settings associated with the upstream client connection. */
  tcpKeepalive?: Input<BackendTrafficPolicyTcpKeepalive | undefined>;
  /** Timeout settings for the backend connections. */
  timeout?: Input<BackendTrafficPolicyTimeout | undefined>;
}

export interface EnvoyProxyProviderOpenTelemetry {
  /** Headers is a list of additional headers to send with OTLP export requests. */
  headers?: Input<Input<core.v1.EnvVar>[] | undefined>;
  /** ResourceAttributes is a set of labels that describe the source of traces. */
  resourceAttributes?: Input<Record<string, Input<string>> | undefined>;
  /** Sampler controls whether spans are exported. */
  sampler?: Input<EnvoyProxySampler | undefined>;
}

export interface EnvoyProxyZipkin {
  /** DisableSharedSpanContext determines whether the default Envoy behaviour of client and server spans sharing the same span context should be disabled. */
  disableSharedSpanContext?: Input<boolean | undefined>;
  /** Enable128BitTraceID determines whether a 128bit trace id will be used when creating a new trace instance. */
  enable128BitTraceId?: Input<boolean | undefined>;
}

export interface EnvoyProxyAnonymousIpDbSourceLocal {
  /** Path is the path to the database file. */
  path: Input<string>;
}

export interface EnvoyProxyImagePullSecret {
  /** Name of the referent. @default "" */
  name?: Input<string | undefined>;
}

export interface EnvoyProxyRollingUpdate {
  /** The maximum number of nodes with an existing available DaemonSet pod that can have an updated DaemonSet pod during during an update. */
  maxSurge?: Input<number | string | undefined>;
  /** The maximum number of DaemonSet pods that can be unavailable during the update. */
  maxUnavailable?: Input<number | string | undefined>;
}

export interface EnvoyProxyStrategyRollingUpdate {
  /** The maximum number of pods that can be scheduled above the desired number of pods. */
  maxSurge?: Input<number | string | undefined>;
  /** The maximum number of pods that can be unavailable during the update. */
  maxUnavailable?: Input<number | string | undefined>;
}

export interface EnvoyProxyScaleDown {
  /** policies is a list of potential scaling polices which can be used during scaling. */
  policies?: Input<Input<EnvoyProxyPolicy>[] | undefined>;
  /** selectPolicy is used to specify which policy should be used. */
  selectPolicy?: Input<string | undefined>;
  /** stabilizationWindowSeconds is the number of seconds for which past recommendations should be considered while scaling up or scaling down. */
  stabilizationWindowSeconds?: Input<number | undefined>;
  /** tolerance is the tolerance on the ratio between the current and desired metric value under which no updates are made to the desired number of replicas (e.g. 0.01 for 1%). */
  tolerance?: Input<number | string | undefined>;
}

export interface EnvoyProxyContainerResource {
  /** container is the name of the container in the pods of the scaling target */
  container: Input<string>;
  /** name is the name of the resource in question. */
  name: Input<string>;
  /** target specifies the target value for the given metric */
  target: Input<EnvoyProxyTarget>;
}

export interface EnvoyProxyExternal {
  /** metric identifies the target metric by name and selector */
  metric: Input<EnvoyProxyExternalMetric>;
  /** target specifies the target value for the given metric */
  target: Input<EnvoyProxyTarget>;
}

export interface EnvoyProxyObject {
  /** describedObject specifies the descriptions of a object,such as kind,name apiVersion */
  describedObject: Input<EnvoyProxyDescribedObject>;
  /** metric identifies the target metric by name and selector */
  metric: Input<EnvoyProxyExternalMetric>;
  /** target specifies the target value for the given metric */
  target: Input<EnvoyProxyTarget>;
}

export interface EnvoyProxyResource {
  /** name is the name of the resource in question. */
  name: Input<string>;
  /** target specifies the target value for the given metric */
  target: Input<EnvoyProxyTarget>;
}

export interface EnvoyProxyAls {
  /** BackendRef references a Kubernetes object that represents the backend server to which the authorization request will be sent. */
  backendRef?: Input<EnvoyProxyBackendRef | undefined>;
  /** BackendRefs references a Kubernetes object that represents the backend server to which the authorization request will be sent. */
  backendRefs?: Input<Input<EnvoyProxyProviderBackendRef>[] | undefined>;
  /** BackendSettings holds configuration for managing the connection to the backend. */
  backendSettings?: Input<EnvoyProxyBackendSettings | undefined>;
  /** HTTP defines additional configuration specific to HTTP access logs. */
  http?: Input<EnvoyProxyHttp | undefined>;
  /** LogName defines the friendly name of the access log to be returned in StreamAccessLogsMessage.Identifier. */
  logName?: Input<string | undefined>;
  /** Type defines the type of accesslog. */
  type: Input<"HTTP" | "TCP">;
}

export interface EnvoyProxyFile {
  /** Path defines the file path used to expose envoy access log(e.g. /dev/stdout). */
  path?: Input<string | undefined>;
}

export interface EnvoyProxySinkOpenTelemetry {
  /** BackendRef references a Kubernetes object that represents the backend server to which the authorization request will be sent. */
  backendRef?: Input<EnvoyProxyBackendRef | undefined>;
  /** BackendRefs references a Kubernetes object that represents the backend server to which the authorization request will be sent. */
  backendRefs?: Input<Input<EnvoyProxyProviderBackendRef>[] | undefined>;
  /** BackendSettings holds configuration for managing the connection to the backend. */
  backendSettings?: Input<EnvoyProxyBackendSettings | undefined>;
  /** Headers is a list of additional headers to send with OTLP export requests. */
  headers?: Input<Input<core.v1.EnvVar>[] | undefined>;
  /** Host define the extension service hostname. */
  host?: Input<string | undefined>;
  /** Port defines the port the extension service is exposed on. @default 4317 */
  port?: Input<number | undefined>;
  /** ResourceAttributes is a set of labels that describe the source of a log entry, including envoy node info. */
  resourceAttributes?: Input<Record<string, Input<string>> | undefined>;
  /** Resources is a set of labels that describe the source of a log entry, including envoy node info. */
  resources?: Input<Record<string, Input<string>> | undefined>;
}

export interface EnvoyProxySampler {
  /** SamplingPercentage controls the percentage of traces to sample. */
  samplingPercentage?: Input<BackendTrafficPolicyPercent | undefined>;
  /** Type is the sampler type. @default "AlwaysOn" */
  type?: Input<"AlwaysOn" | "AlwaysOff" | "TraceIdRatio" | "ParentBasedAlwaysOn" | "ParentBasedAlwaysOff" | "ParentBasedTraceIdRatio" | undefined>;
}

export interface EnvoyProxyPolicy {
  /** periodSeconds specifies the window of time for which the policy should hold true. */
  periodSeconds: Input<number>;
  /** type is used to specify the scaling policy. */
  type: Input<string>;
  /** value contains the amount of change which is permitted by the policy. */
  value: Input<number>;
}

export interface EnvoyProxyTarget {
  /** averageUtilization is the target value of the average of the resource metric across all relevant pods, represented as a percentage of the requested value of the resource for the pods. */
  averageUtilization?: Input<number | undefined>;
  /** averageValue is the target value of the average of the metric across all relevant pods (as a quantity) */
  averageValue?: Input<number | string | undefined>;
  /** type represents whether the metric type is Utilization, Value, or AverageValue */
  type: Input<string>;
  /** value is the target value of the metric (as a quantity). */
  value?: Input<number | string | undefined>;
}

export interface EnvoyProxyExternalMetric {
  /** name is the name of the given metric */
  name: Input<string>;
  /** selector is the string-encoded form of a standard kubernetes label selector for the given metric When set, it is passed as an additional parameter to the metrics server for more specific metrics scoping. */
  selector?: Input<meta.v1.LabelSelector | undefined>;
}

export interface EnvoyProxyDescribedObject {
  /** apiVersion is the API version of the referent */
  apiVersion?: Input<string | undefined>;
  /** kind is the kind of the referent; More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds */
  kind: Input<string>;
  /** name is the name of the referent; More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names */
  name: Input<string>;
}

export interface EnvoyProxyHttp {
  /** RequestHeaders defines request headers to include in log entries sent to the access log service. */
  requestHeaders?: Input<Input<string>[] | undefined>;
  /** ResponseHeaders defines response headers to include in log entries sent to the access log service. */
  responseHeaders?: Input<Input<string>[] | undefined>;
  /** ResponseTrailers defines response trailers to include in log entries sent to the access log service. */
  responseTrailers?: Input<Input<string>[] | undefined>;
}

export interface HTTPRouteFilterSpec {
  /** HTTPCredentialInjectionFilter defines the configuration to inject credentials into the request. */
  credentialInjection?: Input<HTTPRouteFilterCredentialInjection | undefined>;
  /** DirectResponse returns a fixed response for matching requests. */
  directResponse?: Input<HTTPRouteFilterDirectResponse | undefined>;
  /** Matches defines additional matching criteria for the HTTPRoute rule. */
  matches?: Input<Input<HTTPRouteFilterMatch>[] | undefined>;
  /** HTTPURLRewriteFilter define rewrites of HTTP URL components such as path and host */
  urlRewrite?: Input<HTTPRouteFilterUrlRewrite | undefined>;
}

export interface HTTPRouteFilterCredentialInjection {
  /** Credential is the credential to be injected. */
  credential: Input<HTTPRouteFilterCredential>;
  /** Header is the name of the header where the credentials are injected. */
  header?: Input<string | undefined>;
  /** Whether to overwrite the value or not if the injected headers already exist. */
  overwrite?: Input<boolean | undefined>;
}

export interface HTTPRouteFilterDirectResponse {
  /** Body of the direct response. */
  body?: Input<BackendTrafficPolicyBody | undefined>;
  /** Content Type of the direct response. */
  contentType?: Input<string | undefined>;
  /** Header defines the headers of the direct response. */
  header?: Input<BackendTrafficPolicyResponseOverrideResponseHeader | undefined>;
  /** Status Code of the HTTP response If unset, defaults to 200. */
  statusCode?: Input<number | undefined>;
}

export interface HTTPRouteFilterMatch {
  /** Cookies is a list of cookie matchers evaluated against the HTTP request. */
  cookies?: Input<Input<HTTPRouteFilterCooky>[] | undefined>;
}

export interface HTTPRouteFilterUrlRewrite {
  /** AppendXForwardedHost controls whether the original Host header value is appended to the X-Forwarded-Host header when hostname rewriting is configured. */
  appendXForwardedHost?: Input<boolean | undefined>;
  /** Hostname is the value to be used to replace the Host header value during forwarding. */
  hostname?: Input<HTTPRouteFilterHostname | undefined>;
  /** Path defines a path rewrite. */
  path?: Input<HTTPRouteFilterPath | undefined>;
}

export interface HTTPRouteFilterCredential {
  /** ValueRef is a reference to the secret containing the credentials to be injected. */
  valueRef: Input<BackendClientCertificateRef>;
}

export interface HTTPRouteFilterCooky {
  /** Name is the cookie name to evaluate. */
  name: Input<string>;
  /** Type specifies how to match against the value of the cookie. @default "Exact" */
  type?: Input<"Exact" | "RegularExpression" | undefined>;
  /** Value is the cookie value to be matched. */
  value: Input<string>;
}

export interface HTTPRouteFilterHostname {
  /** Header is the name of the header whose value would be used to rewrite the Host header */
  header?: Input<string | undefined>;
  /** PathRegex defines a regex match and substitution applied to the request path to compute the rewritten Host header. */
  pathRegex?: Input<HTTPRouteFilterPathRegex | undefined>;
  /** HTTPPathModifierType defines the type of Hostname rewrite. */
  type: Input<"Header" | "Backend" | "PathRegex">;
}

export interface HTTPRouteFilterPath {
  /** ReplaceRegexMatch defines a path regex rewrite. */
  replaceRegexMatch?: Input<HTTPRouteFilterReplaceRegexMatch | undefined>;
  /** HTTPPathModifierType defines the type of path redirect or rewrite. */
  type: Input<"ReplaceRegexMatch">;
}

export interface HTTPRouteFilterPathRegex {
  /** Pattern matches a regular expression against the value of the HTTP Path. */
  pattern: Input<string>;
  /** Substitution is an expression that replaces the matched portion. */
  substitution: Input<string>;
}

export interface HTTPRouteFilterReplaceRegexMatch {
  /** Pattern matches a regular expression against the value of the HTTP Path.The regex string must adhere to the syntax documented in https://github.com/google/re2/wiki/Syntax. */
  pattern: Input<string>;
  /** Substitution is an expression that replaces the matched portion.The expression may include numbered capture groups that adhere to syntax documented in https://github.com/google/re2/wiki/Syntax. */
  substitution: Input<string>;
}

export interface SecurityPolicySpec {
  /** APIKeyAuth defines the configuration for the API Key Authentication. */
  apiKeyAuth?: Input<SecurityPolicyApiKeyAuth | undefined>;
  /** Authorization defines the authorization configuration. */
  authorization?: Input<SecurityPolicyAuthorization | undefined>;
  /** BasicAuth defines the configuration for the HTTP Basic Authentication. */
  basicAuth?: Input<SecurityPolicyBasicAuth | undefined>;
  /** CORS defines the configuration for Cross-Origin Resource Sharing (CORS). */
  cors?: Input<SecurityPolicyCors | undefined>;
  /** CSRF defines the configuration for Cross-Site Request Forgery (CSRF) protection. */
  csrf?: Input<SecurityPolicyCsrf | undefined>;
  /** ExtAuth defines the configuration for External Authorization. */
  extAuth?: Input<SecurityPolicyExtAuth | undefined>;
  /** JWT defines the configuration for JSON Web Token (JWT) authentication. */
  jwt?: Input<SecurityPolicyJwt | undefined>;
  /** MergeType determines how this configuration is merged with existing SecurityPolicy configurations targeting a parent resource. */
  mergeType?: Input<string | undefined>;
  /** OIDC defines the configuration for the OpenID Connect (OIDC) authentication. */
  oidc?: Input<SecurityPolicyOidc | undefined>;
  /** TargetRef is the name of the resource this policy is being attached to. */
  targetRef?: Input<BackendTrafficPolicyTargetRef | undefined>;
  /** TargetRefs are the names of the Gateway resources this policy is being attached to. */
  targetRefs?: Input<Input<BackendTrafficPolicyTargetRef>[] | undefined>;
  /** TargetSelectors allow targeting resources for this policy based on labels */
  targetSelectors?: Input<Input<BackendTrafficPolicyTargetSelector>[] | undefined>;
}

export interface SecurityPolicyApiKeyAuth {
  /** CredentialRefs is the Kubernetes secret which contains the API keys. */
  credentialRefs: Input<Input<BackendClientCertificateRef>[]>;
  /** ExtractFrom is where to fetch the key from the coming request. */
  extractFrom: Input<Input<SecurityPolicyExtractFrom>[]>;
  /** ForwardClientIDHeader is the name of the header to forward the client identity to the backend service. */
  forwardClientIDHeader?: Input<string | undefined>;
  /** Sanitize indicates whether to remove the API key from the request before forwarding it to the backend service. */
  sanitize?: Input<boolean | undefined>;
}

export interface SecurityPolicyAuthorization {
  /** DefaultAction defines the default action to be taken if no rules match. */
  defaultAction?: Input<"Allow" | "Deny" | undefined>;
  /** Rules defines a list of authorization rules. */
  rules?: Input<Input<SecurityPolicyRule>[] | undefined>;
}

export interface SecurityPolicyBasicAuth {
  /** This field specifies the header name to forward a successfully authenticated user to the backend. */
  forwardUsernameHeader?: Input<string | undefined>;
  /** The Kubernetes secret which contains the username-password pairs in htpasswd format, used to verify user credentials in the "Authorization" header. */
  users: Input<BackendClientCertificateRef>;
}

export interface SecurityPolicyCors {
  /** AllowCredentials indicates whether a request can include user credentials like cookies, authentication headers, or TLS client certificates. */
  allowCredentials?: Input<boolean | undefined>;
  /** AllowHeaders defines the headers that are allowed to be sent with requests. */
  allowHeaders?: Input<Input<string>[] | undefined>;
  /** AllowMethods defines the methods that are allowed to make requests. */
  allowMethods?: Input<Input<string>[] | undefined>;
  /** AllowOrigins defines the origins that are allowed to make requests. */
  allowOrigins?: Input<Input<string>[] | undefined>;
  /** ExposeHeaders defines which response headers should be made accessible to scripts running in the browser. */
  exposeHeaders?: Input<Input<string>[] | undefined>;
  /** MaxAge defines how long the results of a preflight request can be cached. */
  maxAge?: Input<string | undefined>;
}

export interface SecurityPolicyCsrf {
  /** AdditionalOrigins specifies additional origins that are allowed to make mutating requests, beyond the destination origin. */
  additionalOrigins?: Input<Input<string>[] | undefined>;
  /** ShadowFraction represents the fraction of requests for which the CSRF policy is evaluated in shadow (dry-run) mode. */
  shadowFraction?: Input<BackendTrafficPolicyPercent | undefined>;
}

export interface SecurityPolicyExtAuth {
  /** BodyToExtAuth defines the Body to Ext Auth configuration. */
  bodyToExtAuth?: Input<SecurityPolicyBodyToExtAuth | undefined>;
  /** ContextExtensions are analogous to http_request.headers, however these contents will not be sent to the upstream server. */
  contextExtensions?: Input<Input<SecurityPolicyContextExtension>[] | undefined>;
  /** FailOpen is a switch used to control the behavior when a response from the External Authorization service cannot be obtained. @default false */
  failOpen?: Input<boolean | undefined>;
  /** GRPC defines the gRPC External Authorization service. */
  grpc?: Input<SecurityPolicyGrpc | undefined>;
  /** HeadersToExtAuth defines the client request headers that will be included in the request to the external authorization service. */
  headersToExtAuth?: Input<Input<string>[] | undefined>;
  /** HTTP defines the HTTP External Authorization service. */
  http?: Input<SecurityPolicyHttp | undefined>;
  /** IncludeRouteMetadata sends Envoy Gateway's built-in route metadata to the external authorization service as context. */
  includeRouteMetadata?: Input<boolean | undefined>;
  /** RecomputeRoute clears the route cache and recalculates the routing decision. */
  recomputeRoute?: Input<boolean | undefined>;
  /** Sets the HTTP status that is returned when the authorization service returns an error or cannot be reached. */
  statusOnError?: Input<400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415 | 416 | 417 | 421 | 422 | 423 | 424 | 426 | 428 | 429 | 431 | 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 510 | 511 | undefined>;
  /** Timeout defines the timeout for requests to the external authorization service. */
  timeout?: Input<string | undefined>;
}

export interface SecurityPolicyJwt {
  /** FailOpen lets a request pass JWT authentication even when its JWT is missing or invalid, rather than being rejected. */
  failOpen?: Input<boolean | undefined>;
  /** Optional determines whether a missing JWT is acceptable, defaulting to false if not specified. */
  optional?: Input<boolean | undefined>;
  /** Providers defines the JSON Web Token (JWT) authentication provider type. */
  providers: Input<Input<SecurityPolicyProvider>[]>;
}

export interface SecurityPolicyOidc {
  /** The client ID to be used in the OIDC [Authentication Request](https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest). */
  clientID?: Input<string | undefined>;
  /** The Kubernetes secret which contains the client ID to be used in the [Authentication Request](https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest). */
  clientIDRef?: Input<BackendClientCertificateRef | undefined>;
  /** The Kubernetes secret which contains the OIDC client secret to be used in the [Authentication Request](https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest). */
  clientSecret: Input<BackendClientCertificateRef>;
  /** CookieConfigs allows setting the SameSite attribute for OIDC cookies. */
  cookieConfig?: Input<SecurityPolicyCookieConfig | undefined>;
  /** The optional domain to set the access and ID token cookies on. */
  cookieDomain?: Input<string | undefined>;
  /** The optional cookie name overrides to be used for Bearer and IdToken cookies in the [Authentication Request](https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest). */
  cookieNames?: Input<SecurityPolicyCookieNames | undefined>;
  /** CSRFTokenTTL defines how long the CSRF token generated during the OAuth2 authorization flow remains valid. */
  csrfTokenTTL?: Input<string | undefined>;
  /** DefaultRefreshTokenTTL is the default lifetime of the refresh token. */
  defaultRefreshTokenTTL?: Input<string | undefined>;
  /** DefaultTokenTTL is the default lifetime of the id token and access token. */
  defaultTokenTTL?: Input<string | undefined>;
  /** Any request that matches any of the provided matchers (with either tokens that are expired or missing tokens) will not be redirected to the OIDC Provider. */
  denyRedirect?: Input<SecurityPolicyDenyRedirect | undefined>;
  /** Disable token encryption. */
  disableTokenEncryption?: Input<boolean | undefined>;
  /** ForwardAccessToken indicates whether the Envoy should forward the access token via the Authorization header Bearer scheme to the upstream. */
  forwardAccessToken?: Input<boolean | undefined>;
  /** ForwardIDToken configures forwarding of the OIDC ID token to the upstream. */
  forwardIDToken?: Input<SecurityPolicyForwardIDToken | undefined>;
  /** The path to log a user out, clearing their credential cookies. */
  logoutPath?: Input<string | undefined>;
  /** Skips OIDC authentication when the request contains a header that will be extracted by the JWT filter. */
  passThroughAuthHeader?: Input<boolean | undefined>;
  /** The OIDC Provider configuration. */
  provider: Input<SecurityPolicyOidcProvider>;
  /** The redirect URL to be used in the OIDC [Authentication Request](https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest). */
  redirectURL?: Input<string | undefined>;
  /** RefreshToken indicates whether the Envoy should automatically refresh the id token and access token when they expire. @default true */
  refreshToken?: Input<boolean | undefined>;
  /** The OIDC resources to be used in the [Authentication Request](https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest). */
  resources?: Input<Input<string>[] | undefined>;
  /** The OIDC scopes to be used in the [Authentication Request](https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest). */
  scopes?: Input<Input<string>[] | undefined>;
}

export interface SecurityPolicyExtractFrom {
  /** Cookies is the names of the cookie to fetch the key from. */
  cookies?: Input<Input<string>[] | undefined>;
  /** Headers is the names of the header to fetch the key from. */
  headers?: Input<Input<string>[] | undefined>;
  /** Params is the names of the query parameter to fetch the key from. */
  params?: Input<Input<string>[] | undefined>;
}

export interface SecurityPolicyRule {
  /** Action defines the action to be taken if the rule matches. */
  action: Input<"Allow" | "Deny">;
  /** CEL specifies a Common Expression Language expression to evaluate for the request. */
  cel?: Input<string | undefined>;
  /** Name is a user-friendly name for the rule. */
  name?: Input<string | undefined>;
  /** Operation specifies the operation of a request, such as HTTP methods. */
  operation?: Input<SecurityPolicyOperation | undefined>;
  /** Principal specifies the client identity of a request. */
  principal?: Input<SecurityPolicyPrincipal | undefined>;
}

export interface SecurityPolicyBodyToExtAuth {
  /** MaxRequestBytes is the maximum size of a message body that the filter will hold in memory. */
  maxRequestBytes: Input<number>;
}

export interface SecurityPolicyContextExtension {
  /** Name of the context extension. */
  name: Input<string>;
  /** Type is the type of method to use to read the ContextExtension value. @default "Value" */
  type?: Input<"Value" | "ValueRef" | undefined>;
  /** Value of the context extension. */
  value?: Input<string | undefined>;
  /** ValueRef for the context extension's value. */
  valueRef?: Input<SecurityPolicyValueRef | undefined>;
}

export interface SecurityPolicyGrpc {
  /** BackendRef references a Kubernetes object that represents the backend server to which the authorization request will be sent. */
  backendRef?: Input<EnvoyProxyBackendRef | undefined>;
  /** BackendRefs references a Kubernetes object that represents the backend server to which the authorization request will be sent. */
  backendRefs?: Input<Input<EnvoyProxyProviderBackendRef>[] | undefined>;
  /** BackendSettings holds configuration for managing the connection to the backend. */
  backendSettings?: Input<EnvoyProxyBackendSettings | undefined>;
}

export interface SecurityPolicyHttp {
  /** BackendRef references a Kubernetes object that represents the backend server to which the authorization request will be sent. */
  backendRef?: Input<EnvoyProxyBackendRef | undefined>;
  /** BackendRefs references a Kubernetes object that represents the backend server to which the authorization request will be sent. */
  backendRefs?: Input<Input<EnvoyProxyProviderBackendRef>[] | undefined>;
  /** BackendSettings holds configuration for managing the connection to the backend. */
  backendSettings?: Input<EnvoyProxyBackendSettings | undefined>;
  /** HeadersToBackend are the authorization response headers that will be added to the original client request before sending it to the backend server. */
  headersToBackend?: Input<Input<string>[] | undefined>;
  /** Path is the path of the HTTP External Authorization service. */
  path?: Input<string | undefined>;
  /** PathOverride replaces the original request path in the authorization request. */
  pathOverride?: Input<string | undefined>;
}

export interface SecurityPolicyProvider {
  /** Audiences is a list of JWT audiences allowed access. */
  audiences?: Input<Input<string>[] | undefined>;
  /** ClaimToHeaders is a list of JWT claims that must be extracted into HTTP request headers For examples, following config: The claim must be of type; string, int, double, bool. */
  claimToHeaders?: Input<Input<SecurityPolicyClaimToHeader>[] | undefined>;
  /** ExtractFrom defines different ways to extract the JWT token from HTTP request. */
  extractFrom?: Input<SecurityPolicyProviderExtractFrom | undefined>;
  /** Issuer is the principal that issued the JWT and takes the form of a URL or email address. */
  issuer?: Input<string | undefined>;
  /** LocalJWKS defines how to get the JSON Web Key Sets (JWKS) from a local source. */
  localJWKS?: Input<SecurityPolicyLocalJWKS | undefined>;
  /** Name defines a unique name for the JWT provider. */
  name: Input<string>;
  /** RecomputeRoute clears the route cache and recalculates the routing decision. */
  recomputeRoute?: Input<boolean | undefined>;
  /** RemoteJWKS defines how to fetch and cache JSON Web Key Sets (JWKS) from a remote HTTP/HTTPS endpoint. */
  remoteJWKS?: Input<SecurityPolicyRemoteJWKS | undefined>;
}

export interface SecurityPolicyCookieConfig {
  sameSite?: Input<"Lax" | "Strict" | "None" | undefined>;
}

export interface SecurityPolicyCookieNames {
  /** The name of the cookie used to store the AccessToken in the [Authentication Request](https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest). */
  accessToken?: Input<string | undefined>;
  /** The name of the cookie used to store the IdToken in the [Authentication Request](https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest). */
  idToken?: Input<string | undefined>;
}

export interface SecurityPolicyDenyRedirect {
  /** Defines the headers to match against the request to deny redirect to the OIDC Provider. */
  headers: Input<Input<SecurityPolicyHeader>[]>;
}

export interface SecurityPolicyForwardIDToken {
  /** Header is the upstream request header that will carry the ID token. */
  header: Input<string>;
}

export interface SecurityPolicyOidcProvider {
  /** The OIDC Provider's [authorization endpoint](https://openid.net/specs/openid-connect-core-1_0.html#AuthorizationEndpoint). */
  authorizationEndpoint?: Input<string | undefined>;
  /** BackendRef references a Kubernetes object that represents the backend server to which the authorization request will be sent. */
  backendRef?: Input<EnvoyProxyBackendRef | undefined>;
  /** BackendRefs references a Kubernetes object that represents the backend server to which the authorization request will be sent. */
  backendRefs?: Input<Input<EnvoyProxyProviderBackendRef>[] | undefined>;
  /** BackendSettings holds configuration for managing the connection to the backend. */
  backendSettings?: Input<EnvoyProxyBackendSettings | undefined>;
  /** The OIDC Provider's [end session endpoint](https://openid.net/specs/openid-connect-core-1_0.html#RPLogout). */
  endSessionEndpoint?: Input<string | undefined>;
  /** The OIDC Provider's [issuer identifier](https://openid.net/specs/openid-connect-discovery-1_0.html#IssuerDiscovery). */
  issuer: Input<string>;
  /** The OIDC Provider's [token endpoint](https://openid.net/specs/openid-connect-core-1_0.html#TokenEndpoint). */
  tokenEndpoint?: Input<string | undefined>;
}

export interface SecurityPolicyOperation {
  /** Methods are the HTTP methods of the request. */
  methods?: Input<Input<"GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "CONNECT" | "OPTIONS" | "TRACE" | "PATCH">[] | undefined>;
  /** Path is the HTTP path of the request. */
  path?: Input<BackendTrafficPolicyClientSelectorPath | undefined>;
}

export interface SecurityPolicyPrincipal {
  /** ClientCIDRs are the IP CIDR ranges of the client. */
  clientCIDRs?: Input<Input<string>[] | undefined>;
  /** ClientIPGeoLocations authorizes the request based on geolocation metadata derived from the client IP. */
  clientIPGeoLocations?: Input<Input<SecurityPolicyClientIPGeoLocation>[] | undefined>;
  /** Headers authorize the request based on user identity extracted from custom headers. */
  headers?: Input<Input<SecurityPolicyPrincipalHeader>[] | undefined>;
  /** JWT authorize the request based on the JWT claims and scopes. */
  jwt?: Input<SecurityPolicyPrincipalJwt | undefined>;
}

export interface SecurityPolicyValueRef {
  /** Group is the group of the referent. */
  group: Input<string>;
  /** The key to select. */
  key: Input<string>;
  /** Kind is kind of the referent. */
  kind: Input<string>;
  /** Name is the name of the referent. */
  name: Input<string>;
}

export interface SecurityPolicyClaimToHeader {
  /** Claim is the JWT Claim that should be saved into the header : it can be a nested claim of type (eg. */
  claim: Input<string>;
  /** Header defines the name of the HTTP request header that the JWT Claim will be saved into. */
  header: Input<string>;
}

export interface SecurityPolicyProviderExtractFrom {
  /** Cookies represents a list of cookie names to extract the JWT token from. */
  cookies?: Input<Input<string>[] | undefined>;
  /** Headers represents a list of HTTP request headers to extract the JWT token from. */
  headers?: Input<Input<SecurityPolicyExtractFromHeader>[] | undefined>;
  /** Params represents a list of query parameters to extract the JWT token from. */
  params?: Input<Input<string>[] | undefined>;
}

export interface SecurityPolicyLocalJWKS {
  /** Inline contains the value as an inline string. */
  inline?: Input<string | undefined>;
  /** Type is the type of method to use to read the body value. @default "Inline" */
  type?: Input<"Inline" | "ValueRef" | undefined>;
  /** ValueRef is a reference to a local ConfigMap that contains the JSON Web Key Sets (JWKS). */
  valueRef?: Input<BackendCaCertificateRef | undefined>;
}

export interface SecurityPolicyRemoteJWKS {
  /** BackendRef references a Kubernetes object that represents the backend server to which the authorization request will be sent. */
  backendRef?: Input<EnvoyProxyBackendRef | undefined>;
  /** BackendRefs references a Kubernetes object that represents the backend server to which the authorization request will be sent. */
  backendRefs?: Input<Input<EnvoyProxyProviderBackendRef>[] | undefined>;
  /** BackendSettings holds configuration for managing the connection to the backend. */
  backendSettings?: Input<EnvoyProxyBackendSettings | undefined>;
  /** Duration is a string value representing a duration in time. @default "300s" */
  cacheDuration?: Input<string | undefined>;
  /** FailedRefetchDuration is the duration Envoy waits before re-fetching the JWKS after a failed fetch. */
  failedRefetchDuration?: Input<string | undefined>;
  /** URI is the HTTPS URI to fetch the JWKS. */
  uri: Input<string>;
}

export interface SecurityPolicyHeader {
  /** Specifies the name of the header in the request. */
  name: Input<string>;
  /** Type specifies how to match against a string. @default "Exact" */
  type?: Input<"Exact" | "Prefix" | "Suffix" | "RegularExpression" | undefined>;
  /** Value specifies the string value that the match must have. */
  value: Input<string>;
}

export interface SecurityPolicyClientIPGeoLocation {
  /** Anonymous matches anonymous network detection signals. */
  anonymous?: Input<SecurityPolicyAnonymous | undefined>;
  /** ASN is the autonomous system number associated with the client IP. */
  asn?: Input<number | undefined>;
  /** City is the city associated with the client IP. */
  city?: Input<string | undefined>;
  /** Country is the country ISO code associated with the client IP. */
  country?: Input<string | undefined>;
  /** ISP is the internet service provider associated with the client IP. */
  isp?: Input<string | undefined>;
  /** Region is the region ISO code associated with the client IP. */
  region?: Input<string | undefined>;
}

export interface SecurityPolicyPrincipalHeader {
  /** Name of the HTTP header. */
  name: Input<string>;
  /** Values are the values that the header must match. */
  values: Input<Input<string>[]>;
}

export interface SecurityPolicyPrincipalJwt {
  /** Claims are the claims in a JWT token. */
  claims?: Input<Input<SecurityPolicyClaim>[] | undefined>;
  /** Provider is the name of the JWT provider that used to verify the JWT token. */
  provider: Input<string>;
  /** Scopes are a special type of claim in a JWT token that represents the permissions of the client. */
  scopes?: Input<Input<string>[] | undefined>;
}

export interface SecurityPolicyExtractFromHeader {
  /** Name is the HTTP header name to retrieve the token */
  name: Input<string>;
  /** ValuePrefix is the prefix that should be stripped before extracting the token. */
  valuePrefix?: Input<string | undefined>;
}

export interface SecurityPolicyAnonymous {
  /** IsAnonymous matches whether the client IP is considered anonymous. */
  isAnonymous?: Input<boolean | undefined>;
  /** IsHosting matches whether the client IP belongs to a hosting provider. */
  isHosting?: Input<boolean | undefined>;
  /** IsProxy matches whether the client IP belongs to a public proxy. */
  isProxy?: Input<boolean | undefined>;
  /** IsTor matches whether the client IP belongs to a Tor exit node. */
  isTor?: Input<boolean | undefined>;
  /** IsVPN matches whether the client IP is detected as VPN. */
  isVPN?: Input<boolean | undefined>;
}

export interface SecurityPolicyClaim {
  /** Name is the name of the claim. */
  name: Input<string>;
  /** ValueType is the type of the claim value. @default "String" */
  valueType?: Input<"String" | "StringArray" | undefined>;
  /** Values are the values that the claim must match. */
  values: Input<Input<string>[]>;
}
