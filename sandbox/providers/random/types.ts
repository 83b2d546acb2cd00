import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";
import bcrypt from "bcryptjs";
import type { Failure } from "../lib/provider.ts";
import type { JsonObject } from "../lib/values.ts";
import { characterFailures, characterInputs, randomText, shuffled, withNumeric } from "./characters.ts";
import type { InputSpecs } from "../lib/inputs.ts";

/** What was made, or is imported. */
export interface Made {
  readonly id: string;
  /** Results alone: the inputs are added to them. */
  readonly results: JsonObject;
}

export interface RandomType {
  readonly inputs: InputSpecs;
  readonly results: readonly string[];
  /** Results that are secret. @default - none */
  readonly secrets?: readonly string[];
  /** Completes the inputs beyond their defaults. @default - nothing to complete */
  complete?(inputs: JsonObject): JsonObject;
  /** @default - whatever is right one by one is right together */
  validate?(inputs: JsonObject): Failure[];
  make(inputs: JsonObject): Promise<Made> | Made;
  /**
   * The resource of an id as `pulumi import` takes it.
   * @default - cannot be imported
   * @throws when the id is not of that form
   */
  adopt?(id: string): Promise<Made & { readonly inputs: JsonObject }> | (Made & { readonly inputs: JsonObject });
}

const keepers: InputSpecs = { keepers: { type: "map" } };
/** A secret's id, which is no secret. */
const none = "none";
const bcryptCost = 10;
/** As many integers as node's generator can choose from. */
const widest = 2 ** 48 - 1;

const password: RandomType = {
  inputs: characterInputs,
  results: ["result", "bcryptHash"],
  secrets: ["result", "bcryptHash"],
  complete: withNumeric,
  validate: characterFailures,
  make: async (inputs) => passwordOf(randomText(inputs)),
  adopt: async (id) => ({ ...(await passwordOf(id)), inputs: { length: id.length } }),
};

async function passwordOf(result: string): Promise<Made> {
  return { id: none, results: { result, bcryptHash: await bcrypt.hash(result, bcryptCost) } };
}

const string: RandomType = {
  inputs: characterInputs,
  results: ["result"],
  complete: withNumeric,
  validate: characterFailures,
  make: (inputs) => stringOf(randomText(inputs)),
  adopt: (id) => ({ ...stringOf(id), inputs: { length: id.length } }),
};

const stringOf = (result: string): Made => ({ id: result, results: { result } });

const bytes: RandomType = {
  inputs: { ...keepers, length: { type: "integer", required: true, min: 1 } },
  results: ["base64", "hex"],
  secrets: ["base64", "hex"],
  make: ({ length }) => bytesOf(randomBytes(Number(length))),
  adopt: (id) => {
    const content = Buffer.from(id, "base64");
    if (content.length === 0 || content.toString("base64") !== id) {
      throw new Error("the id of RandomBytes is their content in base64");
    }
    return { ...bytesOf(content), inputs: { length: content.length } };
  },
};

const bytesOf = (content: Buffer): Made => ({
  id: none,
  results: { base64: content.toString("base64"), hex: content.toString("hex") },
});

const id: RandomType = {
  inputs: { ...keepers, byteLength: { type: "integer", required: true, min: 1 }, prefix: { type: "string" } },
  results: ["b64Std", "b64Url", "dec", "hex"],
  make: ({ byteLength, prefix }) => idOf(randomBytes(Number(byteLength)), typeof prefix === "string" ? prefix : ""),
  adopt: (imported) => {
    const comma = imported.lastIndexOf(",");
    const prefix = imported.slice(0, Math.max(comma, 0));
    const content = Buffer.from(imported.slice(comma + 1), "base64url");
    if (content.length === 0) {
      throw new Error(`${imported}: the id of a RandomId is [PREFIX,]BASE64URL`);
    }
    return { ...idOf(content, prefix), inputs: { byteLength: content.length, ...(prefix && { prefix }) } };
  },
};

