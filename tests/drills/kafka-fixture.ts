import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type FrontedListener, KafkaBrokers } from "../../cli/lib/drill/kafka/brokers.ts";
import type { Context } from "../../operations/lib/context.ts";
import { kafka } from "../../operations/kinds/kafka/kafka.ts";
import { Authority } from "../../sandbox/lib/certificates.ts";
import { reportToTerminal } from "../../sandbox/lib/failure.ts";
import { freePorts, loopback } from "../../sandbox/lib/ports.ts";
import { contextFor, type ContextArgs, scratchFolder } from "./core-fixture.ts";
import { eventHubsFront, type Front } from "./event-hubs-front.ts";

/** Three brokers, what makes them look like Event Hubs to whoever comes that way, and jobs of a store of their own. */
export class KafkaFixture {
  readonly #folder = scratchFolder();
  #brokers: KafkaBrokers | undefined;
  #fronts: Front[] = [];
  #hubs:
    | { readonly bootstrap: readonly string[]; readonly passwordFile: string; readonly authorityFile: string }
    | undefined;

  async start(): Promise<void> {
    const ports = await freePorts(6);
    const fronted: FrontedListener = {
      user: "$ConnectionString",
      password: "Endpoint=sb://localhost/;SharedAccessKeyName=backup-1;SharedAccessKey=c2VjcmV0",
      ports: ports.slice(0, 3),
      behind: ports.slice(3),
    };
    this.#brokers = await KafkaBrokers.start(this.#folder, reportToTerminal, fronted);
    const authority = await Authority.create("authority of event hubs");
    const { cert: certificate, key } = await authority.server("hubs", ["localhost"], [loopback]);
    this.#fronts = await Promise.all(
      fronted.ports.map((port, index) =>
        eventHubsFront({ port, broker: fronted.behind[index] ?? 0, key, certificate }),
      ),
    );
    const file = (name: string, text: string) => {
      writeFileSync(join(this.#folder, name), text, { mode: 0o600 });
      return join(this.#folder, name);
    };
    this.#hubs = {
      bootstrap: [`localhost:${fronted.ports[0]}`],
      passwordFile: file("connection-string", fronted.password),
      authorityFile: file("ca.crt", authority.cert),
    };
  }

  async stop(): Promise<void> {
    await this.#brokers?.stop();
    await Promise.all(this.#fronts.map((front) => front.close()));
  }

  /** The same brokers, as somebody sees them who takes them for Event Hubs. */
  hubs(records: Record<string, unknown>, others: Partial<ContextArgs> = {}): Context {
    const settings = { ...this.#hubs, user: "$ConnectionString", mechanism: "PLAIN", records };
    return contextFor({ folder: scratchFolder(), kind: kafka, ...others, job: { settings } });
  }

  get brokers(): KafkaBrokers {
    if (!this.#brokers) throw new Error("not started");
    return this.#brokers;
  }

  context(settings: Record<string, unknown> = {}): Context {
    const folder = scratchFolder();
    const passwordFile = join(folder, "password");
    writeFileSync(passwordFile, `${this.brokers.password}\n`, { mode: 0o600 });
    const { bootstrap, user } = this.brokers;
    const all = { bootstrap, user, passwordFile, accessLists: true, ...settings };
    return contextFor({ folder, kind: kafka, job: { settings: all } });
  }
}
