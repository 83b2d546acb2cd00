import { resource } from "../../lib/cases.ts";

const record = resource("aws:route53/record:Record", {
  name: "api.example.com",
  type: "CNAME",
  ttl: 60,
  records: ["us-east-1.api.example.com"],
  setIdentifier: "us-east-1",
  failoverRoutingPolicies: [{ type: "PRIMARY" }],
  healthCheckId: "check-1",
});
const alias = { "/records": undefined, "/ttl": undefined, "/aliases": [{ name: "lb", evaluateTargetHealth: true }] };
const check = resource("aws:route53/healthCheck:HealthCheck", { requestInterval: 10, failureThreshold: 3 });

export default {
  "aws-r53-failover-healthcheck": [
    ...record("a check", {}),
    ...record("an alias that is asked itself", { ...alias, "/healthCheckId": undefined }),
    ...record("no check", { "/healthCheckId": undefined }, [
      "healthCheckId: expected the id of a health check, found nothing",
    ]),
    ...record(
      "an alias that nobody asks",
      { ...alias, "/healthCheckId": undefined, "/aliases": [{ name: "lb", evaluateTargetHealth: false }] },
      ["healthCheckId: expected the id of a health check, found nothing"],
    ),
  ],
  "aws-r53-failover-ttl": [
    ...record("a minute", {}),
    ...record("an alias", alias),
    ...record("five minutes", { "/ttl": 300 }, ["ttl: expected 60 or less, found 300; write 60"]),
    ...check("half a minute", {}),
    ...check("the default of failures", { "/failureThreshold": undefined }),
    ...check("each thirty seconds", { "/requestInterval": 30 }, ["requestInterval: expected 10, found 30"]),
    ...check("five failures", { "/failureThreshold": 5 }, ["failureThreshold: expected 3 or less, found 5; write 3"]),
  ],
};
