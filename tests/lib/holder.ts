import * as pulumi from "@pulumi/pulumi";

/** A component that a test hands to a function which makes the parts of one. */
export class Holder extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("plumbline:test:Holder", name, {}, opts);
  }
}
