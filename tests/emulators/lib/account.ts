import { awsOutputs } from "../../../cli/lib/aws-outputs.ts";
import type { Rendered, RenderedResource } from "../../../cli/lib/render.ts";
import { list, record } from "../../lib/json.ts";
import type { Json } from "./fit.ts";
import { kms } from "./kms.ts";
import { route53 } from "./route53.ts";
import type { Row, Rows } from "./rows.ts";
import { s3 } from "./s3.ts";
import { secretsManager } from "./secrets-manager.ts";
import { sendTo, type ServiceName } from "./services.ts";
import { sqs } from "./sqs.ts";

const rows: Readonly<Record<ServiceName, Rows>> = { kms, route53, s3, secretsmanager: secretsManager, sqs };

/** A resource that could not be registered, and what refused it. */
export interface Refusal {
  readonly resource: string;
  readonly reason: string;
}

/** An account in which a rendered program is made again, with the APIs' own answers in place of the rendering's. */
export class EmulatedAccount {
  readonly #endpoint: string;
  readonly #id: string;
  /** What a rendering says that a service chooses, by what the service chose. */
  readonly #chosen = new Map<string, string>();

  constructor(id: string, endpoint: string) {
    this.#id = id;
    this.#endpoint = endpoint;
  }

  /** Zones belong to whoever owns the domain, and are there before any stack is. */
  async ownZone(id: string, domain: string): Promise<void> {
    const send = sendTo("route53", this.#endpoint, "us-east-1");
    const { answer } = await send("CreateHostedZone", { name: domain, callerReference: id });
    this.#chosen.set(id, String(record(answer.HostedZone).Id).replace("/hostedzone/", ""));
  }

  /** Registers everything that the emulated services have, in the program's order; the rest is none of its business. */
  async register(
    graph: Rendered,
  ): Promise<{ readonly accepted: readonly string[]; readonly refused: readonly Refusal[] }> {
    const accepted: string[] = [];
    const refused: Refusal[] = [];
    const providers = new Map(graph.resources.filter(isProvider).map((each) => [each.name, each.inputs]));
    for (const resource of graph.resources) {
      const service = serviceOf(resource.type);
      if (service === undefined) continue;
      try {
        const provider = providers.get(resource.provider ?? "");
        if (provider === undefined) throw new Error("it has no provider of the program's own");
        await this.#registerOne(resource, service, provider);
        accepted.push(`${resource.type} ${resource.name}`);
      } catch (error) {
        const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        refused.push({ resource: `${resource.type} ${resource.name}`, reason });
      }
    }
    return { accepted, refused };
  }

  /** Inputs with the ids that the services chose. */
  resolved(inputs: Json): Json {
    return record(this.#resolve(inputs));
  }

  async #registerOne({ type, name, inputs }: RenderedResource, service: ServiceName, provider: Json): Promise<void> {
    const row = rows[service][type];
    if (!row) throw new Error(`tests/emulators/lib/${service}.ts has no row for ${type}`);
    const own = this.resolved(inputs);
    const defaults = record(record(parsed(provider.defaultTags)).tags);
    const tagged = own.tags === undefined ? own : { ...own, tags: { ...defaults, ...record(own.tags) } };
    const region = String(own.region ?? provider.region);
    const sendIn = (where: string) => sendTo(service, this.#endpoint, where);
    const answers = await registerAll(row, tagged, { name, region, send: sendIn(region), sendIn });
    const rendered: Json = { id: `${name}-id`, ...awsOutputs(type, name, inputs, { region, account: this.#id }) };
    for (const [output, value] of Object.entries(answers)) {
      this.#choose(String(rendered[output]), value);
    }
  }

  #choose(rendered: string, chosen: string): void {
    const before = this.#chosen.get(rendered);
    if (before !== undefined && before !== chosen) {
      throw new Error(`the rendering says ${rendered} of two things: ${before} and ${chosen}`);
    }
    this.#chosen.set(rendered, chosen);
  }

  #resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#resolve(item));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#resolve(item)]));
    }
    if (typeof value !== "string") return value;
    // Also within a text, such as the JSON of a policy; the longest first, since one may begin with another.
    return [...this.#chosen]
      .filter(([rendered]) => value.includes(rendered))
      .sort(([one], [other]) => other.length - one.length)
      .reduce((text, [rendered, chosen]) => text.replaceAll(wholeWord(rendered), chosen), value);
  }
}

/** Calls the service, and makes sure that each input went there or is known to be the provider's own. */
async function registerAll(
  row: Row,
  inputs: Json,
  context: Parameters<Row["register"]>[1],
): Promise<Readonly<Record<string, string>>> {
  const read = new Set<string>(row.local);
  const watched = new Proxy(inputs, {
    get: (target, key) => {
      read.add(String(key));
      return target[String(key)];
    },
  });
  const answers = await row.register(watched, context);
  const left = Object.keys(inputs).filter((key) => inputs[key] !== undefined && !read.has(key));
  if (left.length > 0) throw new Error(`nothing tells the service of ${left.join(", ")}`);
  return answers;
}

const wholeWord = (text: string) => new RegExp(`${RegExp.escape(text)}(?![\\w-])`, "g");

const isProvider = ({ type }: RenderedResource) => type === "pulumi:providers:aws";

function serviceOf(type: string): ServiceName | undefined {
  const module = /^aws:([a-z0-9]+)\//.exec(type)?.[1];
  return Object.keys(rows).find((name): name is ServiceName => name === module);
}

/** Providers have their structured settings as JSON. */
const parsed = (value: unknown): unknown => (typeof value === "string" ? JSON.parse(value) : value);

/** The one account that the providers of a program take. */
export function accountOf({ resources }: Rendered): string {
  const ids = resources.filter(isProvider).flatMap(({ inputs }) => list(parsed(inputs.allowedAccountIds)));
  const [id, ...others] = new Set(ids.map(String));
  if (id === undefined || others.length > 0) throw new Error(`the providers take ${ids.length} accounts`);
  return id;
}
