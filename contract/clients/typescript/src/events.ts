import { createParser, type EventSourceMessage } from "eventsource-parser";
import { PilotlightError } from "./answer.js";
import type { BurnoutResult } from "./schema.js";

/** The server says something every 15 seconds: where so long nothing came, the line is dead. */
const SILENCE_MS = 45_000;

/** Between two tries, until the server says otherwise; it doubles with each that fails. */
const RETRY_MS = 3_000;
const MOST_RETRY_MS = 60_000;

export interface EventsOptions {
  /** Takes each result: first the latest, then that of every check-in, as they are stored. */
  onScore: (result: BurnoutResult) => void;
  /** Takes the server's time, every 15 seconds: the line is open, and there is nothing new. */
  onPing?: (time: string) => void;
  /** The line broke, or the server is full or away: it is tried again by itself after so long. */
  onError?: (error: unknown, retryInMs: number) => void;
  /** The `check_in_id` of the last result that the app has: the stream goes on after it. */
  lastEventId?: string | undefined;
  /** Ends the stream, at once. */
  signal?: AbortSignal | undefined;
}

/** Nothing here reads a body while it comes. React Native's own `fetch` cannot: see `streamFetch`. */
export class StreamUnsupportedError extends Error {
  override readonly name = "StreamUnsupportedError";

  constructor() {
    super("This fetch cannot read a stream: give createPilotlight a streamFetch that can, or poll getScore.");
  }
}

/** Opens one connection, after what is told already. */
export type Open = (lastEventId: string | undefined, signal: AbortSignal) => Promise<unknown>;

/** Where a stream stands, from one connection to the next. */
interface Place {
  lastEventId: string | undefined;
  retryMs: number;
  failures: number;
}

/** A connection that is worth another try. */
class Broken extends Error {}

/** Follows a stream until it is told to end. Rejects with what another try would not mend. */
export async function follow(open: Open, options: EventsOptions): Promise<void> {
  const { lastEventId, signal, onError } = options;
  const place: Place = { lastEventId, retryMs: RETRY_MS, failures: 0 };
  while (!signal?.aborted) {
    const broken = await connect(open, place, options);
    if (signal?.aborted) return;
    const retryInMs = delay(broken, place);
    onError?.(broken, retryInMs);
    await pause(retryInMs, signal);
  }
}

/** One connection, to its end; gives what ended it. What a callback throws goes through. */
async function connect(open: Open, place: Place, options: EventsOptions): Promise<unknown> {
  const line = new AbortController();
  const end = () => line.abort();
  options.signal?.addEventListener("abort", end);
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  try {
    const body = await alive(open(place.lastEventId, line.signal), line);
    if (!isReadable(body)) throw new StreamUnsupportedError();
    reader = body.getReader();
    await read(reader, line, place, options);
    return new Error("The stream ended.");
  } catch (error) {
    if (error instanceof Broken) return error.cause;
    throw error;
  } finally {
    options.signal?.removeEventListener("abort", end);
    end();
    // For a fetch whose signal does not reach a body that comes already.
    reader?.cancel().catch(() => undefined);
  }
}

async function read(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  line: AbortController,
  place: Place,
  options: EventsOptions,
): Promise<void> {
  const came: EventSourceMessage[] = [];
  const onEvent = (message: EventSourceMessage) => came.push(message);
  const parser = createParser({ onEvent, onRetry: (ms) => (place.retryMs = ms) });
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await alive(reader.read(), line);
    if (done) return;
    parser.feed(decoder.decode(value, { stream: true }));
    for (const message of came.splice(0)) {
      if (line.signal.aborted) return;
      tell(message, options);
      place.failures = 0;
      place.lastEventId = message.id ?? place.lastEventId;
    }
  }
}

/** What a later server adds is passed over. */
function tell({ event, data }: EventSourceMessage, { onScore, onPing }: EventsOptions): void {
  if (event === "ping") onPing?.(data);
  if (event === "score") onScore(JSON.parse(data) as BurnoutResult);
}

function isReadable(body: unknown): body is ReadableStream<Uint8Array> {
  return typeof body === "object" && body !== null && "getReader" in body;
}

/** Waits for a step of a connection, until the line is ended or is silent for too long. */
function alive<T>(step: Promise<T>, line: AbortController): Promise<T> {
  return new Promise((resolve, reject) => {
    let why: unknown = new Error("The stream was ended.");
    const broken = (cause: unknown) => reject(isPassing(cause) ? new Broken("", { cause }) : cause);
    const ended = () => broken(why);
    const silence = setTimeout(() => {
      why = new Error(`The stream was silent for ${SILENCE_MS / 1000} seconds.`);
      line.abort();
    }, SILENCE_MS);
    line.signal.addEventListener("abort", ended);
    step.then(resolve, broken).finally(() => {
      clearTimeout(silence);
      line.signal.removeEventListener("abort", ended);
    });
    if (line.signal.aborted) ended();
  });
}

/** No answer, a server that is full or away, something on the way: none of them stays so. */
function isPassing(error: unknown): boolean {
  if (error instanceof PilotlightError) return error.status >= 500 || [408, 429].includes(error.status);
  return !(error instanceof StreamUnsupportedError);
}

/** How long to wait: as the server asks, longer each time, and not all apps at the same moment. */
function delay(broken: unknown, place: Place): number {
  const doubled = Math.min(place.retryMs * 2 ** place.failures, MOST_RETRY_MS);
  place.failures += 1;
  const asked = broken instanceof PilotlightError ? (broken.retryAfterMs ?? 0) : 0;
  return Math.max(asked, doubled) * (1 + Math.random() / 2);
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done);
    if (signal?.aborted) done();
  });
}
