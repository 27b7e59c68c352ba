import { carried } from "../carried";

export type Uploaded =
  | { readonly ok: true; readonly id: string }
  /** `says` why, in the server's words; empty when nobody answered, and then it is worth trying again. */
  | { readonly ok: false; readonly says: string };

/** Refusals that mean "not just now". */
const LATER = new Set(["rate", "busy", "disk_full", "error"]);

/** What an answer of the door for pictures means. Whatever is not our own JSON is no answer. */
export function understood(kind: string | null, text: string): Uploaded {
  const none = { ok: false, says: "" } as const;
  if (!kind?.startsWith("application/json")) return none;
  try {
    const answer = JSON.parse(text) as { ok?: boolean; id?: string; code?: string; says?: string } | null;
    if (answer?.ok && answer.id) return { ok: true, id: answer.id };
    return LATER.has(answer?.code ?? "error") ? none : { ok: false, says: answer?.says ?? "" };
  } catch {
    return none;
  }
}

/** Bring a picture to the server. `moved` hears how much of it has gone, from 0 to 1: only this old request can tell. */
export function upload(picture: Blob, moved: (part: number) => void, stop: AbortSignal): Promise<Uploaded> {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const nobody = () => done({ ok: false, says: "" });
    request.open("POST", "/api/picture");
    request.setRequestHeader("Authorization", `Bearer ${carried()}`);
    request.setRequestHeader("Content-Type", picture.type);
    request.timeout = 60_000;
    request.upload.onprogress = (event) => moved(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => done(understood(request.getResponseHeader("content-type"), request.responseText));
    request.onerror = request.ontimeout = request.onabort = nobody;
    stop.addEventListener("abort", () => request.abort());
    request.send(picture);
  });
}
