import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { authorityFindings, domainFindings } from "../../../../cli/lib/preflight/domain.ts";
import { imageFindings } from "../../../../cli/lib/preflight/registry.ts";

let server: Server | undefined;

/** An HTTP server on this machine that answers as told. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const made = createServer(answer);
  server = made;
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(made.address() as AddressInfo).port}`;
}

async function stop(): Promise<void> {
  const stopped = server;
  server = undefined;
  stopped?.closeAllConnections();
  await new Promise((resolve) => (stopped ? stopped.close(resolve) : resolve(undefined)));
}

describe("images in their registries (REC-002)", () => {
  afterEach(stop);

  const digest = `sha256:${"a".repeat(64)}`;
  const image = (host: string) => `${host}/cap/app-cp:1.0.0@${digest}`;
  const path = `/v2/cap/app-cp/manifests/${digest}`;
  const said = async (host: string, auth?: string, given = image(host)) =>
    (await imageFindings([given], auth === undefined ? {} : { auths: { [host]: { auth } } }, "http")).map(
      ({ verdict, message }) => `${verdict} ${message}`,
    );

  it("are asked for by digest, in every form of a manifest", async () => {
    const asked: unknown[] = [];
    const host = await serve(({ method, url, headers }, response) => {
      asked.push([method, url, headers.accept?.includes("application/vnd.oci.image.index.v1+json")]);
      response.writeHead(url === path ? 200 : 404).end();
    });
    assert.deepEqual(await said(host), ["ok all 1 are in their registries"]);
    assert.deepEqual(asked, [["HEAD", path, true]]);
  });

  it("are asked for with a token, where the registry gives one for the credentials", async () => {
    const host = await serve(({ url = "", headers }, response) => {
      const { pathname, searchParams } = new URL(url, "http://registry");
      if (pathname === "/token") {
        const good =
          headers.authorization === "Basic b3BzOnNlY3JldA==" &&
          searchParams.get("scope") === "repository:cap/app-cp:pull";
        response.writeHead(good ? 200 : 401).end(JSON.stringify({ token: "t1" }));
      } else if (headers.authorization === "Bearer t1") response.writeHead(200).end();
      else {
        const realm = `Bearer realm="http://${host}/token",service="registry",scope="repository:cap/app-cp:pull"`;
        response.writeHead(401, { "www-authenticate": realm }).end();
      }
    });
    assert.deepEqual(await said(host, "b3BzOnNlY3JldA=="), ["ok all 1 are in their registries"]);
    assert.deepEqual(await said(host), [
      `failed ${image(host)}: the registry lets nobody in with these credentials; push it, or sign in with docker login`,
    ]);
  });

  it("are missed where they are not", async () => {
    for (const [status, words] of [
      [404, "it is not in the registry"],
      [403, "the registry lets nobody in with these credentials"],
      [500, "the registry answers 500"],
    ] as const) {
      const host = await serve((_, response) => response.writeHead(status).end());
      assert.deepEqual(await said(host), [`failed ${image(host)}: ${words}; push it, or sign in with docker login`]);
      await stop();
    }
    assert.deepEqual(await said("registry.example.com", undefined, "registry.example.com/cap/app-cp:1.0.0"), [
      "failed registry.example.com/cap/app-cp:1.0.0 is not pinned by a digest; push it, or sign in with docker login",
    ]);
  });

  it("are missed where there is no registry", async () => {
    const host = await serve(() => undefined);
    await stop();
    const [line = ""] = await said(host);
    assert.match(line, /^failed .+: fetch failed: connect ECONNREFUSED 127\.0\.0\.1:\d+; push it/);
  });
});

describe("the zone of a stack's hosts (REC-002)", () => {
  const dns = (zones: Record<string, string[]>) => (zone: string) =>
    zones[zone] === undefined
      ? Promise.reject(Object.assign(new Error(`queryNs ENOTFOUND ${zone}`), { code: "ENOTFOUND" }))
      : Promise.resolve(zones[zone]);
  const said = async (nameServers: (zone: string) => Promise<string[]>) =>
    (await domainFindings("prod.example.com", nameServers)).map(({ verdict, message }) => `${verdict} ${message}`);

  it("is the domain's own, or one above it", async () => {
    assert.deepEqual(await said(dns({ "prod.example.com": ["b.ns", "a.ns"], "example.com": ["c.ns"] })), [
      "ok prod.example.com is in the zone prod.example.com, of a.ns, b.ns",
    ]);
    assert.deepEqual(await said(dns({ "example.com": ["c.ns"] })), [
      "ok prod.example.com is in the zone example.com, of c.ns",
    ]);
  });

  it("is no top-level domain, and must be there", async () => {
    assert.deepEqual(await said(dns({ com: ["d.ns"], "example.com": [] })), [
      "failed prod.example.com is in no zone; have its registrar name the name servers, or correct plumbline:domain",
    ]);
    const silent = () => Promise.reject(Object.assign(new Error("queryNs ETIMEOUT"), { code: "ETIMEOUT" }));
    assert.deepEqual(await said(silent), [
      "failed the name servers of prod.example.com cannot be asked: queryNs ETIMEOUT",
    ]);
  });
});

describe("the authority of public certificates (REC-002)", () => {
  afterEach(stop);

  const said = async (address: string) =>
    (await authorityFindings(`http://${address}/directory`)).map(({ verdict, message }) => `${verdict} ${message}`);

  it("takes orders, or is missed", async () => {
    const directory = { newAccount: "https://ca/account", newOrder: "https://ca/order" };
    for (const [status, body, words] of [
      [200, directory, "ok {} takes orders"],
      [200, { hello: "world" }, "failed {} is no ACME directory"],
      [503, {}, "failed {} answers 503"],
    ] as const) {
      const host = await serve((_, response) => response.writeHead(status).end(JSON.stringify(body)));
      assert.deepEqual(await said(host), [words.replace("{}", `http://${host}/directory`)]);
      await stop();
    }
    const host = await serve(() => undefined);
    await stop();
    const [line = ""] = await said(host);
    assert.match(
      line,
      /^failed http:\/\/127\.0\.0\.1:\d+\/directory cannot be reached: fetch failed: connect ECONNREFUSED/,
    );
  });
});
