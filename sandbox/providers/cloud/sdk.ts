import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { membersOf } from "./shapes.ts";
import type { Members } from "./shapes.ts";

/** What the installed SDK says of one kind of resource. */
export interface ClassShape {
  readonly token: string;
  readonly inputs: Members;
  /** Outputs that are no inputs. */
  readonly computed: readonly string[];
}

/**
 * The SDK of a provider as it is installed: the classes say which inputs there are, which of them are required, of what
 * type, and what else a resource hands out. Read when asked for, one class at a time, because the whole SDK is large.
 */
export class Sdk {
  readonly #root: string;
  readonly #fileOf: (token: string) => string | undefined;
  readonly #classes = new Map<string, ClassShape | undefined>();
  readonly #types = new Map<string, Members>();
  #nested: Declarations | undefined;

  /** @param fileOf path of a token's class below the package, without extension */
  constructor(name: string, fileOf: (token: string) => string | undefined) {
    this.#root = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    this.#fileOf = fileOf;
  }

  /** Undefined when the SDK has no such class. */
  classOf(token: string): ClassShape | undefined {
    if (!this.#classes.has(token)) this.#classes.set(token, this.#read(token));
    return this.#classes.get(token);
  }

  /** The members of a type that inputs refer to, such as `rds.ClusterScalingConfiguration`. */
  membersOf(type: string): Members {
    const known = this.#types.get(type);
    if (known) return known;
    this.#nested ??= new Declarations(readFileSync(join(this.#root, "types/input.d.ts"), "utf8"));
    const members = this.#nested.members(type);
    if (!members) throw new Error(`the SDK declares no ${type}`);
    this.#types.set(type, members);
    return members;
  }

  #read(token: string): ClassShape | undefined {
    const file = this.#fileOf(token);
    const path = file === undefined ? undefined : join(this.#root, file);
    if (path === undefined || !existsSync(`${path}.js`)) return undefined;
    const code = readFileSync(`${path}.js`, "utf8");
    if (!code.includes(`__pulumiType = '${token}'`)) return undefined;
    const name = token.slice(token.lastIndexOf(":") + 1);
    const inputs = new Declarations(readFileSync(`${path}.d.ts`, "utf8")).members(`${name}Args`);
    if (!inputs) return undefined;
    const outputs = [...code.matchAll(/resourceInputs\["(\w+)"\] = undefined \/\*out\*\//g)].map(
      ([, each = ""]) => each,
    );
    return { token, inputs, computed: [...new Set(outputs)].filter((each) => !inputs.has(each)) };
  }
}

/** The interfaces of a file of declarations, found in one pass and read when asked for. */
class Declarations {
  readonly #text: string;
  readonly #starts = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
    const spaces: string[] = [];
    for (const match of text.matchAll(/^( *)(?:export )?(?:declare )?(namespace|interface) (\w+)[^\n{]*\{/gm)) {
      const [whole, indent = "", keyword, name = ""] = match;
      spaces.length = indent.length / 4;
      if (keyword === "namespace") spaces.push(name);
      else this.#starts.set([...spaces, name].join("."), match.index + whole.length - 1);
    }
  }

  members(name: string): Members | undefined {
    const start = this.#starts.get(name);
    return start === undefined ? undefined : membersOf(this.#text.slice(start));
  }
}
