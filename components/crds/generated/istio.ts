// Generated from istio v1.31.1 by npm run generate:crds; do not edit.
import type { Input } from "@pulumi/pulumi";
import { defineKind } from "../define.ts";

/** Configuration for access control on workloads. */
export class AuthorizationPolicy extends defineKind<AuthorizationPolicySpec>("security.istio.io/v1", "AuthorizationPolicy") {}

/** Peer authentication configuration for workloads. */
export class PeerAuthentication extends defineKind<PeerAuthenticationSpec>("security.istio.io/v1", "PeerAuthentication") {}

export interface AuthorizationPolicySpec {
  /** Optional. */
  action?: Input<"ALLOW" | "DENY" | "AUDIT" | "CUSTOM" | undefined>;
  /** Specifies detailed configuration of the CUSTOM action. */
  provider?: Input<AuthorizationPolicyProvider | undefined>;
  /** Optional. */
  rules?: Input<Input<AuthorizationPolicyRule>[] | undefined>;
  /** Optional. */
  selector?: Input<AuthorizationPolicySelector | undefined>;
  targetRef?: Input<AuthorizationPolicyTargetRef | undefined>;
  /** Optional. */
  targetRefs?: Input<Input<AuthorizationPolicyTargetRef>[] | undefined>;
}

export interface AuthorizationPolicyProvider {
  /** Specifies the name of the extension provider. */
  name?: Input<string | undefined>;
}

export interface AuthorizationPolicyRule {
  /** Optional. */
  from?: Input<Input<AuthorizationPolicyFrom>[] | undefined>;
  /** Optional. */
  to?: Input<Input<AuthorizationPolicyTo>[] | undefined>;
  /** Optional. */
  when?: Input<Input<AuthorizationPolicyWhen>[] | undefined>;
}

export interface AuthorizationPolicySelector {
  /** One or more labels that indicate a specific set of pods/VMs on which a policy should be applied. */
  matchLabels?: Input<Record<string, Input<string>> | undefined>;
}

export interface AuthorizationPolicyTargetRef {
  /** group is the group of the target resource. */
  group?: Input<string | undefined>;
  /** kind is kind of the target resource. */
  kind: Input<string>;
  /** name is the name of the target resource. */
  name: Input<string>;
  /** namespace is the namespace of the referent. */
  namespace?: Input<string | undefined>;
}

export interface AuthorizationPolicyFrom {
  /** Source specifies the source of a request. */
  source?: Input<AuthorizationPolicySource | undefined>;
}

export interface AuthorizationPolicyTo {
  /** Operation specifies the operation of a request. */
  operation?: Input<AuthorizationPolicyOperation | undefined>;
}

export interface AuthorizationPolicyWhen {
  /** The name of an Istio attribute. */
  key: Input<string>;
  /** Optional. */
  notValues?: Input<Input<string>[] | undefined>;
  /** Optional. */
  values?: Input<Input<string>[] | undefined>;
}

export interface AuthorizationPolicySource {
  /** Optional. */
  ipBlocks?: Input<Input<string>[] | undefined>;
  /** Optional. */
  namespaces?: Input<Input<string>[] | undefined>;
  /** Optional. */
  notIpBlocks?: Input<Input<string>[] | undefined>;
  /** Optional. */
  notNamespaces?: Input<Input<string>[] | undefined>;
  /** Optional. */
  notPrincipals?: Input<Input<string>[] | undefined>;
  /** Optional. */
  notRemoteIpBlocks?: Input<Input<string>[] | undefined>;
  /** Optional. */
  notRequestPrincipals?: Input<Input<string>[] | undefined>;
  /** Optional. */
  notServiceAccounts?: Input<Input<string>[] | undefined>;
  /** Optional. */
  notTrustDomains?: Input<Input<string>[] | undefined>;
  /** Optional. */
  principals?: Input<Input<string>[] | undefined>;
  /** Optional. */
  remoteIpBlocks?: Input<Input<string>[] | undefined>;
  /** Optional. */
  requestPrincipals?: Input<Input<string>[] | undefined>;
  /** Optional. */
  serviceAccounts?: Input<Input<string>[] | undefined>;
  /** Optional. */
  trustDomains?: Input<Input<string>[] | undefined>;
}

export interface AuthorizationPolicyOperation {
  /** Optional. */
  hosts?: Input<Input<string>[] | undefined>;
  /** Optional. */
  methods?: Input<Input<string>[] | undefined>;
  /** Optional. */
  notHosts?: Input<Input<string>[] | undefined>;
  /** Optional. */
  notMethods?: Input<Input<string>[] | undefined>;
  /** Optional. */
  notPaths?: Input<Input<string>[] | undefined>;
  /** Optional. */
  notPorts?: Input<Input<string>[] | undefined>;
  /** Optional. */
  paths?: Input<Input<string>[] | undefined>;
  /** Optional. */
  ports?: Input<Input<string>[] | undefined>;
}

export interface PeerAuthenticationSpec {
  /** Mutual TLS settings for workload. */
  mtls?: Input<PeerAuthenticationMtls | undefined>;
  /** Port specific mutual TLS settings. */
  portLevelMtls?: Input<Record<string, Input<PeerAuthenticationMtls>> | undefined>;
  /** The selector determines the workloads to apply the PeerAuthentication on. */
  selector?: Input<AuthorizationPolicySelector | undefined>;
}

export interface PeerAuthenticationMtls {
  /** Defines the mTLS mode used for peer authentication. */
  mode?: Input<"UNSET" | "DISABLE" | "PERMISSIVE" | "STRICT" | undefined>;
}
