import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import { Provider as RandomProvider } from "@pulumi/random/provider.js";
import { type Rendered, renderProgram } from "../../cli/lib/render.ts";

/** Renders a program of a few components; `build` gets the options that hand the providers on. */
export function renderComponents(build: (opts: pulumi.ComponentResourceOptions) => unknown): Promise<Rendered> {
  return renderProgram("dev", {}, () => {
    build({ providers: [new KubernetesProvider("cluster"), new RandomProvider("random")] });
    return Promise.resolve({});
  });
}
