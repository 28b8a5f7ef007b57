// The peer's clients: what tests/bench/sync/measure compares with Roost's own.
//
//   node client.js pull URL FOLDER            first replication into LevelDB
//   node client.js drain URL FOLDER COUNT     COUNT documents changed without a network, then sent
//   node client.js delay URL FOLDER COUNT     COUNT edits on one live client until another one has them
//
// Prints one line of JSON.
"use strict";
const PouchDB = require("pouchdb");

const [what, url, folder, count] = process.argv.slice(2);
const remote = () => new PouchDB(`${url}/bookings`);
const local = (name) => new PouchDB(`${folder}/${name}`);

async function pull() {
  const store = local("pulled");
  const started = Date.now();
  await PouchDB.replicate(remote(), store, { batch_size: 2000, batches_limit: 4 });
  const seconds = (Date.now() - started) / 1000;
  return { seconds, rows: (await store.info()).doc_count };
}

async function drain() {
  const store = local("pulled");
  const { rows } = await store.allDocs({ include_docs: true, limit: Number(count) });
  for (const { doc } of rows) await store.put({ ...doc, message: `${doc.message} changed` });
  const since = (await store.info()).update_seq - rows.length;
  const started = Date.now();
  const { docs_written: written } = await PouchDB.replicate(store, remote(), { since, batch_size: 100 });
  return { seconds: (Date.now() - started) / 1000, written };
}

async function delay() {
  const writer = local("writer");
  const reader = local("reader");
  const options = { live: true, retry: true, since: "now" };
  const seen = new Map();
  writer.replicate.to(remote(), { live: true, retry: true });
  reader.replicate.from(remote(), options);
  reader.changes({ live: true, since: "now" }).on("change", ({ id }) => seen.get(id)?.());
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const delays = [];
  for (let edit = 0; edit < Number(count); ++edit) {
    const id = `edit-${process.pid}-${edit}`;
    const shown = new Promise((resolve) => seen.set(id, resolve));
    const started = process.hrtime.bigint();
    await writer.put({ _id: id, message: "changed" });
    await shown;
    delays.push(Number(process.hrtime.bigint() - started) / 1e6);
  }
  return { delays };
}

({ pull, drain, delay })[what]().then((result) => {
  console.log(JSON.stringify(result));
  process.exit(0);
});
