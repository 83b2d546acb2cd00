import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

/** A write that the server has acknowledged. */
export interface Acknowledged {
  readonly id: number;
  readonly at: Date;
}

/** Writes row after row, and remembers the last that the server acknowledged. */
export class WriteLoad {
  last: Acknowledged | undefined;
  #stopped = false;
  readonly #done: Promise<void>;

  /** @param after the last row that is there already */
  constructor(client: pg.Client, pauseMilliseconds: number, after = 0) {
    this.#done = this.#write(client, pauseMilliseconds, after + 1);
  }

  async #write(client: pg.Client, pause: number, first: number): Promise<void> {
    for (let id = first; !this.#stopped; id += 1) {
      try {
        const { rows }: { rows: { at: Date }[] } = await client.query(
          "INSERT INTO acknowledged (id) VALUES ($1) RETURNING at",
          [id],
        );
        const at = rows[0]?.at;
        if (at) this.last = { id, at };
      } catch {
        return; // the server is gone: what was not acknowledged does not count
      }
      await sleep(pause);
    }
  }

  /** Ends when the write that is under way has ended, or with the server. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
  }
}
