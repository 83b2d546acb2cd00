import type { Readable } from "node:stream";
import type { z } from "zod";
import type { Clock } from "./clock.ts";
import type { Facts } from "./facts.ts";
import { type Job, parse } from "./job.ts";
import type { Manifest } from "./manifest.ts";

/** What a kind gets to know of the run that it is part of. */
export interface Run {
  readonly job: Job;
  /** Comes when the run has to end; every child process and connection ends then. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** A line for people, on standard error. */
  readonly log: (line: string) => void;
  /** The backup that an addition follows, for kinds that make such: the end of the newest whole one's chain. */
  readonly newest: () => Promise<Manifest | undefined>;
}

/** A dump that is under way. */
export interface Dump {
  /** The moment that the content is of; at the latest when the stream begins. */
  readonly taken: Date;
  /** Fails, rather than ends, when the dump is not whole. */
  readonly content: Readable;
  /** Such as `.dump`. */
  readonly extension: string;
  /** The id of the backup that this one adds to. @default - none: it stands for itself */
  readonly follows?: string;
  /** What the dump holds; called once, after the content's end. */
  finish(): Promise<{ readonly facts: Facts; readonly notes?: Readonly<Record<string, string>> }>;
  /** Called in any case, at last. */
  close(): Promise<void>;
}

/** A new and empty instance, beside the one that is in use. */
export interface Scratch {
  /** Fills it; once for the backup that stands for itself, and then for each that adds to it, in order. */
  restore(content: Readable, manifest: Manifest): Promise<void>;
  /** What is in it now, measured as the dump was. The first call is the first answer of what was restored. */
  facts(manifest: Manifest): Promise<Facts>;
  /** Puts it in the place of the one that is in use, whose content is kept where that is possible. Says in a line what it did. */
  switchOver(): Promise<string>;
  /** Removes what is not in use; called in any case, at last, and never of what was switched to. */
  close(): Promise<void>;
}

/** One store of a kind, as the job's settings say. */
export interface Instance {
  /** Versions of the programs that take part. */
  tools(): Promise<Readonly<Record<string, string>>>;
  dump(): Promise<Dump>;
  scratch(): Promise<Scratch>;
}

/** A kind of store that can be backed up and restored. */
export interface Kind {
  readonly name: string;
  /**
   * Nothing is touched yet.
   *
   * @throws BackupError when the job's settings are not right.
   */
  open(run: Run): Instance;
}

/** A kind by the form of its settings. */
export function defineKind<Settings>(
  name: string,
  form: z.ZodType<Settings>,
  open: (settings: Settings, run: Run) => Instance,
): Kind {
  return { name, open: (run) => open(parse(form, run.job.settings, `settings of ${name}`), run) };
}
