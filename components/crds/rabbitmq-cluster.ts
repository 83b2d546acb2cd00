export * from "./generated/rabbitmq-cluster.ts";
