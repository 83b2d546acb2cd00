import { Binary, type Db, Double, Int32, Long } from "mongodb";

/** Database that drills fill. */
export const shop = "ecommerce";

/** Documents of every type that an application writes, and the indexes of the shop. */
export async function fillShop(db: Db, documents: number): Promise<void> {
  await db.collection("users").createIndex({ email: 1 }, { unique: true, name: "email" }, {});
  await db.collection("orders").createIndex({ userId: 1, placed: -1 }, { name: "by-user" }, {});
  await db.createCollection("coupons");
  const user = (number: number) => ({
    _id: new Int32(number),
    email: `user-${number}@shop.example`,
    joined: new Date(1_600_000_000_000 + number * 60_000),
    points: Long.fromNumber(number * 10_000_000_000),
    rating: new Double(number / 3),
    // Keys like numbers are where a program that reads objects loses the order.
    visits: { last: "cart", 2024: 3, 2023: number },
    tags: ["new", null, true, { nested: [] }],
  });
  const order = (number: number) => ({
    _id: `order-${number}`,
    userId: new Int32(number % 97),
    placed: new Date(1_700_000_000_000 + number),
    receipt: new Binary(Buffer.alloc(64, number % 251)),
  });
  const numbers = Array.from({ length: documents }, (_, number) => number);
  for (let start = 0; start < documents; start += 1000) {
    const some = numbers.slice(start, start + 1000);
    await db.collection<{ _id: Int32 }>("users").insertMany(some.map(user));
    await db.collection<{ _id: string }>("orders").insertMany(some.map(order));
  }
}
