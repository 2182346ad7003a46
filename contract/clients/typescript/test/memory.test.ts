import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { createPilotlight, type Pilotlight, type PilotlightOptions } from "pilotlight-client";
import { startServer, type Server } from "./server.js";

let server: Server;
/** What the wire said: the status of each answer. */
let statuses: number[];

before(async () => {
  server = await startServer();
});

beforeEach(() => {
  statuses = [];
});

after(() => server?.stop());

function client(options: Partial<PilotlightOptions> = {}): Pilotlight {
  const fetch = async (request: Request) => {
    const response = await globalThis.fetch(request);
    statuses.push(response.status);
    return response;
  };
  return createPilotlight({ baseUrl: server.url, fetch, ...options });
}

const checkIn = (pilotlight: Pilotlight, user_id: string) =>
  pilotlight.submitResponse({ user_id, stimulus_id: "calm_01", typing_wpm: 40 });

test("what has not changed is not sent again, and is the same", async () => {
  const pilotlight = client();
  await checkIn(pilotlight, "ana");
  const first = await pilotlight.getScore("ana");
  const again = await pilotlight.getScore("ana");
  assert.deepEqual(statuses, [200, 200, 304]);
  assert.deepEqual(again, first);

  // Each is the caller's own.
  again.top_indicators.push("scribbled over");
  assert.deepEqual(await pilotlight.getScore("ana"), first);

  const { check_in_id } = await checkIn(pilotlight, "ana");
  assert.equal((await pilotlight.getScore("ana")).check_in_id, check_in_id);
  assert.deepEqual(statuses.slice(3), [304, 200, 200]);
});

test("each address is known by itself, with the way to its next page", async () => {
  const pilotlight = client();
  for (let count = 0; count < 3; count += 1) await checkIn(pilotlight, "ben");
  await checkIn(pilotlight, "cleo");
  const page = await pilotlight.getHistory("ben", { limit: 2 });
  assert(page.next !== null);
  const rest = await pilotlight.getHistory("ben", { limit: 2, before: page.next });
  const other = await pilotlight.getHistory("cleo", { limit: 2 });
  assert.deepEqual([page, rest, other].map(({ items }) => items.length), [2, 1, 1]);

  statuses = [];
  assert.deepEqual(await pilotlight.getHistory("ben", { limit: 2 }), page);
  assert.deepEqual(await pilotlight.getHistory("ben", { limit: 2, before: page.next }), rest);
  assert.deepEqual(await pilotlight.getHistory("cleo", { limit: 2 }), other);
  for (const read of [pilotlight.getMetrics, pilotlight.getBrain]) {
    assert.deepEqual(await read("ben"), await read("ben"));
  }
  assert.deepEqual(statuses, [304, 304, 304, 200, 304, 200, 304]);
});

test("a server that was away does not make it forget", async () => {
  let isAway = false;
  const fetch = async (request: Request) => {
    if (isAway) return new Response(null, { status: 503 });
    const response = await globalThis.fetch(request);
    statuses.push(response.status);
    return response;
  };
  const pilotlight = client({ fetch });
  const had = await pilotlight.getScore("dan");
  isAway = true;
  await assert.rejects(pilotlight.getScore("dan"), { status: 503 });
  isAway = false;
  assert.deepEqual(await pilotlight.getScore("dan"), had);
  assert.deepEqual(statuses, [200, 304]);
});

test("32 addresses are known, the last that were asked for", async () => {
  const pilotlight = client();
  const read = (number: number) => pilotlight.getScore(`one-of-many-${number}`);
  for (let number = 0; number < 32; number += 1) await read(number);
  await read(0);
  await read(32);
  statuses = [];
  await read(0);
  await read(1);
  assert.deepEqual(statuses, [304, 200]);
});

test("a client that is to remember nothing asks for all of it", async () => {
  const pilotlight = client({ remember: false });
  assert.deepEqual(await pilotlight.getScore("eve"), await pilotlight.getScore("eve"));
  assert.deepEqual(statuses, [200, 200]);
});

test("who asks by a tag of their own sees what the server says", async () => {
  const { api } = client();
  const params = { path: { user_id: "finn" } };
  const read = (tag?: string) =>
    api.GET("/score/{user_id}", { params: { ...params, header: tag === undefined ? {} : { "If-None-Match": tag } } });
  const { data, response } = await read();
  const again = await read();
  assert.deepEqual([again.response.status, again.data], [200, data]);
  const own = await read(response.headers.get("ETag") ?? "");
  assert.equal(own.response.status, 304);
  assert.equal(own.data, undefined);
});
