import { credentialIn, namesCredential } from "../../lib/kubernetes/credentials.ts";
import { stackRule, wholeStack } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";
import { entry, type Violation } from "../../lib/violation.ts";

export default stackRule({
  name: "x-no-secret-in-output",
  severity: "critical",
  level: "M!",
  description: "A stack's outputs must name where a credential is, and never hold it, not even as a secret.",
  remediationSteps: "Hand out a reference to the Secret or to the entry of the secret store: its name and its keys.",
  framework: guides("outputs"),
  tags: ["own:outputs"],
  requirements: [],
  on: [wholeStack],
  check: ({ props }) => eachEntry("outputs", props, false),
});

/** Values below a key that names a credential are credentials; the lists of a reference's keys are names. */
function eachEntry(path: string, value: object, named: boolean): Violation[] {
  return collect(Object.keys(value), (key) => {
    const at = Array.isArray(value) ? `${path}[${key}]` : entry(path, key);
    const inner: unknown = Reflect.get(value, key);
    const isNamed = !Array.isArray(value) && (named || namesCredential(key));
    if (typeof inner === "object" && inner !== null) return eachEntry(at, inner, false);
    if (typeof inner !== "string" || inner === "") return [];
    const found = credentialIn(inner) ?? (isNamed ? "a value" : undefined);
    return found === undefined ? [] : [{ path: at, expected: "a reference to a credential", found }];
  });
}
