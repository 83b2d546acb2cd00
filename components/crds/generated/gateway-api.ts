// Generated from gateway-api v1.6.1 by npm run generate:crds; do not edit.
import type { core, meta } from "@pulumi/kubernetes/types/input.js";
import type { Input } from "@pulumi/pulumi";
import { defineKind } from "../define.ts";

/** BackendTLSPolicy provides a way to configure how a Gateway connects to a Backend via TLS. */
export class BackendTLSPolicy extends defineKind<BackendTLSPolicySpec>("gateway.networking.k8s.io/v1", "BackendTLSPolicy") {}

/** Gateway represents an instance of a service-traffic handling infrastructure by binding Listeners to a set of IP addresses. */
export class Gateway extends defineKind<GatewaySpec>("gateway.networking.k8s.io/v1", "Gateway") {}

/** GatewayClass describes a class of Gateways available to the user for creating Gateway resources. */
export class GatewayClass extends defineKind<GatewayClassSpec>("gateway.networking.k8s.io/v1", "GatewayClass") {}

/** HTTPRoute provides a way to route HTTP requests. */
export class HTTPRoute extends defineKind<HTTPRouteSpec>("gateway.networking.k8s.io/v1", "HTTPRoute") {}

/** ReferenceGrant identifies kinds of resources in other namespaces that are trusted to reference the specified kinds of resources in the same namespace as the policy. */
export class ReferenceGrant extends defineKind<ReferenceGrantSpec>("gateway.networking.k8s.io/v1", "ReferenceGrant") {}

export interface BackendTLSPolicySpec {
  /** Options are a list of key/value pairs to enable extended TLS configuration for each implementation. */
  options?: Input<Record<string, Input<string>> | undefined>;
  /** TargetRefs identifies an API object to apply the policy to. */
  targetRefs: Input<Input<BackendTLSPolicyTargetRef>[]>;
  /** Validation contains backend TLS validation configuration. */
  validation: Input<BackendTLSPolicyValidation>;
}

export interface BackendTLSPolicyTargetRef {
  /** Group is the group of the target resource. */
  group: Input<string>;
  /** Kind is kind of the target resource. */
  kind: Input<string>;
  /** Name is the name of the target resource. */
  name: Input<string>;
  /** SectionName is the name of a section within the target resource. */
  sectionName?: Input<string | undefined>;
}

export interface BackendTLSPolicyValidation {
  /** CACertificateRefs contains one or more references to Kubernetes objects that contain a PEM-encoded TLS CA certificate bundle, which is used to validate a TLS handshake between the Gateway and backend Pod. */
  caCertificateRefs?: Input<Input<BackendTLSPolicyCaCertificateRef>[] | undefined>;
  /** Hostname is used for two purposes in the connection between Gateways and backends: */
  hostname: Input<string>;
  /** SubjectAltNames contains one or more Subject Alternative Names. */
  subjectAltNames?: Input<Input<BackendTLSPolicySubjectAltName>[] | undefined>;
  /** WellKnownCACertificates specifies whether a well-known set of CA certificates may be used in the TLS handshake between the gateway and backend pod. */
  wellKnownCACertificates?: Input<string | undefined>;
}

export interface BackendTLSPolicyCaCertificateRef {
  /** Group is the group of the referent. */
  group: Input<string>;
  /** Kind is kind of the referent. */
  kind: Input<string>;
  /** Name is the name of the referent. */
  name: Input<string>;
}

export interface BackendTLSPolicySubjectAltName {
  /** Hostname contains Subject Alternative Name specified in DNS name format. */
  hostname?: Input<string | undefined>;
  /** Type determines the format of the Subject Alternative Name. */
  type: Input<"Hostname" | "URI">;
  /** URI contains Subject Alternative Name specified in a full URI format. */
  uri?: Input<string | undefined>;
}

