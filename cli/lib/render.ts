import * as pulumi from "@pulumi/pulumi";
import { getAllResources } from "@pulumi/pulumi/output.js";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { anywhere, awsOutputs, type AwsTarget } from "./aws-outputs.ts";
import { azureAnswers, azureId, azureOutputs } from "./azure-outputs.ts";

const root = join(import.meta.dirname, "../..");

/** Stands for a secret value in everything rendered. */
export const secretMarker = "[secret]";

/** One resource that a program registered. */
export interface RenderedResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** URN of the parent. */
  readonly parent: string | undefined;
  /** Logical name of the provider that manages it; components have none. */
  readonly provider: string | undefined;
  readonly opts: pulumi.ResourceOptions;
  /** URNs of the resources whose outputs a property was made of, by property; as the engine records them. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** Plain JSON; secrets are replaced by `secretMarker`. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

export interface Rendered {
  readonly stack: string;
  /** Every resource, in the order of registration. */
  readonly resources: readonly RenderedResource[];
  /** The stack's outputs, with secrets replaced. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface RenderOptions {
  /** Configuration that replaces values of the stack file, by full key; undefined takes one away. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Answers to provider functions, by token; any other call is an error. */
  readonly calls?: Readonly<Record<string, Record<string, unknown>>>;
}

/**
 * Runs the whole program of a stack under Pulumi's mocks: no engine, no provider, no cluster.
 *
 * @throws what the program throws, such as the line of a wrong configuration.
 */
export async function render(stack: string, options: RenderOptions = {}): Promise<Rendered> {
  const config = { ...(await stackConfig(stack)), ...options.config };
  return renderProgram(stack, config, () => import(`../../index.ts?render=${nextRun()}`), options.calls);
}

/** Values of a stack file by full key. */
export async function stackConfig(stack: string): Promise<Record<string, unknown>> {
  const text = await readFile(join(root, `Pulumi.${stack}.yaml`), "utf8");
  const file: unknown = parse(text);
  if (typeof file !== "object" || file === null || !("config" in file)) return {};
  return record(file.config);
}

/**
 * Runs any program under mocks; `program` returns its exports. Pulumi's runtime is one for the whole process, so that
 * renderings which are asked for at the same time run one after the other.
 */
export function renderProgram(
  stack: string,
  config: Readonly<Record<string, unknown>>,
  program: () => Promise<unknown>,
  calls: RenderOptions["calls"] = {},
): Promise<Rendered> {
  const rendered = previous.then(() => runProgram(stack, config, program, calls));
  previous = rendered.catch(() => undefined);
  return rendered;
}

let previous: Promise<unknown> = Promise.resolve();

async function runProgram(
  stack: string,
  config: Readonly<Record<string, unknown>>,
  program: () => Promise<unknown>,
  calls: NonNullable<RenderOptions["calls"]>,
): Promise<Rendered> {
  const inputs = new Map<string, Registered>();
  const seen: Seen[] = [];
  pulumi.runtime.setAllConfig(encode(config));
  await pulumi.runtime.setMocks(mocks(inputs, calls), "plumbline", stack, false);
  const outputs = await collect(program, seen);
  await pulumi.runtime.disconnect();
  const resources = await Promise.all(
    seen.map(async ({ type, name, opts, resource, props }) => ({
      type,
      name,
      urn: await urnOf(resource),
      parent: opts.parent && (await urnOf(opts.parent)),
      opts,
      propertyDependencies: await dependenciesOf(props),
      inputs: {},
      provider: undefined,
      ...inputs.get(`${type}::${name}`),
    })),
  );
  return { stack, resources, outputs };
}

let runs = 0;
/** Node keeps every imported module; a new query makes it evaluate `index.ts` again. */
function nextRun(): number {
  runs += 1;
  return runs;
}

/** What a program says of a resource when it registers it. */
interface Seen {
  readonly type: string;
  readonly name: string;
  readonly opts: pulumi.ResourceOptions;
  readonly resource: pulumi.Resource;
  readonly props: object;
}

async function dependenciesOf(props: object): Promise<Record<string, string[]>> {
  const all = Object.entries(props).map(async ([property, value]) => {
    const resources = await getAllResources(pulumi.output<unknown>(value));
    return [property, await Promise.all([...resources].map(urnOf))] as const;
  });
  return Object.fromEntries((await Promise.all(all)).filter(([, urns]) => urns.length > 0));
}

