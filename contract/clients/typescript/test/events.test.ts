import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, mock, test } from "node:test";
import {
  createPilotlight,
  PilotlightError,
  StreamUnsupportedError,
  type BurnoutResult,
  type EventsOptions,
  type Pilotlight,
} from "pilotlight-client";
import { startServer, type Server } from "./server.js";

let server: Server;
let pilotlight: Pilotlight;
/** What each request for a stream sent as `Last-Event-ID`. */
let asked: (string | null)[];

beforeEach(async () => {
  // Four connections: two streams.
  server = await startServer({ PILOTLIGHT__SERVER__MAX_CONNECTIONS: "4" });
  asked = [];
  const fetch = (request: Request) => {
    if (request.url.includes("/events/")) asked.push(request.headers.get("Last-Event-ID"));
    return globalThis.fetch(request);
  };
  pilotlight = createPilotlight({ baseUrl: server.url, fetch });
});

afterEach(() => server?.stop());

const checkIn = (user_id: string) => pilotlight.submitResponse({ user_id, stimulus_id: "calm_01", typing_wpm: 40 });

/** An open stream, what it told so far, and waiting for what it tells next. */
function listen(userId: string, options: Partial<EventsOptions> = {}, client = pilotlight) {
  const told: BurnoutResult[] = [];
  const broken: { error: unknown; retryInMs: number }[] = [];
  const stop = new AbortController();
  let next = () => {};
  const onScore = (result: BurnoutResult) => (told.push(result), next());
  const onError = (error: unknown, retryInMs: number) => (broken.push({ error, retryInMs }), next());
  const ended = client.events(userId, { onScore, onError, signal: stop.signal, ...options });
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await Promise.race([new Promise<void>((wake) => (next = wake)), ended.then(() => assert.fail())]);
  };
  return { told, broken, until, ended, stop: () => (stop.abort(), ended) };
}

test("a stream tells the latest result, and then each as it comes", async () => {
  await checkIn("ana");
  const latest = await checkIn("ana");
  const stream = listen("ana");
  await stream.until(() => stream.told.length === 1);
  const next = await checkIn("ana");
  await checkIn("ben");
  const last = await checkIn("ana");
  await stream.until(() => stream.told.length === 3);
  assert.deepEqual(stream.told, [latest, next, last]);
  await stream.stop();
});

test("a stream goes on after the last result that the app has", async () => {
  const [had, ...missed] = [await checkIn("ana"), await checkIn("ana"), await checkIn("ana")];
  const stream = listen("ana", { lastEventId: had.check_in_id ?? undefined });
  await stream.until(() => stream.told.length === 2);
  assert.deepEqual(stream.told, missed);
  await stream.stop();
});

test("a server that is killed and comes back loses no event, and tells none twice", async () => {
  const before = await checkIn("ana");
  const stream = listen("ana");
  await stream.until(() => stream.told.length === 1);
  await server.restart();
  const meanwhile = [await checkIn("ana"), await checkIn("ana")];
  await stream.until(() => stream.told.length === 3);
  const after = await checkIn("ana");
  await stream.until(() => stream.told.length === 4);
  assert.deepEqual(stream.told, [before, ...meanwhile, after]);
  assert.deepEqual([asked[0], asked.at(-1)], [null, before.check_in_id]);
  assert(stream.broken.length > 0);
  await stream.stop();
});

test("a full server is tried again, not before it asks for it", async () => {
  await checkIn("ana");
  const [first, second] = [listen("ana"), listen("ana")];
  await first.until(() => first.told.length === 1);
  await second.until(() => second.told.length === 1);
  const third = listen("ana");
  await third.until(() => third.broken.length === 1);
  const [{ error, retryInMs } = assert.fail()] = third.broken;
  assert(error instanceof PilotlightError);
  assert.equal(error.problem?.code, "streams_full");
  assert(error.retryAfterMs !== null && retryInMs >= error.retryAfterMs, `${retryInMs}`);
  await first.stop();
  await third.until(() => third.told.length === 1);
  await Promise.all([second.stop(), third.stop()]);
});

