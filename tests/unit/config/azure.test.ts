import assert from "node:assert/strict";
import { azureRegionNames, isAzureRegion } from "../../../config/azure-regions.ts";
import { parseConfig } from "../../../config/parse.ts";
import { zoneNames } from "../../../config/regions.ts";
import { azureHostedZone, azureRegionsOfStack, azureSubscription } from "../../lib/azure-stack.ts";
import { rawConfig } from "../../lib/graph.ts";

const [primary, replica] = azureRegionsOfStack;

const parse = async (change: Readonly<Record<string, unknown>> = {}) =>
  parseConfig("prod-azure", {
    ...(await rawConfig("prod-azure")),
    cluster: {},
    regions: azureRegionsOfStack,
    subscription: azureSubscription,
    hostedZone: azureHostedZone,
    ...change,
  });

const refused = async (change: Readonly<Record<string, unknown>>, ...lines: readonly string[]) => {
  const message = lines.map((line) => `stack prod-azure: plumbline:${line}`).join("\n");
  await assert.rejects(parse(change), { message });
};

describe("a stack with regions of Azure", () => {
  it("has three zones in each, labelled as its nodes are", async () => {
    const { regions = [] } = await parse();
    assert.deepEqual(
      regions.map(({ name, role, zones }) => [name, role, zones]),
      [
        ["eastus", "primary", 3],
        ["westus2", "replica", 3],
        ["germanywestcentral", "standby", 3],
      ],
    );
    const [first] = regions;
    assert.ok(first);
    assert.deepEqual(zoneNames(first), ["eastus-1", "eastus-2", "eastus-3"]);
  });

  it("is refused with a region that Azure has not, or that has no pair to copy backups to", async () => {
    const all = `regions[0].name: expected one of ${azureRegionNames.join(", ")}`;
    await refused({ regions: [{ ...primary, name: "westus" }] }, `${all}, got "westus"`);
    await refused({ regions: [{ ...primary, name: "qatarcentral" }] }, `${all}, got "qatarcentral"`);
    assert.equal(isAzureRegion("toString"), false);
    const given = [{ ...primary, name: "us-east-1" }];
    await refused(
      { regions: given },
      `regions: expected regions of azure, which us-east-1 is not, got ${JSON.stringify(given)}`,
    );
  });

  it("is refused with a choice of zones, as subnets are in all of them", async () => {
    const why = "as subnets of Azure are in every zone";
    await refused({ regions: [{ ...primary, zones: 2 }] }, `regions[0].zones: expected 3, ${why}, got 2`);
    await refused(
      { regions: [{ ...primary, withoutZones: ["eastus-3"] }] },
      `regions[0].withoutZones: expected nothing, ${why}, got ["eastus-3"]`,
    );
  });

  it("is refused when a network has addresses of pods, of Services or of another region", async () => {
    const apart = (index: number, cidr: string, by: string, given: string) =>
      `regions[${index}].cidr: expected a network apart from ${cidr} of ${by}, got "${given}"`;
    const first = (cidr: string) => ({ regions: [{ ...primary, cidr }] });
    await refused(first("10.244.64.0/18"), apart(0, "10.244.0.0/16", "the pods of every cluster", "10.244.64.0/18"));
    await refused(first("172.20.0.0/16"), apart(0, "172.20.0.0/16", "the Services of every cluster", "172.20.0.0/16"));
    await refused(
      { regions: [primary, { ...replica, cidr: "10.0.16.0/20" }] },
      apart(1, "10.0.0.0/16", "eastus", "10.0.16.0/20"),
    );
  });

  it("needs a subscription, and no account", async () => {
    await refused(
      { subscription: undefined },
      "subscription: expected the subscription that the regions are used in, got nothing",
    );
    const { account } = await rawConfig("prod");
    await refused(
      { account },
      `account: expected nothing, as a stack of cloud azure is in a subscription, got {"id":"444455556666","costCentre":"platform","administrators":["arn:aws:iam::444455556666:role/plumbline-deployer"]}`,
    );
    const wrong = (change: object, line: string) =>
      refused({ subscription: { ...azureSubscription, ...change } }, `subscription.${line}`);
    await refused(
      { subscription: { ...azureSubscription, id: "prod" }, hostedZone: undefined },
      'subscription.id: expected the subscription, a GUID in lower case, got "prod"',
      `hostedZone: expected the hosted zone of ${azureHostedZone.name}, by its id and its name, got nothing`,
    );
    await wrong({ tenant: "example.com" }, 'tenant: expected the directory, a GUID in lower case, got "example.com"');
    const day = "secretsExpire: expected the day on which secrets end, as in 2027-05-31, got";
    await wrong({ secretsExpire: undefined }, `${day} nothing`);
    await wrong({ secretsExpire: "2027-02-29" }, `${day} "2027-02-29"`);
    await wrong({ secretsExpire: "2027-05-31T00:00:00Z" }, `${day} "2027-05-31T00:00:00Z"`);
    await wrong({ administrators: [] }, "administrators: expected at least the group that deploys, got []");
  });

  it("has a day on which secrets end, whether the engine took it for a time or not", async () => {
    for (const secretsExpire of ["2027-05-31", "2027-05-31 00:00:00 +0000 UTC"]) {
      const { subscription } = await parse({ subscription: { ...azureSubscription, secretsExpire } });
      assert.equal(subscription?.secretsExpire, "2027-05-31");
    }
  });

  it("needs the resource id of the DNS zone that its domain is in", async () => {
    const { id, name } = azureHostedZone;
    await refused(
      { hostedZone: { id: "Z0123456789ABC", name } },
      `hostedZone.id: expected the resource id of the DNS zone ${name}, got "Z0123456789ABC"`,
    );
    const other = id.replace(name, "other.example.com");
    await refused(
      { hostedZone: { id: other, name } },
      `hostedZone.id: expected the resource id of the DNS zone ${name}, got "${other.slice(0, 116)}...`,
    );
    const foreign = "44444444-4444-4444-8444-444444444444";
    await refused(
      { subscription: { ...azureSubscription, id: foreign } },
      `hostedZone.id: expected a zone of the subscription ${foreign}, as one provider makes all records, got "${id.slice(0, 116)}...`,
    );
    await refused(
      { hostedZone: undefined },
      `hostedZone: expected the hosted zone of ${name}, by its id and its name, got nothing`,
    );
  });
});
