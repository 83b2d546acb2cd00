import * as pulumi from "@pulumi/pulumi";

/** A value as a resource that is there already gives it. */
export const output = (value: string): pulumi.Output<string> => pulumi.output(value);
