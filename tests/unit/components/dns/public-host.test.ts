import assert from "node:assert/strict";
import { type HostTarget, PublicHost, type PublicHostArgs } from "../../../../components/dns/public-host.ts";
import { awsPlace, inputsOf, registered, renderAws } from "../../../lib/aws.ts";

const host = "api.shop.example.com";
const target = (region: string, role: HostTarget["role"]): HostTarget => ({
  region,
  role,
  address: `${role}.elb.${region}.amazonaws.com`,
  aliasId: `Z-${region}`,
});
const primary = target("us-east-1", "primary");
const replica = target("us-west-2", "replica");
const standby = target("eu-central-1", "standby");

const made: PublicHost[] = [];
const build = (targets: PublicHostArgs["targets"], change: Partial<PublicHostArgs> = {}) =>
  renderAws((opts) => {
    const args: PublicHostArgs = {
      system: "shop",
      component: "api",
      host,
      zone: { id: "Z0123456789ABC", name: "example.com" },
      healthPath: "/.well-known/ready",
      objectives: { rtoSeconds: 900, rpoSeconds: 300 },
      targets,
      place: awsPlace(),
      ...change,
    };
    made.push(new PublicHost("h", args, opts));
  });
const alias = (name: string, { address, aliasId }: HostTarget) => ({
  zoneId: "Z0123456789ABC",
  name,
  type: "A",
  aliases: [{ name: address, zoneId: aliasId, evaluateTargetHealth: true }],
});
const each = (role: string) => [
  `cloudwatch:MetricAlarm h-${role}-alarm`,
  `route53:HealthCheck h-${role}-health`,
  `route53:Record h-${role}-failover`,
  `route53:Record h-${role}-region`,
];

describe("a public host", () => {
  it("is an alias of the one load balancer in a stack of one region", async () => {
    const rendered = await build([primary]);
    assert.deepEqual(registered(rendered), ["route53:Record h-alias"]);
    assert.deepEqual(inputsOf(rendered, "route53:Record", "h-alias"), alias(host, primary));
    assert.equal(made.at(-1)?.worstFailoverSeconds, undefined);
  });

  it("moves from the primary to the standby, whatever the order; a replica has its own name alone", async () => {
    const rendered = await build([primary, replica, standby]);
    assert.deepEqual(
      registered(rendered),
      [...each("primary"), ...each("standby"), "route53:Record h-us-west-2"].sort(),
    );
    const { name, records } = inputsOf(rendered, "route53:Record", "h-standby-region");
    assert.deepEqual([name, records], ["api-eu-central-1.shop.example.com", [standby.address]]);
    assert.deepEqual(
      inputsOf(rendered, "route53:Record", "h-us-west-2"),
      alias("api-us-west-2.shop.example.com", replica),
    );
    assert.equal(inputsOf(rendered, "route53:HealthCheck", "h-primary-health").resourcePath, "/.well-known/ready");
    assert.equal(made.at(-1)?.worstFailoverSeconds, 156);
  });

  it("moves to a replica where nobody waits", async () => {
    const rendered = await build([primary, replica]);
    assert.deepEqual(registered(rendered), [...each("primary"), ...each("standby")].sort());
    assert.deepEqual(inputsOf(rendered, "route53:Record", "h-standby-region").records, [replica.address]);
  });

  it("is refused where a switch takes longer than the system promises, before anything is made", async () => {
    await assert.rejects(build([primary, standby], { objectives: { rtoSeconds: 100, rpoSeconds: 300 } }), {
      message: 'failover h: intervalSeconds, failures and ttlSeconds: expected a switch within 100 s, got "156 s"',
    });
  });
});
