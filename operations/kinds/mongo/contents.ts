import { createHash } from "node:crypto";
import type { Facts } from "../../lib/facts.ts";

/** Checksum of a set of byte strings, whatever their order: the sum of their SHA-256, number by number. */
export class Contents {
  count = 0;
  readonly #sum = new Uint32Array(8);

  add(bytes: Uint8Array): void {
    const digest = createHash("sha256").update(bytes).digest();
    for (const [index, before] of this.#sum.entries()) this.#sum[index] = before + digest.readUInt32LE(4 * index);
    this.count++;
  }

  /** @param definition what belongs to the set besides, such as indexes */
  fact(definition = ""): Facts[string] {
    const checksum = createHash("sha256").update(Buffer.from(this.#sum.buffer)).update(definition).digest("hex");
    return { count: this.count, checksum };
  }
}
