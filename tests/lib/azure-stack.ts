import assert from "node:assert/strict";
import { parseConfig } from "../../config/parse.ts";
import { rawConfig } from "./graph.ts";

const { regions, subscription, hostedZone } = parseConfig("prod-azure", await rawConfig("prod-azure"));
assert.ok(regions && subscription && hostedZone, "prod-azure is in regions of a subscription");

/** Regions of `prod-azure`, the primary first, as its file says them. */
export const azureRegionsOfStack = regions.map(({ name, role, cidr }) => ({ name, role, cidr }));

/** Who `prod-azure` is of. */
export const azureSubscription = subscription;

/** The zone of its hosts, in a group that no stack makes. */
export const azureHostedZone = hostedZone;
