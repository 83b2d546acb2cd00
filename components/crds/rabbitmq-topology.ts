export * from "./generated/rabbitmq-topology.ts";
