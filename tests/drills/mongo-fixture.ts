import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { FerretServer } from "../../cli/lib/drill/mongo/ferret.ts";
import { fillShop, shop } from "../../cli/lib/drill/mongo/shop.ts";
import type { Clock } from "../../operations/lib/clock.ts";
import type { Context } from "../../operations/lib/context.ts";
import { mongo } from "../../operations/kinds/mongo/mongo.ts";
import { reportToTerminal } from "../../sandbox/lib/failure.ts";
import { ensureTestTool } from "../../sandbox/lib/test-tools.ts";
import { contextFor, scratchFolder } from "./core-fixture.ts";

export const password = "p@ss/word:1";

/** A server in use, with the shop, and an empty one for restores. */
export class MongoFixture {
  readonly folder = scratchFolder();
  #source: FerretServer | undefined;
  #scratch: FerretServer | undefined;
  #programs = "";

  async start(documents: number): Promise<void> {
    this.#programs = dirname(await ensureTestTool("mongodump", reportToTerminal));
    await ensureTestTool("mongorestore", reportToTerminal);
    this.#source = await FerretServer.start(
      { folder: join(this.folder, "source"), password, oplog: true },
      reportToTerminal,
    );
    this.#scratch = await FerretServer.start({ folder: join(this.folder, "scratch") }, reportToTerminal);
    await this.source.with((client) => fillShop(client.db(shop), documents));
  }

  async stop(): Promise<void> {
    await this.#source?.stop();
    await this.#scratch?.stop();
  }

  get source(): FerretServer {
    if (!this.#source) throw new Error("not started");
    return this.#source;
  }

  get scratch(): FerretServer {
    if (!this.#scratch) throw new Error("not started");
    return this.#scratch;
  }

  /** A job of its own store, or of the one that is given. */
  context(
    settings: Record<string, unknown> = {},
    options: { clock?: Clock; folder?: string; stallSeconds?: number } = {},
  ): Context {
    const { folder = scratchFolder(), stallSeconds = 60, ...rest } = options;
    return contextFor({
      ...rest,
      folder,
      kind: mongo,
      job: { stallSeconds, settings: { ...this.#settings(folder), ...settings } },
    });
  }

  #settings(folder: string): Record<string, unknown> {
    const connectionFile = join(folder, "connection");
    writeFileSync(connectionFile, `${this.source.address}\n`, { mode: 0o600 });
    return { connectionFile, database: shop, programs: this.#programs, scratch: { address: this.scratch.address } };
  }
}
