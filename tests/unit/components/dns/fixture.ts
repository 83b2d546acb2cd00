import type { FailoverArgs } from "../../../../components/dns/spec.ts";
import { accountId } from "../../../lib/aws.ts";

/** Arguments of a host with a place in each of two regions. */
export const failoverArgs: FailoverArgs = {
  system: "shop",
  component: "edge",
  zone: { id: "Z0123456789ABC", name: "example.com" },
  host: "api.shop.example.com",
  healthPath: "/healthz",
  primary: { region: "us-east-1", address: "primary.elb.us-east-1.amazonaws.com" },
  standby: { region: "eu-central-1", address: "standby.elb.eu-central-1.amazonaws.com" },
  objectives: { rtoSeconds: 900, rpoSeconds: 300 },
  alarmTopics: [`arn:aws:sns:us-east-1:${accountId}:on-call`],
};
