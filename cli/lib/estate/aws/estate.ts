import { AwsRegion } from "../../../../components/region/region.ts";
import type { Rendered, RenderedResource } from "../../render.ts";
import { byProvider, type Estate, estateOf, regionsOf } from "../estate.ts";

/** Types that belong to no region, whatever provider made them. */
const everywhere = /^aws:(iam|route53)\/|\/globalCluster:/;

/**
 * What a stack makes on AWS: a resource is in the region that it names, or in that of its provider.
 *
 * @throws Error when the stack has no regions of AWS.
 */
export function awsEstate(rendered: Rendered): Estate {
  const regions = regionsOf(rendered, AwsRegion.token, "AWS");
  const where = (resource: RenderedResource) => {
    if (everywhere.test(resource.type)) return undefined;
    const { region } = resource.inputs;
    return typeof region === "string" ? region : byProvider(resource, regions);
  };
  return estateOf(rendered, regions, "aws:", where);
}
