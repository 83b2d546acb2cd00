// Generated from rabbitmq-topology v1.17.4 by npm run generate:crds; do not edit.
import type { Input } from "@pulumi/pulumi";
import { defineKind } from "../define.ts";
import type { Json } from "../define.ts";

/** Binding is the Schema for the bindings API */
export class Binding extends defineKind<BindingSpec>("rabbitmq.com/v1beta1", "Binding") {}

/** Exchange is the Schema for the exchanges API */
export class Exchange extends defineKind<ExchangeSpec>("rabbitmq.com/v1beta1", "Exchange") {}

/** Permission is the Schema for the permissions API */
export class Permission extends defineKind<PermissionSpec>("rabbitmq.com/v1beta1", "Permission") {}

/** Policy is the Schema for the policies API */
export class Policy extends defineKind<PolicySpec>("rabbitmq.com/v1beta1", "Policy") {}

/** Queue is the Schema for the queues API */
export class Queue extends defineKind<QueueSpec>("rabbitmq.com/v1beta1", "Queue") {}

/** User is the Schema for the users API. */
export class User extends defineKind<UserSpec>("rabbitmq.com/v1beta1", "User") {}

/** Vhost is the Schema for the vhosts API */
export class Vhost extends defineKind<VhostSpec>("rabbitmq.com/v1beta1", "Vhost") {}

export interface BindingSpec {
  /** Cannot be updated */
  arguments?: Input<Record<string, Input<Json>> | undefined>;
  /** Cannot be updated */
  destination?: Input<string | undefined>;
  /** Cannot be updated */
  destinationType?: Input<"exchange" | "queue" | undefined>;
  /** Reference to the RabbitmqCluster that the binding will be created in. */
  rabbitmqClusterReference: Input<BindingRabbitmqClusterReference>;
  /** Cannot be updated */
  routingKey?: Input<string | undefined>;
  /** Cannot be updated */
  source?: Input<string | undefined>;
  /** Default to vhost '/'; cannot be updated @default "/" */
  vhost?: Input<string | undefined>;
}

export interface BindingRabbitmqClusterReference {
  /** Secret contains the http management uri for the RabbitMQ cluster. */
  connectionSecret?: Input<BindingConnectionSecret | undefined>;
  /** The name of the RabbitMQ cluster to reference. */
  name?: Input<string | undefined>;
  /** The namespace of the RabbitMQ cluster to reference. */
  namespace?: Input<string | undefined>;
}

export interface BindingConnectionSecret {
  /** Name of the referent. @default "" */
  name?: Input<string | undefined>;
}

export interface ExchangeSpec {
  arguments?: Input<Record<string, Input<Json>> | undefined>;
  /** Cannot be updated */
  autoDelete?: Input<boolean | undefined>;
  /** Cannot be updated */
  durable?: Input<boolean | undefined>;
  /** Required property; cannot be updated */
  name: Input<string>;
  /** Reference to the RabbitmqCluster that the exchange will be created in. */
  rabbitmqClusterReference: Input<BindingRabbitmqClusterReference>;
  /** Cannot be updated @default "direct" */
  type?: Input<string | undefined>;
  /** Default to vhost '/'; cannot be updated @default "/" */
  vhost?: Input<string | undefined>;
}

export interface PermissionSpec {
  /** Permissions to grant to the user in the specific vhost; required property. */
  permissions: Input<PermissionPermissions>;
  /** Reference to the RabbitmqCluster that both the provided user and vhost are. */
  rabbitmqClusterReference: Input<BindingRabbitmqClusterReference>;
  /** Name of an existing user; must provide user or userReference, else create/update will fail; cannot be updated */
  user?: Input<string | undefined>;
  /** Reference to an existing user.rabbitmq.com object; must provide user or userReference, else create/update will fail; cannot be updated */
  userReference?: Input<BindingConnectionSecret | undefined>;
  /** Name of an existing vhost; required property; cannot be updated */
  vhost: Input<string>;
}

export interface PermissionPermissions {
  configure?: Input<string | undefined>;
  read?: Input<string | undefined>;
  write?: Input<string | undefined>;
}

