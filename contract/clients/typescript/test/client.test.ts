import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { createPilotlight, PilotlightError, type Pilotlight, type UserResponse } from "pilotlight-client";
import { startServer, type Server } from "./server.js";

let server: Server;
let pilotlight: Pilotlight;

before(async () => {
  server = await startServer();
  pilotlight = createPilotlight({ baseUrl: server.url });
});

after(() => server?.stop());

const tired: UserResponse = {
  user_id: "ana",
  stimulus_id: "calm_01",
  response_text: "I am exhausted, I cannot keep up and I dread tomorrow",
};

async function refusal(call: Promise<unknown>): Promise<PilotlightError> {
  const error: unknown = await call.then(
    () => assert.fail("it was taken"),
    (error: unknown) => error,
  );
  assert(error instanceof PilotlightError, String(error));
  return error;
}

test("a check-in is in all that is read about the person", async () => {
  const stimulus = await pilotlight.getTodaysStimulus("bea", { tz: "Europe/London" });
  assert.deepEqual(await pilotlight.getStimulus(stimulus.id), stimulus);
  assert((await pilotlight.listStimuli()).some(({ id }) => id === stimulus.id));
  const media = await fetch(pilotlight.mediaUrl(stimulus));
  assert.equal(media.status, 200);

  const result = await pilotlight.submitResponse({ ...tired, user_id: "bea", stimulus_id: stimulus.id });
  assert.equal(result.level, "red");
  const [line] = result.support;
  assert(line !== undefined, "a red without support");
  assert(result.intervention.includes(line.contact), result.intervention);

  const { baseline, trend, ...score } = await pilotlight.getScore("bea");
  // The alert goes on by itself; all else is as it was answered.
  assert.deepEqual({ ...score, alert: null }, { ...result, alert: null });
  assert.equal(baseline.status, "silent");
  assert.equal(trend.direction, "unknown");

  const history = await pilotlight.getHistory("bea");
  assert.deepEqual(history.items.map((item) => item.check_in_id), [result.check_in_id]);
  assert.equal(history.next, null);

  const metrics = await pilotlight.getMetrics("bea");
  assert.equal(metrics.total_checkins, 1);
  assert.deepEqual(metrics.score_trend.map((point) => point.score), [result.score]);
  assert.deepEqual(metrics.latest_breakdown, result.breakdown);

  const brain = await pilotlight.getBrain("bea");
  assert.equal(brain.stimulus_id, stimulus.id);
  assert.equal(brain.source, "fallback");
  assert(brain.regions.amygdala_region <= 1);
});

test("nobody's score is an empty one", async () => {
  const score = await pilotlight.getScore("nobody");
  assert.equal(score.source, "none");
  assert.equal(score.check_in_id, null);
  assert.deepEqual(score.support, []);
});

test("a check-in that is sent twice under one key is one", async () => {
  const options = { idempotencyKey: "the first of cleo's" };
  const reply = { ...tired, user_id: "cleo" };
  const first = await pilotlight.submitResponse(reply, options);
  const second = await pilotlight.submitResponse(reply, options);
  assert.equal(second.check_in_id, first.check_in_id);
  assert.equal((await pilotlight.getMetrics("cleo")).total_checkins, 1);

  const other = await refusal(pilotlight.submitResponse({ ...reply, response_text: "Fine" }, options));
  assert.equal(other.problem?.code, "idempotency_key_reused");
});

test("a history is read page by page", async () => {
  const made: (string | null)[] = [];
  for (const typing_wpm of [30, 40, 50]) {
    const result = await pilotlight.submitResponse({ user_id: "dan", stimulus_id: "calm_01", typing_wpm });
    made.unshift(result.check_in_id);
  }
  const newest = await pilotlight.getHistory("dan", { limit: 2 });
  assert(newest.next !== null, "no second page");
  const oldest = await pilotlight.getHistory("dan", { limit: 2, before: newest.next });
  assert.equal(oldest.next, null);
  assert.deepEqual([...newest.items, ...oldest.items].map((item) => item.check_in_id), made);
});

test("a video is taken, under a key too", async () => {
  const header = new Uint8Array([0, 0, 0, 24, ...Buffer.from("ftypisom\0\0\0\0isommp42")]);
  const video = new Blob([header], { type: "video/mp4" });
  const upload = { user_id: "eve", stimulus_id: "calm_02", region: "GB", video };
  const result = await pilotlight.submitVideo(upload, { idempotencyKey: "eve's" });
  assert.equal(result.video_service, false);
  assert.equal(result.facial, null);
  assert.equal(result.burnout_result.channel, "video");
  assert.equal(result.burnout_result.stimulus_id, "calm_02");

  const again = await pilotlight.submitVideo(upload, { idempotencyKey: "eve's" });
  assert.equal(again.burnout_result.check_in_id, result.burnout_result.check_in_id);
});

