import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { show } from "../../lib/violation.ts";

export default rule({
  name: "random-credential-length",
  severity: "high",
  level: "M!",
  description: "A generated password or key must have 32 characters or bytes at least.",
  remediationSteps: "Raise length to 32 or more; a changed length replaces the credential, so plan its rotation.",
  framework: guides("CAP-002"),
  tags: [],
  requirements: ["CAP-001", "CAP-002", "CAP-026"],
  on: ["random:index/randomPassword:RandomPassword", "random:index/randomBytes:RandomBytes"],
  thresholds: {
    minimum: threshold<number>({
      description: "Length of a generated credential at least: characters of a password, bytes of a key.",
      type: "integer",
      values: { dev: 32, staging: 32, prod: 32, "prod-azure": 32 },
    }),
  },
  check: ({ length }: { length?: number }, { config }) =>
    length !== undefined && length >= config.minimum
      ? []
      : [{ path: "length", expected: `${config.minimum} or more`, found: show(length), fix: config.minimum }],
});
