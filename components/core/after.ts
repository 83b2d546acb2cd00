import * as pulumi from "@pulumi/pulumi";

/** A value whose readers come after resources that it says nothing about, such as an address after what answers there. */
export function after<T>(value: pulumi.Output<T>, resources: readonly pulumi.Resource[]): pulumi.Output<T> {
  return pulumi.all(resources.map(({ urn }) => urn)).apply(() => value);
}
