import assert from "node:assert/strict";
import { azureFirewall, type AzureFirewallArgs } from "../../../../components/edge/azure-waf.ts";
import { azurePlace, foundOnAzure, renderAzure } from "../../../lib/azure.ts";
import { Holder } from "../../../lib/holder.ts";
import { record } from "../../../lib/json.ts";

const build = async (args: AzureFirewallArgs = {}) => {
  const rendered = await renderAzure((opts) =>
    azureFirewall(new Holder("edge", opts), "edge-firewall", args, azurePlace()),
  );
  return foundOnAzure(rendered, "network:WebApplicationFirewallPolicy", "edge-firewall").inputs;
};
const firewall = await build();

describe("the firewall of an application gateway", () => {
  it("refuses, and looks at bodies without a limit to their size", () => {
    const settings = record(firewall.policySettings);
    const {
      fileUploadEnforcement,
      mode,
      requestBodyCheck,
      requestBodyEnforcement,
      requestBodyInspectLimitInKB,
      state,
    } = settings;
    assert.deepEqual(
      { fileUploadEnforcement, mode, requestBodyCheck, requestBodyEnforcement, requestBodyInspectLimitInKB, state },
      {
        state: "Enabled",
        mode: "Prevention",
        requestBodyCheck: true,
        requestBodyInspectLimitInKB: 128,
        requestBodyEnforcement: false,
        fileUploadEnforcement: false,
      },
    );
  });

  it("has the rules that Azure keeps, against attacks and against programs that pretend to be people", async () => {
    const bots = { ruleSetType: "Microsoft_BotManagerRuleSet", ruleSetVersion: "1.1", ruleGroupOverrides: [] };
    const attacks = { ruleSetType: "Microsoft_DefaultRuleSet", ruleSetVersion: "2.1" };
    assert.deepEqual(firewall.managedRules, { managedRuleSets: [{ ...attacks, ruleGroupOverrides: [] }, bots] });
    const { managedRules } = await build({ logOnly: { SQLI: ["942100"] } });
    const rules = [{ ruleId: "942100", state: "Enabled", action: "Log" }];
    assert.deepEqual(managedRules, {
      managedRuleSets: [{ ...attacks, ruleGroupOverrides: [{ ruleGroupName: "SQLI", rules }] }, bots],
    });
  });

  it("counts the requests of each address, and refuses what is above the limit", async () => {
    const limit = (rateLimitThreshold: number) => [
      {
        name: "requestsPerAddress",
        priority: 1,
        ruleType: "RateLimitRule",
        action: "Block",
        state: "Enabled",
        rateLimitDuration: "FiveMins",
        rateLimitThreshold,
        groupByUserSession: [{ groupByVariables: [{ variableName: "ClientAddr" }] }],
        matchConditions: [
          {
            matchVariables: [{ variableName: "RemoteAddr" }],
            operator: "IPMatch",
            negationConditon: true,
            matchValues: ["255.255.255.255/32"],
          },
        ],
      },
    ];
    assert.deepEqual(firewall.customRules, limit(2000));
    assert.deepEqual((await build({ requestsPerAddress: 500 })).customRules, limit(500));
  });

  it("keeps out of its log what would let a reader in", () => {
    const whole = (matchVariable: string) => ({ matchVariable, selectorMatchOperator: "EqualsAny", state: "Enabled" });
    const header = (selector: string) => ({
      matchVariable: "RequestHeaderNames",
      selectorMatchOperator: "Equals",
      selector,
      state: "Enabled",
    });
    assert.deepEqual(record(firewall.policySettings).logScrubbing, {
      state: "Enabled",
      scrubbingRules: [
        ...["RequestArgNames", "RequestPostArgNames", "RequestJSONArgNames", "RequestCookieNames"].map(whole),
        ...["authorization", "cookie", "x-api-key"].map(header),
      ],
    });
  });

  it("takes no limit that Azure does not", async () => {
    for (const requestsPerAddress of [9, 10.5, 2_000_000_001]) {
      await assert.rejects(build({ requestsPerAddress }), {
        message: `firewall edge-firewall: requestsPerAddress: expected a whole number from 10 to 2000000000, got ${requestsPerAddress}`,
      });
    }
  });
});
