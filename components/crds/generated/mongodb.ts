// Generated from mongodb v0.9.0 by npm run generate:crds; do not edit.
import type { apps, meta } from "@pulumi/kubernetes/types/input.js";
import type { Input } from "@pulumi/pulumi";
import { defineKind } from "../define.ts";
import type { Json } from "../define.ts";

/** MongoDBCommunity is the Schema for the mongodbs API */
export class MongoDBCommunity extends defineKind<MongoDBCommunitySpec>("mongodbcommunity.mongodb.com/v1", "MongoDBCommunity") {}

export interface MongoDBCommunitySpec {
  /** Additional options to be appended to the connection string. */
  additionalConnectionStringConfig?: Input<Record<string, Input<Json>> | undefined>;
  /** AdditionalMongodConfig is additional configuration that can be passed to each data-bearing mongod at runtime. */
  additionalMongodConfig?: Input<Record<string, Input<Json>> | undefined>;
  /** AgentConfiguration sets options for the MongoDB automation agent */
  agent?: Input<MongoDBCommunityAgent | undefined>;
  /** Arbiters is the number of arbiters to add to the Replica Set. */
  arbiters?: Input<number | undefined>;
  /** AutomationConfigOverride is merged on top of the operator created automation config. */
  automationConfig?: Input<MongoDBCommunityAutomationConfig | undefined>;
  /** FeatureCompatibilityVersion configures the feature compatibility version that will be set for the deployment */
  featureCompatibilityVersion?: Input<string | undefined>;
  /** Members is the number of members in the replica set */
  members?: Input<number | undefined>;
  /** Prometheus configurations. */
  prometheus?: Input<MongoDBCommunityPrometheus | undefined>;
  /** ReplicaSetHorizons Add this parameter and values if you need your database to be accessed outside of Kubernetes. */
  replicaSetHorizons?: Input<Input<Record<string, Input<string>>>[] | undefined>;
  /** Security configures security features, such as TLS, and authentication settings for a deployment */
  security: Input<MongoDBCommunitySecurity>;
  /** StatefulSetConfiguration holds the optional custom StatefulSet that should be merged into the operator created one. */
  statefulSet?: Input<{ metadata?: Input<meta.v1.ObjectMeta>; spec: Input<Partial<apps.v1.StatefulSetSpec>> } | undefined>;
  /** Type defines which type of MongoDB deployment the resource should create */
  type: Input<"ReplicaSet">;
  /** Users specifies the MongoDB users that should be configured in your deployment */
  users: Input<Input<MongoDBCommunityUser>[]>;
  /** Version defines which version of MongoDB will be used */
  version?: Input<string | undefined>;
}

export interface MongoDBCommunityAgent {
  logFile?: Input<string | undefined>;
  logLevel?: Input<string | undefined>;
  /** LogRotate if enabled, will enable LogRotate for all processes. */
  logRotate?: Input<MongoDBCommunityLogRotate | undefined>;
  maxLogFileDurationHours?: Input<number | undefined>;
  /** SystemLog configures system log of mongod */
  systemLog?: Input<MongoDBCommunitySystemLog | undefined>;
}

export interface MongoDBCommunityAutomationConfig {
  processes: Input<Input<MongoDBCommunityProcess>[]>;
}

export interface MongoDBCommunityPrometheus {
  /** Indicates path to the metrics endpoint. */
  metricsPath?: Input<string | undefined>;
  /** Name of a Secret containing a HTTP Basic Auth Password. */
  passwordSecretRef: Input<MongoDBCommunityPasswordSecretRef>;
  /** Port where metrics endpoint will bind to. */
  port?: Input<number | undefined>;
  /** Name of a Secret (type kubernetes.io/tls) holding the certificates to use in the Prometheus endpoint. */
  tlsSecretKeyRef?: Input<MongoDBCommunityPasswordSecretRef | undefined>;
  /** HTTP Basic Auth Username for metrics endpoint. */
  username: Input<string>;
}

export interface MongoDBCommunitySecurity {
  authentication?: Input<MongoDBCommunityAuthentication | undefined>;
  /** User-specified custom MongoDB roles that should be configured in the deployment. */
  roles?: Input<Input<MongoDBCommunityRole>[] | undefined>;
  /** TLS configuration for both client-server and server-server communication */
  tls?: Input<MongoDBCommunityTls | undefined>;
}

export interface MongoDBCommunityUser {
  /** Additional options to be appended to the connection string. */
  additionalConnectionStringConfig?: Input<Record<string, Input<Json>> | undefined>;
  /** ConnectionStringSecretName is the name of the secret object created by the operator which exposes the connection strings for the user. */
  connectionStringSecretName?: Input<string | undefined>;
  /** DB is the database the user is stored in. @default "admin" */
  db?: Input<string | undefined>;
  /** Name is the username of the user */
  name: Input<string>;
  /** PasswordSecretRef is a reference to the secret containing this user's password */
  passwordSecretRef?: Input<MongoDBCommunityPasswordSecretRef | undefined>;
  /** Roles is an array of roles assigned to this user */
  roles: Input<Input<MongoDBCommunityUserRole>[]>;
  /** ScramCredentialsSecretName appended by string "scram-credentials" is the name of the secret object created by the mongoDB operator for storing SCRAM credentials These secrets names must be different for each user in a deployment. */
  scramCredentialsSecretName?: Input<string | undefined>;
}

