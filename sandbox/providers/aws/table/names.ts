import { textOf } from "../../cloud/text.ts";
import { between, matching, oneOf } from "../../cloud/rules.ts";
import type { Facts, Need, Rows } from "../../cloud/table.ts";
import { arn, exists, holds, kmsKeyArn, vpc } from "./parts.ts";

/** Ids of the simulation are hexadecimal; any other is of a zone that was there before, as a stack's public zone is. */
const zone: Need = { ...holds("aws:route53/zone:Zone"), except: /^Z(?=[0-9A-Z]*[G-Z])[0-9A-Z]{1,31}$/ };
const zoneId = ({ hash }: Facts): string => `Z${hash(20).toUpperCase()}`;
const servers = ({ hash }: Facts): string[] =>
  ["com", "net", "org", "co.uk"].map((end, index) => {
    const number = Number.parseInt(hash(3, end), 16) % 512;
    return `ns-${String(number + index * 512)}.awsdns-${String(number % 64).padStart(2, "0")}.${end}`;
  });

/** Route 53, and certificates, which it proves. */
export const names: Rows = {
  "aws:route53/zone:Zone": {
    id: zoneId,
    name: { property: "name", max: 255, pattern: /^[a-z0-9_.*-]+$/i },
    replaces: ["delegationSetId"],
    needs: { "vpcs.*.vpcId": vpc },
    defaults: { comment: "Managed by Pulumi", forceDestroy: false },
    computed: {
      arn: "arn:aws:route53:::hostedzone/{id}",
      nameServers: servers,
      primaryNameServer: (facts) => servers(facts)[0] ?? "",
      zoneId: "{id}",
    },
  },
  "aws:route53/record:Record": {
    id: ({ fill, inputs }) =>
      fill("{zoneId}_{name}_{type}") +
      (typeof inputs["setIdentifier"] === "string" ? `_${inputs["setIdentifier"]}` : ""),
    name: false,
    replaces: ["name", "setIdentifier", "type", "zoneId"],
    needs: { zoneId: zone, healthCheckId: holds("aws:route53/healthCheck:HealthCheck") },
    rules: {
      "failoverRoutingPolicies.*.type": oneOf("PRIMARY", "SECONDARY"),
      ttl: between(0, 2147483647),
      type: oneOf(
        "A",
        "AAAA",
        "CAA",
        "CNAME",
        "DS",
        "HTTPS",
        "MX",
        "NAPTR",
        "NS",
        "PTR",
        "SOA",
        "SPF",
        "SRV",
        "SSHFP",
        "SVCB",
        "TLSA",
        "TXT",
      ),
    },
    validate: (inputs) => {
      const { aliases, records, setIdentifier, ttl } = inputs;
      const isRouted = Object.keys(inputs).some((name) => /Routing(Policies|Policy)$/.test(name));
      if ((aliases === undefined) === (records === undefined)) return "a record has either aliases or records";
      if (records !== undefined && ttl === undefined) return "a record with records needs a ttl";
      return isRouted && setIdentifier === undefined ? "a routing policy needs a setIdentifier" : undefined;
    },
    computed: {
      fqdn: ({ find, inputs }) => {
        const domain = textOf(find("aws:route53/zone:Zone", "id", inputs["zoneId"])?.properties["name"] ?? "");
        const name = textOf(inputs["name"]).replace(/\.$/, "");
        return name === domain || name.endsWith(`.${domain}`) ? name : [name, domain].filter((each) => each).join(".");
      },
    },
  },
  "aws:route53/healthCheck:HealthCheck": {
    id: "{uuid}",
    replaces: ["measureLatency", "referenceName", "requestInterval", "routingControlArn", "type"],
    defaults: { disabled: false, invertHealthcheck: false, measureLatency: false },
    rules: {
      failureThreshold: between(1, 10),
      port: between(1, 65535),
      requestInterval: oneOf(10, 30),
      type: oneOf(
        "CALCULATED",
        "CLOUDWATCH_METRIC",
        "HTTP",
        "HTTPS",
        "HTTPS_STR_MATCH",
        "HTTP_STR_MATCH",
        "RECOVERY_CONTROL",
        "TCP",
      ),
    },
    computed: { arn: "arn:aws:route53:::healthcheck/{id}" },
  },
  "aws:route53/zoneAssociation:ZoneAssociation": {
    id: "{zoneId}:{vpcId}",
    replaces: ["vpcId", "vpcRegion", "zoneId"],
    needs: { vpcId: vpc, zoneId: zone },
    computed: { owningAccount: "{account}" },
  },
  "aws:route53/queryLog:QueryLog": {
    id: "{uuid}",
    replaces: ["cloudwatchLogGroupArn", "zoneId"],
    needs: { zoneId: zone },
    computed: { arn: "arn:aws:route53:::queryloggingconfig/{id}" },
  },
  "aws:route53/keySigningKey:KeySigningKey": {
    id: "{hostedZoneId},{name}",
    name: { property: "name", max: 128, pattern: /^\w+$/ },
    replaces: ["hostedZoneId", "keyManagementServiceArn"],
    needs: { hostedZoneId: zone, keyManagementServiceArn: kmsKeyArn },
    defaults: { status: "ACTIVE" },
    computed: {
      digestAlgorithmMnemonic: "SHA-256",
      digestAlgorithmType: () => 2,
      digestValue: ({ hash }) => hash(64).toUpperCase(),
      dnskeyRecord: "257 3 13 {hex:64}",
      dsRecord: "12345 13 2 {digestValue}",
      flag: () => 257,
      keyTag: () => 12345,
      publicKey: "{hex:64}",
      signingAlgorithmMnemonic: "ECDSAP256SHA256",
      signingAlgorithmType: () => 13,
    },
  },
  "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec": {
    id: "{hostedZoneId}",
    replaces: ["hostedZoneId"],
    overwrites: true,
    needs: { hostedZoneId: zone },
    defaults: { signingStatus: "SIGNING" },
  },
  "aws:acm/certificate:Certificate": {
    id: arn("acm", "certificate/{uuid}"),
    replaces: [
      "certificateAuthorityArn",
      "domainName",
      "keyAlgorithm",
      "subjectAlternativeNames",
      "validationMethod",
      "validationOptions",
    ],
    defaults: { keyAlgorithm: "RSA_2048", subjectAlternativeNames: ({ domainName }) => [domainName ?? ""] },
    rules: {
      domainName: matching(/^(\*\.)?([a-z0-9-]+\.)+[a-z]+$/i, "a domain name"),
      validationMethod: oneOf("DNS", "EMAIL", "HTTP"),
    },
    computed: {
      arn: "{id}",
      domainValidationOptions: ({ hash, inputs }) => {
        const others = inputs["subjectAlternativeNames"];
        const domains = new Set([inputs["domainName"] ?? "", ...(Array.isArray(others) ? others : [])].map(String));
        return [...domains].sort().map((domainName) => {
          const proven = domainName.replace(/^\*\./, "");
          return {
            domainName,
            resourceRecordName: `_${hash(32, proven)}.${proven}.`,
            resourceRecordType: "CNAME",
            resourceRecordValue: `_${hash(32, `value of ${proven}`)}.acm-validations.aws.`,
          };
        });
      },
      notAfter: "",
      notBefore: "",
      pendingRenewal: () => false,
      renewalEligibility: "INELIGIBLE",
      renewalSummaries: () => [],
      status: "PENDING_VALIDATION",
      type: "AMAZON_ISSUED",
      validationEmails: () => [],
    },
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    id: "{uuid}",
    replaces: ["certificateArn", "validationRecordFqdns"],
    needs: {
      certificateArn: exists("aws:acm/certificate:Certificate", "arn"),
      "validationRecordFqdns.*": exists("aws:route53/record:Record", "fqdn", "name"),
    },
  },
};
