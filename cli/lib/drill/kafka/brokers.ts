import { Admin } from "@platformatic/kafka";
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import type { Report } from "../../../../sandbox/lib/failure.ts";
import { ensureKafkaJars } from "../../../../sandbox/lib/kafka-jars.ts";
import { freePorts, loopback } from "../../../../sandbox/lib/ports.ts";
import { ChildServer } from "../child-server.ts";

const user = "admin";

/** The form of identifiers that Kafka makes: 16 bytes. None begins with a hyphen, which its commands take for an option. */
const clusterId = () => randomBytes(16).toString("base64url").replace(/^-/, "A");

/** Small and soon there, and not quick in the long run. */
const java = ["-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"];

const logging = `log4j.rootLogger=WARN, out
log4j.appender.out=org.apache.log4j.ConsoleAppender
log4j.appender.out.layout=org.apache.log4j.PatternLayout
log4j.appender.out.layout.ConversionPattern=%d %p %m%n
`;

/** How soon a broker that is silent counts as gone, as in the cluster. Unit: milliseconds. */
const sessionTimeout = 9_000;

/** For one answer of a broker that starts. Unit: milliseconds. */
const patience = 5_000;

/** A second way in, by user and password in clear, for what stands before the brokers. */
export interface FrontedListener {
  readonly user: string;
  readonly password: string;
  /** What clients are told to connect to, a broker each: a port of `localhost`. */
  readonly ports: readonly number[];
  /** Where the brokers listen for it. */
  readonly behind: readonly number[];
}

/** Three Kafka brokers on this machine, which are their own controllers, with the replication of the cluster's. */
export class KafkaBrokers {
  readonly bootstrap: readonly string[];
  readonly user = user;
  readonly password: string;
  readonly #folder: string;
  readonly #jars: string;
  readonly #fronted: FrontedListener | undefined;
  readonly #running = new Map<number, ChildServer>();

  private constructor(folder: string, jars: string, ports: readonly number[], fronted?: FrontedListener) {
    this.#folder = folder;
    this.#fronted = fronted;
    this.#jars = jars;
    this.password = randomBytes(12).toString("base64url");
    this.bootstrap = ports.map((port) => `${loopback}:${port}`);
  }

  /**
   * @param folder of their data and logs
   * @param fronted @default - they have one way in
   */
  static async start(folder: string, report: Report, fronted?: FrontedListener): Promise<KafkaBrokers> {
    const jars = await ensureKafkaJars(report);
    const ports = await freePorts(6);
    const brokers = new KafkaBrokers(folder, jars, ports.slice(0, 3), fronted);
    writeFileSync(join(folder, "log4j.properties"), logging);
    const id = clusterId();
    report("Starting three Kafka brokers");
    try {
      for (const node of [1, 2, 3]) await brokers.#format(node, id, ports);
      // All of them, so that none is left that nobody knows of.
      const started = await Promise.allSettled([1, 2, 3].map((node) => brokers.startBroker(node)));
      for (const each of started) if (each.status === "rejected") throw each.reason;
    } catch (error) {
      await brokers.stop();
      throw error;
    }
    return brokers;
  }

  /** Returns when it is one of the cluster's: a port is open long before. */
  async startBroker(node: number): Promise<void> {
    const server = await ChildServer.start({
      name: `broker-${node}`,
      command: "java",
      args: [...java, ...this.#program("kafka.Kafka"), this.#settings(node)],
      folder: this.#folder,
      answers: () => this.#isMember(node),
      // Three virtual machines at once, on a machine that may be busy.
      withinSeconds: 180,
    });
    this.#running.set(node, server);
  }

  /** As a machine that loses its power. */
  async killBroker(node: number): Promise<void> {
    await this.#running.get(node)?.kill();
    this.#running.delete(node);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running.values()].map((server) => server.kill()));
    this.#running.clear();
  }

  async #isMember(node: number): Promise<boolean> {
    const admin = new Admin({
      clientId: "drill-start",
      bootstrapBrokers: this.bootstrap.slice(node - 1, node),
      sasl: { mechanism: "SCRAM-SHA-512", username: this.user, password: this.password },
      connectTimeout: patience,
      requestTimeout: patience,
      retries: 0,
    });
    try {
      return (await admin.metadata({ topics: [] })).brokers.has(node);
    } finally {
      await admin.close();
    }
  }

