import type { types } from "@pulumi/kubernetes";
import type { Unwrap } from "@pulumi/pulumi";
import { namesCredential, weakness } from "../../lib/kubernetes/credentials.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { entry } from "../../lib/violation.ts";

export default rule({
  name: "k8s-no-default-credentials",
  severity: "critical",
  level: "M!",
  description: "A credential in a Secret must not be empty, a well-known default, or short.",
  remediationSteps: "Generate the credential (@pulumi/random) or sync it from the secret store; 32 bytes or more.",
  framework: guides("CAP-002"),
  tags: ["owasp-k8s-2022:K08"],
  requirements: ["CAP-001", "CAP-002"],
  on: ["kubernetes:core/v1:Secret"],
  thresholds: {
    minimumBytes: threshold<number>({
      description: "Length that a credential has at least, in bytes.",
      type: "integer",
      values: { dev: 32, staging: 32, prod: 32, "prod-azure": 32 },
    }),
  },
  check: ({ data, stringData }: Unwrap<types.input.core.v1.Secret>, { config }) => {
    const check = (path: string, values: typeof data, decode: (value: string) => string) =>
      collect(Object.keys(values ?? {}).filter(namesCredential), (key) => {
        const found = weakness(decode(values?.[key] ?? ""), config.minimumBytes);
        return found === undefined
          ? []
          : [{ path: entry(path, key), expected: `${config.minimumBytes} random bytes or more`, found }];
      });
    return allOf(
      () => check("stringData", stringData, (value) => value),
      () => check("data", data, (value) => Buffer.from(value, "base64").toString()),
    );
  },
});
