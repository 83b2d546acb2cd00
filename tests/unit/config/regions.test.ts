import assert from "node:assert/strict";
import { awsRegions, isAwsRegion, zonesOf } from "../../../config/aws-regions.ts";
import { parseConfig } from "../../../config/parse.ts";
import { zoneNames } from "../../../config/regions.ts";
import { azureHostedZone, azureSubscription } from "../../lib/azure-stack.ts";
import { rawConfig } from "../../lib/graph.ts";

const primary = { name: "us-east-1", role: "primary", cidr: "10.0.0.0/16" };
const replica = { name: "us-west-2", role: "replica", cidr: "10.1.0.0/16" };
const account = {
  id: "012345678901",
  costCentre: "platform",
  administrators: ["arn:aws:iam::012345678901:role/deployer"],
};

const parse = async (regions: unknown, change: object = { account }) =>
  parseConfig("prod", { ...(await rawConfig("prod")), account: undefined, regions, ...change });

const refused = async (regions: unknown, ...lines: readonly string[]) => {
  await assert.rejects(parse(regions), { message: lines.map((line) => `stack prod: plumbline:${line}`).join("\n") });
};

describe("regions", () => {
  it("have their defaults filled in, and the primary comes first", async () => {
    const { regions } = await parse([replica, primary]);
    assert.deepEqual(regions, [
      { ...primary, zones: 3, withoutZones: [] },
      { ...replica, zones: 3, withoutZones: [] },
    ]);
  });

  it("are refused when the cloud has none of that name", async () => {
    await refused(
      [{ ...primary, name: "us-east-9" }],
      `regions[0].name: expected one of ${awsRegions.join(", ")}, got "us-east-9"`,
    );
    await refused(
      [{ ...primary, name: "East US" }],
      'regions[0].name: expected the name of a region, such as us-east-1 or eastus, got "East US"',
    );
    const eastus = { ...primary, name: "eastus" };
    await refused([eastus], `regions: expected regions of aws, which eastus is not, got ${JSON.stringify([eastus])}`);
  });

  it("are refused when they ask for more zones than there are", async () => {
    await refused(
      [{ ...primary, name: "eu-central-1", zones: 4 }],
      "regions[0].zones: expected at most 3, as eu-central-1 has eu-central-1a, eu-central-1b, eu-central-1c, got 4",
    );
    await refused(
      [{ ...primary, zones: 6, withoutZones: ["us-east-1e"] }],
      "regions[0].zones: expected at most 5, as us-east-1 has us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1f, got 6",
    );
    await refused([{ ...primary, zones: 1 }], "regions[0].zones: expected a whole number from 2 to 6 (zones), got 1");
    await refused(
      [{ ...primary, withoutZones: ["us-west-2a"] }],
      'regions[0].withoutZones: expected zones of us-east-1, got ["us-west-2a"]',
    );
  });

  it("are refused when their networks overlap, in whatever order they come", async () => {
    const apart = (cidr: string, by: string, given: string) =>
      `regions[1].cidr: expected a network apart from ${cidr} of ${by}, got "${given}"`;
    await refused([primary, { ...replica, cidr: "10.0.16.0/20" }], apart("10.0.0.0/16", "us-east-1", "10.0.16.0/20"));
    await refused([{ ...primary, cidr: "10.1.16.0/20" }, replica], apart("10.1.16.0/20", "us-east-1", "10.1.0.0/16"));
    await refused(
      [primary, { ...replica, cidr: "172.20.128.0/18" }],
      apart("172.20.0.0/16", "the Services of every cluster", "172.20.128.0/18"),
    );
  });

  it("are refused when a network is none, public, too wide, too narrow, or an address in one", async () => {
    const form = "regions[0].cidr: expected a private network of /16 to /20, such as 10.0.0.0/16, got ";
    for (const cidr of ["10.0.0.0/15", "10.0.0.0/21", "8.8.0.0/16", "10.0.0.300/16", "10.0.0.0/16/1"]) {
      await refused([{ ...primary, cidr }], `${form}"${cidr}"`);
    }
    await refused(
      [{ ...primary, cidr: "10.0.1.0/16" }],
      'regions[0].cidr: expected the address of the network itself, 10.0.0.0/16, got "10.0.1.0/16"',
    );
  });

  it("have exactly one primary, and each name once", async () => {
    await refused(
      [primary, { ...replica, role: "primary" }],
      'regions[1].role: expected one primary region, and others that are replica or standby, got "primary"',
    );
    await refused([replica], `regions: expected one region whose role is primary, got ${JSON.stringify([replica])}`);
    await refused(
      [primary, { ...replica, name: "us-east-1" }],
      'regions[1].name: expected each region once, got "us-east-1"',
    );
    await refused([], "regions: expected at least one region, got []");
    await refused([{ ...primary, size: 1 }], "regions[0].size: unknown key; remove it or correct its name");
  });

  it("need an account", async () => {
    await assert.rejects(parse([primary], {}), {
      message: "stack prod: plumbline:account: expected the account that the regions are used in, got nothing",
    });
  });

  it("spread over the first zones that may be used", () => {
    const zones = (name: string, count: number, withoutZones: string[] = []) =>
      zoneNames({ name, zones: count, withoutZones });
    assert.deepEqual(zones("us-east-1", 3), ["us-east-1a", "us-east-1b", "us-east-1c"]);
    assert.deepEqual(zones("us-east-1", 3, ["us-east-1b"]), ["us-east-1a", "us-east-1c", "us-east-1d"]);
    assert.deepEqual(zones("ap-northeast-1", 2), ["ap-northeast-1a", "ap-northeast-1c"]);
  });

  it("have zones of their own name, and no name of an object's own property", () => {
    for (const name of awsRegions) {
      assert.ok(isAwsRegion(name));
      assert.ok(zonesOf(name).length >= 3);
      assert.ok(zonesOf(name).every((zone) => zone.startsWith(name) && zone.length === name.length + 1));
    }
    assert.equal(isAwsRegion("toString"), false);
  });
});

