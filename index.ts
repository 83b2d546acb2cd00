import { Provider as RandomProvider } from "@pulumi/random/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { existingCluster } from "./components/cluster/existing.ts";
import { loadConfig } from "./config/load.ts";
import { profileOf } from "./config/profiles.ts";
import { contractVersion } from "./contract/schema.ts";
import { layGround } from "./systems/ground.ts";
import { deploySystems } from "./systems/index.ts";

const config = loadConfig();
const profile = profileOf(config.stage);
const providers = [existingCluster("cluster", config.cluster), new RandomProvider("random")];
const ground = layGround(config, profile, providers);

/** The stack's outputs, as `contract/` describes them. */
export const contract = contractVersion;
export const stage = config.stage;
export const cloud = config.cloud;
export const systems = pulumi.output(deploySystems(config, profile, ground, providers));
