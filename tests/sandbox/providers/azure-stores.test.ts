import assert from "node:assert/strict";
import { join } from "node:path";
import { projectRoot } from "../../../sandbox/lib/paths.ts";
import { at } from "../../lib/json.ts";
import { CloudSandbox } from "../lib/cloud-sandbox.ts";

const program = JSON.stringify(join(projectRoot, "tests/sandbox/lib/azure-stores-program.ts"));

describe("azure-native provider: stores with a copy in another region", () => {
  let clouds: CloudSandbox;

  before(async () => {
    clouds = await CloudSandbox.create(`export * from ${program};`);
    await clouds.stack.up();
  });
  after(() => clouds.remove());

  it("are made, and are as they should be the next time", async () => {
    assert.deepEqual(await clouds.stack.preview(), []);
  });

  it("give each user a key that Azure made, under the name that both namespaces go by", async () => {
    const state = await clouds.stack.state();
    const pair = state["shop-kafka-pairing"];
    assert.match(
      pair?.id ?? "",
      /\/namespaces\/prod-shop-kafka-[0-9a-f]{8}\/disasterRecoveryConfigs\/prod-shop-kafka-alias-/,
    );
    assert.equal(pair?.inputs["partnerNamespace"], state["shop-kafka-germanywestcentral"]?.id);
    const outputs = state["tiny-test"]?.outputs;
    const host = String(at(outputs, "host"));
    assert.match(host, /^prod-shop-kafka-alias-[0-9a-f]{8}\.servicebus\.windows\.net$/);
    const connection = new RegExp(`^Endpoint=sb://${host}/;SharedAccessKeyName=engine-5;SharedAccessKey=[\\w+/]{43}=$`);
    assert.match(String(JSON.parse(String(at(outputs, "connection", "plaintext")))), connection);
  });

  it("copy documents from the cluster that takes writes", async () => {
    const state = await clouds.stack.state();
    const copy = state["shop-mongodb-germanywestcentral"];
    assert.equal(at(copy?.inputs, "properties", "replicaParameters", "sourceResourceId"), state["shop-mongodb"]?.id);
    assert.match(copy?.id ?? "", /\/resourceGroups\/prod-eastus\/providers\/Microsoft\.DocumentDB\/mongoClusters\//);
  });

  it("write secrets that end, and what hears of it in each region (FTE-024)", async () => {
    const state = await clouds.stack.state();
    const attributes = at(state["shop-mongodb-administrator"]?.inputs, "properties", "attributes");
    // The thirty-first of May 2027.
    assert.deepEqual(attributes, { expires: 1_811_721_600 });
    for (const region of ["eastus", "germanywestcentral"]) {
      const topic = state[`${region}-secrets-events`];
      const subscription = state[`${region}-secrets-expiry`];
      assert.equal(topic?.inputs["source"], state[`${region}-secrets`]?.id);
      assert.equal(subscription?.inputs["systemTopicName"], topic?.outputs["name"]);
      assert.deepEqual(at(subscription?.inputs, "destination", "actionGroups"), [state[`${region}-alarms`]?.id]);
    }
  });

  it("show neither keys nor passwords in the state", () => {
    assert.doesNotMatch(clouds.state(), /SharedAccessKey=|"P-[0-9a-f]/);
  });
});