export interface GatewaySpec {
  /** Addresses requested for this Gateway. */
  addresses?: Input<Input<GatewayAddress>[] | undefined>;
  /** AllowedListeners defines which ListenerSets can be attached to this Gateway. */
  allowedListeners?: Input<GatewayAllowedListeners | undefined>;
  /** DefaultScope, when set, configures the Gateway as a default Gateway, meaning it will dynamically and implicitly have Routes (e.g. HTTPRoute) attached to it, according to the scope configured here. */
  defaultScope?: Input<"All" | "None" | undefined>;
  /** GatewayClassName used for this Gateway. */
  gatewayClassName: Input<string>;
  /** Infrastructure defines infrastructure level attributes about this Gateway instance. */
  infrastructure?: Input<GatewayInfrastructure | undefined>;
  /** Listeners associated with this Gateway. */
  listeners: Input<Input<GatewayListener>[]>;
  /** TLS specifies frontend and backend tls configuration for entire gateway. */
  tls?: Input<GatewayTls | undefined>;
}

export interface GatewayAddress {
  /** Type of the address. @default "IPAddress" */
  type?: Input<string | undefined>;
  /** When a value is unspecified, an implementation SHOULD automatically assign an address matching the requested type if possible. */
  value?: Input<string | undefined>;
}

export interface GatewayAllowedListeners {
  /** Namespaces defines which namespaces ListenerSets can be attached to this Gateway. */
  namespaces?: Input<GatewayNamespaces | undefined>;
}

export interface GatewayInfrastructure {
  /** Annotations that SHOULD be applied to any resources created in response to this Gateway. */
  annotations?: Input<Record<string, Input<string>> | undefined>;
  /** Labels that SHOULD be applied to any resources created in response to this Gateway. */
  labels?: Input<Record<string, Input<string>> | undefined>;
  /** ParametersRef is a reference to a resource that contains the configuration parameters corresponding to the Gateway. */
  parametersRef?: Input<BackendTLSPolicyCaCertificateRef | undefined>;
}

export interface GatewayListener {
  /** AllowedRoutes defines the types of routes that MAY be attached to a Listener and the trusted namespaces where those Route resources MAY be present. */
  allowedRoutes?: Input<GatewayAllowedRoutes | undefined>;
  /** Hostname specifies the virtual hostname to match for protocol types that define this concept. */
  hostname?: Input<string | undefined>;
  /** Name is the name of the Listener. */
  name: Input<string>;
  /** Port is the network port. */
  port: Input<number>;
  /** Protocol specifies the network protocol this listener expects to receive. */
  protocol: Input<string>;
  /** TLS is the TLS configuration for the Listener. */
  tls?: Input<GatewayListenerTls | undefined>;
}

export interface GatewayTls {
  /** Backend describes TLS configuration for gateway when connecting to backends. */
  backend?: Input<GatewayBackend | undefined>;
  /** Frontend describes TLS config when client connects to Gateway. */
  frontend?: Input<GatewayFrontend | undefined>;
}

export interface GatewayNamespaces {
  /** From indicates where ListenerSets can attach to this Gateway. @default "None" */
  from?: Input<"All" | "Selector" | "Same" | "None" | undefined>;
  /** Selector must be specified when From is set to "Selector". */
  selector?: Input<meta.v1.LabelSelector | undefined>;
}

export interface GatewayAllowedRoutes {
  /** Kinds specifies the groups and kinds of Routes that are allowed to bind to this Gateway Listener. */
  kinds?: Input<Input<GatewayKind>[] | undefined>;
  /** Namespaces indicates namespaces from which Routes may be attached to this Listener. */
  namespaces?: Input<GatewayAllowedRoutesNamespaces | undefined>;
}

export interface GatewayListenerTls {
  /** CertificateRefs contains a series of references to Kubernetes objects that contains TLS certificates and private keys. */
  certificateRefs?: Input<Input<GatewayCertificateRef>[] | undefined>;
  /** Mode defines the TLS behavior for the TLS session initiated by the client. @default "Terminate" */
  mode?: Input<"Terminate" | "Passthrough" | undefined>;
  /** Options are a list of key/value pairs to enable extended TLS configuration for each implementation. */
  options?: Input<Record<string, Input<string>> | undefined>;
}

export interface GatewayBackend {
  /** ClientCertificateRef references an object that contains a client certificate and its associated private key. */
  clientCertificateRef?: Input<GatewayCertificateRef | undefined>;
}