/** What the mocks see of a resource. */
type Registered = Pick<RenderedResource, "inputs" | "provider">;

/** Runs the program as a stack and returns its exports, resolved. */
async function collect(program: () => Promise<unknown>, seen: Seen[]): Promise<Record<string, unknown>> {
  let exported: unknown;
  // The runtime keeps promises of a stack that nobody awaits, so a failure goes round it.
  let failure: { readonly reason: unknown } | undefined;
  await pulumi.runtime.runInPulumiStack(async () => {
    pulumi.runtime.registerStackTransformation(({ type, name, opts, resource, props }) => {
      seen.push({ type, name, opts, resource, props: props });
      return undefined;
    });
    try {
      exported = await program();
    } catch (reason) {
      failure = { reason };
    }
    return {};
  });
  if (failure) throw failure.reason;
  const values = Object.entries(record(exported));
  return Object.fromEntries(
    await Promise.all(values.map(async ([key, value]) => [key, await settled(value)] as const)),
  );
}

function settled(value: unknown): Promise<unknown> {
  const output = pulumi.output(value);
  return new Promise((resolve) => {
    pulumi.all([output, pulumi.isSecret(output)]).apply(([plain, secret]) => {
      resolve(secret ? mask(plain) : plain);
    });
  });
}

function urnOf(resource: pulumi.Resource): Promise<string> {
  return new Promise((resolve) => resource.urn.apply(resolve));
}

function mocks(registered: Map<string, Registered>, calls: NonNullable<RenderOptions["calls"]>): pulumi.runtime.Mocks {
  const targets = new Map<string, AwsTarget>();
  return {
    newResource: (args) => {
      const given = record(args.inputs);
      // A reference to a provider is its URN and its id.
      const provider = args.provider?.split("::").at(-2);
      if (args.type === "pulumi:providers:aws") targets.set(args.name, targetOf(given));
      registered.set(`${args.type}::${args.name}`, {
        inputs: Object.fromEntries(Object.entries(given).map(([k, v]) => [k, plain(v)])),
        provider,
      });
      const target = targets.get(provider ?? "");
      const { type, name } = args;
      return {
        id: azureId(type, name, given) ?? `${name}-id`,
        state: {
          ...given,
          ...awsOutputs(type, name, given, target),
          ...azureOutputs(type, name, given),
          ...computed[type]?.(given),
        },
      };
    },
    call: (args) => {
      const answer = calls[args.token] ?? azureAnswers[args.token];
      if (answer === undefined) throw unexpected(args.token);
      return answer;
    },
  };
}

/** Providers get their structured settings as JSON. */
function targetOf({ region, allowedAccountIds }: Readonly<Record<string, unknown>>): AwsTarget {
  const accounts: unknown = typeof allowedAccountIds === "string" ? JSON.parse(allowedAccountIds) : undefined;
  const account: unknown = Array.isArray(accounts) ? accounts[0] : undefined;
  return {
    region: typeof region === "string" ? region : anywhere.region,
    account: typeof account === "string" ? account : anywhere.account,
  };
}

/** The SDK shows the details of a failed call, as gRPC names them, and not its message. */
function unexpected(token: string): Error {
  const details = `unexpected call of ${token}: nothing answers it outside of a deployment`;
  return Object.assign(new Error(details), { details });
}

/** Outputs that providers compute and that the program reads, by resource type. */
const computed: Readonly<Record<string, (inputs: Readonly<Record<string, unknown>>) => Record<string, unknown>>> = {
  "random:index/randomBytes:RandomBytes": ({ length }) => ({ hex: "00".repeat(Number(length)) }),
};

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** Key and values that mark special objects in Pulumi's wire format. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Wire form to plain JSON, with the leaves of secrets replaced. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = new Map(Object.entries(value));
  if (entries.get(signatureKey) === secretSignature) return mask(entries.get("value"));
  return Object.fromEntries([...entries].filter(([, v]) => v !== undefined).map(([k, v]) => [k, plain(v)]));
}

function mask(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mask);
  if (typeof value !== "object" || value === null) return secretMarker;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mask(entry)]));
}

/** Pulumi's own form of configuration: text, and JSON for everything structured. */
function encode(config: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, typeof value === "string" ? value : JSON.stringify(value)]],
    ),
  );
}
