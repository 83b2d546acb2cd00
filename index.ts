import { Provider as RandomProvider } from "@pulumi/random/provider.js";
import { loadConfig } from "./config/load.ts";
import { profileOf } from "./config/profiles.ts";
import { contractVersion } from "./contract/schema.ts";
import { layEdge } from "./systems/edge.ts";
import { layGround } from "./systems/ground.ts";
import { deploySystems } from "./systems/index.ts";
import { sitesOf } from "./systems/sites.ts";

const config = loadConfig();
const profile = profileOf(config.stage);
const random = new RandomProvider("random");
const sites = sitesOf(config, profile, random);
const grounds = sites.map((site) => layGround(config, profile, site));
const deployed = deploySystems(config, profile, grounds);

layEdge(config, sites, grounds);

/** The stack's outputs, as `contract/` describes them. */
export const contract = contractVersion;
export const stage = config.stage;
export const cloud = config.cloud;
export const systems = deployed.systems;
export const regions = deployed.regions;