export interface GatewayFrontend {
  /** Default specifies the default client certificate validation configuration for all Listeners handling HTTPS traffic, unless a per-port configuration is defined. */
  default: Input<GatewayDefault>;
  /** PerPort specifies tls configuration assigned per port. */
  perPort?: Input<Input<GatewayPerPort>[] | undefined>;
}

export interface GatewayKind {
  /** Group is the group of the Route. @default "gateway.networking.k8s.io" */
  group?: Input<string | undefined>;
  /** Kind is the kind of the Route. */
  kind: Input<string>;
}

export interface GatewayAllowedRoutesNamespaces {
  /** From indicates where Routes will be selected for this Gateway. @default "Same" */
  from?: Input<"All" | "Selector" | "Same" | undefined>;
  /** Selector must be specified when From is set to "Selector". */
  selector?: Input<meta.v1.LabelSelector | undefined>;
}

export interface GatewayCertificateRef {
  /** Group is the group of the referent. @default "" */
  group?: Input<string | undefined>;
  /** Kind is kind of the referent. @default "Secret" */
  kind?: Input<string | undefined>;
  /** Name is the name of the referent. */
  name: Input<string>;
  /** Namespace is the namespace of the referenced object. */
  namespace?: Input<string | undefined>;
}

export interface GatewayDefault {
  /** Validation holds configuration information for validating the frontend (client). */
  validation?: Input<GatewayValidation | undefined>;
}

export interface GatewayPerPort {
  /** The Port indicates the Port Number to which the TLS configuration will be applied. */
  port: Input<number>;
  /** TLS store the configuration that will be applied to all Listeners handling HTTPS traffic and matching given port. */
  tls: Input<GatewayDefault>;
}

export interface GatewayValidation {
  /** CACertificateRefs contains one or more references to Kubernetes objects that contain a PEM-encoded TLS CA certificate bundle, which is used as a trust anchor to validate the certificates presented by the client. */
  caCertificateRefs: Input<Input<GatewayCaCertificateRef>[]>;
  /** FrontendValidationMode defines the mode for validating the client certificate. @default "AllowValidOnly" */
  mode?: Input<"AllowValidOnly" | "AllowInsecureFallback" | undefined>;
}

export interface GatewayCaCertificateRef {
  /** Group is the group of the referent. */
  group: Input<string>;
  /** Kind is kind of the referent. */
  kind: Input<string>;
  /** Name is the name of the referent. */
  name: Input<string>;
  /** Namespace is the namespace of the referenced object. */
  namespace?: Input<string | undefined>;
}

export interface GatewayClassSpec {
  /** ControllerName is the name of the controller that is managing Gateways of this class. */
  controllerName: Input<string>;
  /** Description helps describe a GatewayClass with more details. */
  description?: Input<string | undefined>;
  /** ParametersRef is a reference to a resource that contains the configuration parameters corresponding to the GatewayClass. */
  parametersRef?: Input<GatewayClassParametersRef | undefined>;
}

export interface GatewayClassParametersRef {
  /** Group is the group of the referent. */
  group: Input<string>;
  /** Kind is kind of the referent. */
  kind: Input<string>;
  /** Name is the name of the referent. */
  name: Input<string>;
  /** Namespace is the namespace of the referent. */
  namespace?: Input<string | undefined>;
}

export interface HTTPRouteSpec {
  /** Hostnames defines a set of hostnames that should match against the HTTP Host header to select a HTTPRoute used to process the request. */
  hostnames?: Input<Input<string>[] | undefined>;
  /** ParentRefs references the resources (usually Gateways) that a Route wants to be attached to. */
  parentRefs?: Input<Input<HTTPRouteParentRef>[] | undefined>;
  /** Rules are a list of HTTP matchers, filters and actions. */
  rules?: Input<Input<HTTPRouteRule>[] | undefined>;
  /** UseDefaultGateways indicates the default Gateway scope to use for this Route. */
  useDefaultGateways?: Input<"All" | "None" | undefined>;
}

export interface HTTPRouteParentRef {
  /** Group is the group of the referent. @default "gateway.networking.k8s.io" */
  group?: Input<string | undefined>;
  /** Kind is kind of the referent. @default "Gateway" */
  kind?: Input<string | undefined>;
  /** Name is the name of the referent. */
  name: Input<string>;
  /** Namespace is the namespace of the referent. */
  namespace?: Input<string | undefined>;
  /** Port is the network port this Route targets. */
  port?: Input<number | undefined>;
  /** SectionName is the name of a section within the target resource. */
  sectionName?: Input<string | undefined>;
}

