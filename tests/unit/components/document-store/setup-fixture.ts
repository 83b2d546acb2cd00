import { createContext, Script } from "node:vm";

/** The users of a server, and what it was told. */
export class FakeServer {
  readonly told: string[] = [];
  readonly known: string[];

  constructor(known: readonly string[]) {
    this.known = [...known];
  }
  getSiblingDB(name: string): this {
    this.told.push(`use ${name}`);
    return this;
  }
  hello(): object {
    return { isWritablePrimary: true };
  }
  getUsers(): object {
    return { users: this.known.map((user) => ({ user })) };
  }
  createUser(user: object): void {
    this.told.push(`create ${JSON.stringify(user)}`);
  }
  updateUser(user: string, change: object): void {
    this.told.push(`update ${user} ${JSON.stringify(change)}`);
  }
}

/** Runs a script as mongosh would, and returns the addresses that it signed in by. */
export function runSetup(script: string, server: FakeServer): string[] {
  const addresses: string[] = [];
  const read = (file: string) => `<${file}>\n`;
  const context = createContext({
    require: () => ({ readFileSync: read }),
    encodeURIComponent,
    connect: (address: string) => {
      addresses.push(address);
      return server;
    },
    print: () => undefined,
  });
  new Script(script).runInContext(context);
  return addresses;
}
