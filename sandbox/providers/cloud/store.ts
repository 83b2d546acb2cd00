import { createHash } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject, Path } from "../lib/values.ts";
import type { Place } from "./table.ts";

/** One resource of the simulated cloud. Where a secret was given, {@link hiddenValue} stands in its place. */
export interface CloudRecord extends Place {
  readonly type: string;
  readonly id: string;
  /** The program's resource that made it. */
  readonly urn: string;
  /** Outputs: what a refresh finds. A hand that changes them here is drift. */
  readonly properties: JsonObject;
  /** Names of the properties that were inputs. */
  readonly inputs: readonly string[];
  readonly secrets: readonly Path[];
}

export const hiddenValue = "[secret]";

/** A resource of that id is there. */
export class Taken extends Error {
  readonly holder: CloudRecord | undefined;

  constructor(holder: CloudRecord | undefined) {
    super("taken");
    this.holder = holder;
  }
}

/**
 * The resources of a simulated cloud as files: ACCOUNT/REGION/TYPE/ID.json. Plugins of several regions share them, so
 * that each change is one step that either happened or did not.
 */
export class Store {
  readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  /** @throws Taken */
  add(record: CloudRecord): void {
    const file = this.#file(record, record.type, record.id);
    const own = this.#write(file, record);
    try {
      linkSync(own, file); // fails if it exists
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
      throw new Taken(this.get(record, record.type, record.id));
    } finally {
      rmSync(own, { force: true });
    }
  }

  put(record: CloudRecord): void {
    const file = this.#file(record, record.type, record.id);
    renameSync(this.#write(file, record), file);
  }

  get(place: Place, type: string, id: string): CloudRecord | undefined {
    return read(this.#file(place, type, id));
  }

  remove({ account, region, type, id }: CloudRecord): void {
    rmSync(this.#file({ account, region }, type, id), { force: true });
  }

  /** Accounts that hold anything. */
  accounts(): string[] {
    return entries(this.dir);
  }

  /** Every resource of a type in an account, in one region or in each. */
  list(account: string, type: string, region?: string): CloudRecord[] {
    const regions = region === undefined ? entries(join(this.dir, account)) : [region];
    return regions.flatMap((each) => {
      const folder = join(this.dir, account, each, folderOf(type));
      return entries(folder)
        .filter((name) => name.endsWith(".json"))
        .map((name) => read(join(folder, name)))
        .filter((record) => record !== undefined);
    });
  }

  #file({ account, region }: Place, type: string, id: string): string {
    return join(this.dir, account, region, folderOf(type), `${fileName(id)}.json`);
  }

  #write(file: string, record: CloudRecord): string {
    mkdirSync(join(file, ".."), { recursive: true });
    const own = `${file}.${String(process.pid)}`;
    writeFileSync(own, `${JSON.stringify(record, undefined, 2)}\n`, { mode: 0o600 });
    return own;
  }
}

/** `aws:rds/cluster:Cluster` is kept in `rds.cluster`. */
const folderOf = (type: string): string => type.split(":").slice(1, -1).join(".").replaceAll("/", ".");

/** Ids may be long, and hold any character. */
function fileName(id: string): string {
  const name = encodeURIComponent(id).replaceAll("*", "%2A");
  return name.length <= 150
    ? name
    : `${name.slice(0, 100)}-${createHash("sha256").update(id).digest("hex").slice(0, 32)}`;
}

function read(file: string): CloudRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as CloudRecord;
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw new Error(`${file} is no resource of the simulated cloud`, { cause: error });
  }
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (isCode(error, "ENOENT")) return [];
    throw error;
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
