import type { RedisConnection } from "../../../../operations/kinds/redis/connection.ts";

/** Every type of value, small and large ones, in two databases; keys that expire among them. */
export async function fillRedis(connection: RedisConnection, mebibytes: number): Promise<void> {
  const ask = (...words: string[]) => connection.ask(...words);
  await ask("SELECT", "0");
  for (let index = 0; index < 200; index += 1) {
    const name = String(index);
    await ask("SET", `text:${name}`, index % 2 === 0 ? name : `text of ${name} `.repeat(1 + index));
    await ask("RPUSH", `list:${name}`, ...Array.from({ length: 1 + index }, (_, item) => `item ${item}`));
    await ask(
      "SADD",
      `set:${name}`,
      ...Array.from({ length: 1 + index }, (_, item) => (index % 3 === 0 ? String(item) : `member ${item}`)),
    );
    await ask(
      "ZADD",
      `scores:${name}`,
      ...Array.from({ length: 1 + index }, (_, item) => [String(item * 1.5), `player ${item}`]).flat(),
    );
    await ask(
      "HSET",
      `hash:${name}`,
      ...Array.from({ length: 1 + index * 2 }, (_, item) => [
        `field ${item}`,
        `value ${item}`.repeat(1 + (item % 30)),
      ]).flat(),
    );
    await ask("SET", `session:${name}`, "expires", "EX", "3600");
  }
  await ask("XADD", "stream", "*", "a", "1");
  await ask("XADD", "stream", "*", "b", "2");
  await ask("XGROUP", "CREATE", "stream", "readers", "0");
  await ask("XREADGROUP", "GROUP", "readers", "one", "COUNT", "1", "STREAMS", "stream", ">");
  await ask("PFADD", "visitors", "a", "b", "c");
  await ask("SETBIT", "bits", "1000", "1");
  await ask("SELECT", "3");
  await ask("SET", "of another database", "here");
  await ask("SELECT", "0");
  const block = "0123456789abcdef".repeat(4096);
  for (let index = 0; index < mebibytes * 16; index += 1) await ask("SET", `block:${index}`, `${index}${block}`);
}
