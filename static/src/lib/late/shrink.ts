/** A picture small enough to travel over a waiting room's Wi-Fi. Making it anew leaves out where and when it was taken. */

export const LONGEST = 1280;
export const MOST_BYTES = 350_000;

export interface Size {
  readonly wide: number;
  readonly high: number;
}

/** The size of a picture whose longer side is at most `longest`: smaller, never larger, and never nothing. */
export function within({ wide, high }: Size, longest = LONGEST): Size {
  const by = Math.min(1, longest / Math.max(wide, high, 1));
  return { wide: Math.max(1, Math.round(wide * by)), high: Math.max(1, Math.round(high * by)) };
}

/** What is tried, one after the other, until a picture is small enough: how long its longer side is, and how fine. */
export const TRIES: readonly { readonly longest: number; readonly fine: number }[] = [
  { longest: LONGEST, fine: 0.7 },
  { longest: LONGEST, fine: 0.5 },
  { longest: 960, fine: 0.6 },
  { longest: 720, fine: 0.6 },
  { longest: 480, fine: 0.5 },
];

const blobOf = (sheet: HTMLCanvasElement, kind: string, fine: number): Promise<Blob | null> =>
  new Promise((done) => sheet.toBlob(done, kind, fine));

/** WebP where the browser can write it, else JPEG. */
async function encode(sheet: HTMLCanvasElement, fine: number): Promise<Blob | null> {
  const webp = await blobOf(sheet, "image/webp", fine);
  return webp?.type === "image/webp" ? webp : blobOf(sheet, "image/jpeg", fine);
}

/** Whatever can be drawn, as a file of at most `most` bytes; null when that cannot be. */
export async function shrink(
  source: CanvasImageSource,
  size: Size,
  most = MOST_BYTES,
  encoded: typeof encode = encode,
): Promise<Blob | null> {
  for (const { longest, fine } of TRIES) {
    const { wide, high } = within(size, longest);
    const sheet = document.createElement("canvas");
    sheet.width = wide;
    sheet.height = high;
    const pen = sheet.getContext("2d");
    if (!pen) return null;
    // What was see-through is paper, not black.
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, wide, high);
    pen.drawImage(source, 0, 0, wide, high);
    const blob = await encoded(sheet, fine);
    if (blob && blob.size <= most) return blob;
  }
  return null;
}

/** A file as a picture, the right way up; null when the browser cannot read it. */
export async function read(file: Blob): Promise<HTMLImageElement | null> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image.naturalWidth ? image : null;
  } catch {
    return null;
  } finally {
    // The picture is decoded by now; the file may go.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}
