import { type Signal, signal } from "@preact/signals";
import { type Kept, keptAs } from "../kept";
import { remember } from "../pictures";
import { type Uploaded, upload } from "./upload";

/** A picture on its way, as it is kept on the device. */
export interface Parcel {
  readonly key: string;
  readonly picture: Blob;
}

export type Way = "" | "sending" | "kept" | "refused";

const PAUSES_MS = [2000, 5000, 15_000];

/**
 * Brings one picture to the server, however long that takes: it is kept on the device until it is there, and found
 * again after a reload. A newer picture takes the place of the one on its way.
 */
export class Courier {
  readonly way: Signal<Way> = signal("");
  readonly part = signal(0);
  readonly says = signal("");
  /** what is on its way, to be looked at meanwhile */
  readonly picture = signal<Blob | null>(null);
  lasting = true;

  private stopped = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tries = 0;
  private readonly ready: Promise<Kept<Parcel>>;

  constructor(
    private readonly key: string,
    private readonly there: (id: string) => void,
    private readonly bring: typeof upload = upload,
    kept: Promise<Kept<Parcel>> = keptAs<Parcel>("pictures"),
  ) {
    this.ready = kept;
    void kept.then(async (records) => {
      this.lasting = records.lasting;
      const left = (await records.all()).find((one) => one.key === key);
      if (left && !this.picture.peek() && !this.stopped.signal.aborted) this.go(left.picture);
    });
    addEventListener("online", this.again);
  }

  /** Send this one. */
  async send(picture: Blob): Promise<void> {
    this.halt();
    this.picture.value = picture;
    this.way.value = "sending";
    await (await this.ready).put(this.key, { key: this.key, picture });
    if (this.picture.peek() === picture) this.go(picture);
  }

  /** Try again now. */
  readonly again = (): void => {
    const picture = this.picture.peek();
    if (picture && this.way.peek() === "kept") this.go(picture);
  };

  /** Forget what is on its way. */
  async drop(): Promise<void> {
    this.halt();
    this.picture.value = null;
    this.way.value = "";
    await (await this.ready).delete(this.key);
  }

  /** The page goes; what was on its way stays on the device. */
  stop(): void {
    this.halt();
    removeEventListener("online", this.again);
  }

  private halt(): void {
    clearTimeout(this.timer);
    this.stopped.abort();
    this.tries = 0;
  }

  private go(picture: Blob): void {
    this.stopped.abort();
    clearTimeout(this.timer);
    const stop = new AbortController();
    this.stopped = stop;
    this.picture.value = picture;
    this.part.value = 0;
    this.way.value = "sending";
    const moved = (part: number) => {
      if (this.stopped === stop) this.part.value = part;
    };
    void this.bring(picture, moved, stop.signal).then((answer) => {
      if (this.stopped === stop && !stop.signal.aborted) void this.heard(picture, answer);
    });
  }

  private async heard(picture: Blob, answer: Uploaded): Promise<void> {
    if (answer.ok) {
      remember(answer.id, picture);
      this.there(answer.id);
      await this.drop();
    } else if (answer.says) {
      this.way.value = "refused";
      this.says.value = answer.says;
    } else {
      this.way.value = "kept";
      const pause = PAUSES_MS[Math.min(this.tries++, PAUSES_MS.length - 1)];
      this.timer = setTimeout(this.again, pause);
    }
  }
}
