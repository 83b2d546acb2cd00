import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { azure } from "../../../sandbox/providers/azure-native/azure.ts";
import { assertUnique } from "../../../sandbox/providers/cloud/relations.ts";
import { Session } from "../../../sandbox/providers/cloud/session.ts";
import { Store } from "../../../sandbox/providers/cloud/store.ts";
import { EngineLog } from "../../../sandbox/providers/lib/engine.ts";

const type = "azure-native:trafficmanager:Profile";
const place = { account: "shop", region: "global" };
const called = (relativeName: string) => ({ dnsConfig: { relativeName, ttl: 60 } });

describe("what a simulated cloud has once", () => {
  let dir: string;
  before(() => {
    dir = mkdtempSync(join(tmpdir(), "plumbline-unique-"));
  });
  after(() => {
    rmSync(dir, { recursive: true });
  });

  it("is told apart by inputs wherever they are in the resource", () => {
    const store = new Store(dir);
    const record = { type, id: "one", urn: "urn:one", inputs: ["dnsConfig"], secrets: [] };
    store.add({ ...place, ...record, properties: called("shop") });
    const settings = { place, placeOf: () => place, complete: <T>(_: unknown, inputs: T) => inputs };
    const session = new Session(azure(), settings, store, new EngineLog(undefined));
    const { row } = session.typeOf(type);
    const check = (relativeName: string, id: string) => {
      assertUnique(session, type, row, place, called(relativeName), id);
    };
    check("desk", "two");
    check("shop", "one");
    assert.throws(() => check("shop", "two"), {
      message: 'Profile two: Profile one has dnsConfig.relativeName "shop" already (urn:one)',
    });
  });
});
