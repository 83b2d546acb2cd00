import { oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { arn, exists, settingOf } from "./parts.ts";

const identity = exists("aws:sesv2/emailIdentity:EmailIdentity");
const settings = exists("aws:sesv2/configurationSet:ConfigurationSet");

/** SES. */
export const mail: Rows = {
  "aws:sesv2/configurationSet:ConfigurationSet": {
    id: "{configurationSetName}",
    name: { property: "configurationSetName", max: 64, pattern: /^[\w-]+$/ },
    rules: {
      "deliveryOptions.tlsPolicy": oneOf("OPTIONAL", "REQUIRE"),
      "suppressionOptions.suppressedReasons.*": oneOf("BOUNCE", "COMPLAINT"),
    },
    computed: { arn: arn("ses", "configuration-set/{configurationSetName}") },
  },
  "aws:sesv2/emailIdentity:EmailIdentity": {
    id: "{emailIdentity}",
    replaces: ["emailIdentity"],
    unique: ["emailIdentity"],
    needs: { configurationSetName: settings },
    rules: { "dkimSigningAttributes.nextSigningKeyLength": oneOf("RSA_1024_BIT", "RSA_2048_BIT") },
    // The keys by which receivers know the domain.
    nested: { "dkimSigningAttributes.tokens": ({ hash }) => [1, 2, 3].map((key) => hash(32, `dkim-${key}`)) },
    computed: {
      arn: arn("ses", "identity/{emailIdentity}"),
      identityType: "DOMAIN",
      verificationStatus: () => "SUCCESS",
      verifiedForSendingStatus: () => true,
    },
  },
  "aws:sesv2/emailIdentityMailFromAttributes:EmailIdentityMailFromAttributes": settingOf("emailIdentity", identity, {
    rules: { behaviorOnMxFailure: oneOf("REJECT_MESSAGE", "USE_DEFAULT_VALUE") },
  }),
};
