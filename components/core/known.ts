import * as pulumi from "@pulumi/pulumi";

/**
 * A name for those who may use it only once a resource is there: what is made by it comes after the resource. Unlike `metadata.name`, which
 * the provider hands back, it is known in every preview, also where the cluster is still to be made, so that policies can decide.
 */
export function onceMade(resource: pulumi.Resource, name: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.all([name, resource.urn]).apply(([known]) => known);
}
