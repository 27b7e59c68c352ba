import { isRefusal } from "./http";

/** Milliseconds for which a browser may take to save what it was handed. */
const SAVED_MS = 60_000;

/** Fetches a file and hands it to the browser's downloads: its name, or what the server `says` instead ("" when nobody
 * answered). `token`: a link's secret; `body`: what is asked, else it is only fetched. */
export async function fetched(
  path: string,
  { token = "", body }: { token?: string; body?: unknown } = {},
): Promise<{ name: string } | { says: string }> {
  try {
    const response = await fetch(path, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      cache: "no-store",
      redirect: "error",
    });
    const name = /filename="([\w.-]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
    if (!name) {
      const answer: unknown = await response.json();
      return { says: isRefusal(answer) ? answer.says : "" };
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), SAVED_MS);
    return { name };
  } catch {
    return { says: "" };
  }
}
