import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { KafkaBrokers } from "../../cli/lib/drill/kafka/brokers.ts";
import type { Context } from "../../operations/lib/context.ts";
import { kafka } from "../../operations/kinds/kafka/kafka.ts";
import { reportToTerminal } from "../../sandbox/lib/failure.ts";
import { contextFor, scratchFolder } from "./core-fixture.ts";

/** Three brokers, and jobs of a store of their own. */
export class KafkaFixture {
  readonly #folder = scratchFolder();
  #brokers: KafkaBrokers | undefined;

  async start(): Promise<void> {
    this.#brokers = await KafkaBrokers.start(this.#folder, reportToTerminal);
  }

  async stop(): Promise<void> {
    await this.#brokers?.stop();
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
