import type { Log } from "../lib/engine.ts";
import type { Json, JsonObject } from "../lib/values.ts";
import type { Cloud, CloudSettings } from "./cloud.ts";
import type { ClassShape } from "./sdk.ts";
import type { CloudRecord, Store } from "./store.ts";
import type { Place, Row } from "./table.ts";

/** What has a name that no other account may use. */
const world: Place = { account: "world", region: "global" };

/** Everything that the operations of one configured provider share. */
export class Session {
  readonly cloud: Cloud;
  readonly settings: CloudSettings;
  readonly store: Store;
  readonly log: Log;

  constructor(cloud: Cloud, settings: CloudSettings, store: Store, log: Log) {
    this.cloud = cloud;
    this.settings = settings;
    this.store = store;
    this.log = log;
  }

  /** @throws for a type that the table does not have, by its name */
  typeOf(token: string): { row: Row; shape: ClassShape } {
    const { name, version, rows, sdk } = this.cloud;
    const row = rows[token];
    if (!row) {
      throw new Error(
        `${token} is not supported by the sandbox: its ${name} has no row for it in sandbox/providers/${name}/table`,
      );
    }
    const shape = sdk.classOf(token);
    if (!shape) throw new Error(`${token} is no resource of version ${version} of the SDK`);
    return { row, shape };
  }

  /** Where a resource is to be, or, once it has outputs, where it was made. */
  placeOf(token: string, inputs: JsonObject, outputs: JsonObject = {}): Place {
    const { row, shape } = this.typeOf(token);
    if (row.worldwide) return world;
    const place = this.settings.placeOf(shape, inputs);
    const { region } = outputs;
    return typeof region === "string" && place.region !== world.region ? { ...place, region } : place;
  }

  /** A resource by its id, or by another output: the one of that region before those of others. */
  find(place: Place, type: string, property: string, value: Json | undefined): CloudRecord | undefined {
    const account = this.cloud.rows[type]?.worldwide ? world.account : place.account;
    const found = this.store
      .list(account, type)
      .filter((record) => (property === "id" ? record.id : record.properties[property]) === value);
    return found.find(({ region }) => region === place.region) ?? found[0];
  }
}