describe("the account", () => {
  const wrong = async (change: object, line: string) => {
    await assert.rejects(parse([primary], { account: { ...account, ...change } }), {
      message: `stack prod: plumbline:account.${line}`,
    });
  };

  it("is a number of 12 digits as text, with somebody who pays and somebody who administers", async () => {
    assert.deepEqual((await parse([primary])).account, { ...account, apiCidrs: [] });
    const id = 'id: expected the 12 digits of an account, in quotes: "012345678901"';
    await wrong({ id: 12345678901 }, `${id}, got 12345678901`);
    await wrong({ id: "1234" }, `${id}, got "1234"`);
    await wrong({ administrators: [] }, "administrators: expected the role that deploys, at least, got []");
    await wrong(
      { administrators: ["arn:aws:iam::012345678901:user/a"] },
      'administrators[0]: expected the ARN of an IAM role, got "arn:aws:iam::012345678901:user/a"',
    );
  });

  it("lets no wide network reach the clusters from the internet", async () => {
    const form = "apiCidrs[0]: expected a network of /8 or narrower, such as 203.0.113.0/24";
    await wrong({ apiCidrs: ["0.0.0.0/0"] }, `${form}, got "0.0.0.0/0"`);
    await wrong({ apiCidrs: ["203.0.113.1"] }, `${form}, got "203.0.113.1"`);
  });
});

describe("a stack with regions", () => {
  const change = async (stack: string, values: Readonly<Record<string, unknown>>, ...lines: readonly string[]) => {
    const raw = { ...(await rawConfig(stack)), ...values };
    const message = lines.map((line) => `stack ${stack}: plumbline:${line}`).join("\n");
    assert.throws(() => parseConfig(stack, raw), { message });
  };

  it("needs a hosted zone that its domain is in", async () => {
    await change(
      "prod",
      { hostedZone: undefined },
      "hostedZone: expected the hosted zone of prod.example.com, by its id and its name, got nothing",
    );
    await change(
      "prod",
      { hostedZone: { id: "Z1", name: "other.example.com" } },
      'hostedZone.name: expected a zone that prod.example.com is in, got "other.example.com"',
    );
  });

  it("makes its clusters itself, and the platform on them", async () => {
    const own = "expected nothing, as the stack's regions have clusters of their own";
    await change("prod", { cluster: { context: "prod" } }, `cluster.context: ${own}, got "prod"`);
    await change(
      "staging",
      { platform: { mode: "shared" } },
      `platform.mode: expected own, as the regions' clusters are this stack's, got "shared"`,
    );
  });

  it("tells MSK who writes its access lists", async () => {
    const { onboarding } = await rawConfig("prod");
    assert.ok(typeof onboarding === "object");
    await change(
      "prod",
      { onboarding: { ...onboarding, kafkaTools: undefined } },
      "onboarding.kafkaTools: expected the image of kafkactl with its plugin for AWS, which writes the access lists of MSK, got nothing",
    );
  });

  it("is on a cloud that has some", async () => {
    const regions = [primary];
    await change(
      "dev",
      { regions, cluster: {} },
      `regions: expected nothing, as only a stack of cloud aws or azure has regions, got ${JSON.stringify(regions)}`,
    );
  });

  it("is in an account on aws, and in a zone of Route 53", async () => {
    await change(
      "prod",
      { subscription: azureSubscription },
      `subscription: expected nothing, as a stack of cloud aws is in an account, got ${JSON.stringify(azureSubscription).slice(0, 117)}...`,
    );
    const { id } = azureHostedZone;
    await change(
      "prod",
      { hostedZone: { id, name: "prod.example.com" } },
      `hostedZone.id: expected the id of a hosted zone of Route 53, got "${id.slice(0, 116)}...`,
    );
  });

  it("alone has an account or a subscription, and a zone", async () => {
    const { account, hostedZone } = await rawConfig("prod");
    const none = "expected nothing, in a stack without regions";
    await assert.rejects(
      rawConfig("dev").then((raw) =>
        parseConfig("dev", { ...raw, account, subscription: azureSubscription, hostedZone }),
      ),
      (error: Error) =>
        error.message.split("\n").every((line) => line.includes(none)) && error.message.split("\n").length === 3,
    );
  });
});