export interface MongoDBCommunityLogRotate {
  /** set to 'true' to have the Automation Agent rotate the audit files along with mongodb log files */
  includeAuditLogsWithMongoDBLogs?: Input<boolean | undefined>;
  /** maximum number of log files to have total */
  numTotal?: Input<number | undefined>;
  /** maximum number of log files to leave uncompressed */
  numUncompressed?: Input<number | undefined>;
  /** Maximum percentage of the total disk space these log files should take up. */
  percentOfDiskspace?: Input<string | undefined>;
  /** Maximum size for an individual log file before rotation. */
  sizeThresholdMB: Input<string>;
  /** maximum hours for an individual log file before rotation */
  timeThresholdHrs: Input<number>;
}

export interface MongoDBCommunitySystemLog {
  destination: Input<string>;
  logAppend: Input<boolean>;
  path: Input<string>;
}

export interface MongoDBCommunityProcess {
  disabled: Input<boolean>;
  /** CrdLogRotate is the crd definition of LogRotate including fields in strings while the agent supports them as float64 */
  logRotate?: Input<MongoDBCommunityLogRotate | undefined>;
  name: Input<string>;
}

export interface MongoDBCommunityPasswordSecretRef {
  /** Key is the key in the secret storing this password. */
  key?: Input<string | undefined>;
  /** Name is the name of the secret storing this user's password */
  name: Input<string>;
}

export interface MongoDBCommunityAuthentication {
  /** AgentCertificateSecret is a reference to a Secret containing the certificate and the key for the automation agent The secret needs to have available: - certificate under key: "tls.crt" - private key under key: "tls.key" If additionally, … */
  agentCertificateSecretRef?: Input<MongoDBCommunityAgentCertificateSecretRef | undefined>;
  /** AgentMode contains the authentication mode used by the automation agent. */
  agentMode?: Input<"SCRAM" | "SCRAM-SHA-256" | "SCRAM-SHA-1" | "X509" | undefined>;
  /** @default true */
  ignoreUnknownUsers?: Input<boolean | undefined>;
  /** Modes is an array specifying which authentication methods should be enabled. */
  modes: Input<Input<"SCRAM" | "SCRAM-SHA-256" | "SCRAM-SHA-1" | "X509">[]>;
}

export interface MongoDBCommunityRole {
  /** The authentication restrictions the server enforces on the role. */
  authenticationRestrictions?: Input<Input<MongoDBCommunityAuthenticationRestriction>[] | undefined>;
  /** The database of the role. */
  db: Input<string>;
  /** The privileges to grant the role. */
  privileges: Input<Input<MongoDBCommunityPrivilege>[]>;
  /** The name of the role. */
  role: Input<string>;
  /** An array of roles from which this role inherits privileges. */
  roles?: Input<Input<MongoDBCommunityUserRole>[] | undefined>;
}

export interface MongoDBCommunityTls {
  /** CaCertificateSecret is a reference to a Secret containing the certificate for the CA which signed the server certificates The certificate is expected to be available under the key "ca.crt" */
  caCertificateSecretRef?: Input<MongoDBCommunityAgentCertificateSecretRef | undefined>;
  /** CaConfigMap is a reference to a ConfigMap containing the certificate for the CA which signed the server certificates The certificate is expected to be available under the key "ca.crt" This field is ignored when CaCertificateSecretRef is … */
  caConfigMapRef?: Input<MongoDBCommunityAgentCertificateSecretRef | undefined>;
  /** CertificateKeySecret is a reference to a Secret containing a private key and certificate to use for TLS. */
  certificateKeySecretRef?: Input<MongoDBCommunityAgentCertificateSecretRef | undefined>;
  enabled: Input<boolean>;
  /** Optional configures if TLS should be required or optional for connections */
  optional?: Input<boolean | undefined>;
}

export interface MongoDBCommunityUserRole {
  /** DB is the database the role can act on */
  db: Input<string>;
  /** Name is the name of the role */
  name: Input<string>;
}

export interface MongoDBCommunityAgentCertificateSecretRef {
  /** Name of the referent. */
  name?: Input<string | undefined>;
}

export interface MongoDBCommunityAuthenticationRestriction {
  clientSource: Input<Input<string>[]>;
  serverAddress: Input<Input<string>[]>;
}

export interface MongoDBCommunityPrivilege {
  actions: Input<Input<string>[]>;
  /** Resource specifies specifies the resources upon which a privilege permits actions. */
  resource: Input<MongoDBCommunityResource>;
}

export interface MongoDBCommunityResource {
  anyResource?: Input<boolean | undefined>;
  cluster?: Input<boolean | undefined>;
  collection?: Input<string | undefined>;
  db?: Input<string | undefined>;
}
