import { type Signal, signal } from "@preact/signals";
import type { ComponentType, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "./words";

/** Part of a page that comes a moment after it. */
export interface Later<M> {
  /** what has come, null until then */
  readonly here: Signal<M | null>;
  readonly lost: Signal<boolean>;
  /** Fetch it, once; asked again after a failure, it tries again. */
  readonly fetch: () => Promise<void>;
}

export function later<M>(load: () => Promise<M>): Later<M> {
  const here = signal<M | null>(null);
  const lost = signal(false);
  let coming: Promise<void> | null = null;
  const fetch = (): Promise<void> => {
    coming ??= load().then(
      (module) => {
        here.value = module;
        lost.value = false;
      },
      () => {
        lost.value = true;
        coming = null;
      },
    );
    return coming;
  };
  return { here, lost, fetch };
}

/** Try again; a browser that remembers its failure gets the page anew, as soon as the house answers. */
async function again(part: Later<unknown>): Promise<void> {
  await part.fetch();
  if (!part.lost.peek()) return;
  try {
    const answer = await fetch(location.pathname, { cache: "no-store", redirect: "error" });
    if (answer.ok) location.reload();
  } catch {
    // Still no network: the words on the screen say so, and the button stays.
  }
}

/** What a later part holds, or, until it is here, an honest line and a way to try again. */
export function Soon<M, P extends object>({
  part,
  pick,
  with: props,
}: {
  part: Later<M>;
  pick: (module: M) => ComponentType<P>;
  with: P;
}): JSX.Element {
  useEffect(() => {
    void part.fetch();
    const retry = () => void part.fetch();
    addEventListener("online", retry);
    return () => removeEventListener("online", retry);
  }, [part]);
  const module = part.here.value;
  if (module) {
    const Part = pick(module);
    return <Part {...props} />;
  }
  return (
    <div class="field" role="status">
      <p class="soft">{t(part.lost.value ? "part_lost" : "part_coming")}</p>
      {part.lost.value && (
        <button type="button" class="btn" onClick={() => void again(part)}>
          {t("try_again")}
        </button>
      )}
    </div>
  );
}
