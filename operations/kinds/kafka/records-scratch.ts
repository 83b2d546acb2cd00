import { createReadStream, createWriteStream, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { BackupError } from "../../lib/errors.ts";
import type { Facts } from "../../lib/facts.ts";
import type { Run, Scratch } from "../../lib/kind.ts";
import { playRecords } from "./play-records.ts";
import { type Heading, headingOf, linesOf, RecordFacts, recordOf } from "./records.ts";
import type { KafkaSettings } from "./settings.ts";

/**
 * Records in a file beside the topics in use, each read and measured as at the dump. Nothing is made in the service, where a topic of its own
 * would ask for a right over all of them; switching appends the records to the topics.
 */
export class RecordsScratch implements Scratch {
  readonly #settings: KafkaSettings;
  readonly #run: Run;
  readonly #folder: string;
  #heading: Heading | undefined;
  #facts: Facts = {};

  /** @throws BackupError when the settings name no folder for it. */
  constructor(settings: KafkaSettings, run: Run) {
    const within = settings.records?.folder;
    if (within === undefined)
      throw new BackupError("settings of kafka are not right: records.folder: where to restore to");
    this.#settings = settings;
    this.#run = run;
    this.#folder = mkdtempSync(join(within, "records-"));
  }

  async restore(content: Readable): Promise<void> {
    const lines = linesOf(content);
    const first = await lines.next();
    const heading = headingOf(first.done === true ? "" : first.value);
    const facts = new RecordFacts(heading, this.#facts);
    const measured = async function* () {
      for await (const line of lines) {
        facts.add(recordOf(line).topic, line);
        yield `${line}\n`;
      }
    };
    await pipeline(measured, createWriteStream(this.#file, { flags: "a", mode: 0o600 }));
    this.#heading = heading;
    this.#facts = facts.facts();
  }

  facts(): Promise<Facts> {
    return Promise.resolve(this.#facts);
  }

  switchOver(): Promise<string> {
    const heading = this.#heading;
    if (!heading) throw new BackupError("nothing was restored that could be switched to");
    return playRecords(this.#settings, this.#run, heading, () => this.#records());
  }

  close(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true });
  }

  get #file(): string {
    return join(this.#folder, "records.jsonl");
  }

  async *#records() {
    for await (const line of linesOf(createReadStream(this.#file))) yield recordOf(line);
  }
}
