import assert from "node:assert/strict";
import { redisConf } from "../../../../components/cache/redis-config.ts";

const config = { maxClients: 10_000, maxMemoryMi: 512, eviction: "noeviction", slowLogMicroseconds: 10_000 } as const;

const primary = `bind * -::*
port 0
tls-port 6379
tls-cert-file /etc/redis/tls/tls.crt
tls-key-file /etc/redis/tls/tls.key
tls-ca-cert-file /etc/redis/tls/ca.crt
tls-auth-clients no
tls-protocols "TLSv1.2 TLSv1.3"
tls-replication yes
include /etc/redis/auth/auth.conf
dir /data
appendonly yes
appendfsync everysec
aof-use-rdb-preamble yes
save 900 1 300 100 60 10000
maxclients 10000
maxmemory 512mb
maxmemory-policy noeviction
slowlog-log-slower-than 10000
slowlog-max-len 128
`;

describe("redis.conf", () => {
  it("of a primary: TLS only, password, append-only file, limits", () => {
    assert.equal(redisConf(6379, config), primary);
  });

  it("of a replica: the same, its source and the source's password", () => {
    const replica = redisConf(6379, { ...config, replicaOf: "db-g1.cap.svc.cluster.local" });
    assert.equal(
      replica,
      `${primary}replicaof db-g1.cap.svc.cluster.local 6379\ninclude /etc/redis/source/source.conf\n`,
    );
  });
});