export interface PolicySpec {
  /** What this policy applies to: 'queues', 'classic_queues', 'quorum_queues', 'streams', 'exchanges', or 'all'. @default "all" */
  applyTo?: Input<"queues" | "classic_queues" | "quorum_queues" | "streams" | "exchanges" | "all" | undefined>;
  /** Policy definition. */
  definition: Input<Record<string, Input<Json>>>;
  /** Required property; cannot be updated */
  name: Input<string>;
  /** Regular expression pattern used to match queues and exchanges, e.g. "^amq.". */
  pattern: Input<string>;
  /** Default to '0'. @default 0 */
  priority?: Input<number | undefined>;
  /** Reference to the RabbitmqCluster that the policy will be created in. */
  rabbitmqClusterReference: Input<BindingRabbitmqClusterReference>;
  /** Default to vhost '/'; cannot be updated @default "/" */
  vhost?: Input<string | undefined>;
}

export interface QueueSpec {
  /** Queue arguments in the format of KEY: VALUE. e.g. x-delivery-limit: 10000. */
  arguments?: Input<Record<string, Input<Json>> | undefined>;
  /** when set to true, queues that have had at least one consumer before are deleted after the last consumer unsubscribes. */
  autoDelete?: Input<boolean | undefined>;
  /** when set to true, queues are deleted only if empty. */
  deleteIfEmpty?: Input<boolean | undefined>;
  /** when set to true, queues are delete only if they have no consumer. */
  deleteIfUnused?: Input<boolean | undefined>;
  /** DeletionPolicy defines the behavior of queue in the RabbitMQ cluster when the corresponding custom resource is deleted. @default "delete" */
  deletionPolicy?: Input<"delete" | "retain" | undefined>;
  /** When set to false queues does not survive server restart. */
  durable?: Input<boolean | undefined>;
  /** Name of the queue; required property. */
  name: Input<string>;
  /** Reference to the RabbitmqCluster that the queue will be created in. */
  rabbitmqClusterReference: Input<BindingRabbitmqClusterReference>;
  type?: Input<string | undefined>;
  /** Default to vhost '/' @default "/" */
  vhost?: Input<string | undefined>;
}

export interface UserSpec {
  /** Defines a Secret containing the credentials for the User. */
  importCredentialsSecret?: Input<BindingConnectionSecret | undefined>;
  /** Limits to apply to a user to restrict the number of connections and channels the user can create. */
  limits?: Input<UserLimits | undefined>;
  /** Reference to the RabbitmqCluster that the user will be created for. */
  rabbitmqClusterReference: Input<BindingRabbitmqClusterReference>;
  /** List of permissions tags to associate with the user. */
  tags?: Input<Input<"management" | "policymaker" | "monitoring" | "administrator">[] | undefined>;
}

export interface UserLimits {
  /** Limits how many AMQP 0.9.1 channels the user can open. */
  channels?: Input<number | undefined>;
  /** Limits how many connections the user can open. */
  connections?: Input<number | undefined>;
}

export interface VhostSpec {
  /** Default queue type for this vhost; can be set to quorum, classic or stream. */
  defaultQueueType?: Input<"quorum" | "classic" | "stream" | undefined>;
  /** DeletionPolicy defines the behavior of vhost in the RabbitMQ cluster when the corresponding custom resource is deleted. @default "delete" */
  deletionPolicy?: Input<"delete" | "retain" | undefined>;
  /** Limits defines limits to be applied to the vhost. */
  limits?: Input<VhostLimits | undefined>;
  /** Name of the vhost; see https://www.rabbitmq.com/vhosts.html. */
  name: Input<string>;
  /** Reference to the RabbitmqCluster that the vhost will be created in. */
  rabbitmqClusterReference: Input<BindingRabbitmqClusterReference>;
  tags?: Input<Input<string>[] | undefined>;
  tracing?: Input<boolean | undefined>;
}

export interface VhostLimits {
  connections?: Input<number | undefined>;
  queues?: Input<number | undefined>;
}
