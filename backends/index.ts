import * as pulumi from "@pulumi/pulumi";
import { addressesOf } from "./addresses.ts";
import { AwsState, awsProvider } from "./aws.ts";
import { AzureState, azureProvider } from "./azure.ts";
import { parseStateConfig, rawValues } from "./config.ts";

const config = parseStateConfig(pulumi.getStack(), rawValues(pulumi.runtime.allConfig()));
if (config.cloud === "aws") new AwsState("state", config, { providers: [awsProvider(config)] });
else new AzureState("state", config, { providers: [azureProvider(config)] });

const addresses = addressesOf(config);
/** Value of `PULUMI_BACKEND_URL` for whoever deploys the stack. */
export const url = addresses.url;
/** Value of `secretsprovider` in the stack's file. */
export const secretsProvider = addresses.secretsProvider;