  #program(main: string): string[] {
    const log = `-Dlog4j.configuration=file:${join(this.#folder, "log4j.properties")}`;
    return ["-cp", join(this.#jars, "*"), log, main];
  }

  #settings(node: number): string {
    return join(this.#folder, `broker-${node}.properties`);
  }

  async #format(node: number, cluster: string, ports: readonly number[]): Promise<void> {
    const [broker, controller] = [ports[node - 1], ports[node + 2]];
    const data = join(this.#folder, `data-${node}`);
    mkdirSync(data, { recursive: true });
    const voters = [1, 2, 3].map((each) => `${each}@${loopback}:${ports[each + 2]}`);
    const login = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    const settings = {
      "process.roles": "broker,controller",
      "node.id": node,
      "controller.quorum.voters": voters.join(","),
      listeners: `CLIENTS://${loopback}:${broker},CONTROLLERS://${loopback}:${controller}`,
      "advertised.listeners": `CLIENTS://${loopback}:${broker}`,
      "controller.listener.names": "CONTROLLERS",
      "listener.security.protocol.map": "CONTROLLERS:PLAINTEXT,CLIENTS:SASL_PLAINTEXT",
      "inter.broker.listener.name": "CLIENTS",
      "sasl.enabled.mechanisms": "SCRAM-SHA-512",
      "sasl.mechanism.inter.broker.protocol": "SCRAM-SHA-512",
      "listener.name.clients.scram-sha-512.sasl.jaas.config": `${login} username="${user}" password="${this.password}";`,
      "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
      "super.users": `User:${user};User:ANONYMOUS`,
      "log.dirs": data,
      "auto.create.topics.enable": false,
      "unclean.leader.election.enable": false,
      "default.replication.factor": 3,
      "min.insync.replicas": 2,
      "offsets.topic.replication.factor": 3,
      "offsets.topic.num.partitions": 3,
      "transaction.state.log.replication.factor": 3,
      "transaction.state.log.min.isr": 2,
      "group.initial.rebalance.delay.ms": 0,
      "broker.session.timeout.ms": sessionTimeout,
      "num.network.threads": 1,
      "num.io.threads": 2,
    };
    Object.assign(settings, this.#fronted && withFront(settings, this.#fronted, node));
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(this.#settings(node), lines.join(""), { mode: 0o600 });
    const scram = `SCRAM-SHA-512=[name=${user},password=${this.password}]`;
    const format = ["format", "-t", cluster, "-c", this.#settings(node), "--add-scram", scram];
    await execa("java", [...java, ...this.#program("kafka.tools.StorageTool"), ...format], { cwd: this.#folder });
  }
}

/** The settings that a second way in changes. */
function withFront(
  settings: Readonly<
    Record<"advertised.listeners" | "listener.security.protocol.map" | "listeners" | "super.users", string>
  >,
  { user: name, password, ports, behind }: FrontedListener,
  node: number,
): Record<string, string> {
  const login = "org.apache.kafka.common.security.plain.PlainLoginModule required";
  return {
    listeners: `${settings.listeners},FRONTED://${loopback}:${behind[node - 1]}`,
    "advertised.listeners": `${settings["advertised.listeners"]},FRONTED://localhost:${ports[node - 1]}`,
    "listener.security.protocol.map": `${settings["listener.security.protocol.map"]},FRONTED:SASL_PLAINTEXT`,
    "listener.name.fronted.sasl.enabled.mechanisms": "PLAIN",
    "listener.name.fronted.plain.sasl.jaas.config": `${login} user_${name}="${password}";`,
    "super.users": `${settings["super.users"]};User:${name}`,
  };
}
