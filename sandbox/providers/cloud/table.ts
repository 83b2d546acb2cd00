import type { JsonObject, Json } from "../lib/values.ts";
import type { CloudRecord } from "./store.ts";
import type { Hooks } from "./hooks.ts";
import type { Rule } from "./rules.ts";

/** Where a resource lives. */
export interface Place {
  readonly account: string;
  /** `global` for what belongs to no region. */
  readonly region: string;
}

/** What the parts of a resource that the cloud decides are made of. */
export interface Facts extends Place {
  readonly urn: string;
  /** Empty while the id itself is made. */
  readonly id: string;
  /** With the cloud's own defaults. */
  readonly inputs: JsonObject;
  /** Hexadecimal digits that are the same for the same resource, and others for another purpose. */
  readonly hash: (digits: number, purpose?: string) => string;
  /** Expands a template. */
  readonly fill: (template: string) => string;
  /** Another resource of this cloud, by a value of one of its outputs (`id` included). */
  readonly find: (type: string, property: string, value: Json | undefined) => CloudRecord | undefined;
}

/**
 * A text with `{name}`: an input, a default or an output; or one of `{id}`, `{region}`, `{account}`, `{uuid}`, and
 * `{hex:N}`, N hexadecimal digits of the resource's own. A function is for what a text cannot say.
 */
export type Template = string | ((facts: Facts) => Json);

/** How a name is made up when the program gives none, and what it may be. */
export interface NameRule {
  readonly property: string;
  /** Most characters. */
  readonly max: number;
  /** @default 1 */
  readonly min?: number;
  readonly pattern?: RegExp;
  /** Generated in lower case. @default false */
  readonly lower?: boolean;
  /** Starts a generated name. @default - nothing */
  readonly start?: string;
  /** Ends a generated name, such as that of a queue which keeps the order. @default - none */
  readonly suffix?: (inputs: JsonObject) => string;
  /** The name can be changed in place. @default false */
  readonly renames?: boolean;
}

/** What an input names has to exist when the resource is made. */
export interface Need {
  /** One of several, where more than one will do. */
  readonly type: string | readonly string[];
  /** Outputs that the input's value may be. @default ["id"] */
  readonly by?: readonly string[];
  /** What is named cannot be deleted as long as this resource is there. @default false */
  readonly holds?: boolean | ((named: CloudRecord) => boolean);
  /** It may be in another region. @default - only where it is named by its ARN */
  readonly anywhere?: boolean;
  /** Values that the cloud brings along. @default - none */
  readonly except?: RegExp;
}

/** A resource that nobody asked for, such as the default security group of a network. */
export interface Brought {
  readonly type: string;
  readonly id: string;
  readonly properties: JsonObject;
}

/** Everything about one type of resource that the SDK does not say. */
export interface Row {
  readonly id: Template;
  /** @default - the `name` input, where there is one, of at most 255 characters; false: names are not made up */
  readonly name?: NameRule | false;
  /** Inputs whose change needs a new resource, beside the name; paths for nested ones. @default - none */
  readonly replaces?: readonly string[];
  /** Inputs that can be changed, and not taken away. @default - none */
  readonly replacesWhenRemoved?: readonly string[];
  /** The new one cannot be made while the old one is there. @default - only where both have the same name */
  readonly deleteFirst?: boolean;
  /** What the cloud takes for inputs that are left out. @default - none */
  readonly defaults?: Readonly<Record<string, Json | ((inputs: JsonObject) => Json | undefined)>>;
  /** The outputs that are no inputs, each one of them. */
  readonly computed?: Readonly<Record<string, Template>>;
  /** Parts of inputs that the cloud fills in, by path; where the program gives them, they are as given. @default - none */
  readonly nested?: Readonly<Record<string, Template>>;
  /** By path of the input, `*` for each item. @default - none */
  readonly needs?: Readonly<Record<string, Need>>;
  /** By path of the input. @default - none */
  readonly rules?: Readonly<Record<string, Rule>>;
  /** What is wrong with the inputs taken together. @default - nothing */
  readonly validate?: (inputs: JsonObject) => string | undefined;
  /** Paths of inputs that no two resources of the type may have in common, in one place. @default - none */
  readonly unique?: readonly string[];
  /** Making it anew is the same as changing it: a second one takes the place of the first. @default false */
  readonly overwrites?: boolean;
  /** Names are taken in every account. @default false */
  readonly worldwide?: boolean;
  /** Why it cannot be deleted, in the cloud's words. @default - it can */
  readonly keeps?: (record: CloudRecord) => string | undefined;
  /** Resources that come and go with this one, and that others may name. @default - none */
  readonly brings?: (record: CloudRecord) => readonly Brought[];
  /** What happens beside the record. @default - nothing */
  readonly hooks?: Hooks;
}

export type Rows = Readonly<Record<string, Row>>;