function idOf(content: Buffer, prefix: string): Made {
  const hex = content.toString("hex");
  const [b64Url, b64Std, dec] = [
    content.toString("base64url"),
    content.toString("base64"),
    BigInt(`0x${hex}`).toString(),
  ];
  return {
    id: b64Url,
    results: { b64Url: prefix + b64Url, b64Std: prefix + b64Std, dec: prefix + dec, hex: prefix + hex },
  };
}

const integer: RandomType = {
  inputs: {
    ...keepers,
    max: { type: "integer", required: true },
    min: { type: "integer", required: true },
    seed: { type: "string" },
  },
  results: ["result"],
  validate: ({ min, max }) => {
    const range = Number(max) - Number(min);
    const bad = range < 0 ? `at most max, ${Number(max)}` : range >= widest ? `less than 2^48 below max` : undefined;
    return bad === undefined ? [] : [{ property: "min", reason: `has to be ${bad}; it is ${Number(min)}` }];
  },
  make: ({ min, max, seed }) => integerOf(Number(min) + below(seed)(Number(max) - Number(min) + 1)),
  adopt: (imported) => {
    const [result, min, max, seed] = imported.split(",");
    const numbers = [result, min, max].map(Number);
    if (!numbers.every(Number.isSafeInteger)) {
      throw new Error(`${imported}: the id of a RandomInteger is RESULT,MIN,MAX[,SEED]`);
    }
    return { ...integerOf(Number(result)), inputs: { min: Number(min), max: Number(max), ...(seed && { seed }) } };
  },
};

const integerOf = (result: number): Made => ({ id: String(result), results: { result } });

const shuffle: RandomType = {
  inputs: {
    ...keepers,
    inputs: { type: "strings", required: true },
    resultCount: { type: "integer", min: 0 },
    seed: { type: "string" },
  },
  results: ["results"],
  make: ({ inputs, resultCount, seed }) => {
    const items = Array.isArray(inputs) ? inputs : [];
    const count = typeof resultCount === "number" ? resultCount : items.length;
    const random = below(seed);
    const rounds = Math.ceil(count / Math.max(items.length, 1));
    const results = Array.from({ length: items.length > 0 ? rounds : 0 }, () => shuffled(items, random)).flat();
    return { id: "-", results: { results: results.slice(0, count) } };
  },
};

function uuid(generate: () => string): RandomType {
  return {
    inputs: keepers,
    results: ["result"],
    make: () => stringOf(generate()),
    adopt: (imported) => {
      if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(imported)) {
        throw new Error(`${imported} is no UUID`);
      }
      return { ...stringOf(imported.toLowerCase()), inputs: {} };
    },
  };
}

/** A UUID that sorts by its time. */
function uuid7(): string {
  const content = Buffer.concat([Buffer.alloc(6), randomBytes(10)]);
  content.writeUIntBE(Date.now(), 0, 6);
  content.writeUInt8((content.readUInt8(6) & 0x0f) | 0x70, 6);
  content.writeUInt8((content.readUInt8(8) & 0x3f) | 0x80, 8);
  return content.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Random integers below a limit; the same ones again for the same seed. */
function below(seed: unknown): (limit: number) => number {
  if (typeof seed !== "string") {
    return (limit) => randomInt(limit);
  }
  let round = 0;
  return (limit) => {
    const digest = createHash("sha256")
      .update(`${String(round++)}:${seed}`)
      .digest();
    return Number(digest.readBigUInt64BE(0) % BigInt(limit));
  };
}

/** What the provider can make, by type. */
export const types: Readonly<Record<string, RandomType>> = {
  "random:index/randomBytes:RandomBytes": bytes,
  "random:index/randomId:RandomId": id,
  "random:index/randomInteger:RandomInteger": integer,
  "random:index/randomPassword:RandomPassword": password,
  "random:index/randomShuffle:RandomShuffle": shuffle,
  "random:index/randomString:RandomString": string,
  "random:index/randomUuid:RandomUuid": uuid(randomUUID),
  "random:index/randomUuid4:RandomUuid4": uuid(randomUUID),
  "random:index/randomUuid7:RandomUuid7": uuid(uuid7),
};