test("a time that an answer names is waited for, and each try that fails waits longer", async () => {
  const refusal = (status: number, after: string) => new Response(null, { status, headers: { "Retry-After": after } });
  const refusals = [refusal(503, "1"), refusal(502, "1"), refusal(429, "1"), refusal(503, "40"), refusal(404, "1")];
  const fetch = async () => refusals.shift() ?? assert.fail();
  const client = createPilotlight({ baseUrl: server.url, fetch });
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const waits: number[] = [];
    const onError = (_: unknown, retryInMs: number) => {
      waits.push(retryInMs);
      setImmediate(() => mock.timers.tick(Math.ceil(retryInMs)));
    };
    const refused = await listen("ana", { onError }, client).ended.catch(String);
    assert.equal(refused, "PilotlightError: HTTP 404");
    const least = [3_000, 6_000, 12_000, 40_000];
    assert(waits.every((wait, at) => wait >= (least[at] ?? NaN) && wait <= (least[at] ?? NaN) * 1.5), String(waits));
    assert.equal(waits.length, least.length);
  } finally {
    mock.timers.reset();
  }
});

test("a stream ends at once: open, between two tries and before the first", async () => {
  const open = listen("ana");
  const told = checkIn("ana");
  await open.until(() => open.told.length === 1);
  await Promise.all([open.stop(), told]);

  const away = createPilotlight({ baseUrl: server.url, fetch: () => Promise.reject(new TypeError("away")) });
  const waiting = listen("ana", {}, away);
  await waiting.until(() => waiting.broken.length === 1);
  const since = performance.now();
  await waiting.stop();
  assert(performance.now() - since < 1000, "it waited for the next try");

  const givesUp = new AbortController();
  await listen("ana", { signal: givesUp.signal, onError: () => givesUp.abort() }, away).ended;
  assert(performance.now() - since < 1000, "it waited for the next try");

  asked.length = 0;
  await pilotlight.events("ana", { onScore: () => assert.fail(), signal: AbortSignal.abort() });
  assert.deepEqual(asked, []);
});

test("what another try would not mend is said at once", async () => {
  const refused = await listen("a/b").ended.catch((error: unknown) => error);
  assert(refused instanceof PilotlightError);
  assert.equal(refused.problem?.code, "invalid_fields");

  await checkIn("ana");
  const ownFault = new Error("the app's own");
  const onScore = () => {
    throw ownFault;
  };
  await assert.rejects(listen("ana", { onScore }).ended, ownFault);
});

test("a fetch that cannot read a stream is named, and one that can is taken", async () => {
  await checkIn("ana");
  const bodiless = async () => Object.defineProperty(new Response("it came whole"), "body", { value: undefined });
  const cannot = createPilotlight({ baseUrl: server.url, streamFetch: bodiless });
  await assert.rejects(listen("ana", {}, cannot).ended, StreamUnsupportedError);

  // React Native's: an answer has no body, and one without an end never comes.
  const platform = Object.getOwnPropertyDescriptor(Response.prototype, "body") ?? assert.fail();
  const never = () => new Promise<Response>(() => {});
  const streamFetch = async (request: Request) => {
    Object.defineProperty(Response.prototype, "body", platform);
    return fetch(request);
  };
  Object.defineProperty(Response.prototype, "body", { value: undefined, configurable: true });
  try {
    const alone = createPilotlight({ baseUrl: server.url, fetch: never });
    await assert.rejects(listen("ana", {}, alone).ended, StreamUnsupportedError);
    const given = listen("ana", {}, createPilotlight({ baseUrl: server.url, fetch: never, streamFetch }));
    await given.until(() => given.told.length === 1);
    await given.stop();
  } finally {
    Object.defineProperty(Response.prototype, "body", platform);
  }
});

test("a line on which nothing comes for 45 seconds is opened anew", async () => {
  const ids: unknown[] = [];
  const silent = createServer((request, response) => {
    ids.push(request.headers["last-event-id"]);
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write('retry: 5000\n\nid: one\nevent: score\ndata: {"check_in_id":"one"}\n\n');
    // Not all of it: it is not told, and is told whole by the next connection.
    response.write('id: two\nevent: score\ndata: {"check_in_id":"two"}\n');
  });
  await new Promise<void>((up) => silent.listen(0, "127.0.0.1", up));
  const baseUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const stream = listen("ana", {}, createPilotlight({ baseUrl }));
    await stream.until(() => stream.told.length === 1);
    mock.timers.tick(44_999);
    assert.equal(stream.broken.length, 0);
    mock.timers.tick(1);
    await stream.until(() => stream.broken.length === 1);
    const [{ error, retryInMs } = assert.fail()] = stream.broken;
    assert.match(String(error), /silent for 45 seconds/);
    assert(retryInMs >= 5000 && retryInMs <= 7500, `${retryInMs}`);
    mock.timers.tick(Math.ceil(retryInMs));
    await stream.until(() => stream.told.length === 2);
    assert.deepEqual(ids, [undefined, "one"]);
    await stream.stop();
  } finally {
    mock.timers.reset();
    silent.closeAllConnections();
    silent.close();
  }
});
