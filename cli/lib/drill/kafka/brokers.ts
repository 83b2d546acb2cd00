import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { execa } from "execa";
import type { Report } from "../../../../sandbox/lib/failure.ts";
import { ensureKafkaJars } from "../../../../sandbox/lib/kafka-jars.ts";
import { freePorts, loopback } from "../../../../sandbox/lib/ports.ts";
import { ChildServer } from "../child-server.ts";

const user = "admin";

/** The form of identifiers that Kafka makes: 16 bytes. */
const clusterId = () => randomBytes(16).toString("base64url");

/** Small and soon there, and not quick in the long run. */
const java = ["-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"];

const logging = `log4j.rootLogger=WARN, out
log4j.appender.out=org.apache.log4j.ConsoleAppender
log4j.appender.out.layout=org.apache.log4j.PatternLayout
log4j.appender.out.layout.ConversionPattern=%d %p %m%n
`;

/** How soon a broker that is silent counts as gone, as in the cluster. Unit: milliseconds. */
const sessionTimeout = 9_000;

/** Three Kafka brokers on this machine, which are their own controllers, with the replication of the cluster's. */
export class KafkaBrokers {
  readonly bootstrap: readonly string[];
  readonly user = user;
  readonly password: string;
  readonly #folder: string;
  readonly #jars: string;
  readonly #running = new Map<number, ChildServer>();

  private constructor(folder: string, jars: string, ports: readonly number[], password: string) {
    this.#folder = folder;
    this.#jars = jars;
    this.password = password;
    this.bootstrap = ports.map((port) => `${loopback}:${port}`);
  }

  /** @param folder of their data and logs */
  static async start(folder: string, report: Report): Promise<KafkaBrokers> {
    const jars = await ensureKafkaJars(report);
    const ports = await freePorts(6);
    const brokers = new KafkaBrokers(folder, jars, ports.slice(0, 3), randomBytes(12).toString("base64url"));
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

  async startBroker(node: number): Promise<void> {
    const port = Number(this.bootstrap[node - 1]?.split(":")[1]);
    const server = await ChildServer.start({
      name: `broker-${node}`,
      command: "java",
      args: [...java, ...this.#program("kafka.Kafka"), this.#settings(node)],
      folder: this.#folder,
      answers: () => listens(port),
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
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(this.#settings(node), lines.join(""), { mode: 0o600 });
    const scram = `SCRAM-SHA-512=[name=${user},password=${this.password}]`;
    const format = ["format", "-t", cluster, "-c", this.#settings(node), "--add-scram", scram];
    await execa("java", [...java, ...this.#program("kafka.tools.StorageTool"), ...format], { cwd: this.#folder });
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, loopback);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
