import assert from "node:assert/strict";
import { list, record } from "../../lib/json.ts";
import { assertKept, type Rows, tagList } from "./rows.ts";

export const route53: Rows = {
  "aws:route53/healthCheck:HealthCheck": {
    register: async (inputs, { send, name }) => {
      const { type, fqdn, port, resourcePath, requestInterval, failureThreshold, measureLatency, enableSni } = inputs;
      const healthCheckConfig = {
        type,
        fullyQualifiedDomainName: fqdn,
        port,
        resourcePath,
        requestInterval,
        failureThreshold,
        measureLatency,
        enableSni,
      };
      const { sent, answer } = await send("CreateHealthCheck", { callerReference: name, healthCheckConfig });
      const id = String(record(answer.HealthCheck).Id);
      const kept = await send("GetHealthCheck", { healthCheckId: id });
      assertKept(sent.HealthCheckConfig, record(kept.answer.HealthCheck).HealthCheckConfig);
      await send("ChangeTagsForResource", {
        resourceType: "healthcheck",
        resourceId: id,
        addTags: tagList(inputs.tags),
      });
      return { id };
    },
  },
  "aws:route53/record:Record": {
    register: async (inputs, { send }) => {
      const { zoneId, name, type, ttl, records, aliases, setIdentifier, healthCheckId, failoverRoutingPolicies } =
        inputs;
      const failover = record(list(failoverRoutingPolicies)[0]).type;
      const resourceRecordSet = {
        name,
        type,
        ttl,
        ...(aliases === undefined && { resourceRecords: list(records).map((value) => ({ value })) }),
        ...(aliases !== undefined && { aliasTarget: aliasOf(record(list(aliases)[0])) }),
        setIdentifier,
        healthCheckId,
        failover,
      };
      const change = { action: "CREATE", resourceRecordSet };
      const { sent } = await send("ChangeResourceRecordSets", {
        hostedZoneId: zoneId,
        changeBatch: { changes: [change] },
      });
      const { answer } = await send("ListResourceRecordSets", { hostedZoneId: zoneId });
      const [put] = list(record(sent.ChangeBatch).Changes);
      const { Name, ...rest } = record(record(put).ResourceRecordSet);
      assertKept([{ ...rest, Name: withDot(String(Name)) }], list(answer.ResourceRecordSets));
      assert.equal(typeof zoneId, "string");
      return {};
    },
  },
};

/** The service keeps names with the dot of the root, and takes them without. */
const withDot = (name: string) => (name.endsWith(".") ? name : `${name}.`);

const aliasOf = ({ name, zoneId, evaluateTargetHealth }: Readonly<Record<string, unknown>>) => ({
  dnsName: name,
  hostedZoneId: zoneId,
  evaluateTargetHealth,
});
