// A subscriber in JavaScript: every event takes effect once, however often it is delivered. It knows the bus by the schema
// files only. Needs amqplib, ajv and ajv-formats.
//
//   AMQP_URL=amqps://integrator.acme:…@bus.example.org/essaim node subscriber.mjs acme acme.jsonl ../../schemas

import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, readdirSync, writeSync } from "node:fs";
import { join } from "node:path";
import amqp from "amqplib";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const [name, file, schemas] = process.argv.slice(2);

// One check per event type, compiled from <type>.json. "x-exchange" and the like are notes: strict mode would refuse them.
const ajv = addFormats(new Ajv({ strict: false }));
const types = readdirSync(schemas).filter((entry) => /\.v\d+\.json$/.test(entry)).map((entry) => entry.slice(0, -5));
const checks = new Map(types.map((type) => [type, ajv.compile(JSON.parse(readFileSync(join(schemas, `${type}.json`), "utf8")))]));

// The effect and the id are one line of a file, so they are written together or not at all. A line that a crash cut off is
// no effect: it is cut away, and its event, never acknowledged, comes again.
const text = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
const whole = text.subarray(0, text.lastIndexOf("\n") + 1);
const seen = new Set(whole.toString().split("\n").filter(Boolean).map((line) => JSON.parse(line).id));
const journal = openSync(file, "a");
ftruncateSync(journal, whole.length);

function takeEffect({ id, type, subject, data }) {
  if (seen.has(id)) return false;
  writeSync(journal, `${JSON.stringify({ id, type, subject, data })}\n`);
  fsyncSync(journal);
  seen.add(id);
  return true;
}

const connection = await amqp.connect(process.env.AMQP_URL);
const channel = await connection.createChannel();
await channel.prefetch(50);
const stop = async () => { await connection.close(); closeSync(journal); };
process.once("SIGTERM", stop);
connection.on("error", (error) => { console.error(error.message); process.exitCode = 1; });

await channel.consume(`integrator.${name}`, (message) => {
  if (message === null) throw new Error("the queue was deleted");
  try {
    const event = JSON.parse(message.content);
    if (typeof event.id !== "string") throw new Error("an event without an id");
    const check = checks.get(event.type); // undefined: a type without a schema here
    if (check && !check(event.data)) throw new Error(ajv.errorsText(check.errors));
    if (check && takeEffect(event)) console.log(event.type, event.id);
    channel.ack(message);
  } catch (error) {
    if (error.code) throw error; // The disk, not the message: end, and be given it again.
    console.error("unreadable:", message.properties.messageId, error.message);
    channel.nack(message, false, false);
  }
});
