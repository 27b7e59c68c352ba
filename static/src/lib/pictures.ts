import { carried } from "./carried";

/** Pictures travel only to those who hold a key to their session: asked for by id, with the key, never by an address. */

const known = new Map<string, Promise<string>>();
let of = "";

/** The addresses of pictures by id, for the key that is carried now. */
function found(): typeof known {
  if (of !== carried()) known.clear();
  of = carried();
  return known;
}

/** A picture that this device made itself need not be fetched again. */
export const remember = (id: string, picture: Blob): void => {
  found().set(id, Promise.resolve(URL.createObjectURL(picture)));
};

/** An address for an `<img>` on this page; empty when nobody answered, and then the next asking asks again. */
export function see(id: string, ask: typeof fetch = fetch): Promise<string> {
  const had = found().get(id);
  if (had) return had;
  const coming = look(id, ask).then((picture) => (picture ? URL.createObjectURL(picture) : ""));
  found().set(id, coming);
  void coming.then((url) => {
    if (!url && found().get(id) === coming) found().delete(id);
  });
  return coming;
}

async function look(id: string, ask: typeof fetch): Promise<Blob | null> {
  try {
    const answer = await ask("/api/picture/see", {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${carried()}` },
      body: JSON.stringify({ id }),
      redirect: "error",
    });
    // A hotel's login page answers everything with a friendly 200, but never with a picture.
    const isPicture = answer.ok && answer.headers.get("content-type")?.startsWith("image/");
    return isPicture ? await answer.blob() : null;
  } catch {
    return null;
  }
}
