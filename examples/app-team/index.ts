import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Provider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { type Endpoint, platformOutputs, type SecretReference, type SystemOutputs } from "../../contract/index.ts";

const config = new pulumi.Config();
/** The platform's stack, `ORGANIZATION/plumbline/STACK`, that this program builds upon. */
const platform = platformOutputs(new pulumi.StackReference(config.require("platform")));

/** A missing system is an error of the deployment, and not an empty address at run time. */
function present<T>(what: string, value: T | undefined): T {
  if (value === undefined) throw new pulumi.RunError(`the platform's stack has no ${what}`);
  return value;
}

const cap: pulumi.Output<SystemOutputs> = platform.apply(({ systems }) => present("system cap", systems["cap"]));
const reader: pulumi.Output<Endpoint> = cap.apply(({ endpoints }) => present("endpoint app-ap", endpoints["app-ap"]));

// The addresses that the team's pods read as environment variables, in the team's own namespace.
new ConfigMap(
  "platform",
  {
    metadata: { name: "platform", namespace: config.require("namespace") },
    data: {
      READS_URL: reader.url,
      // How stale a fallback may get before it is no use: the platform is back by then.
      FALLBACK_SECONDS: cap.objectives.rtoSeconds.apply(String),
    },
  },
  { provider: new Provider("cluster", { context: config.require("context") }) },
);

export const readsUrl = reader.url;

/** Where the password of db-g1 lies; the contract never holds the password itself. */
export const storePassword: pulumi.Output<SecretReference> = cap.apply(({ secrets }) =>
  present("secret db-g1", secrets["db-g1"]),
);
