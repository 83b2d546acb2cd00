import { render, type Rendered } from "../../cli/lib/render.ts";
import { regionRoles } from "../../components/core/place.ts";

/** Every system of a stack by the name of the longest stage, in the regions with the longest names, one for each role. */
export function stretched(stack: string, regions: readonly string[]): Promise<Rendered> {
  const longest = [...regions].sort((a, b) => b.length - a.length);
  return render(stack, {
    config: {
      "plumbline:stage": "staging",
      "plumbline:regions": regionRoles.map((role, index) => ({
        name: longest[index],
        role,
        cidr: `10.${String(index)}.0.0/16`,
      })),
    },
  });
}
