import createClient from "openapi-fetch";
import { answer, page, type Page } from "./answer.js";
import { follow, StreamUnsupportedError, type EventsOptions, type Open } from "./events.js";
import { videoForm, type VideoUpload } from "./form.js";
import { remembering, type Send } from "./memory.js";
import type {
  BrainView,
  BurnoutResult,
  Health,
  Metrics,
  PhoneRegistered,
  PhoneRegistration,
  ScoreView,
  Stimulus,
  UserResponse,
  UserSettings,
  UserView,
  VideoForm,
  VideoResult,
  operations,
  paths,
} from "./schema.js";

export type * from "./schema.js";
export { PilotlightError, type Page } from "./answer.js";
export { StreamUnsupportedError, type EventsOptions } from "./events.js";
export type { NativeFile, VideoUpload } from "./form.js";

export interface PilotlightOptions {
  /** Where the server is, such as `http://127.0.0.1:8001`. */
  baseUrl: string;
  /** What sends the requests; the platform's own `fetch` where it is absent. */
  fetch?: Send;
  /**
   * What opens streams of events, where `fetch` cannot read a body while it comes, as React Native's
   * cannot. Expo's can: `({ url, headers, signal }) => expoFetch(url, { headers, signal })`.
   */
  streamFetch?: Send;
  /**
   * Whether the last answers are kept in memory, so that asking again takes a 304 where nothing
   * changed. It does, unless this is false.
   */
  remember?: boolean;
}

export interface CallOptions {
  /** Ends the call. */
  signal?: AbortSignal | undefined;
}

export interface SubmitOptions extends CallOptions {
  /** A key of your own, the same for every try of one check-in: it is scored once. */
  idempotencyKey?: string | undefined;
}

type Query<Name extends keyof operations> = CallOptions &
  NonNullable<operations[Name]["parameters"]["query"]>;

export type Pilotlight = ReturnType<typeof createPilotlight>;

/** A client of one server. A call gives what was asked for, or rejects with a `PilotlightError`. */
export function createPilotlight({ baseUrl, fetch, streamFetch, remember = true }: PilotlightOptions) {
  const send = fetch ?? ((request) => globalThis.fetch(request));
  const api = createClient<paths>({ baseUrl, fetch: remember ? remembering(send) : send });

  const stream = (userId: string): Open => async (lastEventId, signal) => {
    // React Native's would wait for the end of the stream, which has none.
    if (streamFetch === undefined && !new Response("").body) throw new StreamUnsupportedError();
    const header = lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId };
    const params = { ...person(userId), header };
    const how = { parseAs: "stream", fetch: streamFetch ?? send, signal } as const;
    return answer(api.GET("/events/{user_id}", { params, headers: { Accept: "text/event-stream" }, ...how }));
  };

  return {
    /** Every path by its name, through openapi-fetch; `api.use(…)` adds a header to all calls. */
    api,

    /** What a person looks at, listens to or is asked today; `tz` moves midnight. */
    getTodaysStimulus: (
      userId: string,
      { signal, ...query }: Query<"getTodaysStimulus"> = {},
    ): Promise<Stimulus> =>
      answer(api.GET("/stimulus/today/{user_id}", { params: { ...person(userId), query }, ...until(signal) })),

    /** All stimuli. */
    listStimuli: ({ signal }: CallOptions = {}): Promise<Stimulus[]> =>
      answer(api.GET("/stimulus/all", until(signal))),

    /** One stimulus. */
    getStimulus: (stimulusId: string, { signal }: CallOptions = {}): Promise<Stimulus> => {
      const params = { path: { stimulus_id: stimulusId } };
      return answer(api.GET("/stimulus/{stimulus_id}", { params, ...until(signal) }));
    },

    /** The address of a stimulus's picture or sound. */
    mediaUrl: (stimulus: Stimulus): string => baseUrl.replace(/\/$/, "") + stimulus.url,

    /** Takes a check-in, and gives its result. */
    submitResponse: (
      reply: UserResponse,
      { signal, ...key }: SubmitOptions = {},
    ): Promise<BurnoutResult> =>
      answer(api.POST("/response/submit", { params: onlyOnce(key), body: reply, ...until(signal) })),

    /** Takes a check-in by video, and gives its result. */
    submitVideo: (upload: VideoUpload, { signal, ...key }: SubmitOptions = {}): Promise<VideoResult> => {
      // A form of React Native's takes its own files where a browser's takes a Blob.
      const form = { body: upload as VideoForm, bodySerializer: videoForm };
      return answer(api.POST("/video/submit", { params: onlyOnce(key), ...form, ...until(signal) }));
    },

    /** A person's latest result, beside what is usual for them. */
    getScore: (userId: string, { signal }: CallOptions = {}): Promise<ScoreView> =>
      answer(api.GET("/score/{user_id}", { params: person(userId), ...until(signal) })),

    /**
     * Tells a person's results as they come, until `signal` ends it: then it resolves. A line that
     * breaks is opened again where it broke, so that each result is told once. Rejects with what
     * another try would not mend, such as a `StreamUnsupportedError`.
     */
    events: (userId: string, options: EventsOptions): Promise<void> => follow(stream(userId), options),

    /** A page of a person's results, newest first. */
    getHistory: (
      userId: string,
      { signal, ...query }: Query<"getHistory"> = {},
    ): Promise<Page<BurnoutResult>> =>
      page(api.GET("/history/{user_id}", { params: { ...person(userId), query }, ...until(signal) })),

    /** A person's scores over time, oldest first. */
    getMetrics: (userId: string, { signal, ...query }: Query<"getMetrics"> = {}): Promise<Metrics> =>
      answer(api.GET("/metrics/{user_id}", { params: { ...person(userId), query }, ...until(signal) })),

    /** What TRIBE models of the stimulus that a person answered last. */
    getBrain: (userId: string, { signal }: CallOptions = {}): Promise<BrainView> =>
      answer(api.GET("/brain/{user_id}", { params: person(userId), ...until(signal) })),

    /** A person's settings. */
    getUser: (userId: string, { signal }: CallOptions = {}): Promise<UserView> =>
      answer(api.GET("/users/{user_id}", { params: person(userId), ...until(signal) })),

    /** Sets all of a person's settings: one that is left out is unset. */
    putUser: (userId: string, body: UserSettings, { signal }: CallOptions = {}): Promise<UserView> =>
      answer(api.PUT("/users/{user_id}", { params: person(userId), body, ...until(signal) })),

    /** Registers where alerts are texted to. */
    registerPhone: (
      userId: string,
      body: PhoneRegistration,
      { signal }: CallOptions = {},
    ): Promise<PhoneRegistered> =>
      answer(api.POST("/users/{user_id}/phone", { params: person(userId), body, ...until(signal) })),

    /** How the service and its siblings are. */
    getHealth: ({ signal }: CallOptions = {}): Promise<Health> =>
      answer(api.GET("/health", until(signal))),
  };
}

const person = (userId: string) => ({ path: { user_id: userId } });

const until = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal });

const onlyOnce = ({ idempotencyKey: key }: SubmitOptions) =>
  key === undefined ? {} : { header: { "Idempotency-Key": key } };
