import { Certificate } from "@pulumi/aws/acm/certificate.js";
import { CertificateValidation } from "@pulumi/aws/acm/certificateValidation.js";
import { Attachment } from "@pulumi/aws/autoscaling/attachment.js";
import { Listener } from "@pulumi/aws/lb/listener.js";
import { LoadBalancer as Alb } from "@pulumi/aws/lb/loadBalancer.js";
import { TargetGroup } from "@pulumi/aws/lb/targetGroup.js";
import { Record as DnsRecord } from "@pulumi/aws/route53/record.js";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../core/after.ts";
import { InvalidInput } from "../core/errors.ts";
import type { AwsPlace } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import type { HostedZone } from "../dns/spec.ts";
import { balancerLogs } from "../log-archive/aws.ts";
import { awsFirewall } from "./aws-waf.ts";
import { gatewayNodePort } from "./node-port.ts";
import { wildcards } from "./wildcards.ts";

export interface LoadBalancerArgs {
  readonly place: AwsPlace;
  readonly publicSubnetIds: readonly pulumi.Output<string>[];
  readonly securityGroupId: pulumi.Output<string>;
  /** Groups of machines that nodes are, by the name of their pool. */
  readonly nodes: Readonly<Record<string, pulumi.Output<string>>>;
  /** Public hosts; at least one. */
  readonly hosts: readonly string[];
  readonly zone: HostedZone;
  /** Requests of one address in five minutes, above which it is refused. @default - the firewall's own */
  readonly requestsPerAddress?: number;
}

/** Time that requests of a node that goes have to end. Unit: seconds. */
const drainSeconds = 60;

/** Longest silence on a connection, for websockets. Unit: seconds. */
const idleSeconds = 3600;

const identity = { system: "platform", component: "edge" };

/**
 * What the internet reaches: an application load balancer with a public certificate, behind a firewall, before the gateway of the cluster
 * (ECO-001, ECO-031). It belongs to the stack and not to a controller in the cluster, so that its name is known and it outlives the cluster's
 * objects. The gateway's own certificate is between the two; Shield Standard is in the price.
 *
 * @throws InvalidInput before any resource exists, without a host.
 */
export class LoadBalancer extends pulumi.ComponentResource {
  static readonly token = "plumbline:edge:LoadBalancer";
  /** Name that AWS gave it, which answers once its nodes do. */
  readonly address: pulumi.Output<string>;
  /** Zone of that name: what an alias of it asks for. */
  readonly aliasId: pulumi.Output<string>;

  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    if (args.hosts.length === 0) throw new InvalidInput(`load balancer ${name}`, "hosts", "at least one host", []);
    super(LoadBalancer.token, name, { region: args.place.region }, opts);
    const balancer = this.#balancer(name, args);
    const targets = this.#targets(name, args);
    const listener = this.#listeners(name, args, balancer, targets);
    awsFirewall(
      this,
      `${name}-firewall`,
      {
        system: "platform",
        protects: { balancer: balancer.arn },
        ...(args.requestsPerAddress !== undefined && { requestsPerAddress: args.requestsPerAddress }),
      },
      args.place,
    );
    this.address = after(balancer.dnsName, [listener]);
    this.aliasId = balancer.zoneId;
    this.registerOutputs({ address: this.address });
  }

  #balancer(name: string, { place, publicSubnetIds, securityGroupId }: LoadBalancerArgs): Alb {
    return new Alb(
      name,
      {
        loadBalancerType: "application",
        internal: false,
        subnets: [...publicSubnetIds],
        securityGroups: [securityGroupId],
        enableDeletionProtection: place.protect,
        // Headers that HTTP does not know, and requests that proxies read in two ways.
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "strictest",
        idleTimeout: idleSeconds,
        accessLogs: { bucket: place.accessLogs.name, prefix: balancerLogs, enabled: true },
        tags: tagsFor(identity),
      },
      { parent: this, protect: place.protect },
    );
  }

  /** The nodes that the gateway has a pod on: on the others nobody answers, and they get no requests. */
  #targets(name: string, { place, nodes }: LoadBalancerArgs): TargetGroup {
    const group = new TargetGroup(
      `${name}-gw`,
      {
        targetType: "instance",
        port: gatewayNodePort,
        protocol: "HTTPS",
        vpcId: place.network.vpcId,
        deregistrationDelay: drainSeconds,
        // The gateway answers by host, and knows none of a health check's: that it answers is what counts.
        healthCheck: {
          protocol: "HTTPS",
          path: "/",
          matcher: "200-499",
          interval: 10,
          timeout: 5,
          healthyThreshold: 2,
          unhealthyThreshold: 2,
        },
        tags: tagsFor(identity),
      },
      { parent: this },
    );
    for (const [pool, autoscalingGroupName] of Object.entries(nodes)) {
      new Attachment(`${name}-nodes-${pool}`, { autoscalingGroupName, lbTargetGroupArn: group.arn }, { parent: this });
    }
    return group;
  }

  #listeners(name: string, args: LoadBalancerArgs, balancer: Alb, targets: TargetGroup): Listener {
    const common = { loadBalancerArn: balancer.arn, tags: tagsFor(identity) };
    new Listener(
      `${name}-http`,
      {
        ...common,
        port: 80,
        protocol: "HTTP",
        defaultActions: [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } }],
      },
      { parent: this },
    );
    return new Listener(
      `${name}-https`,
      {
        ...common,
        port: 443,
        protocol: "HTTPS",
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
        certificateArn: this.#certificate(name, args),
        defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
      },
      { parent: this },
    );
  }

  /** One certificate for everything below the hosts' domains; AWS renews it as long as the records are there. */
  #certificate(name: string, { place, hosts, zone }: LoadBalancerArgs): pulumi.Output<string> {
    const [first = "", ...others] = wildcards(hosts);
    const certificate = new Certificate(
      `${name}-certificate`,
      {
        domainName: first,
        subjectAlternativeNames: others,
        validationMethod: "DNS",
        keyAlgorithm: "EC_prime256v1",
        options: { certificateTransparencyLoggingPreference: "ENABLED" },
        tags: tagsFor(identity),
      },
      { parent: this },
    );
    // What proves a domain is the same in every region of an account, and is written once.
    const proofs =
      place.role === "primary" ? [first, ...others].map((domain) => proof(this, name, certificate, domain, zone)) : [];
    const valid = new CertificateValidation(
      `${name}-certificate-valid`,
      {
        certificateArn: certificate.arn,
        ...(proofs.length > 0 && { validationRecordFqdns: proofs.map(({ fqdn }) => fqdn) }),
      },
      { parent: this },
    );
    return valid.certificateArn;
  }
}

function proof(
  parent: pulumi.Resource,
  name: string,
  certificate: Certificate,
  domain: string,
  zone: HostedZone,
): DnsRecord {
  const option = certificate.domainValidationOptions.apply((options) => {
    const found = options.find(({ domainName }) => domainName === domain);
    if (!found) throw new Error(`the certificate of ${name} says nothing of how to prove ${domain}`);
    return found;
  });
  return new DnsRecord(
    `${name}-proof-${domain.slice(2)}`,
    {
      zoneId: zone.id,
      name: option.resourceRecordName,
      type: option.resourceRecordType,
      records: [option.resourceRecordValue],
      ttl: 300,
    },
    { parent },
  );
}
