/** Addresses whose last answer is kept. */
const MOST = 32;

export type Send = (request: Request) => Promise<Response>;

/** An answer, and the tag that its server knows it by. */
interface Kept {
  tag: string;
  text: string;
  headers: Headers;
}

/**
 * Asks again for what it has by its tag, and gives it where the server says that nothing changed. The
 * server is always asked. What is kept is in memory alone, and gone with the client.
 */
export function remembering(send: Send): Send {
  const kept = new Map<string, Kept>();

  return async (request) => {
    // Who sends a tag of their own wants to see the 304.
    if (request.method !== "GET" || request.headers.has("If-None-Match")) return send(request);
    const known = kept.get(request.url);
    if (known !== undefined) request.headers.set("If-None-Match", known.tag);
    const response = await send(request);
    const answer = known !== undefined && response.status === 304 ? known : await taken(response);
    if (answer === undefined) return response;

    // The one that was asked for last is the last to go.
    kept.delete(request.url);
    kept.set(request.url, answer);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST) break;
      kept.delete(oldest);
    }
    return new Response(answer.text, { headers: answer.headers });
  };
}

/** What is kept of an answer. A picture or a sound is large, and not read again and again. */
async function taken(response: Response): Promise<Kept | undefined> {
  const { status, headers } = response;
  const tag = headers.get("ETag");
  const isJson = headers.get("Content-Type")?.startsWith("application/json");
  return status === 200 && tag !== null && isJson ? { tag, text: await response.text(), headers } : undefined;
}
