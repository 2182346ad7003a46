import type { Problem } from "./schema.js";

/** An answer that is not a success. Where no answer came at all, `fetch`'s own error is thrown. */
export class PilotlightError extends Error {
  override readonly name = "PilotlightError";

  constructor(
    /** The HTTP status. */
    readonly status: number,
    /** What Pilotlight says is wrong; null where something between it and the app answered. */
    readonly problem: Problem | null,
    /** After how long the same request is worth another try; null where it is not advised. */
    readonly retryAfterMs: number | null,
  ) {
    super(problem?.detail ?? `HTTP ${status}`);
  }
}

/** One page of a list, newest first. */
export interface Page<T> {
  items: T[];
  /** What to ask the next page with, as `before`; null on the last page. */
  next: string | null;
}

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

export async function answer<T>(call: Promise<Answered<T>>): Promise<T> {
  return success(await call);
}

export async function page<T>(call: Promise<Answered<T[]>>): Promise<Page<T>> {
  const answered = await call;
  return { items: success(answered), next: nextPage(answered.response.headers.get("Link")) };
}

function success<T>({ data, error, response }: Answered<T>): T {
  if (response.ok) return data as T;
  const problem = isProblem(error, response) ? error : null;
  throw new PilotlightError(response.status, problem, retryAfterMs(response));
}

function isProblem(error: unknown, { headers }: Response): error is Problem {
  return typeof error === "object" && !!headers.get("Content-Type")?.startsWith("application/problem+json");
}

function retryAfterMs({ headers }: Response): number | null {
  const seconds = headers.get("Retry-After");
  return seconds !== null && /^\d+$/.test(seconds) ? Number(seconds) * 1000 : null;
}

function nextPage(link: string | null): string | null {
  const before = link?.match(/[?&]before=([^&>]+)[^>]*>; rel="next"/)?.[1];
  return before === undefined ? null : decodeURIComponent(before);
}