test("settings are set, read and unset", async () => {
  const settings = { region: "GB", timezone: "Europe/London", locale: "en-GB" };
  await pilotlight.putUser("finn", settings);
  assert.deepEqual(await pilotlight.getUser("finn"), { user_id: "finn", ...settings });
  assert.equal((await pilotlight.putUser("finn", { region: "GB" })).timezone, null);
});

test("a 422 names the fields", async () => {
  const wrong = { ...tired, user_id: "a/b", timestamp: "yesterday" };
  const error = await refusal(pilotlight.submitResponse(wrong));
  assert.equal(error.status, 422);
  assert.equal(error.problem?.code, "invalid_fields");
  assert.deepEqual(error.problem.errors.map(({ field }) => field), ["user_id", "timestamp"]);
  assert.equal(error.retryAfterMs, null);
  assert.equal(error.message, error.problem.detail);
});

test("what the description does not know does not compile", async () => {
  // @ts-expect-error: stimulus_id is required
  const error = await refusal(pilotlight.submitResponse({ user_id: "ana" }));
  assert.deepEqual(error.problem?.errors.map(({ field }) => field), ["stimulus_id"]);
  const { level } = await pilotlight.getScore("ana");
  // @ts-expect-error: there is no such level
  assert.notEqual(level === "orange", true);
});

test("a 404 and the service's state are typed", async () => {
  const error = await refusal(pilotlight.getStimulus("none_such"));
  assert.equal(error.status, 404);
  assert.equal(error.problem?.code, "not_found");
  const health = await pilotlight.getHealth();
  assert.deepEqual(health.services, { signals: "off", ml: "off", video: "off" });
});

test("a phone that nobody can take is refused for good", async () => {
  const error = await refusal(pilotlight.registerPhone("ana", { phone: "+15551234567" }));
  assert.equal(error.status, 501);
  assert.equal(error.problem?.code, "sibling_off");
});

test("a full server is a 503 that says when to try again", async () => {
  const full = await startServer({ PILOTLIGHT__SERVER__MAX_CONNECTIONS: "1" });
  try {
    const held = connect(Number(new URL(full.url).port), "127.0.0.1");
    // Once it is answered it has its place, and keeps it.
    held.write("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    await once(held, "data");
    const error = await refusal(createPilotlight({ baseUrl: full.url }).submitResponse(tired));
    held.destroy();
    assert.equal(error.status, 503);
    assert.equal(error.problem?.code, "overloaded");
    assert(error.retryAfterMs !== null && error.retryAfterMs >= 1000, String(error.retryAfterMs));
  } finally {
    await full.stop();
  }
});

test("every path is there without a helper, its error typed too", async () => {
  const { data, error } = await pilotlight.api.GET("/alerts", { params: { query: { limit: 1 } } });
  assert.equal(error, undefined);
  assert(Array.isArray(data));
  const refused = await pilotlight.api.GET("/alerts", { params: { query: { limit: 0 } } });
  assert.equal(refused.error?.errors[0]?.field, "limit");
});

test("React Native's form gets its own file, after the fields", async () => {
  const appended: [string, unknown][] = [];
  class NativeForm {
    append(name: string, value: unknown) {
      appended.push([name, value]);
    }
  }
  const itsOwn = globalThis.FormData;
  globalThis.FormData = NativeForm as unknown as typeof FormData;
  const away = async () => Response.error();
  const video = { uri: "file:///cam/1.mp4", name: "1.mp4", type: "video/mp4" };
  try {
    const client = createPilotlight({ baseUrl: server.url, fetch: away });
    await client.submitVideo({ video, user_id: "ana", region: "GB" }).catch(() => undefined);
  } finally {
    globalThis.FormData = itsOwn;
  }
  assert.deepEqual(appended, [["user_id", "ana"], ["region", "GB"], ["video", video]]);
});

test("a call ends where it is told to", async () => {
  const ended = pilotlight.getScore("ana", { signal: AbortSignal.abort() });
  await assert.rejects(ended, { name: "AbortError" });
});

test("an answer that is not Pilotlight's is an error without a problem", async () => {
  const gateway = async () => new Response("<h1>Bad gateway</h1>", { status: 502 });
  const error = await refusal(createPilotlight({ baseUrl: server.url, fetch: gateway }).getScore("ana"));
  assert.equal(error.status, 502);
  assert.equal(error.problem, null);
  assert.equal(error.message, "HTTP 502");
});