export interface HTTPRouteRule {
  /** BackendRefs defines the backend(s) where matching requests should be sent. */
  backendRefs?: Input<Input<HTTPRouteBackendRef>[] | undefined>;
  /** Filters define the filters that are applied to requests that match this rule. */
  filters?: Input<Input<HTTPRouteFilter>[] | undefined>;
  /** Matches define conditions used for matching the rule against incoming HTTP requests. */
  matches?: Input<Input<HTTPRouteMatch>[] | undefined>;
  /** Name is the name of the route rule. */
  name?: Input<string | undefined>;
  /** Retry defines the configuration for when to retry an HTTP request. */
  retry?: Input<HTTPRouteRetry | undefined>;
  /** SessionPersistence defines and configures session persistence for the route rule. */
  sessionPersistence?: Input<HTTPRouteSessionPersistence | undefined>;
  /** Timeouts defines the timeouts that can be configured for an HTTP request. */
  timeouts?: Input<HTTPRouteTimeouts | undefined>;
}

export interface HTTPRouteBackendRef {
  /** Filters defined at this level should be executed if and only if the request is being forwarded to the backend defined here. */
  filters?: Input<Input<HTTPRouteFilter>[] | undefined>;
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

export interface HTTPRouteFilter {
  /** CORS defines a schema for a filter that responds to the cross-origin request based on HTTP response header. */
  cors?: Input<HTTPRouteCors | undefined>;
  /** ExtensionRef is an optional, implementation-specific extension to the "filter" behavior. */
  extensionRef?: Input<BackendTLSPolicyCaCertificateRef | undefined>;
  /** ExternalAuth configures settings related to sending request details to an external auth service. */
  externalAuth?: Input<HTTPRouteExternalAuth | undefined>;
  /** RequestHeaderModifier defines a schema for a filter that modifies request headers. */
  requestHeaderModifier?: Input<HTTPRouteRequestHeaderModifier | undefined>;
  /** RequestMirror defines a schema for a filter that mirrors requests. */
  requestMirror?: Input<HTTPRouteRequestMirror | undefined>;
  /** RequestRedirect defines a schema for a filter that responds to the request with an HTTP redirection. */
  requestRedirect?: Input<HTTPRouteRequestRedirect | undefined>;
  /** ResponseHeaderModifier defines a schema for a filter that modifies response headers. */
  responseHeaderModifier?: Input<HTTPRouteRequestHeaderModifier | undefined>;
  /** Type identifies the type of filter to apply. */
  type: Input<"RequestHeaderModifier" | "ResponseHeaderModifier" | "RequestMirror" | "RequestRedirect" | "URLRewrite" | "ExtensionRef" | "CORS" | "ExternalAuth">;
  /** URLRewrite defines a schema for a filter that modifies a request during forwarding. */
  urlRewrite?: Input<HTTPRouteUrlRewrite | undefined>;
}

export interface HTTPRouteMatch {
  /** Headers specifies HTTP request header matchers. */
  headers?: Input<Input<HTTPRouteHeader>[] | undefined>;
  /** Method specifies HTTP method matcher. */
  method?: Input<"GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "CONNECT" | "OPTIONS" | "TRACE" | "PATCH" | undefined>;
  /** Path specifies a HTTP request path matcher. */
  path?: Input<HTTPRoutePath | undefined>;
  /** QueryParams specifies HTTP query parameter matchers. */
  queryParams?: Input<Input<HTTPRouteQueryParam>[] | undefined>;
}

export interface HTTPRouteRetry {
  /** Attempts specifies the maximum number of times an individual request from the gateway to a backend should be retried. */
  attempts?: Input<number | undefined>;
  /** Backoff specifies the minimum duration a Gateway should wait between retry attempts and is represented in Gateway API Duration formatting. */
  backoff?: Input<string | undefined>;
  /** Codes defines the HTTP response status codes for which a backend request should be retried. */
  codes?: Input<Input<number>[] | undefined>;
}

export interface HTTPRouteSessionPersistence {
  /** AbsoluteTimeout defines the absolute timeout of the persistent session. */
  absoluteTimeout?: Input<string | undefined>;
  /** CookieConfig provides configuration settings that are specific to cookie-based session persistence. */
  cookieConfig?: Input<HTTPRouteCookieConfig | undefined>;
  /** SessionName defines the name of the persistent session token which may be reflected in the cookie or the header. */
  sessionName?: Input<string | undefined>;
  /** Type defines the type of session persistence such as through the use of a header or cookie. @default "Cookie" */
  type?: Input<"Cookie" | "Header" | undefined>;
}

export interface HTTPRouteTimeouts {
  /** BackendRequest specifies a timeout for an individual request from the gateway to a backend. */
  backendRequest?: Input<string | undefined>;
  /** Request specifies the maximum duration for a gateway to respond to an HTTP request. */
  request?: Input<string | undefined>;
}

export interface HTTPRouteCors {
  /** AllowCredentials indicates whether the actual cross-origin request allows to include credentials. */
  allowCredentials?: Input<boolean | undefined>;
  /** AllowHeaders indicates which HTTP request headers are supported for accessing the requested resource. */
  allowHeaders?: Input<Input<string>[] | undefined>;
  /** AllowMethods indicates which HTTP methods are supported for accessing the requested resource. */
  allowMethods?: Input<Input<"GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "CONNECT" | "OPTIONS" | "TRACE" | "PATCH" | "*">[] | undefined>;
  /** AllowOrigins indicates whether the response can be shared with requested resource from the given `Origin`. */
  allowOrigins?: Input<Input<string>[] | undefined>;
  /** ExposeHeaders indicates which HTTP response headers can be exposed to client-side scripts in response to a cross-origin request. */
  exposeHeaders?: Input<Input<string>[] | undefined>;
  /** MaxAge indicates the duration (in seconds) for the client to cache the results of a "preflight" request. @default 5 */
  maxAge?: Input<number | undefined>;
}

export interface HTTPRouteExternalAuth {
  /** BackendRef is a reference to a backend to send authorization requests to. */
  backendRef: Input<HTTPRouteExternalAuthBackendRef>;
  /** ForwardBody controls if requests to the authorization server should include the body of the client request; and if so, how big that body is allowed to be. */
  forwardBody?: Input<HTTPRouteForwardBody | undefined>;
  /** GRPCAuthConfig contains configuration for communication with ext_authz protocol-speaking backends. */
  grpc?: Input<HTTPRouteGrpc | undefined>;
  /** HTTPAuthConfig contains configuration for communication with HTTP-speaking backends. */
  http?: Input<HTTPRouteHttp | undefined>;
  /** ExternalAuthProtocol describes which protocol to use when communicating with an ext_authz authorization server. */
  protocol: Input<"HTTP" | "GRPC">;
}

export interface HTTPRouteRequestHeaderModifier {
  /** Add adds the given header(s) (name, value) to the request before the action. */
  add?: Input<Input<core.v1.EnvVar>[] | undefined>;
  /** Remove the given header(s) from the HTTP request before the action. */
  remove?: Input<Input<string>[] | undefined>;
  /** Set overwrites the request with the given header (name, value) before the action. */
  set?: Input<Input<core.v1.EnvVar>[] | undefined>;
}

export interface HTTPRouteRequestMirror {
  /** BackendRef references a resource where mirrored requests are sent. */
  backendRef: Input<HTTPRouteExternalAuthBackendRef>;
  /** Fraction represents the fraction of requests that should be mirrored to BackendRef. */
  fraction?: Input<HTTPRouteFraction | undefined>;
  /** Percent represents the percentage of requests that should be mirrored to BackendRef. */
  percent?: Input<number | undefined>;
}

export interface HTTPRouteRequestRedirect {
  /** Hostname is the hostname to be used in the value of the `Location` header in the response. */
  hostname?: Input<string | undefined>;
  /** Path defines parameters used to modify the path of the incoming request. */
  path?: Input<HTTPRouteRequestRedirectPath | undefined>;
  /** Port is the port to be used in the value of the `Location` header in the response. */
  port?: Input<number | undefined>;
  /** Scheme is the scheme to be used in the value of the `Location` header in the response. */
  scheme?: Input<"http" | "https" | undefined>;
  /** StatusCode is the HTTP status code to be used in response. @default 302 */
  statusCode?: Input<301 | 302 | 303 | 307 | 308 | undefined>;
}

export interface HTTPRouteUrlRewrite {
  /** Hostname is the value to be used to replace the Host header value during forwarding. */
  hostname?: Input<string | undefined>;
  /** Path defines a path rewrite. */
  path?: Input<HTTPRouteRequestRedirectPath | undefined>;
}

export interface HTTPRouteHeader {
  /** Name is the name of the HTTP Header to be matched. */
  name: Input<string>;
  /** Type specifies how to match against the value of the header. @default "Exact" */
  type?: Input<"Exact" | "RegularExpression" | undefined>;
  /** Value is the value of HTTP Header to be matched. */
  value: Input<string>;
}

export interface HTTPRoutePath {
  /** Type specifies how to match against the path Value. @default "PathPrefix" */
  type?: Input<"Exact" | "PathPrefix" | "RegularExpression" | undefined>;
  /** Value of the HTTP path to match against. @default "/" */
  value?: Input<string | undefined>;
}

export interface HTTPRouteQueryParam {
  /** Name is the name of the HTTP query param to be matched. */
  name: Input<string>;
  /** Type specifies how to match against the value of the query parameter. @default "Exact" */
  type?: Input<"Exact" | "RegularExpression" | undefined>;
  /** Value is the value of HTTP query param to be matched. */
  value: Input<string>;
}

export interface HTTPRouteCookieConfig {
  /** LifetimeType specifies whether the cookie has a permanent or session-based lifetime. @default "Session" */
  lifetimeType?: Input<"Permanent" | "Session" | undefined>;
}

export interface HTTPRouteExternalAuthBackendRef {
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

export interface HTTPRouteForwardBody {
  /** MaxSize specifies how large in bytes the largest body that will be buffered and sent to the authorization server. */
  maxSize?: Input<number | undefined>;
}

export interface HTTPRouteGrpc {
  /** AllowedRequestHeaders specifies what headers from the client request will be sent to the authorization server. */
  allowedHeaders?: Input<Input<string>[] | undefined>;
}

export interface HTTPRouteHttp {
  /** AllowedRequestHeaders specifies what additional headers from the client request will be sent to the authorization server. */
  allowedHeaders?: Input<Input<string>[] | undefined>;
  /** AllowedResponseHeaders specifies what headers from the authorization response will be copied into the request to the backend. */
  allowedResponseHeaders?: Input<Input<string>[] | undefined>;
  /** Path sets the prefix that paths from the client request will have added when forwarded to the authorization server. */
  path?: Input<string | undefined>;
}

export interface HTTPRouteFraction {
  /** @default 100 */
  denominator?: Input<number | undefined>;
  numerator: Input<number>;
}

export interface HTTPRouteRequestRedirectPath {
  /** ReplaceFullPath specifies the value with which to replace the full path of a request during a rewrite or redirect. */
  replaceFullPath?: Input<string | undefined>;
  /** ReplacePrefixMatch specifies the value with which to replace the prefix match of a request during a rewrite or redirect. */
  replacePrefixMatch?: Input<string | undefined>;
  /** Type defines the type of path modifier. */
  type: Input<"ReplaceFullPath" | "ReplacePrefixMatch">;
}

export interface ReferenceGrantSpec {
  /** From describes the trusted namespaces and kinds that can reference the resources described in "To". */
  from: Input<Input<ReferenceGrantFrom>[]>;
  /** To describes the resources that may be referenced by the resources described in "From". */
  to: Input<Input<ReferenceGrantTo>[]>;
}

export interface ReferenceGrantFrom {
  /** Group is the group of the referent. */
  group: Input<string>;
  /** Kind is the kind of the referent. */
  kind: Input<string>;
  /** Namespace is the namespace of the referent. */
  namespace: Input<string>;
}

export interface ReferenceGrantTo {
  /** Group is the group of the referent. */
  group: Input<string>;
  /** Kind is the kind of the referent. */
  kind: Input<string>;
  /** Name is the name of the referent. */
  name?: Input<string | undefined>;
}
