// The peer's server: express-pouchdb over LevelDB, filled with the rows of a file of JSON lines.
//
//   node server.js FOLDER ROWS.jsonl
//
// Prints "ready URL" once the rows are in.
"use strict";
const fs = require("fs");
const readline = require("readline");
const express = require("express");
const PouchDB = require("pouchdb");

const [folder, file] = process.argv.slice(2);
const Store = PouchDB.defaults({ prefix: `${folder}/` });

async function fill() {
  const store = new Store("bookings");
  let batch = [];
  for await (const line of readline.createInterface({ input: fs.createReadStream(file) })) {
    batch.push(JSON.parse(line));
    if (batch.length === 5000) {
      await store.bulkDocs(batch);
      batch = [];
    }
  }
  await store.bulkDocs(batch);
}

async function main() {
  await fill();
  const app = express();
  app.use("/", require("express-pouchdb")(Store, { inMemoryConfig: true, logPath: `${folder}/log` }));
  const listener = app.listen(0, "127.0.0.1", () => console.log(`ready http://127.0.0.1:${listener.address().port}`));
}

main();
